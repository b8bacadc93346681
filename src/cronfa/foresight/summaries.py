"""What is kept of a column of runs, so that memory does not grow with runs.

A :class:`Distribution` is made from a block of runs and merged with others, in any order, to the same whole numbers:

* count, sum, sum of squares, least and most: exact, in Python's integers;
* every value, sorted, up to :data:`EXACT_RUNS` runs: quantiles are exact;
* counts and exact sums in buckets of distance from an anchor, for any number of runs: each bucket is at most 1/512 of its
  distance wide, so that beyond :data:`EXACT_RUNS` a quantile is off by less than 0.2 % of its distance from the anchor.

The buckets hold the sums of *parts* as well (what each clause carried, what each cause brought), so that the worst years
can be taken apart, to the penny, without keeping the runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from cronfa.money import PENCE_LIMIT, allocate
from cronfa.settlement.arrays import Column, Table

EXACT_RUNS = 100_000
"""Up to so many runs every value is kept."""
_FINENESS = 10
"""Distances keep this many leading binary digits."""
_HALF = 24
"""Columns are squared in two halves, so that nothing leaves 64 bits."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """One number of every run, summed up. ``anchor_pence`` is what distances are counted from, such as a budget."""

    anchor_pence: int
    count: int
    total: int
    squares: int
    least: int
    most: int
    keys: Column
    """The buckets that hold anything, in order of the values in them."""
    counts: Column
    sums: Column
    """Pence over the anchor, added up in each bucket."""
    parts: Table
    """One row for each part, one column for each bucket."""
    values: Column | None
    """Every value over the anchor, sorted; none beyond :data:`EXACT_RUNS`."""

    @classmethod
    def of(cls, column: Column, anchor_pence: int = 0, parts: Table | None = None) -> "Distribution":
        """The summary of one block. Parts are pence by part (rows) and run (columns)."""
        assert column.size, "nothing to sum up"
        away = column - anchor_pence
        assert int(np.abs(away).max()) < 100 * PENCE_LIMIT, "amounts too large to be added up exactly"
        order = np.argsort(bucket(away), kind="stable")
        keys, starts, counts = np.unique(bucket(away)[order], return_index=True, return_counts=True)
        rows = np.zeros((0, column.size), np.int64) if parts is None else parts
        return cls(
            anchor_pence,
            int(column.size),
            _sum(column),
            _sum_of_squares(away),
            int(column.min()),
            int(column.max()),
            keys,
            np.asarray(counts, np.int64),
            np.add.reduceat(away[order], starts),
            np.add.reduceat(rows[:, order], starts, axis=1),
            np.sort(away) if column.size <= EXACT_RUNS else None,
        )

    def merged(self, other: "Distribution") -> "Distribution":
        """Both together; in whatever order blocks are merged, the same numbers."""
        assert self.anchor_pence == other.anchor_pence and len(self.parts) == len(other.parts), "two different things"
        keys = np.union1d(self.keys, other.keys)
        mine, yours = np.searchsorted(keys, self.keys), np.searchsorted(keys, other.keys)
        count = self.count + other.count
        return replace(
            self,
            count=count,
            total=self.total + other.total,
            squares=self.squares + other.squares,
            least=min(self.least, other.least),
            most=max(self.most, other.most),
            keys=keys,
            counts=_placed(keys, mine, self.counts, yours, other.counts),
            sums=_placed(keys, mine, self.sums, yours, other.sums),
            parts=_placed(keys, mine, self.parts, yours, other.parts),
            values=_sorted(self.values, other.values) if count <= EXACT_RUNS else None,
        )

    @property
    def is_exact(self) -> bool:
        return self.values is not None

    @property
    def mean_pence(self) -> int:
        """The mean, to the nearest penny."""
        return nearest(Fraction(self.total, self.count))

    @property
    def deviation_pence(self) -> int:
        """The standard deviation over all runs, down to the penny."""
        away = self.total - self.count * self.anchor_pence
        return isqrt(max(0, self.squares * self.count - away * away)) // self.count

    @property
    def error_pence(self) -> int:
        """How far the mean of so many runs may be from the mean of all possible ones: 1.96 standard errors."""
        return nearest(Fraction(196 * self.deviation_pence, 100 * max(1, isqrt(self.count))))

    def quantile_pence(self, share: Fraction) -> int:
        """The least value that at least this share of runs does not exceed."""
        place = max(0, -(-self.count * share.numerator // share.denominator) - 1)
        if self.values is not None:
            return self.anchor_pence + int(self.values[place])
        at = int(np.searchsorted(np.cumsum(self.counts), place, side="right"))
        return self.anchor_pence + int(self.sums[at]) // int(self.counts[at])

    def over(self, pence: int) -> Fraction:
        """The share of runs over an amount: exact while values are kept, else to the bucket."""
        away = pence - self.anchor_pence
        if self.values is not None:
            return Fraction(self.count - int(np.searchsorted(self.values, away, side="right")), self.count)
        at = int(np.searchsorted(self.keys, int(bucket(np.array([away]))[0]), side="right"))
        return Fraction(int(self.counts[at:].sum()), self.count)

    def worst(self, share: Fraction) -> "Tail":
        """The worst (highest) runs: at least one, a share of all."""
        return _tail(self, share, slice(None, None, -1))

    def best(self, share: Fraction) -> "Tail":
        """The best (lowest) runs."""
        return _tail(self, share, slice(None))

    @property
    def part_means_pence(self) -> tuple[int, ...]:
        """The mean of every part over all runs, to the nearest penny."""
        return tuple(nearest(Fraction(int(total), self.count)) for total in self.parts.sum(axis=1))


@dataclass(frozen=True, slots=True)
class Tail:
    """The worst or best runs of a distribution, and what they were made of.

    Of the bucket at the edge, only as many runs belong as make up the share: they count with that bucket's averages.
    """

    runs: int
    mean_pence: int
    """The expected shortfall, when the tail is the worst runs."""
    parts_pence: tuple[int, ...]
    """The mean of each part in these runs."""


def _tail(whole: Distribution, share: Fraction, outwards: slice) -> Tail:
    """The outermost runs: whole buckets, and as much of the next as is wanted."""
    wanted = max(1, whole.count * share.numerator // share.denominator)
    counts, sums, parts = whole.counts[outwards], whole.sums[outwards], whole.parts[:, outwards]
    edge = int(np.searchsorted(np.cumsum(counts), wanted, side="left"))
    held, taken = int(counts[edge]), wanted - int(counts[:edge].sum())

    def mean(row: Column) -> int:
        return nearest(Fraction(int(row[:edge].sum()) * held + int(row[edge]) * taken, held * wanted))

    return Tail(wanted, whole.anchor_pence + mean(sums), tuple(mean(row) for row in parts))


def bucket(away: Column) -> Column:
    """The bucket of each distance: its sign, its size in binary digits, and its leading digits.

    Buckets are numbered in the order of the distances in them; below 2**10 pence each distance has its own.
    """
    size = np.abs(away)
    digits = np.frexp(size.astype(np.float64))[1].astype(np.int64)  # exact: no distance reaches 2**53
    shift = np.maximum(digits - _FINENESS, 0)
    place = (shift << (_FINENESS - 1)) + (size >> shift)
    return np.where(away < 0, -place, place)


def nearest(amount: Fraction) -> int:
    """To the nearest penny, halves away from nought."""
    size = (2 * abs(amount.numerator) + amount.denominator) // (2 * amount.denominator)
    return size if amount >= 0 else -size


def adding_up(total_pence: int, parts: Sequence[int]) -> tuple[int, ...]:
    """Parts that were each rounded, put right by pennies so that they add up to their rounded total."""
    odd = total_pence - sum(parts)
    assert abs(odd) <= max(len(parts), 1), "parts that do not make up their total"
    if not odd:
        return tuple(parts)
    shares = allocate(abs(odd), [abs(part) for part in parts] if any(parts) else [1] * len(parts))
    sign = 1 if odd > 0 else -1
    return tuple(part + sign * penny for part, penny in zip(parts, shares, strict=True))


def merge_all(summaries: Sequence[Distribution]) -> Distribution:
    """Several as one."""
    whole = summaries[0]
    for summary in summaries[1:]:
        whole = whole.merged(summary)
    return whole


def _placed(keys: Column, mine: NDArray[np.intp], one: Table, yours: NDArray[np.intp], other: Table) -> Table:
    table = np.zeros((*one.shape[:-1], len(keys)), np.int64)
    table[..., mine] += one
    table[..., yours] += other
    return table


def _sorted(one: Column | None, other: Column | None) -> Column | None:
    return None if one is None or other is None else np.sort(np.concatenate([one, other]), kind="stable")


def _sum(column: Column) -> int:
    """Exact: in two halves, neither of which can leave 64 bits in a block."""
    high, low = column >> _HALF, column & ((1 << _HALF) - 1)
    return (int(high.sum()) << _HALF) + int(low.sum())


def _sum_of_squares(column: Column) -> int:
    high, low = column >> _HALF, column & ((1 << _HALF) - 1)
    return (int((high * high).sum()) << (2 * _HALF)) + (int((high * low).sum()) << (_HALF + 1)) + int((low * low).sum())
