"""Posting entries in columns: the same entries, hashes and refusals as :func:`cronfa.ledger.post` gives their drafts.

What is plainly sound is checked, put into words and written by columns. A stretch in which anything is not (a key used
before, a closed period, a name unknown) goes draft by draft, which says what is wrong with which entry.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cronfa.ledger import database, stored
from cronfa.ledger.batches import Batch, PostResult
from cronfa.ledger.canonical import clean, posting_head
from cronfa.ledger.entry_columns import EntryColumns
from cronfa.ledger.funds import Fund
from cronfa.money import PENCE_LIMIT

_TEXTS = ("key", "period", "narrative", "category", "supplier")
_DAYS = ("posting_date", "service_date")
_UNPRINTABLE = r"[\x00-\x1f\x7f-\x{9f}\x{2028}\x{2029}]+"


def post_columns(fund: Fund, stretches: Iterable[EntryColumns], *, recorded_at: datetime | None = None) -> PostResult:
    """Post the entries in one transaction, in their order, as :func:`cronfa.ledger.post` does.

    Raises:
        Problems: everything that is wrong with the entries; nothing has been posted.
    """
    with database.transaction(savepoint=False), Batch(fund, recorded_at) as batch:
        for columns in stretches:
            _add(batch, columns)
        return batch.seal()


def _add(batch: Batch, columns: EntryColumns) -> None:
    # What asks the database waits for the stretch before to be written, so it comes last.
    heads = _plain_heads(columns.heads)
    lines = _Lines.of(columns, batch.fund)
    bodies = lines.bodies([posting_head(posting) for posting in columns.legs]) if lines else None
    codings = _codings(batch, columns)
    if lines is None or bodies is None or codings is None or not _heads_are_sound(batch, columns, heads):
        batch.add(list(columns.drafts()))
        return
    numbers = range(batch.number + 1, batch.number + 1 + heads.height)
    hashes = _chained(batch.hash, _texts(batch, columns, heads, numbers, bodies))
    entries = _entry_columns(batch, columns, heads, numbers, hashes)
    batch.write(hashes, entries, lines.columns(batch, numbers, codings))


def _plain_heads(heads: pl.DataFrame) -> pl.DataFrame:
    """The heads with texts as they are kept and days as they are written."""
    cleaned = [_clean_column(heads[name]) for name in _TEXTS]
    return heads.with_columns(*cleaned, *(pl.col(day).dt.to_string("%Y-%m-%d") for day in _DAYS))


def _clean_column(texts: pl.Series) -> pl.Series:
    """As :func:`cronfa.ledger.canonical.clean` makes each of them; absence is an empty text."""
    texts = texts.cast(pl.String).fill_null("")
    return texts.str.replace_all(_UNPRINTABLE, " ") if texts.str.contains(_UNPRINTABLE).any() else texts


def _heads_are_sound(batch: Batch, columns: EntryColumns, heads: pl.DataFrame) -> bool:
    """Whether no entry's head has anything wrong with it, and none is there already."""
    keys = heads["key"]
    fresh = not stored.numbers_by_key(batch.fund, keys.to_list(), batch.db)
    said = bool((keys.str.strip_chars() != "").all()) and bool(clean(columns.who).strip())
    return (
        not batch.problems
        and said
        and fresh
        and keys.n_unique() == keys.len()
        and batch.checker.source_id(columns.file) is not None
        and all(batch.checker.is_open(period) for period in heads["period"].unique().to_list())
    )


def _codings(batch: Batch, columns: EntryColumns) -> NDArray[np.int64] | None:
    """The coding of each leg; None if one of them names what is not there."""
    legs = [batch.lines.leg(posting) for posting in columns.legs]
    return None if None in legs else np.array([leg.coding_id for leg in legs if leg], np.int64)


class _Lines(NamedTuple):
    """Postings in the ledger's order: by entry, by partner, then as given. ``line`` counts those of each entry."""

    entry: NDArray[np.int64]
    partner_id: NDArray[np.int64]
    line: NDArray[np.int64]
    leg: NDArray[np.int64]
    pence: NDArray[np.int64]

    @classmethod
    def of(cls, columns: EntryColumns, fund: Fund) -> "_Lines | None":
        """The lines; None unless every entry has some and balances for every partner."""
        ids = [fund.partner_ids.get(clean(posting.partner), 0) for posting in columns.legs]
        partner = np.array(ids, np.int64)[columns.leg]
        order = np.lexsort((partner, columns.entry))
        entry, partner, pence = columns.entry[order], partner[order], columns.pence[order]
        first = np.searchsorted(entry, np.arange(columns.heads.height + 1))
        if not (np.diff(first) > 0).all() or not _balance(entry, partner, pence):
            return None
        return cls(entry, partner, np.arange(entry.size) - first[entry] + 1, columns.leg[order], pence)

    def bodies(self, heads: Sequence[str]) -> pl.Series:
        """The canonical lines of each entry."""
        words = pl.Series(heads, dtype=pl.String).gather(self.leg) + pl.Series(self.pence).cast(pl.String)
        lines = pl.DataFrame({"entry": self.entry, "text": words})
        return lines.group_by("entry", maintain_order=True).agg(pl.col("text").str.join("\n"))["text"]

    def columns(self, batch: Batch, numbers: range, codings: NDArray[np.int64]) -> list[list[int]]:
        """The postings' columns as they are written."""
        entry_id, coding_id = self.entry + (batch.fund.first_id + numbers.start), codings[self.leg]
        return [each.tolist() for each in (entry_id, self.partner_id, self.line, coding_id, self.pence)]


def _balance(entry: NDArray[np.int64], partner: NDArray[np.int64], pence: NDArray[np.int64]) -> bool:
    """Whether amounts are in range and add up to nothing for every partner of every entry."""
    if (np.abs(pence) > PENCE_LIMIT).any():
        return False
    starts = np.flatnonzero(np.r_[True, (np.diff(entry) != 0) | (np.diff(partner) != 0)])
    return not np.add.reduceat(pence, starts).any()


def _texts(
    batch: Batch, columns: EntryColumns, heads: pl.DataFrame, numbers: range, bodies: pl.Series
) -> Iterator[bytes]:
    """What the hash of each entry is taken of, after the hash before it: see :mod:`cronfa.ledger.canonical`."""
    opening, after = f"\nentry\t{batch.fund.slug}\t", f"\t{batch.recorded_at}\t"
    fields = [
        pl.lit(columns.kind), *_DAYS, "period", pl.lit(columns.file), "source_line", "narrative",
        pl.lit(clean(columns.who)), pl.lit(""), "key", pl.lit(""), "category", "supplier", pl.lit(""),
    ]  # fmt: skip
    head = pl.concat_str(fields, separator="\t")
    number = pl.Series("number", numbers, dtype=pl.Int64)
    whole = pl.concat_str(pl.lit(opening), number, pl.lit(after), head, pl.lit("\n"), bodies.alias("lines"))
    yield from heads.select(whole.cast(pl.Binary)).to_series().to_list()


def _chained(previous: str, texts: Iterable[bytes]) -> list[str]:
    """The hash of each entry after the one before it."""
    sha256, hashes = hashlib.sha256, []
    for text in texts:
        previous = sha256(previous.encode() + text).hexdigest()
        hashes.append(previous)
    return hashes


def _entry_columns(
    batch: Batch, columns: EntryColumns, heads: pl.DataFrame, numbers: range, hashes: list[str]
) -> list[Sequence[object]]:
    """The entries' columns as they are written."""
    first_id, count = batch.fund.first_id, len(hashes)
    text = {name: heads[name].to_list() for name in heads.columns}
    period_ids = {period: batch.checker.period_id(period) for period in heads["period"].unique().to_list()}
    return [
        range(first_id + numbers.start, first_id + numbers.stop),
        [batch.fund.id] * count,
        numbers,
        [batch.id] * count,
        [columns.kind] * count,
        text["posting_date"],
        text["service_date"],
        [period_ids[period] for period in text["period"]],
        [batch.checker.source_id(columns.file)] * count,
        text["source_line"],
        text["narrative"],
        [clean(columns.who)] * count,
        [""] * count,
        text["key"],
        [None] * count,
        text["category"],
        text["supplier"],
        [0] * count,
        hashes,
    ]
