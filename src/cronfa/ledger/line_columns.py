"""The fund's postings in columns: what sums and the register are made of."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from cronfa.ledger import database
from cronfa.ledger.funds import Fund

if TYPE_CHECKING:
    import polars as pl

_SPAN = 50_000
"""Entries asked for at a time."""
_NAMES = ("number", "partner_id", "coding_id", "amount_pence")
_LINES = (
    "SELECT entry_id - %s AS number, partner_id, coding_id, amount_pence FROM ledger_posting "
    "WHERE entry_id > %s AND entry_id <= %s"
)
Span = tuple[int, int]
"""The ids between which entries are: above the first, up to the second."""
_read: "ContextVar[dict[Span, pl.DataFrame] | None]" = ContextVar("_read", default=None)


def spans(fund: Fund, after: int, last: int) -> Iterator[Span]:
    """The entries after one number up to another, a stretch at a time."""
    for start in range(after, last, _SPAN):
        yield fund.first_id + start, fund.first_id + min(start + _SPAN, last)


def lines(fund: Fund, span: Span, db: database.Session) -> "pl.DataFrame":
    """The lines of some entries: the entry's ``number``, ``partner_id``, ``coding_id``, ``amount_pence``; in no order."""
    import polars as pl

    read = _read.get()
    if read is not None and span in read:
        return read[span]
    found = pl.DataFrame(db.numbers(_LINES, _NAMES, [fund.first_id, *span]))
    if read is not None:
        read[span] = found
    return found


@contextmanager
def read_once() -> Iterator[None]:
    """Inside, lines that have been read are not read again: for whoever makes several things of them, one after another."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)
