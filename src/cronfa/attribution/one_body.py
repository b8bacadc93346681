"""Long columns of lines that are each one body's: rule, body, shares and totals in one pass over the lines.

A part of the lines is short enough to stay in the processor's cache from its first check to its last total.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cronfa.attribution.plan import Plan
from cronfa.money_columns import Pence, Rows, WeightTable, add_exactly, assert_fits, in_parts, largest_size

PART = 2**18
"""Lines at a time for a thread. A party's shares of them fill a large page of memory: no two threads wait for the same one."""


@dataclass(frozen=True, slots=True)
class Codes:
    """The lines' columns of codes, empty where they have none, with each code's meaning.

    ``named`` is each body's partner, with the number of partners last; ``by_category`` rows × categories the partner, with a
    last column for lines that have none.
    """

    scheme: Rows
    day: NDArray[np.int32]
    body: NDArray[np.int32]
    category: NDArray[np.int32]
    named: NDArray[np.int64]
    by_category: NDArray[np.int64]

    def assert_named(self, plan: Plan, first: int, last: int) -> None:
        """Every code of these lines must have a name: compiled code looks no code up twice."""
        lines = slice(first, last)
        assert int(self.scheme[lines].max(initial=0)) < plan.places.shape[0], "a scheme code without a name"
        assert int(self.body[lines].max(initial=-1)) < self.named.size - 1, "a body code without a name"
        assert int(self.category[lines].max(initial=-1)) < self.by_category.shape[1] - 1, "a category without a name"


@dataclass(frozen=True, slots=True)
class OneBody:
    """What became of the lines: ``rows`` and ``body`` of each, ``pence`` partners × lines, ``totals`` rules × funders ×
    responsible partners. ``missing`` lines have no rule, ``lacking`` ones no body; with either, pence mean nothing.
    ``beyond`` lines are too large for 64 bits and still have nothing, until :func:`add_beyond`.
    """

    rows: Rows
    body: NDArray[np.int16]
    pence: Pence
    totals: Pence
    missing: int
    lacking: int
    beyond: int


def attribute(amounts: Pence, codes: Codes, plan: Plan, table: WeightTable) -> OneBody:
    """Attribute every line. ``table`` funds the plan's rows."""
    from cronfa.attribution.compiled import attribute_span

    lines, parties, count = amounts.size, table.parties, len(plan.rows)
    rows, body = np.empty(lines, np.uint32), np.empty(lines, np.int16)
    pence, totals = np.empty((parties, lines), np.int64), np.zeros((count * parties, parties), np.int64)
    given = (amounts, codes.scheme, codes.day, codes.body, codes.category)
    laid_out = (plan.places, plan.first_day, plan.missing, codes.named, codes.by_category)
    weights = (table.weights, table.sums, table.limits, table.narrow)

    def part(first: int, last: int) -> tuple[Sequence[int], int, Pence]:
        codes.assert_named(plan, first, last)
        largest, sums = largest_size(amounts[first:last]), np.zeros_like(totals)
        counted = attribute_span(given, laid_out, weights, (first, last), (rows, body, pence), sums)
        return counted, largest, sums

    missing = lacking = beyond = largest = 0
    for counted, size, sums in in_parts(lines, part, PART):
        missing, lacking, beyond = missing + counted[0], lacking + counted[1], beyond + counted[2]
        largest = max(largest, size)
        totals += sums
    assert_fits(amounts, largest)
    by_rule = totals.reshape(count, parties, parties).swapaxes(1, 2)
    return OneBody(rows, body, pence, by_rule, missing, lacking, beyond)


def add_beyond(amounts: Pence, table: WeightTable, found: OneBody) -> None:
    """Split the lines that are too large for 64 bits; every line must have its rule and its body."""
    cells = found.rows * np.uint32(table.parties) + found.body.astype(np.uint32)
    totals = found.totals.swapaxes(0, 1).reshape(table.parties, -1).copy()
    add_exactly(amounts, table, found.rows, cells, found.pence, totals)
    found.totals[:] = totals.reshape(table.parties, -1, table.parties).swapaxes(0, 1)
