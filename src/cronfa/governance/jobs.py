"""Long work as people meet it: asked for, begun, stopped, released. What does the work is :mod:`cronfa.governance.working`."""

import json
import zlib
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from cronfa.fund.opening import RunningFund
from cronfa.fund.questions import MOST_DRAFTS, Question
from cronfa.governance import job_codes as codes
from cronfa.governance.models import Job, Person
from cronfa.governance.rights import Standing
from cronfa.governance.roles import Right
from cronfa.governance.trail import record
from cronfa.governance.words import JOB_STATES
from cronfa.problems import stop
from cronfa.reporting.model import Report

if TYPE_CHECKING:
    from cronfa.fund.what_if import Estimate

MOST_RUNS = 200_000
"""More would keep everybody else waiting; the command line draws a hundred million."""
MOST_WAITING = 5
"""Of one fund at a time."""
FORGOTTEN_AFTER = timedelta(seconds=30)


def ask(fund: RunningFund, question: Question, person: Person, *, title: str, partner: str) -> Job:
    """Keep a question, once it is sure that it can be answered, with what answering it takes. Nothing is begun.

    ``partner`` keeps it to itself until it releases it; nobody does where it is empty.

    Raises:
        Problems: everything wrong with it; too many years; it would not fit in memory.
    """
    return keep(fund, question, needs(fund, question), person, title=title, partner=partner)


def needs(fund: RunningFund, question: Question) -> "Estimate":
    """What answering a question takes: it is read, and a few years are drawn. Nothing is written.

    Raises:
        Problems: everything wrong with it; too many years; it would not fit in memory.
    """
    from cronfa.fund.what_if import estimate, work_of  # simulations are loaded when one is asked for

    if question.runs > MOST_RUNS:
        stop(codes.TOO_MANY_RUNS, runs=f"{question.runs:,}", most=f"{MOST_RUNS:,}")
    if question.tried != "signed" and not question.drafts:
        stop(codes.NO_DRAFT)
    if len(question.drafts) > MOST_DRAFTS:
        stop(codes.TOO_MANY_DRAFTS, count=len(question.drafts), most=MOST_DRAFTS)
    return estimate(work_of(fund, question))


def keep(
    fund: RunningFund, question: Question, taken: "Estimate", person: Person, *, title: str, partner: str
) -> Job:  # fmt: skip
    """Keep a question that has been looked at."""
    with transaction.atomic():
        job = Job.objects.create(
            fund=fund.slug, title=title.strip()[:200], content=json.dumps(question.as_data(), ensure_ascii=False),
            partner=partner, made_by=person, needed_bytes=taken.needed_bytes, estimated_seconds=taken.seconds,
            total=question.runs,
        )  # fmt: skip
        _note(job, person, "asked what if")
    return job


def is_for(job: Job, held: Standing) -> bool:
    """Whether somebody may begin, stop or release a run: the fund's are for all who may ask, a partner's for its own body."""
    return held.may(Right.SIMULATE) and (not job.partner or job.partner in held.bodies(Right.WORRY))


def question_of(job: Job) -> Question:
    """What was asked."""
    return Question.from_data(json.loads(job.content))


def begin(job: Job, person: Person) -> None:
    """Put a question in the queue.

    Raises:
        Problems: it has been begun already, or too many wait.
    """
    busy = Job.objects.filter(fund=job.fund, state__in=(Job.WAITING, Job.RUNNING))
    if busy.count() >= MOST_WAITING:
        stop(codes.TOO_MANY_WAITING, most=MOST_WAITING)
    _move(job, person, (Job.ASKED,), Job.WAITING, "began what if")


def end(job: Job, person: Person) -> None:
    """Stop it, whether it waits or runs; its worker notices within a second or two.

    Raises:
        Problems: it has ended already.
    """
    _move(job, person, (Job.ASKED, Job.WAITING, Job.RUNNING), Job.STOPPED, "stopped what if")


def release(job: Job, person: Person) -> None:
    """Show a partner's run to everybody at the fund, for good.

    Raises:
        Problems: it is not done, or is shown already.
    """
    with transaction.atomic():
        mine = Job.objects.filter(pk=job.pk, state=Job.DONE, released_at=None).exclude(partner="")
        if not mine.update(released_at=timezone.now()):
            _stop(job)
        _note(job, person, "released what if")


def _move(job: Job, person: Person, before: tuple[str, ...], after: str, what: str) -> None:
    """By one conditional write: two clicks, or a click and a worker, cannot both succeed."""
    now = timezone.now()
    also = {"ended_at": now, "checkpoint": b""} if after == Job.STOPPED else {"beat_at": now}
    with transaction.atomic():
        if not Job.objects.filter(pk=job.pk, state__in=before).update(state=after, **also):
            _stop(job)
        _note(job, person, what)


def _stop(job: Job) -> None:
    job.refresh_from_db()
    stop(codes.NOT_ITS_STATE, state=JOB_STATES[job.state])


def _note(job: Job, person: Person, what: str) -> None:
    """In the trail, which others read: that a partner asks, never what."""
    record(job.fund, who=person.name, what=what, about=f"what-if run {job.pk}")


def visible(fund: str, held: Standing) -> QuerySet[Job]:
    """The runs that somebody may look at: the fund's, those released, and their own body's."""
    own = Q(partner__in=held.bodies(Right.WORRY))
    return Job.objects.filter(own | Q(partner="") | Q(released_at__isnull=False), fund=fund).select_related("made_by")


def before(job: Job) -> int:
    """How many of the runs that wait, whosever they are, come before this one."""
    return Job.objects.filter(state=Job.WAITING, pk__lt=job.pk).count()


def is_forgotten(job: Job) -> bool:
    """Whether a run has waited for longer than a worker takes to notice it, while none is at work."""
    now = timezone.now()
    at_work = Job.objects.filter(state=Job.RUNNING, beat_at__gt=now - FORGOTTEN_AFTER).exists()
    return job.state == Job.WAITING and not at_work and (job.beat_at is None or job.beat_at < now - FORGOTTEN_AFTER)


def report_of(job: Job) -> Report:
    """The report of a run that is done."""
    from cronfa.reporting import from_json

    assert job.state == Job.DONE, job.state
    return from_json.parse(zlib.decompress(bytes(job.result)))
