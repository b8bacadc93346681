"""A fund's postings added up: sums in pence by partner, coding, period, kind and category, kept and only added to."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cronfa.ledger import database
from cronfa.ledger.funds import Fund
from cronfa.ledger.kept import Kept
from cronfa.ledger.line_columns import Span, lines, spans

if TYPE_CHECKING:
    import polars as pl

Key = tuple[int, int, int, str, str]
"""Partner's, coding's and period's id, kind, category."""
_KEY = ("partner_id", "coding_id", "period_id", "kind", "category")
_HEADS = "SELECT number, period_id, kind, category FROM ledger_entry WHERE id > %s AND id <= %s"


def sums(fund: Fund) -> Mapping[Key, int]:
    """The fund's sums of postings in pence, as its ledger stands now."""
    return KEPT.of(fund)


def _added(fund: Fund, known: dict[Key, int], after: int, last: int, db: database.Session) -> dict[Key, int]:
    """The known sums and those of the entries after them. Sums that come to nothing stay: they had movements."""
    totals = dict(known)
    for span in spans(fund, after, last):
        for partner, coding, period, kind, category, pence in _summed(fund, span, db).iter_rows():
            key = partner, coding, period, kind, category
            totals[key] = totals.get(key, 0) + pence
    return totals


def _summed(fund: Fund, span: Span, db: database.Session) -> "pl.DataFrame":
    """The sums of some entries: the parts of the key, then the pence, of which there may be any number."""
    import polars as pl

    heads = pl.LazyFrame(db.columns(_HEADS, ("number", *_KEY[2:]), span))
    joined = lines(fund, span, db).lazy().join(heads, on="number")
    pence = pl.col("amount_pence").cast(pl.Int128).sum()
    return joined.group_by(_KEY, maintain_order=True).agg(pence).collect()


KEPT: Kept[dict[Key, int]] = Kept("sums", dict, _added)
