"""What if: asked for, begun, followed and released; the report of a run that is done."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from cronfa import reporting
from cronfa.api import cursors
from cronfa.api.addresses import changes, reads
from cronfa.api.reports import WHOLE, Whole, as_file
from cronfa.api.shapes import Cursor, Limit, Name, Number, Sends
from cronfa.fund.questions import MOST_DRAFTS, DraftText, Question
from cronfa.governance import job_codes, jobs, worries
from cronfa.governance.desk import Desk
from cronfa.governance.models import Job
from cronfa.governance.roles import Right
from cronfa.problems import stop

router = Router(tags=["What if"])
MOST_BYTES = 6 * 1024 * 1024
"""Of what is asked: drafts and a model of demand are texts of some pages."""
FileText = Annotated[str, Field(max_length=1_000_000, pattern=r"^[^\x00]*$")]


class RunOf(Schema):
    """A run. ``partner`` keeps it to itself until it is released; ``done`` of ``total`` is how far it is.

    ``problems`` say why it failed, each in English and Welsh.
    """

    number: int
    title: str
    partner: str | None
    released_at: datetime | None
    made_by: str
    made_at: datetime
    state: str
    done: int
    total: int
    needed_bytes: int
    estimated_seconds: int
    question: dict[str, Any]
    problems: list[dict[str, Any]]


class Runs(Schema):
    """The fund's runs, those released, and the own body's; the newest first."""

    items: list[RunOf]
    next: str | None


class RunMade(Schema):
    """A run that was asked for or moved on, without what is asked: that stays with whoever keeps it."""

    number: int
    state: str
    partner: str | None
    needed_bytes: int
    estimated_seconds: int


class FileSent(Sends):
    """A text file: YAML, as the manual describes it."""

    name: Name
    text: FileText


class RunAsked(Sends):
    """A question about possible years. Drafts are worked out on the same years, so that clauses make the difference.

    ``worries``: ``own`` tries the own body's worries beside those released, and is kept by it; ``released`` those alone.
    A question is kept by the body for which the token writes worries, if it does, until it is released.
    """

    title: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] = ""
    tried: Literal["signed", "draft", "both"] = "signed"
    drafts: list[FileSent] = Field(default_factory=list, max_length=MOST_DRAFTS)
    demand: FileSent | None = None
    worries: Literal["none", "released", "own"] = "none"
    year: Name
    runs: Annotated[int, Field(ge=1, le=2**40)] = 20_000
    seed: Annotated[int, Field(ge=0, le=2**53)] = 0
    begin: bool = True


class RunMoved(Sends):
    """What is to be done with a run. To release it shows a body's run to everybody, for good."""

    do: Literal["begin", "stop", "release"]


@reads(router, "/funds/{fund}/runs", Right.SEE_FUND, Runs, lasting=False)
def list_runs(desk: Desk, limit: Limit = 100, cursor: Cursor = "") -> Runs:
    """What has been asked of possible years."""
    found = jobs.visible(desk.fund.slug, desk.standing).defer("result", "checkpoint")
    if place := cursors.read(cursor, 1):
        found = found.filter(pk__lt=place[0])
    some = list(found.order_by("-pk")[: limit + 1])
    items = [_run(each) for each in some[:limit]]
    return Runs(items=items, next=cursors.written(items[-1].number) if len(some) > limit else None)


@reads(router, "/funds/{fund}/runs/{number}", Right.SEE_FUND, RunOf, lasting=False)
def get_run(desk: Desk, number: Number) -> RunOf:
    """One run: what is asked, how far it is, and why it failed if it did."""
    return _run(_found(desk, number))


@reads(router, "/funds/{fund}/runs/{number}/report", Right.SEE_FUND, ", ".join(WHOLE.values()), lasting=False)
def get_run_report(
    desk: Desk, number: Number,
    form: Annotated[Whole, Query(alias="as", description="json holds both languages.")] = "json",
) -> HttpResponse:  # fmt: skip
    """The report of a run that is done: as data (json), or as a file in the language that is asked for (pdf, docx, xlsx)."""
    found = _found(desk, number)
    if found.state != Job.DONE:
        raise Http404
    [(name, content)] = reporting.rendered(jobs.report_of(found), f"what-if-{number}", form, desk.language)
    return as_file(content, WHOLE[form], name)


@changes(router, "/funds/{fund}/runs", Right.SIMULATE, RunMade, most_bytes=MOST_BYTES, looks=True)
def ask_for_run(desk: Desk, sent: RunAsked) -> Callable[[], RunMade]:
    """Ask what if. Everything wrong with the question is said before any work; the work itself is done beside the API."""
    body = next(iter(desk.standing.bodies(Right.WORRY)), "")
    question = _question(desk, sent, body)
    taken = jobs.needs(desk.fund, question)

    def kept() -> RunMade:
        job = jobs.keep(desk.fund, question, taken, desk.person, title=sent.title, partner=body)
        if sent.begin:
            jobs.begin(job, desk.person)
        return _made(desk, job.pk)

    return kept


@changes(router, "/funds/{fund}/runs/{number}/state", Right.SIMULATE, RunMade)
def move_run(desk: Desk, number: Number, sent: RunMoved) -> RunMade:
    """Begin, stop or release a run: the fund's by whoever may ask, a body's by those who speak for it."""
    job = _found(desk, number)
    if not jobs.is_for(job, desk.standing):
        raise PermissionDenied
    {"begin": jobs.begin, "stop": jobs.end, "release": jobs.release}[sent.do](job, desk.person)
    return _made(desk, number)


def _question(desk: Desk, sent: RunAsked, body: str) -> Question:
    demand = {"demand": sent.demand.text, "demand_name": sent.demand.name} if sent.demand else {}
    drafts = tuple(DraftText(each.name, each.text) for each in sent.drafts) if sent.tried != "signed" else ()
    return Question(
        sent.tried, sent.year, sent.runs, sent.seed, drafts, worries=_worries(desk, sent.worries, body), partner=body,
        **demand,
    )  # fmt: skip


def _worries(desk: Desk, which: str, body: str) -> str:
    if which == "none":
        return ""
    if which == "own" and not body:
        raise PermissionDenied
    found = worries.visible(desk.fund.slug, desk.standing).order_by("pk")
    text = worries.as_shocks(list(found if which == "own" else found.exclude(released_at=None)))
    return text or stop(job_codes.NO_WORRIES)


def _found(desk: Desk, number: int) -> Job:
    found = jobs.visible(desk.fund.slug, desk.standing).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _made(desk: Desk, number: int) -> RunMade:
    job = _found(desk, number)
    return RunMade(
        number=job.pk, state=job.state, partner=job.partner or None, needed_bytes=job.needed_bytes,
        estimated_seconds=job.estimated_seconds,
    )  # fmt: skip


def _run(job: Job) -> RunOf:
    return RunOf(
        number=job.pk, title=job.title, partner=job.partner or None, released_at=job.released_at,
        made_by=job.made_by.name, made_at=job.made_at, state=job.state, done=job.done, total=job.total,
        needed_bytes=job.needed_bytes, estimated_seconds=job.estimated_seconds, question=json.loads(job.content),
        problems=json.loads(job.problems or "[]"),
    )  # fmt: skip
