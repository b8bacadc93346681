"""Where late or corrected money goes: the month it belongs to if that is open, else the first open one after it."""

from cronfa.calendars import Year, YearKind
from cronfa.fund import codes
from cronfa.fund.opening import RunningFund
from cronfa.ledger.funds import Period, periods
from cronfa.problems import stop


def month_for(fund: RunningFund, period: str) -> Period:
    """The period of this code if it is open, else the first open one after it.

    Raises:
        Problems: none is open.
    """
    known = periods(fund.ledger)
    own = next(each for each in known if each.code == period)
    found = next((each for each in known if each.status == "open" and each.starts >= own.starts), None)
    if found is None:
        stop(codes.NO_OPEN_PERIOD, day=own.starts)
    return found


def year_of(fund: RunningFund, period: str) -> str:
    """The fund's year that a month falls in."""
    known = next(each for each in periods(fund.ledger) if each.code == period)
    kind: YearKind = "financial" if fund.agreement.latest.terms.year == "april" else "calendar"
    return Year.containing(known.starts, kind).label
