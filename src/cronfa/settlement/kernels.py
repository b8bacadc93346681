"""The compiled primitives: small loops over a block of scenarios that stays in cache, and the one that calls them in turn.

Amounts are whole pence held in doubles, which are exact below 2⁵³. Where the product of an amount and a weight could come
near that, the remainder is taken in 64-bit integers, which wrap around and so give it exactly. :func:`run_block` refuses a
block with an amount above :data:`SAFE_AMOUNT`. Import this module only where it is worth the start of the compiler.
"""

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from cronfa.money_compiled import wide, with_item

Columns = NDArray[np.float64]
NEAR_PRODUCT = 2.0**50
NEAR_SIZE = 2.0**31 - 1
"""With amount × weights up to the one, quotients need no putting right; with amounts and weights × partners up to the other,
what remains fits in 32 bits."""
NEAR_LOT = 512
"""Scenarios that are split at a time among many partners: their parts and keys stay in a processor's first cache."""
BLOCK = 2048
"""Scenarios in a block: its amounts, splits and sums fit in a processor's second cache."""
FEW_PARTNERS = 6
"""So many partners' quotients and remainders have room in a processor's registers."""
FIELD = 5
"""The bits of a partner's rank in :func:`split_few`. The highest is left free for the sum to reach."""
SAFE_PRODUCT = 2.0**52
SAFE_AMOUNT = 2.0**46
"""About £0.7 trillion in pence; a quotient is then off by one at most."""
SAFE_WEIGHTS = 2**46
"""The largest sum of weights whose remainders add up exactly."""
DRAW, KEEP, SHARE, SHARE_CAPPED, BEAR, LEND, CARRY, WAIT, OFFER, OFFSET = range(10)
"""What a step does. An offset is one :data:`OFFER` for what it may move, then an :data:`OFFSET` for each scheme that it names."""
LIMIT, UNTIL = range(2)
"""The columns of a step's numbers: its limit and the reserve's goal."""


def compiled(function: Any) -> Any:
    """Compile a function when it is first called, and keep it for the next start where a folder can be written."""
    try:
        return numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:  # there is no place to keep it
        return numba.njit(nogil=True, error_model="numpy")(function)


@compiled
def give(left: Columns, limit: float, total: Columns, sign: float) -> None:
    """What a step without a store of its own takes goes to a total; the rest is left."""
    wide()
    for i in range(len(left)):
        taken = min(left[i], limit)
        left[i] -= taken
        total[i] += sign * taken


@compiled
def draw(left: Columns, limit: float, reserve: Columns) -> None:
    """Take from a reserve, never below nought."""
    wide()
    for i in range(len(left)):
        taken = max(0.0, min(min(left[i], limit), reserve[i]))
        left[i] -= taken
        reserve[i] -= taken


@compiled
def keep(left: Columns, limit: float, until: float, reserve: Columns) -> None:
    """Put into a reserve until it holds ``until``."""
    for i in range(len(left)):
        kept = min(min(left[i], limit), max(0.0, until - reserve[i]))
        left[i] -= kept
        reserve[i] += kept


@compiled
def offer(amount: Columns, limit: float, sign: float, offered: Columns) -> None:
    """What an offset may move: as much as an amount has of one sign, under a limit."""
    for i in range(len(amount)):
        offered[i] = min(max(0.0, sign * amount[i]), limit)


@compiled
def offset(offered: Columns, left: Columns, other: Columns, sign: float) -> None:
    """Move what is offered from one amount against another whose sign is the opposite one."""
    for i in range(len(offered)):
        moved = min(offered[i], max(0.0, -sign * other[i]))
        offered[i] -= moved
        left[i] -= sign * moved
        other[i] += sign * moved


@compiled
def divide(amount: Columns, weights: Columns, whole: Columns, rest: Columns, pennies: Columns) -> None:
    """The whole pence of each partner's part, what remains of each, and how many pennies are left over.

    The reciprocal is taken a little low, so that a quotient is right or one too small, never too large.
    """
    total = weights.sum()
    inverse = (1.0 / total) * (1.0 - 2.0**-51)
    for i in range(len(amount)):
        pennies[i] = 0.5 * total
    for row in range(len(weights)):
        weight = weights[row]
        for i in range(len(amount)):
            product = abs(amount[i]) * weight
            quotient = np.floor(product * inverse)
            remainder = product - quotient * total
            short = 1.0 if remainder >= total else 0.0
            whole[row, i] = quotient + short
            remainder -= short * total
            rest[row, i] = remainder
            pennies[i] += remainder
    for i in range(len(amount)):
        pennies[i] = np.floor(pennies[i] * (1.0 / total))


@compiled
def divide_widely(amount: Columns, weights: Columns, whole: Columns, rest: Columns, pennies: Columns) -> None:
    """As :func:`divide`, for products beyond what doubles hold: the remainder is exact in integers that wrap around."""
    total = weights.sum()
    divisor = np.int64(total)
    for i in range(len(amount)):
        pennies[i] = 0.0
    for row in range(len(weights)):
        weight = np.int64(weights[row])
        for i in range(len(amount)):
            pence = np.int64(abs(amount[i]))
            quotient = np.int64(np.floor(abs(amount[i]) * weights[row] / total))
            remainder = pence * weight - quotient * divisor
            low, high = np.int64(remainder < 0), np.int64(remainder >= divisor)
            remainder += (low - high) * divisor
            whole[row, i] = quotient + high - low
            rest[row, i] = remainder
            pennies[i] += remainder
    for i in range(len(amount)):
        pennies[i] = np.floor((pennies[i] + 0.5 * total) / total)


@compiled
def divide_nearly(
    amount: Columns, weight: float, total: float, order: tuple[int, int], whole: Any, keys: Any, left: Any
) -> None:
    """One partner's whole pence, which are taken off what is left, and its key: the remainder, in which no two are equal.

    With half a unit added to the product, the true quotient is at least ``0.5 / total`` from a whole number, and two roundings
    of 2⁻⁵³ each miss by no more than ``0.25 / total``: the floor is right. ``order`` is how many partners there are, and how
    many are named after this one.
    """
    inverse = 1.0 / total
    many, after = np.float64(order[0]), np.float64(order[1])
    for i in range(NEAR_LOT):
        product = abs(amount[i]) * weight
        quotient = np.floor((product + 0.5) * inverse)
        whole[i] = np.int32(quotient)
        keys[i] = np.int32((product - quotient * total) * many + after)
        left[i] -= np.int32(quotient)


@compiled
def rank_nearly(own: Any, keys: Any, left: Any, extra: Any, partners: tuple[float, ...]) -> None:
    """How many pennies are left when those with larger keys than one partner's have theirs: it gets one if there are any."""
    for i in range(NEAR_LOT):
        pennies = left[i]
        for other in range(len(partners)):
            pennies -= np.int32(keys[other, i] > own[i])
        extra[i] = pennies  # not used here, beside numbers of 64 bits: the compiler sees only so that 32 will do


@compiled
def add_nearly(amount: Columns, whole: Any, extra: Any, into: Columns) -> None:
    """One partner's whole pence, and a penny more where there is one left for it, with the amount's sign."""
    for i in range(NEAR_LOT):
        into[i] += np.copysign(np.float64(np.int32(whole[i] + np.int32(extra[i] > 0))), amount[i])


@compiled
def split_nearly(amount: Columns, weights: Columns, into: Columns, near: Any, partners: tuple[float, ...]) -> None:
    """As :func:`split`, for amounts that are near, a lot of scenarios at a time; there are whole lots of them."""
    whole, keys, left, extra = near
    total, many = weights.sum(), len(partners)
    for start in range(0, len(amount), NEAR_LOT):
        stop = start + NEAR_LOT
        some = amount[start:stop]
        for i in range(NEAR_LOT):
            left[i] = np.int32(abs(some[i]))
        for row in range(many):
            divide_nearly(some, weights[row], total, (many, many - 1 - row), whole[row], keys[row], left)
        for row in range(many):
            rank_nearly(keys[row], keys, left, extra, partners)
            add_nearly(some, whole[row], extra, into[row, start:stop])


@compiled
def split_few(amount: Columns, weights: Columns, into: Columns, partners: Any) -> None:
    """As :func:`split`, for a block of amounts that are near and few partners: nothing leaves the registers but the sums.

    Quotients are as in :func:`divide_nearly`. The ranks of the partners are fields of one whole number. A partner's begins
    with those named after it; each pair of remainders moves one from the earlier to the later or leaves it. Sixteen is added
    and the pennies left over are taken off, so that the highest bit of a field says that its partner gets none.
    """
    wide()
    many, total = len(partners), weights.sum()
    weight, start, each = partners, 0, 0
    for p in range(many):
        weight = with_item(weight, p, weights[p])
        start += (15 + many - p) << (FIELD * p)
        each += 1 << (FIELD * p)
    inverse, first, penny, sums = 1.0 / total, np.float64(start), np.float64(each), into.reshape(-1)
    for i in range(BLOCK):
        left, quotients, rest = abs(amount[i]), partners, partners
        for p in range(many):
            product = abs(amount[i]) * weight[p]
            quotient = np.floor((product + 0.5) * inverse)
            left -= quotient
            quotients, rest = with_item(quotients, p, quotient), with_item(rest, p, product - quotient * total)
        ranks = np.int64(np.int32(first - left * penny))
        for p in range(many):
            for later in range(p + 1, many):
                moved = (1 << (FIELD * later)) - (1 << (FIELD * p))
                ranks = ranks + moved if rest[p] >= rest[later] else ranks
        for p in range(many):
            part = quotients[p] + (0.0 if ranks >> (FIELD * p + FIELD - 1) & 1 else 1.0)
            sums[p * BLOCK + i] += np.copysign(part, amount[i])


@compiled
def beyond(amount: Columns, limit: float) -> int:
    """How many amounts are larger than a limit, whatever their sign."""
    wide()
    found = 0
    for i in range(len(amount)):
        found += abs(amount[i]) > limit
    return found


@compiled
def less(amount: Columns, pence: float, limit: float) -> int:
    """Take a sum off every amount; how many of those that are left are larger than a limit, whatever their sign."""
    wide()
    found = 0
    for i in range(len(amount)):
        amount[i] -= pence
        found += abs(amount[i]) > limit
    return found


@compiled
def split(
    amount: Columns,
    weights: Columns,
    into: Columns,
    scratch: tuple[Columns, Columns, Columns, Any],
    partners: tuple[float, ...],
) -> None:
    """Add each partner's part by largest remainder: of equal remainders, the partner named first gets the penny.

    The parts of an amount below nought are given back. ``partners`` is there for its length, which the compiler then knows.
    """
    whole, rest, pennies, near = scratch
    total = weights.sum()
    if len(partners) <= FEW_PARTNERS and len(amount) == BLOCK and not beyond(amount, NEAR_PRODUCT / total):
        split_few(amount, weights, into, partners)
        return
    near_limit = min(NEAR_PRODUCT / total, NEAR_SIZE) if total * len(weights) <= NEAR_SIZE else -1.0
    if len(amount) % NEAR_LOT == 0 and not beyond(amount, near_limit):
        split_nearly(amount, weights, into, near, partners)
        return
    if not beyond(amount, SAFE_PRODUCT / weights.max()):
        divide(amount, weights, whole, rest, pennies)
    else:
        divide_widely(amount, weights, whole, rest, pennies)
    for row in range(len(partners)):
        for i in range(len(amount)):
            left = pennies[i]
            for other in range(len(partners)):  # those ahead of this partner have their penny first
                if other < row:
                    left -= 1.0 if rest[other, i] >= rest[row, i] else 0.0
                if other > row:
                    left -= 1.0 if rest[other, i] > rest[row, i] else 0.0
            part = whole[row, i] + min(1.0, max(0.0, left))
            into[row, i] += np.copysign(part, amount[i])


@compiled
def add_capped(borne: Columns, parts: Columns, caps: Columns, sign: float, left: Columns) -> None:
    """Parts under each partner's own limit; what a limit leaves over goes back to what is left."""
    for row in range(len(parts)):
        for i in range(len(left)):
            part = min(parts[row, i], caps[row])
            borne[row, i] += sign * part
            left[i] += parts[row, i] - part


@compiled
def step(
    at: int,
    codes: NDArray[np.int64],
    numbers: Columns,
    weights: Columns,
    caps: Columns,
    sign: float,
    left: Columns,
    variances: Columns,
    stores: tuple[Columns, Columns, Columns, Columns, Columns],
    pending: Columns,
    work: tuple[Columns, Columns],
    scratch: tuple[Columns, Columns, Columns, Any],
    partners: tuple[float, ...],
) -> None:
    """One step of a waterfall on a block; ``codes`` say what it does, to which row, and which split it may join."""
    borne, lent, reserves, undecided, carried = stores
    taken, parts = work
    kind, row, limit = codes[at, 0], codes[at, 1], numbers[at, LIMIT]
    if kind == DRAW:
        draw(left, limit, reserves[row])
    elif kind == KEEP:
        keep(left, limit, numbers[at, UNTIL], reserves[row])
    elif kind == SHARE:
        give(left, limit, pending, sign)
    elif kind == SHARE_CAPPED:
        taken[:] = 0.0
        parts[:] = 0.0
        give(left, limit, taken, 1.0)
        split(taken, weights[codes[at, 2]], parts, scratch, partners)
        add_capped(borne, parts, caps[at], sign, left)
    elif kind == BEAR:
        give(left, limit, borne[row], sign)
    elif kind == LEND:
        give(left, limit, lent[row], sign)
    elif kind == CARRY:
        give(left, limit, carried, -sign)
    elif kind == OFFER:
        offer(left, limit, 1.0, taken)
    elif kind == OFFSET:
        offset(taken, left, variances[row], 1.0)
    else:
        give(left, limit, undecided, sign)


@compiled
def give_first(
    given: tuple[int, int], codes: NDArray[np.int64], numbers: Columns, variances: Columns, offered: Columns
) -> None:
    """What underspent schemes offer to overspent ones before any waterfall runs: their variances meet."""
    giver = 0
    for at in range(given[0], given[1]):
        if codes[at, 0] == OFFER:
            giver = codes[at, 1]
            offer(variances[giver], numbers[at, LIMIT], -1.0, offered)
        else:
            offset(offered, variances[giver], variances[codes[at, 1]], -1.0)


@compiled
def run_block(
    variances: Columns,
    fundings: Columns,
    bounds: NDArray[np.int64],
    codes: NDArray[np.int64],
    numbers: Columns,
    weights: Columns,
    caps: Columns,
    joined: NDArray[np.int64],
    given: tuple[int, int],
    stores: tuple[Columns, Columns, Columns, Columns, Columns],
    pending: Columns,
    left: Columns,
    work: tuple[Columns, Columns],
    scratch: tuple[Columns, Columns, Columns, Any],
    partners: tuple[float, ...],
) -> bool:
    """Every waterfall of a block: all overspends, then all underspends, then the splits that they joined.

    ``variances`` has a row for each pot, of its spend until ``fundings`` are taken off; ``bounds`` say where its overspend
    steps begin, its underspend steps begin and end, and whether anything may be left of either; ``joined`` the weights of
    each split; ``given`` where the offsets begin and end that are made first. False if an amount is too large: nothing is then
    to be used.
    """
    wide()
    for pot in range(len(variances)):
        if less(variances[pot], fundings[pot], SAFE_AMOUNT):
            return False
    give_first(given, codes, numbers, variances, work[0])
    pending[:] = 0.0
    for side in range(2):
        sign = 1.0 - 2.0 * side
        for pot in range(len(variances)):
            variance = variances[pot]
            for i in range(len(left)):
                left[i] = max(0.0, sign * variance[i])
            for at in range(bounds[pot, side], bounds[pot, side + 1]):
                slot = pending[codes[at, 3]]
                step(at, codes, numbers, weights, caps, sign, left, variances, stores, slot, work, scratch, partners)
            if bounds[pot, 3 + side]:
                give(left, np.inf, stores[3], sign)
    for at in range(len(joined)):
        split(pending[at], weights[joined[at]], stores[0], scratch, partners)
    return True
