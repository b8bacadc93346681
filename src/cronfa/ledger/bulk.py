"""Posting entries in columns: the same entries, hashes and refusals as :func:`cronfa.ledger.post` gives their drafts.

What is plainly sound is checked, put into words and written by columns. A stretch in which anything is not (a key used
before, a closed period, a name unknown) goes draft by draft, which says what is wrong with which entry.
"""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cronfa.ledger import database
from cronfa.ledger.batches import Batch, Frames, PostResult
from cronfa.ledger.canonical import clean, posting_head
from cronfa.ledger.entry_columns import EntryColumns
from cronfa.ledger.fresh_keys import FreshKeys
from cronfa.ledger.funds import Fund
from cronfa.money import PENCE_LIMIT

_TEXTS = ("key", "period", "narrative", "category", "supplier")
_DAYS = ("posting_date", "service_date")
_UNPRINTABLE = r"[\x00-\x1f\x7f-\x{9f}\x{2028}\x{2029}]+"


def post_columns(fund: Fund, stretches: Iterable[EntryColumns], *, recorded_at: datetime | None = None) -> PostResult:
    """Post the entries in one transaction, in their order, as :func:`cronfa.ledger.post` does.

    No two of them have one key: whoever makes them has seen to that for all stretches. Should two, the database refuses all.

    Raises:
        Problems: everything that is wrong with the entries; nothing has been posted.
    """
    with database.transaction(savepoint=False), Batch(fund, recorded_at) as batch:
        with closing(FreshKeys(fund, batch.number, batch.db)) as keys:
            for columns in stretches:
                _add(batch, keys, columns)
        return batch.seal()


def _add(batch: Batch, keys: FreshKeys, columns: EntryColumns) -> None:
    # What asks the database waits for the stretch before to be written, so it comes last.
    heads = _plain_heads(columns.heads)
    lines = _Lines.of(columns, batch.fund)
    texts = lines.texts([posting_head(posting) for posting in columns.legs]) if lines else []
    codings = _codings(batch, columns)
    is_new = _heads_are_sound(batch, columns, heads) and keys.are_new(heads["key"].to_list())
    if lines is None or codings is None or not is_new:
        batch.add(list(columns.drafts()))
        return
    numbers = range(batch.number + 1, batch.number + 1 + heads.height)
    hashes = _chained(batch.hash, _head_texts(batch, columns, heads, numbers), texts)
    batch.write(hashes, Frames(*_entries(batch, columns, heads, numbers, hashes), lines.frame(batch, numbers, codings)))


def _plain_heads(heads: pl.DataFrame) -> pl.DataFrame:
    """The heads with texts as they are kept and days as they are written."""
    cleaned = [_clean_column(heads[name]) for name in _TEXTS]
    return heads.with_columns(*cleaned, *(pl.col(day).dt.to_string("%Y-%m-%d") for day in _DAYS))


def _clean_column(texts: pl.Series) -> pl.Series:
    """As :func:`cronfa.ledger.canonical.clean` makes each of them; absence is an empty text."""
    texts = texts.cast(pl.String).fill_null("")
    return texts.str.replace_all(_UNPRINTABLE, " ") if texts.str.contains(_UNPRINTABLE).any() else texts


def _heads_are_sound(batch: Batch, columns: EntryColumns, heads: pl.DataFrame) -> bool:
    """Whether no entry's head has anything wrong with it."""
    keys = heads["key"]
    said = bool((keys.str.strip_chars() != "").all()) and bool(clean(columns.who).strip())
    return (
        not batch.problems
        and said
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

    def texts(self, heads: Sequence[str]) -> list[bytes]:
        """The canonical lines of each entry, each with its line break before it."""
        begun = pl.Series([f"\n{head}" for head in heads], dtype=pl.String)
        each = begun.gather(self.leg) + pl.Series(self.pence).cast(pl.String)
        # One text cut up costs a quarter of what as many texts put together do.
        whole = each.str.join("")[0].encode()
        last = np.append(self.line[1:] == 1, True)
        ends: list[int] = np.cumsum(each.str.len_bytes().to_numpy())[last].tolist()
        return [whole[begin:end] for begin, end in pairwise([0, *ends])]

    def frame(self, batch: Batch, numbers: range, codings: NDArray[np.int64]) -> pl.DataFrame:
        """The postings as they are written."""
        return pl.DataFrame(
            {
                "entry_id": self.entry + (batch.fund.first_id + numbers.start),
                "partner_id": self.partner_id,
                "line": self.line,
                "coding_id": codings[self.leg],
                "amount_pence": self.pence,
            }
        )


def _balance(entry: NDArray[np.int64], partner: NDArray[np.int64], pence: NDArray[np.int64]) -> bool:
    """Whether amounts are in range and add up to nothing for every partner of every entry."""
    if (np.abs(pence) > PENCE_LIMIT).any():
        return False
    starts = np.flatnonzero(np.r_[True, (np.diff(entry) != 0) | (np.diff(partner) != 0)])
    return not np.add.reduceat(pence, starts).any()


def _head_texts(batch: Batch, columns: EntryColumns, heads: pl.DataFrame, numbers: range) -> list[bytes]:
    """What the hash of each entry is taken of between the hash before it and its lines: see :mod:`cronfa.ledger.canonical`."""
    opening, after = f"\nentry\t{batch.fund.slug}\t", f"\t{batch.recorded_at}\t"
    fields = [
        pl.lit(columns.kind), *_DAYS, "period", pl.lit(columns.file), "source_line", "narrative",
        pl.lit(clean(columns.who)), pl.lit(""), "key", pl.lit(""), "category", "supplier", pl.lit(""),
    ]  # fmt: skip
    head = pl.concat_str(fields, separator="\t")
    number = pl.Series("number", numbers, dtype=pl.Int64)
    whole = pl.concat_str(pl.lit(opening), number, pl.lit(after), head)
    return heads.select(whole.cast(pl.Binary)).to_series().to_list()


def _chained(previous: str, heads: Iterable[bytes], lines: Iterable[bytes]) -> list[str]:
    """The hash of each entry after the one before it."""
    sha256, hashes = hashlib.sha256, []
    for head, body in zip(heads, lines, strict=True):
        previous = sha256(previous.encode() + head + body).hexdigest()
        hashes.append(previous)
    return hashes


def _entries(
    batch: Batch, columns: EntryColumns, heads: pl.DataFrame, numbers: range, hashes: list[str]
) -> tuple[pl.DataFrame, dict[str, object]]:
    """The entries as they are written: what differs among them, and what does not."""
    periods = heads["period"].unique()
    period_ids = pl.Series([batch.checker.period_id(period) for period in periods.to_list()], dtype=pl.Int64)
    number = pl.Series("number", numbers, dtype=pl.Int64)
    differing = heads.select(
        (number + batch.fund.first_id).alias("id"),
        number,
        *_DAYS,
        pl.col("period").replace_strict(periods, period_ids).alias("period_id"),
        *("source_line", "narrative", "category", "supplier"),
        pl.col("key").alias("idempotency_key"),
        pl.Series("hash", hashes),
    )
    alike: dict[str, object] = {
        "fund_id": batch.fund.id,
        "batch_id": batch.id,
        "kind": columns.kind,
        "source_id": batch.checker.source_id(columns.file),
        "who": clean(columns.who),
        "reason": "",
        "reverses_id": None,
        "adjustment": 0,
    }
    return differing, alike
