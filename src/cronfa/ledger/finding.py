"""Finding the entries behind a figure: those with a posting that matches, in order."""

from collections.abc import Iterator, Mapping, Sequence
from operator import contains
from typing import TYPE_CHECKING

from cronfa.ledger import database, stored
from cronfa.ledger.entries import Entry, PostingDraft
from cronfa.ledger.funds import Fund
from cronfa.ledger.queries import Dimension, as_entry, balances
from cronfa.ledger.register import Coded, register

if TYPE_CHECKING:
    import polars as pl

Wanted = Mapping[Dimension, Sequence[str]]
"""For each dimension the values that count; a dimension left out does not narrow the search. Dates are no dimension here."""
_OF_LINE: tuple[Dimension, ...] = ("account", "scheme", "counterparty", "clause", "partner")


def numbers_of(fund: Fund, wanted: Wanted, most: int | None = None) -> list[int]:
    """The numbers of the entries with at least one posting that has one of the wanted values in every dimension.

    ``most``: only the first so many.
    """
    found = _entries(fund, wanted).select("number").sort("number")
    return (found if most is None else found.head(most)).collect()["number"].to_list()


def sum_of(fund: Fund, wanted: Wanted) -> tuple[int, int]:
    """How many entries have a posting that matches, and what those postings add up to in pence."""
    sums = balances(fund, tuple(wanted)).items()
    pence = sum(amount for key, amount in sums if all(map(contains, wanted.values(), key)))
    return _entries(fund, wanted).collect().height, pence


def _entries(fund: Fund, wanted: Wanted) -> "pl.LazyFrame":
    import polars as pl

    kept = register(fund)
    conditions = [pl.col(name).is_in(list(allowed)) for name, allowed in wanted.items() if name not in _OF_LINE]
    return kept.rows.lazy().filter(*conditions, kept.having(lambda line: matches(line, wanted)))


def matches(line: Coded | PostingDraft, wanted: Wanted) -> bool:
    """Whether a line has one of the wanted values in every dimension that is a line's own."""
    return all((getattr(line, name) or "") in allowed for name, allowed in wanted.items() if name in _OF_LINE)


def reversal_of(fund: Fund, number: int) -> int | None:
    """The number of the entry that reverses this one; ``None`` if none does."""
    found = database.row("SELECT number FROM ledger_entry WHERE reverses_id = %s", [fund.first_id + number])
    return found[0] if found else None


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
    return [posting for posting in entry.postings if matches(posting, wanted)]
