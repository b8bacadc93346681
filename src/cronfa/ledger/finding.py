"""Finding the entries behind a figure: those with a posting that matches, in order."""

from collections.abc import Iterator, Mapping, Sequence

from cronfa.ledger import database, stored
from cronfa.ledger.entries import Entry, PostingDraft
from cronfa.ledger.funds import Fund
from cronfa.ledger.queries import Dimension, as_entry

_COLUMNS: dict[Dimension, str] = {
    "account": "c.account",
    "scheme": "c.scheme",
    "counterparty": "c.counterparty",
    "clause": "c.clause",
    "partner": "part.slug",
    "category": "e.category",
    "supplier": "e.supplier",
    "kind": "e.kind",
    "period": "per.code",
}

_FROM = (
    "FROM ledger_entry e JOIN ledger_period per ON per.id = e.period_id "
    "JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_partner part ON part.id = p.partner_id "
    "JOIN ledger_coding c ON c.id = p.coding_id WHERE "
)

Wanted = Mapping[Dimension, Sequence[str]]
"""For each dimension the values that count; a dimension left out does not narrow the search."""


def numbers_of(fund: Fund, wanted: Wanted, most: int | None = None) -> list[int]:
    """The numbers of the entries with at least one posting that has one of the wanted values in every dimension.

    ``most``: only the first so many.
    """
    conditions, parameters = _conditions(fund, wanted)
    limit = "" if most is None else f" LIMIT {most:d}"
    found = database.rows(f"SELECT DISTINCT e.number {_FROM} {conditions} ORDER BY e.number{limit}", parameters)
    return [number for (number,) in found]


def sum_of(fund: Fund, wanted: Wanted) -> tuple[int, int]:
    """How many entries have a posting that matches, and what those postings add up to in pence."""
    conditions, parameters = _conditions(fund, wanted)
    found = database.row(
        f"SELECT count(DISTINCT e.id), coalesce(sum(p.amount_pence), 0) {_FROM} {conditions}",
        parameters,
    )
    assert found
    return found[0], int(found[1])


def _conditions(fund: Fund, wanted: Wanted) -> tuple[str, list[object]]:
    conditions = ["e.fund_id = %s"]
    parameters: list[object] = [fund.id]
    for dimension, allowed in wanted.items():
        conditions.append(f"{_COLUMNS[dimension]} IN ({', '.join(['%s'] * len(allowed)) or 'NULL'})")
        parameters += allowed
    return " AND ".join(conditions), parameters


def reversal_of(fund: Fund, number: int) -> int | None:
    """The number of the entry that reverses this one; ``None`` if none does."""
    found = database.rows(
        "SELECT r.number FROM ledger_entry r JOIN ledger_entry e ON e.id = r.reverses_id "
        "WHERE e.fund_id = %s AND e.number = %s",
        [fund.id, number],
    )
    return next((known for (known,) in found), None)


def entries_with(fund: Fund, wanted: Wanted) -> Iterator[Entry]:
    """Those entries, whole, in order."""
    return (as_entry(each) for each in stored.by_numbers(fund, numbers_of(fund, wanted)))


def first_with(fund: Fund, wanted: Wanted, most: int) -> Iterator[Entry]:
    """The first of those entries, whole, in order."""
    return (as_entry(each) for each in stored.by_numbers(fund, numbers_of(fund, wanted, most)))


def those_of(fund: Fund, numbers: Sequence[int], partners: Sequence[str]) -> set[int]:
    """Which of these entries have a line of one of the partners."""
    ids = [fund.first_id + number for number in numbers]
    known = [fund.partner_ids[name] for name in partners if name in fund.partner_ids]
    if not ids or not known:
        return set()
    marks, names = (", ".join(["%s"] * len(each)) for each in (ids, known))
    found = database.rows(
        f"SELECT DISTINCT entry_id FROM ledger_posting WHERE entry_id IN ({marks}) AND partner_id IN ({names})",  # noqa: S608  placeholders alone
        [*ids, *known],
    )
    return {entry_id - fund.first_id for (entry_id,) in found}


def postings_of(entry: Entry, wanted: Wanted) -> list[PostingDraft]:
    """The postings of an entry that match, so that what it adds to a figure is their sum."""
    return [
        posting
        for posting in entry.postings
        if all(
            (getattr(posting, dimension) or "") in allowed
            for dimension, allowed in wanted.items()
            if dimension in ("account", "scheme", "counterparty", "clause", "partner")
        )
    ]
