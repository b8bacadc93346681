"""The compiled half of :mod:`cronfa.money_columns`: one pass over blocks that stay in the processor's cache.

Compiled by numba when first called and kept in its cache, so this module is imported only for long columns. The
functions release the interpreter, so that plain threads share the work. A quotient is estimated in doubles, which
is several times faster than a 64-bit division, and then put right by at most one, so every penny is exact: with
amount × total weight below 2⁶² and amounts below 2⁵⁰ the estimate is never wrong by more than one.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np

F = TypeVar("F", bound=Callable[..., Any])
BLOCK = 1024
"""Lines at a time: a few kilobytes for each party, so that a block of six parties stays in the first cache."""


def compiled(function: F) -> F:
    """Compile when first called, release the interpreter, keep the result for the next run."""
    return cast(F, numba.njit(nogil=True, cache=True, error_model="numpy")(function))


@compiled
def share_lines(
    amounts: Any, rows: Any, weights: Any, sums: Any, limits: Any, span: Any, shares: Any, totals: Any
) -> int:
    """Split the lines of ``span`` (first, last) by the weights of their rows; gives how many were beyond the limit.

    ``weights`` is parties × rows, ``sums`` its sum by row; ``limits`` the largest amount that a row may split here.
    ``shares`` (parties × lines) is written; ``totals`` (parties × rows) is added to, unless it is empty. A line
    beyond its limit gets zeros, for the exact path to fill.
    """
    parties = weights.shape[0]
    floors = np.empty((parties, BLOCK), np.int64)
    remainders = np.empty((parties, BLOCK), np.int64)
    ranks = np.empty((parties, BLOCK), np.int64)
    sizes = np.empty(BLOCK, np.int64)
    left = np.empty(BLOCK, np.int64)
    beyond = 0
    for start in range(span[0], span[1], BLOCK):
        count = min(BLOCK, span[1] - start)
        amount, row = amounts[start : start + count], rows[start : start + count]
        beyond += measure(amount, row, limits, sizes, left)
        for party in range(parties):
            divide(sizes, row, weights[party], sums, floors[party], remainders[party], left)
        rank(remainders, ranks, count)
        for party in range(parties):
            share = shares[party, start : start + count]
            for line in range(count):
                size = floors[party, line] + (ranks[party, line] < left[line])
                share[line] = -size if amount[line] < 0 else size
            if totals.size:
                for line in range(count):
                    totals[party, row[line]] += share[line]
    return beyond


@compiled
def measure(amount: Any, row: Any, limits: Any, sizes: Any, left: Any) -> int:
    """The size of each amount, zero where it is beyond its row's limit; what is left to give begins as all of it."""
    beyond = 0
    for line in range(amount.size):
        size = abs(amount[line])
        too_large = size > limits[row[line]]
        beyond += too_large
        sizes[line] = 0 if too_large else size
        left[line] = sizes[line]
    return beyond


@compiled
def divide(sizes: Any, row: Any, weight: Any, sums: Any, floors: Any, remainders: Any, left: Any) -> None:
    """One party's whole pennies and remainders."""
    for line in range(row.size):
        total = sums[row[line]]
        product = sizes[line] * weight[row[line]]
        quotient = np.int64(product / np.float64(total))
        remainder = product - quotient * total
        low = remainder < 0
        quotient -= low
        remainder += total if low else 0
        high = remainder >= total
        quotient += high
        remainder -= total if high else 0
        floors[line] = quotient
        remainders[line] = remainder
        left[line] -= quotient


@compiled
def rank(remainders: Any, ranks: Any, count: int) -> None:
    """How many parties stand before each: those with a larger remainder, or as large and named earlier."""
    ranks[:, :count] = 0
    for earlier in range(ranks.shape[0]):
        for later in range(earlier + 1, ranks.shape[0]):
            for line in range(count):
                ahead = remainders[earlier, line] >= remainders[later, line]
                ranks[later, line] += ahead
                ranks[earlier, line] += not ahead
