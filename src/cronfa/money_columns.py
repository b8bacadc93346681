"""The one allocation function for whole columns: millions of amounts, the same pennies as :func:`cronfa.money.allocate`.

:func:`allocate_columns` takes a column of pence, a table of weights (a row of the table for each rule) and, for each
line, the row that applies. Long columns are split by compiled code in integers of 64 bits; a line whose amount ×
weight could leave them is split by :func:`~cronfa.money.allocate` itself, and so are short columns, for which
compiled code is not worth its start.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from cronfa.money import allocate

T = TypeVar("T")
Pence = NDArray[np.int64]
Rows = NDArray[np.uint32]

SHORT_COLUMN = 10_000
"""Below this many lines the plain function is quicker than loading compiled code."""
LARGEST_AMOUNT = 2**50
LARGEST_PRODUCT = 2**62
SHORTEST_SHARED = 2**15
LONGEST_PART = 2**18
LARGEST_COLUMN = 2**62
"""The largest sum of sizes (£46 quadrillion) that a column may have: its totals stay in 64 bits."""


@dataclass(frozen=True, slots=True)
class Shares:
    """``pence``: parties × lines. ``totals``: parties × cells, their sums."""

    pence: Pence
    totals: Pence


@dataclass(frozen=True, slots=True)
class Cells:
    """Where each line is added up: the place of its cell, and how many cells there are."""

    of_line: Rows
    count: int


@dataclass(frozen=True, slots=True)
class WeightTable:
    """A row of weights for each rule, made ready for columns. ``exact`` keeps the integers as they were given."""

    exact: tuple[tuple[int, ...], ...]
    weights: Pence
    sums: Pence
    limits: Pence

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> "WeightTable":
        """``rows`` are the weights of each rule, all of the same parties in the agreement's order."""
        exact = tuple(tuple(row) for row in rows)
        assert exact and len({len(row) for row in exact}) == 1, "every row needs the same parties"
        assert all(weight >= 0 for row in exact for weight in row), "a weight is below zero"
        sums = [sum(row) for row in exact]
        small = [0 < total < LARGEST_PRODUCT for total in sums]
        limits = [
            min(LARGEST_AMOUNT, LARGEST_PRODUCT // total) if fits else 0
            for total, fits in zip(sums, small, strict=True)
        ]
        kept = [row if fits else (0,) * len(row) for row, fits in zip(exact, small, strict=True)]
        return cls(
            exact=exact,
            weights=np.ascontiguousarray(np.array(kept, np.int64).T),
            sums=np.array([total if fits else 1 for total, fits in zip(sums, small, strict=True)], np.int64),
            limits=np.array(limits, np.int64),
        )

    @property
    def narrow(self) -> NDArray[np.int32] | NDArray[np.int64]:
        """Nothing, of the narrowest type that holds every remainder of a division by the sums."""
        return np.zeros(0, np.int32) if int(self.sums.max()) < 2**31 else np.zeros(0, np.int64)

    @property
    def parties(self) -> int:
        return len(self.exact[0])


def allocate_columns(
    amounts: Pence, table: WeightTable, rows: Rows, *, cells: Cells | None = None, compiled: bool | None = None
) -> Shares:
    """Split every amount by the weights of its row; each line's shares add up to its amount.

    Totals are by row of the table, or by ``cells``. ``compiled`` forces or forbids compiled code; by default the
    length of the column decides.

    Raises:
        MoneyError: an amount other than zero falls on a row whose weights are all zero.
    """
    cells = cells or Cells(rows, len(table.exact))
    assert amounts.shape == rows.shape == cells.of_line.shape, "a row and a cell for every amount"
    assert int(rows.max(initial=0)) < len(table.exact), "a row that the table lacks"
    assert int(cells.of_line.max(initial=0)) < cells.count, "a cell too many"
    assert_fits(amounts, largest_size(amounts))
    shares = np.empty((table.parties, amounts.size), np.int64)
    totals = np.zeros((table.parties, cells.count), np.int64)
    if compiled is None:
        compiled = amounts.size >= SHORT_COLUMN
    if not compiled:
        _add_lines(range(amounts.size), amounts, table, rows, cells.of_line, shares, totals)
    elif _compiled(amounts, table, rows, cells, shares, totals):
        add_exactly(amounts, table, rows, cells.of_line, shares, totals)
    return Shares(shares, totals)


def add_exactly(amounts: Pence, table: WeightTable, rows: Rows, cells: Rows, shares: Pence, totals: Pence) -> None:
    """Split, by the plain function, the lines that compiled code has left at zero: those beyond their row's limit."""
    lines = np.flatnonzero(np.abs(amounts) > table.limits[rows]).tolist()
    _add_lines(lines, amounts, table, rows, cells, shares, totals)


def _add_lines(
    lines: Iterable[int], amounts: Pence, table: WeightTable, rows: Rows, cells: Rows, shares: Pence, totals: Pence
) -> None:
    for line in lines:
        share = allocate(int(amounts[line]), table.exact[int(rows[line])])
        shares[:, line] = share
        totals[:, int(cells[line])] += share


def _compiled(amounts: Pence, table: WeightTable, rows: Rows, cells: Cells, shares: Pence, totals: Pence) -> int:
    """Split what fits in 64 bits, each thread its part of the lines; how many lines did not fit."""
    from cronfa.money_compiled import share_lines

    def part(first: int, last: int) -> tuple[int, Pence]:
        sums, span, given = np.zeros_like(totals), (first, last), (amounts, rows, cells.of_line)
        found = share_lines(*given, table.weights, table.sums, table.limits, table.narrow, span, shares, sums)
        return found, sums

    beyond = 0
    for found, sums in in_parts(amounts.size, part):
        beyond += found
        totals += sums
    return beyond


def in_parts(size: int, work: Callable[[int, int], T], longest: int = LONGEST_PART) -> list[T]:
    """Do ``work(first, last)`` for each part of so many lines, a thread for each processor; results in order of parts.

    Parts are short enough that a thread that is held up does not hold up the rest. What is done in less time than threads
    take to begin is done at once.
    """
    if size <= SHORTEST_SHARED:
        return [work(0, size)] if size else []
    workers = os.cpu_count() or 1
    length = min(max(-(-size // workers), 1), longest)
    starts = range(0, size, length)
    with ThreadPoolExecutor(workers) as threads:
        return list(threads.map(lambda first: work(first, min(first + length, size)), starts))


def assert_fits(amounts: Pence, largest: int) -> None:
    """A column whose largest size is this one must add up within 64 bits."""
    assert largest * amounts.size < LARGEST_COLUMN or _size(amounts) < LARGEST_COLUMN, "too much for 64 bits"


def largest_size(amounts: Pence) -> int:
    """The largest amount, signs apart."""
    return max(int(amounts.max(initial=0)), -int(amounts.min(initial=0)))


def _size(amounts: Pence) -> int:
    """The exact sum of the sizes, in Python's integers."""
    return sum(abs(amount) for amount in amounts.tolist())
