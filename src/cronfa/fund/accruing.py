"""Accruals: spend of a month whose invoice has not come, attributed like any other; it undoes itself in the next open month."""

from dataclasses import dataclass

from cronfa.attribution import Line, attribute_line, postings, rules_of
from cronfa.fund import codes, entry_codes
from cronfa.fund.open_months import month_for, year_of
from cronfa.fund.opening import RunningFund
from cronfa.fund.taking_in import paid_from
from cronfa.ledger.database import transaction
from cronfa.ledger.entries import EntryDraft, PostingDraft
from cronfa.ledger.finding import entries_with, reversal_of
from cronfa.ledger.funds import Period, periods
from cronfa.ledger.posting import accrue
from cronfa.ledger.queries import entry, numbers_by_key
from cronfa.problems import Problem, Problems, Where


@dataclass(frozen=True, slots=True)
class Accrual:
    """What is to be accrued. ``responsible`` names the partner where the agreement's rule needs it."""

    month: str
    scheme: str
    category: str
    pence: int
    what: str
    """For what; with month, scheme and category it tells one accrual from another."""
    responsible: str | None = None


@dataclass(frozen=True, slots=True)
class Accrued:
    """An accrual in the ledger and the reversal posted with it. ``stands`` until the reversal's month is closed."""

    entry: int
    undone_by: int
    month: str
    undone_in: str
    scheme: str
    category: str
    pence: int
    what: str
    who: str
    stands: bool


def check(fund: RunningFund, wanted: Accrual) -> None:
    """Look at an accrual before it is put forward.

    Raises:
        Problems: every one of them, those of its attribution included.
    """
    found: list[Problem] = []
    known = {period.code: period for period in periods(fund.ledger)}
    terms = fund.terms_of(year_of(fund, wanted.month)) if wanted.month in known else fund.agreement.latest.terms
    if wanted.month not in known or known[wanted.month].status == "closed":
        found.append(
            entry_codes.NOT_AN_OPEN_MONTH.at(Where(path="month"), month=wanted.month)
            if wanted.month
            else entry_codes.NO_MONTH.at(Where(path="month"))
        )
    if wanted.pence == 0:
        found.append(entry_codes.NO_AMOUNT.at(Where(path="amount_pence")))
    if not wanted.what.strip():
        found.append(entry_codes.NOT_SAID_FOR_WHAT.at(Where(path="what")))
    if not wanted.scheme:
        found.append(entry_codes.NO_SCHEME.at(Where(path="scheme")))
    elif wanted.scheme not in terms.schemes:
        found.append(entry_codes.NO_SUCH_SCHEME.at(Where(path="scheme"), scheme=wanted.scheme))
    elif wanted.month in known and wanted.pence:
        try:
            _lines(fund, wanted, known[wanted.month])
        except Problems as refused:
            found += refused.problems
    if wanted.what.strip() and (there := numbers_by_key(fund.ledger, [_key(fund, wanted)])):
        found.append(entry_codes.ACCRUED_ALREADY.at(number=next(iter(there.values()))))
    if found:
        raise Problems(found)


def accrue_spend(fund: RunningFund, wanted: Accrual, who: str) -> tuple[int, int]:
    """Post an accrual and its reversal in the next open month; the numbers of both entries.

    Raises:
        Problems: as :func:`check`, or no later month is open. Nothing is posted.
    """
    with transaction():
        check(fund, wanted)
        known = {period.code: period for period in periods(fund.ledger)}
        month = known[wanted.month]
        later = month_for(fund, _next(known, month))
        draft = EntryDraft(
            kind="accrual",
            idempotency_key=_key(fund, wanted),
            posting_date=month.ends,
            period=month.code,
            narrative=wanted.what,
            who=who,
            postings=_lines(fund, wanted, month),
            category=wanted.category or None,
            adjustment=True,
        )
        done = accrue(
            fund.ledger, [draft], next_period=later.code, next_date=later.starts, recorded_at=fund.recorded_at
        )
        if not done.posted:
            raise Problems([entry_codes.ACCRUED_ALREADY.at(number=done.numbers[0])])
        number = done.numbers[0]
        undone = reversal_of(fund.ledger, number)
        assert undone is not None, "an accrual is posted with its reversal"
        return number, undone


def _next(known: dict[str, Period], month: Period) -> str:
    after = [code for code, period in known.items() if period.starts > month.starts]
    if not after:
        raise Problems([codes.NO_OPEN_PERIOD.at(day=month.ends)])
    return after[0]


def _key(fund: RunningFund, wanted: Accrual) -> str:
    return f"{fund.slug}/accrual/{wanted.month}/{wanted.scheme}/{wanted.category}/{wanted.what}"


def _lines(fund: RunningFund, wanted: Accrual, month: Period) -> list[PostingDraft]:
    """As the agreement attributes it; what a payment takes from the bank is owed instead."""
    line = Line(wanted.scheme, wanted.pence, month.ends, wanted.responsible or None, wanted.category or None)
    made = postings(attribute_line(line, rules_of(fund.agreement)), fund.partners)
    other = paid_from(fund).get(wanted.scheme, "accruals")
    return [
        PostingDraft(other if m.account == "bank" else m.account, m.partner, m.pence, wanted.scheme, m.counterparty, m.clause)
        for m in made
    ]  # fmt: skip


def accruals(fund: RunningFund) -> tuple[Accrued, ...]:
    """Every accrual, newest first."""
    status = {period.code: period.status for period in periods(fund.ledger)}
    found = []
    for each in entries_with(fund.ledger, {"kind": ["accrual"]}):
        number = reversal_of(fund.ledger, each.number)
        if number is None:
            continue
        later = entry(fund.ledger, number).period
        spent = [line for line in each.postings if line.account == "expenditure"]
        found.append(
            Accrued(
                each.number, number, each.period, later, (spent[0].scheme if spent else "") or "", each.category or "",
                sum(line.amount_pence for line in spent), each.narrative, each.who, status[later] != "closed",
            )
        )  # fmt: skip
    return tuple(reversed(found))
