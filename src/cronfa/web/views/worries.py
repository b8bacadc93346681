"""Sloping shoulders: a partner writes its worries, releases them, and has the grid worked out."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cronfa.fund.questions import Question
from cronfa.governance import job_codes as codes, jobs, worries
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.problems import Problem, Problems, stop
from cronfa.web.pages import fund_page
from cronfa.web.presenters import worries as presenter
from cronfa.web.presenters.what_if import body_of
from cronfa.web.presenters.worries_words import LABELS
from cronfa.web.views.what_if import whole

FOR_ITS_BODY = ("add", "save", "release", "withdraw", "with-mine")


@fund_page("what-if/worries/", "worries", Right.SEE_FUND, changes=Right.SIMULATE)
def grid(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The grid. Everything is one form or another on the same page, and needs no script."""
    if request.method != "POST":
        return render(request, "web/worries.html", {"page": presenter.grid(desk)})
    do = request.POST.get("do", "")
    body = body_of(desk)
    if do in FOR_ITS_BODY and not body:
        raise PermissionDenied
    match do:
        case "add":
            typed = (*_typed(request), dict(presenter.BLANK))
            return render(request, "web/worries.html", {"page": presenter.grid(desk, typed)})
        case "save":
            return _saved(request, desk, body)
        case "release":
            worries.release(desk.fund, body, desk.person)
        case "withdraw":
            if not worries.withdraw(desk.fund, body, whole(request.POST.get("number", "")), desk.person):
                raise Http404
        case "with-mine" | "for-all":
            return _asked(request, desk, body if do == "with-mine" else "")
        case _:
            raise Http404
    return redirect("worries", fund=desk.fund.slug)


def _typed(request: HttpRequest) -> tuple[presenter.Fields, ...]:
    """The rows of the form, as far as it says that it has."""
    count = min(whole(request.POST.get("rows", "0")), worries.MOST_ROWS + 1)
    return tuple(
        {field: str(request.POST.get(f"{field}.{at}", "")).strip()[:200] for field in presenter.FIELDS}
        for at in range(count)
    )


def _saved(request: HttpRequest, desk: Desk, body: str) -> HttpResponse:
    typed = _typed(request)
    rows = []
    problems: list[tuple[str, Problem]] = []
    for at, row in enumerate(typed, start=1):
        number = int(row["number"]) if row["number"].isdecimal() else None
        gone = bool(row["gone"]) or presenter.is_blank(row)
        wanted = None if gone else presenter.body_from(row)
        rows.append(worries.Written(number, wanted))
        label = row["name"] or LABELS["row"].to(desk.language, n=at)
        problems += (
            [(label, each) for each in worries.wrong(wanted, desk.fund.agreement.latest.terms)] if wanted else []
        )
    if problems:
        page = presenter.grid(desk, typed, tuple(problems))
        return render(request, "web/worries.html", {"page": page}, status=422)
    try:
        worries.save(desk.fund, body, rows, desk.person)
    except Problems as found:
        page = presenter.grid(desk, typed, tuple(("", each) for each in found.problems))
        return render(request, "web/worries.html", {"page": page}, status=422)
    return redirect("worries", fund=desk.fund.slug)


def _asked(request: HttpRequest, desk: Desk, body: str) -> HttpResponse:
    """A run with the worries; kept by the body where its own unreleased ones are in it."""
    found = worries.visible(desk.fund.slug, desk.standing).order_by("pk")
    shown = found if body else found.exclude(released_at=None)
    text = worries.as_shocks(list(shown))
    if not text:
        stop(codes.NO_WORRIES)
    question = Question(
        "signed", request.POST.get("year", ""), whole(request.POST.get("runs", "")), worries=text, partner=body_of(desk)
    )
    title = LABELS["title"].to(desk.language)
    job = jobs.ask(desk.fund, question, desk.person, title=title, partner=body)
    return redirect("run", fund=desk.fund.slug, number=job.pk)
