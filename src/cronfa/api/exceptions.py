"""Exceptions: a partner questions an entry, the host answers in time, and what is upheld is put forward to be reversed."""

import base64
import binascii
from datetime import date, datetime
from typing import Annotated, Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from cronfa.api import codes
from cronfa.api.addresses import changes, reads
from cronfa.api.shapes import Line, Name, Number, Sends
from cronfa.governance import queries, reading
from cronfa.governance.desk import Desk
from cronfa.governance.models import Query
from cronfa.governance.reversals import REVERSAL
from cronfa.governance.roles import Right
from cronfa.governance.uploads import check_size
from cronfa.problems import stop

router = Router(tags=["Exceptions"])
EVIDENCE = "application/octet-stream"
MOST_BYTES = queries.MOST_EVIDENCE_BYTES * 3 // 2
"""Base64 makes four letters of three bytes; the rest is words."""


class ExceptionOf(Schema):
    """A question about an entry. ``outcome`` is nothing while it waits; ``proposal`` the reversal of what was upheld."""

    number: int
    entry: int
    partner: str
    text: str
    asked_by: str
    asked_at: datetime
    due: date
    evidence: str | None
    outcome: str | None
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None
    proposal: int | None


class Exceptions(Schema):
    """The questions that the token may read, the newest first."""

    items: list[ExceptionOf]


class Evidence(Sends):
    """A file that shows what is meant, up to 5 MB, in Base64."""

    name: Name
    content: Annotated[str, Field(max_length=MOST_BYTES)]


class Question(Sends):
    """What is wrong with an entry, for one partner."""

    partner: Name
    text: Line
    evidence: Evidence | None = None


class Answer(Sends):
    """What the host answers. Upheld: the entry's reversal is put forward."""

    outcome: Literal["upheld", "rejected"]
    text: Line


@reads(router, "/funds/{fund}/exceptions", Right.SEE_POSTINGS, Exceptions)
def list_exceptions(desk: Desk) -> Exceptions:
    """What partners have questioned, and what came of it."""
    return Exceptions(items=[_exception(each) for each in reading.questions(desk)])


@reads(router, "/funds/{fund}/exceptions/{number}", Right.SEE_POSTINGS, ExceptionOf)
def get_exception(desk: Desk, number: Number) -> ExceptionOf:
    """One question."""
    return _exception(reading.question(desk, number))


@reads(router, "/funds/{fund}/exceptions/{number}/evidence", Right.SEE_POSTINGS, EVIDENCE)
def get_evidence(desk: Desk, number: Number) -> HttpResponse:
    """The evidence as it was sent."""
    found = reading.question(desk, number)
    if not found.evidence_name:
        raise Http404
    answer = HttpResponse(bytes(found.evidence), content_type=EVIDENCE)
    answer["Content-Disposition"] = f'attachment; filename="evidence-{number}"'
    return answer


@changes(
    router, "/funds/{fund}/entries/{number}/question", Right.QUESTION, ExceptionOf, most_bytes=MOST_BYTES
)  # fmt: skip
def question_entry(desk: Desk, number: Number, sent: Question) -> ExceptionOf:
    """Question an entry in which the partner has a line. The clock runs from today."""
    reading.entry(desk, number)
    if not desk.may(Right.QUESTION, sent.partner):
        raise PermissionDenied
    made = queries.ask(
        desk.fund, number, sent.partner, desk.person, text=sent.text, evidence=_evidence(sent.evidence),
        today=desk.today,
    )  # fmt: skip
    return _exception(made)


@changes(router, "/funds/{fund}/exceptions/{number}/answer", Right.ANSWER, ExceptionOf)
def answer_exception(desk: Desk, number: Number, sent: Answer) -> ExceptionOf:
    """Answer a question. What is upheld puts the entry's reversal forward, for another person to approve."""
    found = reading.question(desk, number)
    queries.answer(
        desk.fund, found, desk.person, text=sent.text, upheld=sent.outcome == "upheld", reversal=REVERSAL
    )  # fmt: skip
    return _exception(reading.question(desk, number))


def _evidence(sent: Evidence | None) -> tuple[str, bytes] | None:
    if sent is None:
        return None
    try:
        content = base64.b64decode(sent.content, validate=True)
    except (binascii.Error, ValueError):
        stop(codes.NOT_READABLE)
    check_size(len(content), queries.MOST_EVIDENCE_BYTES)
    return sent.name, content


def _exception(query: Query) -> ExceptionOf:
    return ExceptionOf(
        number=query.pk, entry=query.entry, partner=query.partner, text=query.text, asked_by=query.asked_by.name,
        asked_at=query.asked_at, due=query.due, evidence=query.evidence_name or None, outcome=query.outcome or None,
        answer=query.answer or None, answered_by=query.answered_by.name if query.answered_by else None,
        answered_at=query.answered_at, proposal=query.proposal_id,
    )  # fmt: skip
