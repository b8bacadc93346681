"""What if: the runs that the token may look at, and the report of one that is done."""

import json
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from ninja import Router, Schema

from cronfa import reporting
from cronfa.api.addresses import reads
from cronfa.api.doors import JSON
from cronfa.api.shapes import Number
from cronfa.governance import jobs
from cronfa.governance.desk import Desk
from cronfa.governance.models import Job
from cronfa.governance.roles import Right

router = Router(tags=["What if"])


class RunOf(Schema):
    """A run. ``partner`` keeps it to itself until it is released; ``done`` of ``total`` is how far it is."""

    number: int
    title: str
    partner: str | None
    released_at: datetime | None
    made_by: str
    made_at: datetime
    state: str
    done: int
    total: int
    question: dict[str, Any]


class Runs(Schema):
    """The fund's runs, those released, and the own body's; the newest first."""

    items: list[RunOf]


@reads(router, "/funds/{fund}/runs", Right.SEE_FUND, Runs, lasting=False)
def list_runs(desk: Desk) -> Runs:
    """What has been asked of possible years."""
    return Runs(
        items=[_run(each) for each in jobs.visible(desk.fund.slug, desk.standing).defer("result", "checkpoint")]
    )


@reads(router, "/funds/{fund}/runs/{number}", Right.SEE_FUND, RunOf, lasting=False)
def get_run(desk: Desk, number: Number) -> RunOf:
    """One run: what is asked, and how far it is."""
    return _run(_found(desk, number))


@reads(router, "/funds/{fund}/runs/{number}/report", Right.SEE_FUND, JSON, lasting=False)
def get_run_report(desk: Desk, number: Number) -> HttpResponse:
    """The report of a run that is done, in both languages."""
    found = _found(desk, number)
    if found.state != Job.DONE:
        raise Http404
    [(_, content)] = reporting.rendered(jobs.report_of(found), "what-if", "json", desk.language)
    return HttpResponse(content, content_type=JSON)


def _found(desk: Desk, number: int) -> Job:
    found = jobs.visible(desk.fund.slug, desk.standing).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _run(job: Job) -> RunOf:
    return RunOf(
        number=job.pk, title=job.title, partner=job.partner or None, released_at=job.released_at,
        made_by=job.made_by.name, made_at=job.made_at, state=job.state, done=job.done, total=job.total,
        question=json.loads(job.content),
    )  # fmt: skip
