"""How a year would settle if it ended as it is forecast: the agreement's own waterfalls on the forecast outturn."""

from collections import defaultdict
from dataclasses import replace

from cronfa.fund.figures import movements, outcome
from cronfa.fund.opening import RunningFund, years_of
from cronfa.ledger.queries import balances
from cronfa.monitoring import Fact
from cronfa.monitoring.standing import Position, positions
from cronfa.monitoring.terms import terms_of
from cronfa.settlement.outcome import Settlement
from cronfa.settlement.reference import settle


def spent_until(fund: RunningFund, year: str) -> int:
    """The number of the last month of a year with any spend, from 1 to 12; nought if there is none."""
    months = [month.label for month in terms_of(fund.terms_of(year), year).year.months()]
    return max((months.index(period) + 1 for period in _spent_in(fund) if period in months), default=0)


def years_with_spend(fund: RunningFund) -> tuple[str, ...]:
    """The years of the agreement in which anything was spent, oldest first."""
    spent = _spent_in(fund)
    return tuple(year.label for year in years_of(fund.agreement) if spent & {month.label for month in year.months()})


def last_month_with_spend(fund: RunningFund) -> str:
    """The last month whose spend is in, as ``2026-10``; what was accrued or undone beyond it says nothing of a whole month."""
    return max(_spent_in(fund), default="")


def _spent_in(fund: RunningFund) -> set[str]:
    """The months whose spend is in. That something was accrued or undone in a month makes it no such month: a forecast made
    from an accrual alone would have the rest of its spend never come."""
    found = balances(fund.ledger, ("period", "kind"), where={"account": "expenditure"})
    return {period for (period, kind), pence in found.items() if pence and kind not in ("reversal", "accrual")}


def forecast(fund: RunningFund, year: str, months: int) -> tuple[Position, ...]:
    """Where each scheme and responsible partner stands at the end of the year's first months, with its outturn.

    Those that are only in view come after the fund's own.
    """
    facts = [
        Fact(moved.period, moved.scheme, moved.category, moved.partner, moved.pence)
        for moved in movements(fund, year, months)
        if moved.account == "expenditure"
    ]
    agreed = terms_of(fund.terms_of(year), year)
    own, beside = (
        positions(facts, agreed, month=months, by=("scheme", "partner"), in_view=in_view) for in_view in (False, True)
    )
    return own + beside


def projected(fund: RunningFund, year: str, months: int) -> Settlement:
    """The settlement of a whole year whose spend comes to the forecast made after its first months.

    The contributions are those of the whole year, whatever has been paid by then. Posts nothing.
    """
    spend: dict[str, dict[str, int]] = defaultdict(dict)
    for position in forecast(fund, year, months):
        if position.scheme and position.partner and position.forecast_pence:
            spend[position.scheme][position.partner] = position.forecast_pence
    return settle(fund.terms_of(year), replace(outcome(fund, year), spend=dict(spend)))
