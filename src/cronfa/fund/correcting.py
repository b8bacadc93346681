"""Undoing an entry: its reverse is posted, in an open month, once."""

from cronfa.fund import codes
from cronfa.fund.figures import SETTLEMENT
from cronfa.fund.opening import RunningFund
from cronfa.ledger.database import transaction
from cronfa.ledger.entries import Entry
from cronfa.ledger.finding import reversal_of
from cronfa.ledger.funds import periods
from cronfa.ledger.posting import reverse
from cronfa.ledger.queries import entry
from cronfa.problems import Problems, stop


def reverse_entry(fund: RunningFund, number: int, month: str, reason: str, who: str) -> int:
    """Post the reverse of an entry in a month; the number of the new entry.

    It is dated within that month, so that what stood at the end of an earlier one stays as it was. The ledger's own
    ``reverse`` may be sent twice for safety's sake; a person who asks twice is told that it is done.

    Raises:
        Problems: no such entry, it is a settlement, the month is not open, or it has been reversed already. Nothing
            is posted.
    """
    with transaction():
        undone = entry(fund.ledger, number)
        stop_if_lasting(undone)
        day = undone.posting_date
        for period in periods(fund.ledger):
            if period.code == month:
                day = min(max(day, period.starts), period.ends)
        _refuse_a_second(fund, number)
        posted = reverse(fund.ledger, number, reason=reason, who=who, period=month, posting_date=day)
        if not posted.posted:  # somebody else was first, a moment ago
            _refuse_a_second(fund, number)
    return posted.numbers[0]


def stop_if_lasting(undone: Entry) -> None:
    """Stop where an entry cannot be undone: a settlement's year could not be settled again, and a later year would count
    it as paid.

    Raises:
        Problems: it is one.
    """
    if undone.kind == SETTLEMENT:
        stop(codes.SETTLEMENT_STANDS, number=undone.number)


def _refuse_a_second(fund: RunningFund, number: int) -> None:
    if (known := reversal_of(fund.ledger, number)) is not None:
        done = entry(fund.ledger, known)
        day, who, reason = done.posting_date, done.who, done.reason
        raise Problems([codes.REVERSED_ALREADY.at(number=number, by=known, day=day, who=who, reason=reason)])
