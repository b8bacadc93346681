"""Lists of entries for people to look through: a page at a time, narrowed and ordered by what they ask."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from cronfa.ledger import database
from cronfa.ledger.funds import Fund

PAGE = 50
Order = Literal["number", "date", "scheme", "supplier", "narrative", "amount"]
_OF_ENTRY: tuple[Order, ...] = ("number", "date", "supplier", "narrative")
"""Orders that the entry itself gives: a page of them is found before any posting is read."""
_ORDERS: dict[Order, str] = {
    "number": "e.id",
    "date": "e.posting_date",
    "scheme": "scheme",
    "supplier": "e.supplier",
    "narrative": "e.narrative",
    "amount": "spend",
}


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
    """One entry in a list; ``spend_pence`` is what it adds to expenditure."""

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


_FROM = (
    "FROM ledger_entry e JOIN ledger_period per ON per.id = e.period_id "
    "JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_coding c ON c.id = p.coding_id "
)
_SPEND = "coalesce(sum(CASE WHEN c.account = 'expenditure' THEN p.amount_pence END), 0)"
_COLUMNS = (
    f"SELECT e.number, CAST(e.posting_date AS text), e.kind, per.code, max(c.scheme) AS scheme, e.category, e.supplier, "
    f"e.narrative, {_SPEND} AS spend "
)
_GROUP = " GROUP BY e.id, e.number, e.posting_date, e.kind, per.code, e.category, e.supplier, e.narrative "


def listing(fund: Fund, wanted: Wanted, offset: int = 0, limit: int = PAGE) -> Listing:
    """One page of the entries that are wanted."""
    where, parameters = _where(fund, wanted)
    counted = database.row(f"SELECT count(DISTINCT e.id), {_SPEND} {_FROM} WHERE {where}", parameters)
    assert counted
    return Listing(tuple(_rows(where, parameters, wanted, offset, limit)), counted[0], int(counted[1]), choices(fund))


def every(fund: Fund, wanted: Wanted) -> Iterator[Row]:
    """All entries that are wanted, a page at a time."""
    if wanted.order == "number" and not wanted.descending:
        while found := rows(fund, wanted, 0, 2_000):
            yield from found
            wanted = replace(wanted, after=found[-1].number)
        return
    offset = 0
    while found := rows(fund, wanted, offset, 20_000):
        yield from found
        offset += len(found)


def rows(fund: Fund, wanted: Wanted, offset: int, limit: int) -> tuple[Row, ...]:
    """Some of the entries that are wanted, without counting all of them."""
    where, parameters = _where(fund, wanted)
    return tuple(_rows(where, parameters, wanted, offset, limit))


def choices(fund: Fund) -> dict[str, tuple[str, ...]]:
    """The schemes, months, kinds and categories that the fund's entries have."""
    codings = database.rows("SELECT DISTINCT scheme FROM ledger_coding WHERE fund_id = %s ORDER BY 1", [fund.id])
    asked = {
        "period": "SELECT code FROM ledger_period WHERE fund_id = %s AND id IN (SELECT period_id FROM ledger_entry) ORDER BY 1",
        "kind": "SELECT DISTINCT kind FROM ledger_entry WHERE fund_id = %s ORDER BY 1",
        "category": "SELECT DISTINCT category FROM ledger_entry WHERE fund_id = %s ORDER BY 1",
    }
    found = {name: tuple(value for (value,) in database.rows(sql, [fund.id])) for name, sql in asked.items()}
    return {"scheme": tuple(value for (value,) in codings), **found}


def _where(fund: Fund, wanted: Wanted) -> tuple[str, list[object]]:
    up_to = database.ENTRIES_A_FUND - 1 if wanted.up_to is None else wanted.up_to
    conditions, parameters = ["e.id > %s AND e.id <= %s"], [fund.first_id + wanted.after, fund.first_id + up_to]
    for column, value in (("per.code", wanted.period), ("e.kind", wanted.kind), ("e.category", wanted.category)):
        if value:
            conditions.append(f"{column} = %s")
            parameters.append(value)  # type: ignore[arg-type]  # text and numbers alike
    if wanted.scheme:
        conditions.append(_has("cx.scheme = %s"))
        parameters.append(wanted.scheme)  # type: ignore[arg-type]  # text and numbers alike
    if wanted.contains:
        conditions.append("(lower(e.supplier) LIKE %s ESCAPE '!' OR lower(e.narrative) LIKE %s ESCAPE '!')")
        parameters += [_like(wanted.contains)] * 2  # type: ignore[list-item]  # text and numbers alike
    if wanted.partners is not None:
        known = [fund.partner_ids[name] for name in wanted.partners if name in fund.partner_ids]
        conditions.append(_has(f"px.partner_id IN ({', '.join(['%s'] * len(known)) or 'NULL'})"))
        parameters += known
    return " AND ".join(conditions), list(parameters)


def _has(condition: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM ledger_posting px JOIN ledger_coding cx ON cx.id = px.coding_id "  # noqa: S608  our own words, values bound
        f"WHERE px.entry_id = e.id AND {condition})"
    )


def _like(words: str) -> str:
    escaped = words.lower().replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{escaped}%"


def _rows(where: str, parameters: list[object], wanted: Wanted, offset: int, limit: int) -> Iterator[Row]:
    way = "DESC" if wanted.descending else "ASC"
    order = f"ORDER BY {_ORDERS[wanted.order]} {way}, e.id {way}"
    page = "LIMIT %s OFFSET %s"
    if wanted.order in _OF_ENTRY:
        chosen = f"SELECT e.id FROM ledger_entry e JOIN ledger_period per ON per.id = e.period_id WHERE {where} {order} {page}"  # noqa: S608  our own words
        sql = f"{_COLUMNS} {_FROM} WHERE e.id IN ({chosen}) {_GROUP} {order}"
    else:
        sql = f"{_COLUMNS} {_FROM} WHERE {where} {_GROUP} {order} {page}"
    for number, posted, kind, period, scheme, category, supplier, narrative, spend in database.rows(
        sql, [*parameters, limit, offset]
    ):
        on = date.fromisoformat(posted)
        yield Row(number, on, kind, period, scheme, category, supplier, narrative, int(spend))
