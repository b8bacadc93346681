"""A fund's postings added up once, and afterwards only what is new.

A ledger only grows, so sums up to an entry are right for ever; the entry's hash names the whole history before it. Sums are
kept in this process by partner, coding, period, kind and category, with the number and hash of the last entry in them.
They are used while that entry still carries that hash, and the entries after it are added; otherwise (another database at
the same address, a transaction that was undone) they are made anew.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from cronfa.ledger import database, stored
from cronfa.ledger.funds import Fund

Key = tuple[int, int, int, str, str]
"""Partner's, coding's and period's id, kind, category."""
_MOST = 32
_SPAN = 2_000
"""Entries added up at a time on SQLite: it sorts in order to group, and a short sort stays in the processor's cache."""
_SUMS = (
    "SELECT p.partner_id, p.coding_id, e.period_id, e.kind, e.category, sum(p.amount_pence) FROM ledger_entry e "
    "JOIN ledger_posting p ON p.entry_id = e.id WHERE e.id > %s AND e.id <= %s GROUP BY 1, 2, 3, 4, 5"
)


@dataclass(frozen=True, slots=True)
class _Cube:
    last: int
    hash: str
    sums: dict[Key, int]


_cubes: "OrderedDict[tuple[object, ...], _Cube]" = OrderedDict()
_lock = Lock()


def sums(fund: Fund) -> Mapping[Key, int]:
    """The fund's sums of postings in pence, as its ledger stands now."""
    db = database.Session()
    last, head_hash, _ = stored.head(fund, db)
    name = (*database.identity(), fund.id)
    with _lock:
        known = _cubes.get(name)
    if known is None or not _still_there(fund, known, db):
        known = _Cube(0, "", {})
    if known.last < last:
        known = _Cube(last, head_hash, _added(fund, known, last, db))
        with _lock:
            _cubes[name] = known
            _cubes.move_to_end(name)
            while len(_cubes) > _MOST:
                _cubes.popitem(last=False)
    return known.sums


def _still_there(fund: Fund, known: _Cube, db: database.Session) -> bool:
    found = db.row("SELECT hash FROM ledger_entry WHERE id = %s", [fund.first_id + known.last])
    return found is not None and found[0] == known.hash


def _added(fund: Fund, known: _Cube, last: int, db: database.Session) -> dict[Key, int]:
    """The known sums and those of the entries after them. Sums that come to nothing stay: they had movements."""
    totals = dict(known.sums)
    step = last if db.is_postgresql else _SPAN
    for start in range(known.last, last, step):
        span = [fund.first_id + start, fund.first_id + min(start + step, last)]
        for *key, pence in db.rows(_SUMS, span):
            name: Key = tuple(key)
            totals[name] = totals.get(name, 0) + int(pence)
    return totals
