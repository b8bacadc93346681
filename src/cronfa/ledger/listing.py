"""Lists of entries for people to look through: a page at a time, narrowed and ordered by what they ask."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from cronfa.ledger.funds import Fund
from cronfa.ledger.register import register

if TYPE_CHECKING:
    import polars as pl

PAGE = 50
Order = Literal["number", "date", "scheme", "supplier", "narrative", "amount"]
_COLUMNS: dict[Order, str] = {"date": "posted", "amount": "spend_pence"}
"""The columns that are not called as the order is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: each empty value leaves its question open. ``partners``: entries with a line of one of them."""

    scheme: str = ""
    period: str = ""
    kind: str = ""
    category: str = ""
    contains: str = ""
    partners: Sequence[str] | None = None
    order: Order = "number"
    descending: bool = False
    after: int = 0
    """Only entries with a number above this."""
    up_to: int | None = None
    """Only entries up to this number: what is posted while somebody turns pages is not pushed in between."""


class Row(NamedTuple):
    """One entry in a list; ``spend_pence`` is what it adds to expenditure, ``scheme`` the last by name of those it has."""

    number: int
    posted: date
    kind: str
    period: str
    scheme: str
    category: str
    supplier: str
    narrative: str
    spend_pence: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of entries, how many there are in all and what they spend, and the values that one may narrow by."""

    rows: tuple[Row, ...]
    count: int
    spend_pence: int
    choices: Mapping[str, tuple[str, ...]]


def listing(fund: Fund, wanted: Wanted, offset: int = 0, limit: int = PAGE) -> Listing:
    """One page of the entries that are wanted."""
    import polars as pl

    found = _narrowed(fund, wanted)
    count, spend_pence = found.select(pl.len(), pl.col("spend_pence").cast(pl.Int128).sum()).collect().row(0)
    return Listing(_page(found, wanted, offset, limit), count, spend_pence, choices(fund))


def every(fund: Fund, wanted: Wanted) -> Iterator[Row]:
    """All entries that are wanted."""
    return _rows(_ordered(_narrowed(fund, wanted), wanted))


def rows(fund: Fund, wanted: Wanted, offset: int, limit: int) -> tuple[Row, ...]:
    """Some of the entries that are wanted."""
    return _page(_narrowed(fund, wanted), wanted, offset, limit)


def choices(fund: Fund) -> dict[str, tuple[str, ...]]:
    """The schemes, months, kinds and categories that the fund's entries have."""
    kept = register(fund)
    schemes = sorted({line.scheme for lines in kept.lines for line in lines})
    found = {name: tuple(kept.rows[name].unique().sort()) for name in ("period", "kind", "category")}
    return {"scheme": tuple(schemes), **found}


def _narrowed(fund: Fund, wanted: Wanted) -> "pl.LazyFrame":
    """The entries that are wanted, in no order that is promised."""
    import polars as pl

    kept = register(fund)
    conditions = [pl.col("number") > wanted.after]
    if wanted.up_to is not None:
        conditions.append(pl.col("number") <= wanted.up_to)
    named = {"period": wanted.period, "kind": wanted.kind, "category": wanted.category}
    conditions += [pl.col(name) == value for name, value in named.items() if value]
    if wanted.contains:
        conditions.append(_contains("supplier", wanted.contains) | _contains("narrative", wanted.contains))
    if wanted.scheme:
        conditions.append(kept.having(lambda line: line.scheme == wanted.scheme))
    if wanted.partners is not None:
        partners = set(wanted.partners)
        conditions.append(kept.having(lambda line: line.partner in partners))
    return kept.rows.lazy().filter(conditions)


def _contains(column: str, words: str) -> "pl.Expr":
    import polars as pl

    return pl.col(column).str.to_lowercase().str.contains(words.lower(), literal=True)


def _ordered(found: "pl.LazyFrame", wanted: Wanted) -> "pl.LazyFrame":
    return found.sort([_COLUMNS.get(wanted.order, wanted.order), "number"], descending=wanted.descending)


def _page(found: "pl.LazyFrame", wanted: Wanted, offset: int, limit: int) -> tuple[Row, ...]:
    return tuple(_rows(_ordered(found, wanted).slice(offset, limit)))


def _rows(found: "pl.LazyFrame") -> Iterator[Row]:
    return (Row(*row) for row in found.select(Row._fields).collect().iter_rows())
