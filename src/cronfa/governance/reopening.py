"""Reopening a month takes two people and a reason: what was closed has been read by others as final."""

from cronfa.calendars import named
from cronfa.fund import codes as fund_codes
from cronfa.fund.open_months import year_of
from cronfa.fund.opening import RunningFund
from cronfa.fund.settling import is_settled
from cronfa.governance import codes
from cronfa.governance.models import Person, Proposal
from cronfa.governance.proposals import Content, Kind, kind, prepare
from cronfa.governance.roles import Right
from cronfa.language import Text
from cronfa.ledger.funds import period_events, periods, set_period
from cronfa.problems import stop


def put_forward(fund: RunningFund, month: str, person: Person, why: str) -> Proposal:
    """Ask for a month to be reopened.

    Raises:
        Problems: it is open, its year has been settled, no reason is given, or it has been asked for.
    """
    _may_open(fund, month)
    closed = sum(event.code == month for event in period_events(fund.ledger))  # each closing can be undone once
    return prepare(fund, REOPENING, {"month": month, "why": why}, person, key=f"{month}/{closed}", why=why)


def _may_open(fund: RunningFund, month: str) -> None:
    status = {period.code: period.status for period in periods(fund.ledger)}
    if status.get(month, "open") == "open":
        stop(codes.MONTH_IS_SO, month=named(month))
    year = year_of(fund, month)
    if is_settled(fund, year):
        stop(fund_codes.ALREADY_SETTLED, year=year)


def _do(fund: RunningFund, content: Content, who: str) -> Content:
    _may_open(fund, content["month"])
    set_period(
        fund.ledger, content["month"], "open", who=who, reason=content["why"], recorded_at=fund.recorded_at
    )  # fmt: skip
    return {"month": content["month"], "status": "open"}


def _says(fund: RunningFund, content: Content) -> Text:
    return Text(
        en="Reopen {month}: {why}", cy="Ailagor {month}: {why}"
    ).filled(month=named(content["month"]), why=content["why"])  # fmt: skip


REOPENING = kind(
    Kind(
        "reopening",
        Text(en="Reopening of a month", cy="Ailagor mis"),
        prepare=Right.CLOSE,
        approve=Right.APPROVE,
        says=_says,
        do=_do,
    )
)
