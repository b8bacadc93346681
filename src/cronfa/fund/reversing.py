"""Undoing an entry: its reversal goes into the month of the entry if that is open, else into the first open one."""

from cronfa.fund import codes
from cronfa.fund.opening import RunningFund
from cronfa.ledger.batches import PostResult
from cronfa.ledger.funds import Period, periods
from cronfa.ledger.posting import reverse
from cronfa.ledger.queries import entry as entry_of
from cronfa.problems import stop


def reverse_entry(fund: RunningFund, number: int, *, reason: str, who: str) -> PostResult:
    """Post the reversal of an entry.

    Raises:
        Problems: no such entry, no reason, it has been reversed already, or no month is open.
    """
    entry = entry_of(fund.ledger, number)
    month = month_for(fund, entry.period)
    day = entry.posting_date if month.code == entry.period else month.starts
    return reverse(
        fund.ledger, number, reason=reason, who=who, posting_date=day, period=month.code, recorded_at=fund.recorded_at
    )


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
