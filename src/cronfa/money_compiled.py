"""The compiled half of :mod:`cronfa.money_columns`: one pass over blocks that stay in the processor's cache.

Compiled by numba when first called and kept in its cache, so this module is imported only for long columns. The
functions release the interpreter, so that plain threads share the work. A quotient is estimated in doubles, which
is several times faster than a 64-bit division, and then put right by at most one, so every penny is exact: with
amount × total weight up to 2⁶² and amounts up to 2⁵⁰ the estimate is never wrong by more than one (three roundings
of 2⁻⁵³ each, times a quotient of at most 2⁵⁰).
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np

F = TypeVar("F", bound=Callable[..., Any])
BLOCK = 512
"""Lines at a time: what six parties need for a block then stays in the processor's nearest caches."""


def compiled(function: F) -> F:
    """Compile when first called, release the interpreter, keep the result for the next run."""
    return cast(F, numba.njit(nogil=True, cache=True, error_model="numpy")(function))


@compiled
def share_lines(
    amounts: Any,
    rows: Any,
    cells: Any,
    weights: Any,
    sums: Any,
    limits: Any,
    narrow: Any,
    span: Any,
    shares: Any,
    totals: Any,
) -> int:
    """Split the lines of ``span`` (first, last) by the weights of their rows; gives how many were beyond the limit.

    ``weights`` is parties × rows, ``sums`` its sum by row; ``limits`` the largest amount that a row may split here;
    ``narrow`` an array of the narrowest type that holds every remainder, which are compared twice as fast in 32 bits.
    ``shares`` (parties × lines) is written; ``totals`` (parties × cells) is added to, at each line's cell. A line
    beyond its limit gets zeros, for the exact path to fill.
    """
    parties = weights.shape[0]
    inverses = 1.0 / sums
    least = limits.min()
    floors = np.empty((parties, BLOCK), np.int64)
    remainders = np.empty((parties, BLOCK), narrow.dtype)
    ranks = np.empty((parties, BLOCK), narrow.dtype)
    sizes, left = np.empty(BLOCK, np.int64), np.empty(BLOCK, np.int64)
    total, weight = np.empty(BLOCK, np.int64), np.empty(BLOCK, np.int64)
    inverse = np.empty(BLOCK, np.float64)
    beyond = 0
    for start in range(span[0], span[1], BLOCK):
        end = min(start + BLOCK, span[1])
        amount, row = amounts[start:end], rows[start:end]
        if measure(amount, sizes) > least:
            beyond += set_aside(sizes, row, limits)
        left[:] = sizes
        look_up(sums, row, total)
        look_up(inverses, row, inverse)
        for party in range(parties):
            look_up(weights[party], row, weight)
            estimate(sizes, weight, inverse, floors[party])
            put_right(sizes, weight, total, floors[party], remainders[party])
            take(left, floors[party])
        rank(remainders, ranks)
        for party in range(parties):
            share = shares[party, start:end]
            give(floors[party], ranks[party], left, amount, share)
            add_up(cells[start:end], share, totals[party])
    return beyond


# Each loop below is short and alone so that the compiler turns it into vector instructions.


@compiled
def measure(amount: Any, sizes: Any) -> Any:
    """The size of each amount, and the largest of them."""
    largest = np.int64(0)
    for line in range(amount.size):
        size = abs(amount[line])
        sizes[line] = size
        largest = max(largest, size)
    sizes[amount.size :] = 0
    return largest


@compiled
def set_aside(sizes: Any, row: Any, limits: Any) -> int:
    """Zero for the sizes beyond their row's limit; gives how many there were."""
    beyond = 0
    for line in range(row.size):
        if sizes[line] > limits[row[line]]:
            sizes[line] = 0
            beyond += 1
    return beyond


@compiled
def look_up(table: Any, row: Any, found: Any) -> None:
    for line in range(row.size):
        found[line] = table[row[line]]


@compiled
def estimate(sizes: Any, weight: Any, inverse: Any, floors: Any) -> None:
    """Whole pennies, right or one away."""
    for line in range(BLOCK):
        floors[line] = np.int64(np.float64(sizes[line] * weight[line]) * inverse[line])


@compiled
def put_right(sizes: Any, weight: Any, total: Any, floors: Any, remainders: Any) -> None:
    """Whole pennies and remainders, exactly."""
    for line in range(BLOCK):
        remainder = sizes[line] * weight[line] - floors[line] * total[line]
        low = np.int64(remainder < 0)
        remainder += total[line] * low
        high = np.int64(remainder >= total[line])
        remainders[line] = remainder - total[line] * high
        floors[line] += high - low


@compiled
def take(left: Any, floors: Any) -> None:
    for line in range(BLOCK):
        left[line] -= floors[line]


@compiled
def rank(remainders: Any, ranks: Any) -> None:
    """How many parties stand before each: those with a larger remainder, or as large and named earlier."""
    ranks[:] = 0
    for earlier in range(ranks.shape[0]):
        for later in range(earlier + 1, ranks.shape[0]):
            put_in_order(remainders[earlier], remainders[later], ranks[earlier], ranks[later])


@compiled
def put_in_order(earlier: Any, later: Any, rank_earlier: Any, rank_later: Any) -> None:
    for line in range(BLOCK):
        ahead = earlier[line] >= later[line]
        rank_later[line] += ahead
        rank_earlier[line] += not ahead


@compiled
def give(floors: Any, ranks: Any, left: Any, amount: Any, share: Any) -> None:
    """The shares: whole pennies, one more for those whose rank is within what is left, and the amount's sign."""
    for line in range(share.size):
        size = floors[line] + np.int64(ranks[line] < left[line])
        share[line] = -size if amount[line] < 0 else size


@compiled
def add_up(cell: Any, share: Any, totals: Any) -> None:
    for line in range(cell.size):
        totals[cell[line]] += share[line]
