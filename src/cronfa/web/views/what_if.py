"""What if: asking for possible years, following them, and taking the report away."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cronfa import reporting
from cronfa.agreement.codes import NOT_UTF8
from cronfa.fund.questions import Question
from cronfa.governance import job_codes as codes, jobs
from cronfa.governance.desk import Desk
from cronfa.governance.models import Job
from cronfa.governance.roles import Right
from cronfa.language import LANGUAGES, Language
from cronfa.problems import Problems, Where, stop
from cronfa.reporting.writing import Format
from cronfa.web.enhancing import for_part
from cronfa.web.pages import fund_page
from cronfa.web.presenters import what_if as presenter

MOST_BYTES = 1_000_000
"""Of a draft or a model of demand."""
LOOKS_EVERY_SECONDS = 4
CONTENT_TYPES: dict[Format, str] = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}


@fund_page("what-if/", "what-if", Right.SEE_FUND, changes=Right.SIMULATE)
def what_if(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The runs there are; a new question is checked here, with every problem said at once."""
    if request.method != "POST":
        again = request.GET.get("again", "")
        fields = presenter.fields_of(_job(desk, int(again))) if again.isdecimal() else None
        return render(request, "web/what_if.html", {"page": presenter.asking(desk, fields)})
    typed = {name: str(request.POST.get(name, "")) for name in ("title", "tried", "draft_text", "year", "runs", "seed")}
    try:
        question = _question(request, desk, typed)
        job = jobs.ask(desk.fund, question, desk.person, title=typed["title"], partner=question.partner)
    except Problems as found:
        given = {"page": presenter.asking(desk, typed, found.problems)}
        return render(request, "web/what_if.html", given, status=422)
    return redirect("run", fund=desk.fund.slug, number=job.pk)


def _question(request: HttpRequest, desk: Desk, typed: dict[str, str]) -> Question:
    tried: Any = typed["tried"]
    if tried not in ("signed", "draft", "both"):
        raise Http404
    draft, name = _text(request.FILES.get("draft"), typed["draft_text"], "draft.yaml")
    demand, demand_name = _text(request.FILES.get("demand"), "", "demand.yaml")
    if tried != "signed" and not draft.strip():
        stop(codes.NO_DRAFT)
    return Question(
        tried=tried, year=typed["year"], runs=whole(typed["runs"]), seed=whole(typed["seed"] or "0"),
        draft=draft if tried != "signed" else "", draft_name=name, demand=demand, demand_name=demand_name,
        partner=presenter.body_of(desk),
    )  # fmt: skip


def _text(sent: Any, pasted: str, name: str) -> tuple[str, str]:
    """The text of a file that was sent, if one was, or else what was pasted; and what to call it."""
    called = (sent.name or name)[:100] if sent else name
    if (len(pasted) if sent is None else sent.size or 0) > MOST_BYTES:
        stop(codes.TOO_MUCH_TEXT, file=called, most=f"{MOST_BYTES // 1_000_000} MB")
    if sent is None:
        return pasted, name
    try:
        return sent.read().decode("utf-8-sig"), called
    except UnicodeDecodeError as error:
        stop(NOT_UTF8, Where(file=called), byte=error.start)


def whole(text: str) -> int:
    """A whole number as people type it."""
    digits = text.replace(",", "").strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 16):
        stop(codes.NOT_A_NUMBER, text=text)
    return int(digits)


def _job(desk: Desk, number: int) -> Job:
    found = jobs.visible(desk.fund.slug, desk.standing).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@fund_page("what-if/<int:number>/", "run", Right.SEE_FUND, changes=Right.SIMULATE)
def run(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """One run: what it takes, how far it is, what came of it."""
    job = _job(desk, number)
    page = presenter.page(desk, job)
    if request.method == "POST":
        do = {"begin": jobs.begin, "stop": jobs.end, "release": jobs.release}.get(request.POST.get("do", ""))
        if do is None or not page.may:
            raise Http404
        do(job, desk.person)
        return redirect("run", fund=desk.fund.slug, number=number)
    under_way = job.state in (Job.WAITING, Job.RUNNING)
    if for_part(request) and not under_way:
        return redirect(request.get_full_path())  # the whole page has changed
    watching = "watch" in request.GET and under_way
    response = render(request, "web/run.html", {"page": page, "under_way": under_way, "watching": watching})
    if watching:
        response["Refresh"] = str(LOOKS_EVERY_SECONDS)
    return response


@fund_page("what-if/<int:number>/files/<str:name>", "run-file", Right.SEE_FUND)
def run_file(request: HttpRequest, desk: Desk, number: int, name: str) -> HttpResponse:
    """The report of a run as a file: ``what-if-cy.pdf``, ``what-if.json``."""
    job = _job(desk, number)
    stem, _, ending = name.rpartition(".")
    wanted: dict[str, Language] = {f"what-if-{language}": language for language in LANGUAGES}
    wanted["what-if"] = "en"
    if (
        job.state != Job.DONE
        or stem not in wanted
        or ending not in CONTENT_TYPES
        or (stem == "what-if") != (ending == "json")
    ):
        raise Http404
    format_: Format = ending
    [(_, content)] = reporting.rendered(jobs.report_of(job), "what-if", format_, wanted[stem])
    response = HttpResponse(content, content_type=CONTENT_TYPES[format_])
    response["Content-Disposition"] = f'attachment; filename="{desk.fund.slug}-{number}-{name}"'
    return response
