"""What if: asking for possible years, following them, and taking the report away."""

from itertools import zip_longest
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cronfa import reporting
from cronfa.agreement.codes import NOT_UTF8
from cronfa.fund.questions import DraftText, Question
from cronfa.governance import job_codes as codes, jobs
from cronfa.governance.desk import Desk
from cronfa.governance.models import Job
from cronfa.governance.roles import Right
from cronfa.language import LANGUAGES, Language
from cronfa.problems import Problem, Problems, Where, stop
from cronfa.reporting.writing import Format
from cronfa.web.enhancing import for_part
from cronfa.web.pages import fund_page
from cronfa.web.presenters import what_if as presenter

MOST_BYTES = 1_000_000
"""Of a draft or a model of demand."""
MOST_SAID = f"{MOST_BYTES // 1_000_000} MB"
NO_NAME = "draft.yaml"
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
        return render(request, "web/what_if.html", {"page": _form(desk, request.GET.get("again", ""))})
    typed = {name: str(request.POST.get(name, "")) for name in ("title", "tried", "year", "runs", "seed")}
    drafts, problems = _drafts(request)
    try:
        question = _question(request, desk, typed, drafts, problems)
        job = jobs.ask(desk.fund, question, desk.person, title=typed["title"], partner=question.partner)
    except Problems as found:
        given = {"page": presenter.asking(desk, typed, drafts, found.problems)}
        return render(request, "web/what_if.html", given, status=422)
    return redirect("run", fund=desk.fund.slug, number=job.pk)


def _form(desk: Desk, again: str) -> presenter.Asking:
    """The form, empty or as it was when a run was asked for."""
    if not again.isdecimal():
        return presenter.asking(desk)
    job = _job(desk, int(again) if len(again) < 10 else 0)
    return presenter.asking(desk, presenter.fields_of(job), jobs.question_of(job).drafts)


def _question(
    request: HttpRequest, desk: Desk, typed: dict[str, str], drafts: tuple[DraftText, ...], problems: list[Problem]
) -> Question:
    tried: Any = typed["tried"]
    if tried not in ("signed", "draft", "both"):
        raise Http404
    if tried != "signed" and problems:
        raise Problems(problems)
    demand = _text(request.FILES["demand"]) if "demand" in request.FILES else DraftText("demand.yaml", "")
    return Question(
        tried=tried, year=typed["year"], runs=whole(typed["runs"]), seed=whole(typed["seed"] or "0"),
        drafts=drafts if tried != "signed" else (), demand=demand.text, demand_name=demand.name,
        partner=presenter.body_of(desk),
    )  # fmt: skip


def _drafts(request: HttpRequest) -> tuple[tuple[DraftText, ...], list[Problem]]:
    """The drafts that stand in the form, then the files that were sent; and what is wrong with those that cannot be read."""
    names, texts = request.POST.getlist("draft_name"), request.POST.getlist("draft_text")
    found = [DraftText((name or NO_NAME)[:100], text) for name, text in zip_longest(names, texts, fillvalue="")]
    drafts = [each for each in found if each.text.strip()]
    problems: list[Problem] = []
    for sent in request.FILES.getlist("draft"):
        try:
            drafts.append(_text(sent))
        except Problems as wrong:
            problems += wrong.problems
    problems += [
        codes.TOO_MUCH_TEXT.at(file=each.name, most=MOST_SAID) for each in drafts if len(each.text) > MOST_BYTES
    ]
    return tuple(drafts), problems


def _text(sent: Any) -> DraftText:
    """A file of text that was sent, with its name."""
    called = (sent.name or NO_NAME)[:100]
    if (sent.size or 0) > MOST_BYTES:
        stop(codes.TOO_MUCH_TEXT, file=called, most=MOST_SAID)
    try:
        return DraftText(called, sent.read().decode("utf-8-sig"))
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
