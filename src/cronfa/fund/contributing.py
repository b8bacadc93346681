"""Contributions as a fund runs: what is called for, what has arrived, and recording that money has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cronfa.agreement import Terms
from cronfa.calendars import Year
from cronfa.fund import entry_codes
from cronfa.fund.figures import outcome
from cronfa.fund.open_months import month_for
from cronfa.fund.opening import RunningFund
from cronfa.ledger.entries import EntryDraft, PostingDraft
from cronfa.ledger.finding import Wanted, entries_with
from cronfa.ledger.posting import post
from cronfa.monitoring.instalments import Contributed, Receipt, contributed, instalments, paying_schemes
from cronfa.problems import Problem, Problems, Where

RECEIVED = ("contribution", "reversal", "adjustment")
"""The kinds of entry by which contributions come in or are put right before a settlement."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Money of one partner that has reached the bank, for schemes of a year. ``reference`` is the bank's."""

    year: str
    partner: str
    on: date
    reference: str
    pence: Mapping[str, int]
    """By scheme, above zero."""


def schedule(fund: RunningFund, year: str, as_at: date) -> Contributed:
    """What every partner owes for a year by scheme and instalment, and what had arrived of it by a day."""
    due = instalments(fund.terms_of(year), year, outcome(fund, year))
    return contributed(due, receipts(fund, year), as_at)


def receipts(fund: RunningFund, year: str) -> tuple[Receipt, ...]:
    """Every contribution of the year's months in the ledger, but for what its settlement posted."""
    called_for = paying_schemes(fund.terms_of(year))
    wanted: Wanted = {
        "account": ["contributions"], "kind": RECEIVED, "period": [month.label for month in Year(year).months()]
    }  # fmt: skip
    return tuple(
        Receipt(line.partner, line.scheme or "", entry.posting_date, -line.amount_pence, entry.number)
        for entry in entries_with(fund.ledger, wanted)
        for line in entry.postings
        if line.account == "contributions" and line.scheme in called_for
    )


def record_arrival(fund: RunningFund, arrival: Arrival, who: str) -> int:
    """Post money that a partner has paid in; the number of the entry.

    It counts for the year it was called for while a month of that year is open; the bank's day stays on it.

    Raises:
        Problems: all that is wrong with it, or the same reference was posted before.
    """
    check(fund, arrival)
    terms = fund.terms_of(arrival.year)
    lines = []
    for scheme, pence in arrival.pence.items():
        rule = terms.schemes[scheme].contributions
        clause = (rule and rule.clause) or terms.schemes[scheme].clause
        lines += [
            PostingDraft("bank", arrival.partner, pence, scheme, None, clause),
            PostingDraft("contributions", arrival.partner, -pence, scheme, None, clause),
        ]
    draft = EntryDraft(
        kind="contribution",
        idempotency_key=f"{fund.slug}/arrival/{arrival.partner}/{arrival.reference}",
        posting_date=arrival.on,
        period=_month(fund, arrival),
        narrative=arrival.reference,
        who=who,
        postings=lines,
    )
    done = post(fund.ledger, [draft], recorded_at=fund.recorded_at)
    if not done.posted:
        raise Problems([entry_codes.ARRIVED_ALREADY.at(reference=arrival.reference, number=done.numbers[0])])
    return done.numbers[0]


def check(fund: RunningFund, arrival: Arrival) -> None:
    """Look at an arrival before it is put forward.

    Raises:
        Problems: every one of them.
    """
    terms = fund.terms_of(arrival.year)
    found: list[Problem] = []
    if arrival.partner not in terms.partners:
        found.append(
            entry_codes.NO_SUCH_PARTNER.at(Where(path="partner"), partner=arrival.partner)
            if arrival.partner
            else entry_codes.NO_ONE_CHOSEN.at(Where(path="partner"))
        )
    if not arrival.reference.strip():
        found.append(entry_codes.NO_REFERENCE.at(Where(path="reference")))
    if not any(arrival.pence.values()):
        found.append(entry_codes.NO_AMOUNT.at())
    for scheme, pence in arrival.pence.items():
        if scheme not in paying_schemes(terms) or pence < 0:
            found.append(_not_payable(terms, scheme))
    if arrival.on < terms.term.from_:
        found.append(entry_codes.BEFORE_THE_FUND.at(Where(path="on"), day=arrival.on, first=terms.term.from_))
    if found:
        raise Problems(found)


def _not_payable(terms: Terms, scheme: str) -> Problem:
    if not scheme.strip():
        return entry_codes.NO_SCHEME.at()
    return entry_codes.NOT_PAYABLE.at(Where(path=f"pence:{scheme}"), scheme=terms.scheme_title(scheme))


def _month(fund: RunningFund, arrival: Arrival) -> str:
    """The month in which an arrival is posted: its own, kept within the year it was called for where that is open."""
    months = [month.label for month in Year(arrival.year).months()]
    return month_for(fund, min(max(f"{arrival.on:%Y-%m}", months[0]), months[-1])).code
