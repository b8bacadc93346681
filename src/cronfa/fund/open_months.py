"""Where late or corrected money goes: the month it belongs to if that is open, else the first open one after it."""

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
