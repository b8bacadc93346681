"""Exact arithmetic on columns of pence: the split by weights and the share of an amount, for many amounts at once.

A product of pence and weight may be larger than 64 bits. Its quotient is not: the quotient is estimated in doubles, which
is off by one at most, and put right by the remainder, which is exact because 64-bit integers wrap around. For weights too
large even for that, Python's own integers are used.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd

import numpy as np
from numpy.typing import NDArray

from cronfa.money import PENCE_LIMIT, allocate

Column = NDArray[np.int64]
"""One number for each scenario."""
Table = NDArray[np.int64]
"""One row for each partner, one column for each scenario."""

WEIGHT_LIMIT = 2**56
"""Below this the remainders of a hundred partners fit in 64 bits, with room for a quotient off by one."""


def reduced(weights: Sequence[int]) -> tuple[int, ...]:
    """The same proportions in the smallest whole numbers."""
    common = gcd(*weights) or 1
    return tuple(weight // common for weight in weights)


def quotient(amount: Column, weight: int | Column, total: int | Column) -> tuple[Column, Column]:
    """``amount × weight ÷ total`` down to the penny, and what remains; exact for amounts from nought to £1 trillion."""
    estimate = np.floor(amount.astype(np.float64) * weight / total).astype(np.int64)
    rest = amount * weight - estimate * total
    low, high = rest < 0, rest >= total
    return estimate - low + high, rest + np.where(low, total, 0) - np.where(high, total, 0)


def part_of_column(share: Fraction, amount: Column) -> Column:
    """A share of each amount, down to the penny."""
    if share.numerator >= WEIGHT_LIMIT or share.denominator >= WEIGHT_LIMIT:
        return np.array([int(pence) * share.numerator // share.denominator for pence in amount], np.int64)
    return quotient(amount, share.numerator, share.denominator)[0]


def split(amount: Column, weights: Sequence[int]) -> Table:
    """Each amount, none below nought, by the same weights, by largest remainder; nothing if every weight is nought."""
    weights = reduced(weights)
    total = sum(weights)
    if total == 0:
        return np.zeros((len(weights), len(amount)), np.int64)
    if total >= WEIGHT_LIMIT:
        return np.array([allocate(int(pence), weights) for pence in amount], np.int64).T.reshape(len(weights), -1)
    parts = np.empty((len(weights), len(amount)), np.int64)
    rest = np.empty_like(parts)
    for row, weight in enumerate(weights):
        parts[row], rest[row] = quotient(amount, weight, total)
    return _largest_remainder(parts, rest, rest.sum(axis=0) // total)


def split_each(amount: Column, weights: Table) -> Table:
    """Each amount by its own weights; nothing where every weight is nought."""
    total = weights.sum(axis=0)
    if total.size and int(total.max()) >= WEIGHT_LIMIT:
        return _split_slowly(amount, weights)
    divisor = np.maximum(total, 1)
    parts, rest = np.empty_like(weights), np.empty_like(weights)
    for row in range(len(weights)):
        parts[row], rest[row] = quotient(amount, weights[row], divisor)
    return _largest_remainder(parts, rest, rest.sum(axis=0) // divisor)


def _split_slowly(amount: Column, weights: Table) -> Table:
    shares = [
        allocate(int(pence), [int(weight) for weight in column]) if column.any() else (0,) * len(column)
        for pence, column in zip(amount, weights.T, strict=True)
    ]
    return np.array(shares, np.int64).T


def _largest_remainder(parts: Table, rest: Table, left_over: Column) -> Table:
    """The pennies left over go to the largest remainders; of equals, to the one named first."""
    for row in range(len(parts)):
        rank = np.zeros(rest.shape[1], np.int64)
        for other in range(len(parts)):
            if other != row:
                rank += rest[other] >= rest[row] if other < row else rest[other] > rest[row]
        parts[row] += rank < left_over
    return parts


def signed_split(amount: Column, weights: Sequence[int]) -> Table:
    """As :func:`split`, and a negative amount gives the negated shares of the positive one."""
    return np.where(amount < 0, -1, 1) * split(np.abs(amount), weights)


def fits(*columns: Column | int) -> bool:
    """Whether every amount is within £1 trillion, for which this arithmetic is exact."""
    return all(int(np.max(np.abs(column), initial=0)) <= PENCE_LIMIT for column in columns)
