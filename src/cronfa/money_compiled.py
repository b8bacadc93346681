"""The compiled half of :mod:`cronfa.money_columns`: one pass over blocks that stay in the processor's cache.

Compiled by numba when first called and kept in its cache, so this module is imported only for long columns. The
functions release the interpreter, so that plain threads share the work. Quotients are worked out in doubles, which is
several times faster than a 64-bit division, and every penny is exact:

* *near*, where amount × total weight is at most 2⁵⁰ and both are below 2³¹, as nearly all are: products are whole numbers in
  doubles. Half a unit is added to the product before it is divided. The true quotient is then at least ``0.5 / total``
  away from a whole number, and two roundings of 2⁻⁵³ each miss by no more than ``0.25 / total``: the floor is right.
  Among few parties, quotients and remainders do not leave the processor's registers before the shares are known.
* *far*, with amount × total weight up to 2⁶² and amounts up to 2⁵⁰: products are 64-bit integers. The estimate is never
  wrong by more than one (three roundings of 2⁻⁵³ each, times a quotient of at most 2⁵⁰), and is then put right.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numba.cpython.unsafe import tuple as tuples
from numba.extending import intrinsic

F = TypeVar("F", bound=Callable[..., Any])
NEAR_PRODUCT = 2**50
NEAR_SIZE = 2**31 - 1
BLOCK = 512
"""Lines at a time: what six parties need for a block then stays in the processor's nearest caches."""
TWO, FOUR, SIX = ((0.0,) * parties for parties in (2, 4, 6))
"""Room for few parties: the compiler knows how long each is. What has no party has no weight and gets nothing."""
FIELD = 5
"""The bits of a party's rank in :func:`split_few`. The highest is left free for the sum to reach."""
with_item: Any = tuples.tuple_setitem
"""A tuple with another value in one place: a compiler that knows the place keeps it in a register."""


def compiled(function: F) -> F:
    """Compile when first called, release the interpreter, keep the result for the next run."""
    return cast(F, numba.njit(nogil=True, cache=True, error_model="numpy")(function))


def _wide(_: Any) -> Any:
    def say(context: Any, builder: Any, _: Any, __: Any) -> Any:
        set.add(builder.function.attributes, '"prefer-vector-width"="512"')
        return context.get_dummy_value()

    return numba.void(), say


wide: Any = intrinsic(_wide)
"""Called in a function, asks for the processor's widest vectors in its loops: unasked, LLVM takes half of 512 bits."""


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
    table, work = tables(weights, sums, limits), room(weights.shape[0], narrow)
    beyond = 0
    for start in range(span[0], span[1], BLOCK):
        end = min(start + BLOCK, span[1])
        beyond += share_block(amounts[start:end], rows[start:end], table, work, shares, start)
        for party in range(weights.shape[0]):
            add_up(cells[start:end], shares[party, start:end], totals[party])
    return beyond


@compiled
def tables(weights: Any, sums: Any, limits: Any) -> Any:
    """What :func:`share_block` looks up: for lines that are far and for those that are near, with the near's limit."""
    largest = sums.max()
    near_limit = min(NEAR_PRODUCT // largest, limits.min()) if largest <= NEAR_SIZE else 0
    far, near = (weights, sums, limits, 1.0 / sums), (weights.astype(np.float64), sums.astype(np.float64), 1.0 / sums)
    return far, near, min(near_limit, NEAR_SIZE)


@compiled
def room(parties: int, narrow: Any) -> Any:
    """Room for one block's work, of lines that are far and of those that are near."""
    of_party, counts = np.zeros((parties, BLOCK), np.int32), np.zeros(BLOCK, np.int32)
    doubles, integers = np.zeros(BLOCK), np.zeros(BLOCK, np.int64)
    compared = np.zeros((parties, BLOCK), narrow.dtype)
    far_lines = integers, integers.copy(), integers.copy(), integers.copy(), doubles.copy()
    near_lines = doubles, doubles.copy(), doubles.copy(), doubles.copy(), counts, counts.copy()
    far_parties = np.zeros((parties, BLOCK), np.int64), compared, compared.copy()
    few = (
        doubles.copy(),
        doubles.copy(),
        doubles.copy(),
        np.zeros(len(SIX) * BLOCK),
        np.zeros(len(SIX) * BLOCK, np.int32),
    )
    return (far_lines, far_parties), (near_lines, (of_party, of_party.copy(), of_party.copy())), few


@compiled
def share_block(amount: Any, row: Any, table: Any, work: Any, shares: Any, start: int) -> int:
    """Split a block's lines into ``shares`` (parties × lines) from line ``start`` on; how many were beyond the limit."""
    if shares.shape[0] <= len(SIX):
        if measure_few(amount, work[2][0]) > table[2]:
            return share_far(amount, row, table[0], work[0], shares, start)
        share_few(row, table[1], work[2], shares, start)
        return 0
    sizes, _, _, _, left, sign = work[1][0]
    if measure_near(amount, sizes, left, sign) <= table[2]:
        share_near(row, table[1], work[1], shares, start)
        return 0
    return share_far(amount, row, table[0], work[0], shares, start)


@compiled
def share_few(row: Any, table: Any, work: Any, shares: Any, start: int) -> None:
    weights, sums, inverses = table
    amounts, total, inverse, weight, given = work
    parties = shares.shape[0]
    look_up(sums, row, total)
    look_up(inverses, row, inverse)
    for party in range(parties):
        look_up(weights[party], row, weight[party * BLOCK :])
    if parties <= len(TWO):
        split_few(amounts, total, inverse, weight, given, TWO)
    elif parties <= len(FOUR):
        split_few(amounts, total, inverse, weight, given, FOUR)
    else:
        split_few(amounts, total, inverse, weight, given, SIX)
    for party in range(parties):
        write(given[party * BLOCK :], shares[party, start : start + row.size])


@compiled
def share_near(row: Any, table: Any, work: Any, shares: Any, start: int) -> None:
    weights, sums, inverses = table
    (sizes, weight, total, inverse, left, sign), (floors, remainders, ranks) = work
    look_up(sums, row, total)
    look_up(inverses, row, inverse)
    for party in range(shares.shape[0]):
        look_up(weights[party], row, weight)
        divide(sizes, weight, total, inverse, floors[party], remainders[party])
        take(left, floors[party])
    rank(remainders, ranks)
    for party in range(shares.shape[0]):
        give_near(floors[party], ranks[party], left, sign, shares[party, start : start + row.size])


@compiled
def share_far(amount: Any, row: Any, table: Any, work: Any, shares: Any, start: int) -> int:
    weights, sums, limits, inverses = table
    (sizes, left, total, weight, inverse), (floors, remainders, ranks) = work
    beyond = set_aside(sizes, row, limits) if measure(amount, sizes) > limits.min() else 0
    write(sizes, left)
    look_up(sums, row, total)
    look_up(inverses, row, inverse)
    for party in range(shares.shape[0]):
        look_up(weights[party], row, weight)
        estimate(sizes, weight, inverse, floors[party])
        put_right(sizes, weight, total, floors[party], remainders[party])
        take(left, floors[party])
    rank(remainders, ranks)
    for party in range(shares.shape[0]):
        give(floors[party], ranks[party], left, amount, shares[party, start : start + row.size])
    return beyond


# Each loop below is short and alone so that the compiler turns it into vector instructions.


@compiled
def measure_few(amount: Any, amounts: Any) -> Any:
    """The amounts in doubles, noughts to the end of the block, and the largest size."""
    wide()
    largest = np.int64(0)
    for line in range(amount.size):
        amounts[line] = amount[line]
        largest = max(largest, abs(amount[line]))
    amounts[amount.size :] = 0.0
    return largest


@compiled
def split_few(amounts: Any, total: Any, inverse: Any, weight: Any, given: Any, none: Any) -> None:
    """Each party's share of every line that is near, with its sign. ``none`` is nought for each party.

    Quotients are as in :func:`divide`. The ranks of the parties are fields of one whole number. A party's begins with those
    named after it; each pair of remainders moves one from the earlier to the later or leaves it. Sixteen is added and the
    pennies left over are taken off, so that the highest bit of a field says that its party gets none.
    """
    wide()
    start, each = 0, 0
    for party in range(len(none)):
        start += (15 + len(none) - party) << (FIELD * party)
        each += 1 << (FIELD * party)
    first, penny = np.float64(start), np.float64(each)
    for line in range(BLOCK):
        left, quotients, rest = abs(amounts[line]), none, none
        for party in range(len(none)):
            product = abs(amounts[line]) * weight[party * BLOCK + line]
            quotient = np.floor((product + 0.5) * inverse[line])
            left -= quotient
            quotients = with_item(quotients, party, quotient)
            rest = with_item(rest, party, product - quotient * total[line])
        ranks = np.int64(np.int32(first - left * penny))
        for party in range(len(none)):
            for later in range(party + 1, len(none)):
                moved = (1 << (FIELD * later)) - (1 << (FIELD * party))
                ranks = ranks + moved if rest[party] >= rest[later] else ranks
        for party in range(len(none)):
            size = quotients[party] + (0.0 if ranks >> (FIELD * party + FIELD - 1) & 1 else 1.0)
            given[party * BLOCK + line] = np.int32(np.copysign(size, amounts[line]))


@compiled
def write(given: Any, share: Any) -> None:
    """Copy; to assign a whole array takes the compiler seconds, for the words of an error that cannot be."""
    wide()
    for line in range(share.size):
        share[line] = given[line]


@compiled
def measure_near(amount: Any, sizes: Any, left: Any, sign: Any) -> Any:
    """The size of each amount, in doubles and in 32 bits, its sign (-1 below zero, else 0), and the largest size."""
    largest = np.int64(0)
    for line in range(amount.size):
        size = abs(amount[line])
        sizes[line] = size
        left[line] = np.int32(size)
        sign[line] = np.int32(amount[line] >> 63)
        largest = max(largest, size)
    return largest


@compiled
def divide(sizes: Any, weight: Any, total: Any, inverse: Any, floors: Any, remainders: Any) -> None:
    """Whole pennies and remainders of lines that are near, exactly."""
    for line in range(BLOCK):
        product = sizes[line] * weight[line]
        whole = np.floor((product + 0.5) * inverse[line])
        floors[line] = np.int32(whole)
        remainders[line] = np.int32(product - whole * total[line])


@compiled
def give_near(floors: Any, ranks: Any, left: Any, sign: Any, share: Any) -> None:
    """As :func:`give`, in 32 bits until it is written (numba reckons in 64 where it is not told): a number's complement, less
    its sign, is the number below zero."""
    for line in range(share.size):
        size = np.int32(floors[line] + np.int32(ranks[line] < left[line]))
        share[line] = np.int32((size ^ sign[line]) - sign[line])


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
