"""Settling a year: work it out, show it, and when it is accepted post it and close the year."""

from dataclasses import dataclass

from cronfa.calendars import Year
from cronfa.fund import codes
from cronfa.fund.figures import outcome, settled_before, stakes, standing
from cronfa.fund.open_months import year_of
from cronfa.fund.opening import RunningFund
from cronfa.fund.reported import keep, settlement_key
from cronfa.fund.settlement_entry import settlement_entry
from cronfa.ledger.database import transaction
from cronfa.ledger.funds import PeriodStatus, periods, set_period
from cronfa.ledger.posting import post
from cronfa.ledger.queries import numbers_by_key
from cronfa.money import pounds
from cronfa.problems import Problem, Problems, errors, stop
from cronfa.settlement.outcome import Outcome, Settlement
from cronfa.settlement.reference import settle


@dataclass(frozen=True, slots=True)
class Accepted:
    """A settlement that has been posted, and the number of its entry."""

    settlement: Settlement
    entry: int


def work_out(fund: RunningFund, year: str, months: int = 12, reported: Outcome | None = None) -> Settlement:
    """The settlement of a year, or of its first months, as the agreement and the ledger give it. Posts nothing.

    Without ``reported``, an accepted settlement is worked out with what was reported for it.
    """
    return settle(fund.terms_of(year), outcome(fund, year, months, reported))


def is_settled(fund: RunningFund, year: str, months: int = 12) -> bool:
    """Whether the settlement of the year's first months has been posted."""
    return bool(numbers_by_key(fund.ledger, [settlement_key(fund.ledger, year, months)]))


def accept(fund: RunningFund, year: str, who: str, reported: Outcome | None = None, *, months: int = 12) -> Accepted:
    """Post a settlement as the last entry of its last month, and close its months: the year, or its first quarters.

    Raises:
        Problems: months still open, a decision outstanding, an error of the settlement itself, or it is settled
            already. Nothing is posted.
    """
    with transaction():
        settled = work_out(fund, year, months, reported)
        last_month = Year(year).months()[months - 1]
        if found := _not_yet(fund, year, settled):
            raise Problems(found)
        terms = fund.terms_of(year)
        entry = settlement_entry(
            terms, settled, standing(fund, year, months), stakes(fund, year),
            day=last_month.last_day, period=last_month.label, who=who, earlier=settled_before(fund, year),
        )._replace(source=keep(fund.ledger, terms, reported, year, months, who))  # fmt: skip
        posted = post(fund.ledger, [entry], recorded_at=fund.recorded_at)
        for month in Year(year).months()[:months]:
            set_period(
                fund.ledger,
                month.label,
                "closed",
                who=who,
                reason=f"settlement of {year}",
                recorded_at=fund.recorded_at,
            )
    return Accepted(settled, posted.numbers[0])


def _not_yet(fund: RunningFund, year: str, settled: Settlement) -> list[Problem]:
    """Why a settlement cannot be accepted yet."""
    if is_settled(fund, year) or is_settled(fund, year, settled.months):
        return [codes.ALREADY_SETTLED.at(year=year)]
    months = {month.label for month in Year(year).months()[: settled.months]}
    still_open = [period.code for period in periods(fund.ledger) if period.code in months and period.status == "open"]
    close = year if settled.months == 12 else f"{year} --through {settled.months}"
    found = []
    if still_open:
        found.append(codes.PERIODS_OPEN.at(count=len(still_open), year=year, first=still_open[0], close=close))
    terms = fund.terms_of(year)
    found += errors(settled.problems)
    recorded = {problem.facts.get("decision") for problem in found}
    for wanted in settled.decisions:
        if wanted.decision in recorded:  # decided, and what is wrong with it has been said
            continue
        board = terms.boards.get(wanted.board)
        found.append(
            codes.DECISION_OUTSTANDING.at(
                amount=pounds(wanted.amount_pence),
                board=board.name if board else wanted.board,
                decision=wanted.decision,
                board_id=wanted.board,
            )
        )
    return found


def reopen_month(fund: RunningFund, month: str, who: str, reason: str) -> None:
    """Reopen a month, for a reason that is recorded.

    Raises:
        Problems: it is no month of the fund, or its year has been settled: what came then would never be settled.
    """
    with transaction():
        if month in {period.code for period in periods(fund.ledger)} and is_settled(fund, year := year_of(fund, month)):
            stop(codes.ALREADY_SETTLED, year=year)
        set_period(fund.ledger, month, "open", who=who, reason=reason, recorded_at=fund.recorded_at)


def close_months(fund: RunningFund, year: str, who: str, *, through: int = 12) -> None:
    """Close the first months of a year; the last of them is soft-closed, so that only its settlement can still come.

    Raises:
        Problems: it is no year of the agreement.
    """
    fund.terms_of(year)
    with transaction():
        for month in Year(year).months()[:through]:
            status: PeriodStatus = "soft-closed" if month.number == through else "closed"
            set_period(fund.ledger, month.label, status, who=who, reason="month end", recorded_at=fund.recorded_at)
