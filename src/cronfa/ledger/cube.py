"""A fund's postings added up: sums in pence by partner, coding, period, kind and category, kept and only added to."""

from collections.abc import Mapping

from cronfa.ledger import database
from cronfa.ledger.funds import Fund
from cronfa.ledger.kept import Kept

Key = tuple[int, int, int, str, str]
"""Partner's, coding's and period's id, kind, category."""
_SPAN = 2_000
"""Entries added up at a time on SQLite: it sorts in order to group, and a short sort stays in the processor's cache."""
_KEY = ("partner_id", "coding_id", "period_id", "kind", "category")
_SUMS = (
    "SELECT p.partner_id, p.coding_id, e.period_id, e.kind, e.category, CAST(sum(p.amount_pence) AS text) AS pence "
    "FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id WHERE e.id > %s AND e.id <= %s GROUP BY 1, 2, 3, 4, 5"
)


def sums(fund: Fund) -> Mapping[Key, int]:
    """The fund's sums of postings in pence, as its ledger stands now."""
    return _cubes.of(fund)


def _added(fund: Fund, known: dict[Key, int], after: int, last: int, db: database.Session) -> dict[Key, int]:
    """The known sums and those of the entries after them. Sums that come to nothing stay: they had movements."""
    totals = dict(known)
    step = last if db.is_postgresql else _SPAN
    for start in range(after, last, step):
        span = [fund.first_id + start, fund.first_id + min(start + step, last)]
        found = db.columns(_SUMS, (*_KEY, "pence"), span)
        for name, pence in zip(zip(*(found[part] for part in _KEY), strict=True), found["pence"], strict=True):
            totals[name] = totals.get(name, 0) + int(pence)
    return totals


_cubes: Kept[dict[Key, int]] = Kept(dict, _added)
