"""Exceptions: a partner questions an entry, the host answers in time, and what is upheld leads to a reversal."""

from datetime import date, timedelta
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone

from cronfa.agreement import Terms
from cronfa.calendars import CalendarError, add_working_days
from cronfa.fund.opening import RunningFund
from cronfa.governance import codes
from cronfa.governance.models import Person, Query
from cronfa.governance.proposals import Kind, prepare
from cronfa.governance.trail import record
from cronfa.problems import stop

WORKING_DAYS = 10
"""An assumption where the agreement says nothing: two working weeks to answer."""
MOST_EVIDENCE_BYTES = 5 * 1024 * 1024


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
        Problems: there are no words, or the partner has questioned this entry already and has no answer yet.
    """
    if not text.strip():
        stop(codes.NO_REASON)
    name, content = evidence or ("", b"")
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
