"""Exceptions: a partner questions an entry, the host answers in time, and what is upheld leads to a reversal."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone

from cronfa.agreement import Terms
from cronfa.calendars import CalendarError, add_working_days, is_working_day, working_days
from cronfa.fund.opening import RunningFund
from cronfa.governance import codes
from cronfa.governance.models import Person, Query
from cronfa.governance.proposals import Kind, prepare
from cronfa.governance.query_codes import EVIDENCE_KIND
from cronfa.governance.trail import record
from cronfa.problems import stop

WORKING_DAYS = 10
"""An assumption where the agreement says nothing: two working weeks to answer."""
MOST_EVIDENCE_BYTES = 5 * 1024 * 1024
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
EVIDENCE: Mapping[str, bytes] = {
    ".pdf": b"%PDF-", ".png": b"\x89PNG\r\n",
    ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".docx": _ZIP, ".odt": _ZIP,
    ".xlsx": _ZIP, ".ods": _ZIP, ".msg": _OLE, ".eml": b"", ".txt": b"", ".csv": b"",
}  # fmt: skip
"""The kinds of file that evidence may be, and how each begins; those that begin with nothing are text."""


def ask(
    fund: RunningFund,
    entry: int,
    partner: str,
    person: Person,
    *,
    text: str,
    evidence: tuple[str, bytes] | None,
    today: date,
) -> Query:
    """Question an entry. The clock runs from today.

    Raises:
        Problems: there are no words, the evidence is of a kind that is refused, or the partner has questioned this entry
            already and has no answer yet.
    """
    if not text.strip():
        stop(codes.NO_REASON)
    name, content = evidence or ("", b"")
    if evidence:
        _check(name, content)
    try:
        with transaction.atomic():
            made = Query.objects.create(
                fund=fund.slug, entry=entry, partner=partner, text=text.strip(), evidence_name=Path(name).name[:255],
                evidence=content, asked_by=person, due=due(fund.agreement.latest.terms, today),
            )  # fmt: skip
            record(fund.slug, who=person.name, what="questioned an entry", about=f"entry {entry}", why=text)
    except IntegrityError:
        stop(codes.ASKED_ALREADY, entry=entry)
    return made


def _check(name: str, content: bytes) -> None:
    """Refuse evidence of another kind, or that is not what its name says.

    Raises:
        Problems: it is refused.
    """
    begins = EVIDENCE.get(Path(name).suffix.lower())
    is_text = begins == b"" and b"\0" not in content
    if not (is_text or (begins and content.startswith(begins))):
        stop(EVIDENCE_KIND, name=Path(name).name[:100])


def days_left(terms: Terms, due: date, today: date) -> int:
    """Working days until an answer is due; below zero it is late by so many."""
    first, last = sorted((due, today))
    try:
        days = working_days(first, last, terms.nation) - is_working_day(first, terms.nation)
    except CalendarError:
        days = (last - first).days * 5 // 7
    return days if due >= today else -days


def due(terms: Terms, today: date) -> date:
    """The day by which a question is to be answered; by the calendar where bank holidays are not yet published."""
    try:
        return add_working_days(today, WORKING_DAYS, terms.nation)
    except CalendarError:
        return today + timedelta(days=WORKING_DAYS * 7 // 5)


def answer(fund: RunningFund, query: Query, person: Person, *, text: str, upheld: bool, reversal: Kind) -> None:
    """Answer a question. What is upheld puts the entry's reversal forward, for another person to approve.

    Raises:
        Problems: there are no words, it is answered already, or the reversal has been put forward already.
    """
    if not text.strip():
        stop(codes.NO_REASON)
    with transaction.atomic():
        waiting = Query.objects.filter(pk=query.pk, outcome="")
        outcome = Query.UPHELD if upheld else Query.REJECTED
        if not waiting.update(outcome=outcome, answer=text.strip(), answered_by=person, answered_at=timezone.now()):
            stop(codes.ANSWERED_ALREADY)
        if upheld:
            content = {"number": query.entry, "reason": text.strip()}
            made = prepare(
                fund, reversal, content, person, key=str(query.entry), why=f"exception {query.pk}: {text.strip()}"
            )
            Query.objects.filter(pk=query.pk).update(proposal=made)
        record(fund.slug, who=person.name, what=f"{outcome} a question", about=f"exception {query.pk}", why=text)
