"""Reference points: how the worst years could be shared out by other rules, beside which a draft can be held.

All of them share the same sum: what the partners' spend together comes to over its expectation, on average, in its worst five
years of a hundred.

* *Shapley* (1953): each partner's addition to that sum, averaged over every order in which partners might join. It adds
  up, treats equals equally, and asks nothing of a partner that brings no risk.
* *Euler*: what each partner's own spend is over its expectation in exactly those years. It adds up, run by run.
* *Proportional*: by what each contributes.
* *Alone* does not add up: what it lacks is what pooling gains.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import NDArray

from cronfa.money import allocate
from cronfa.settlement.arrays import Column, Table

MOST_PARTNERS = 8
"""Up to here every order of joining is counted; beyond, there are too many coalitions to be exact."""
Worth = Callable[[tuple[int, ...]], Fraction | int]
"""What a coalition of players brings about."""
WORST = Fraction(5, 100)


@dataclass(frozen=True, slots=True)
class Shares:
    """By partner, in pence; ``shapley`` is empty for more partners than can be counted exactly."""

    total_pence: int
    alone: Mapping[str, int]
    shapley: Mapping[str, int]
    euler: Mapping[str, int]
    proportional: Mapping[str, int]

    @property
    def gain_pence(self) -> int:
        """What pooling takes off the worst years, all partners together."""
        return sum(self.alone.values()) - self.total_pence


def shares(owned: Table, partners: Sequence[str], dues: Sequence[int]) -> Shares:
    """The worst years shared by each rule; ``owned`` is each partner's own spend in every run."""
    means = owned.sum(axis=1)
    over = owned * owned.shape[1] - means[:, None]  # in pence × runs: whole numbers
    count = owned.shape[1]
    names = tuple(partners)
    whole = _risk(over.sum(axis=0))
    total = _rounded(whole, count)
    every = {names[row]: _rounded(_risk(over[row]), count) for row in range(len(names))}
    euler = [_tail_mean(row, _worst(over.sum(axis=0))) for row in over]
    parts = (
        shapley(len(names), lambda members: _risk(over[list(members)].sum(axis=0)))
        if len(names) <= MOST_PARTNERS
        else ()
    )
    weights = [max(0, due) for due in dues]
    proportional = allocate(total, weights if any(weights) else [1] * len(names))
    return Shares(
        total,
        every,
        dict(zip(names, adding_up(total, [part / count for part in parts]), strict=True)) if parts else {},
        dict(zip(names, adding_up(total, [part / count for part in euler]), strict=True)),
        dict(zip(names, proportional, strict=True)),
    )


def shapley(players: int, worth: Worth) -> tuple[Fraction, ...]:
    """Shapley values, exactly: every coalition without a player, weighted by the orders in which it can come first."""
    assert players <= MOST_PARTNERS, "too many coalitions to be counted one by one"
    everyone = range(players)
    known = {
        members: Fraction(worth(members)) if members else Fraction(0)
        for size in range(players + 1)
        for members in combinations(everyone, size)
    }

    def value(player: int) -> Fraction:
        total = Fraction(0)
        for members, without in known.items():
            if player not in members:
                orders = factorial(len(members)) * factorial(players - len(members) - 1)
                total += orders * (known[tuple(sorted((*members, player)))] - without)
        return total / factorial(players)

    return tuple(value(player) for player in everyone)


def adding_up(total: int, parts: Sequence[Fraction]) -> tuple[int, ...]:
    """Parts rounded down, and the pennies left over given to the largest remainders, so that they make up the total."""
    floors = [part.numerator // part.denominator for part in parts]
    order = sorted(range(len(parts)), key=lambda at: (floors[at] - parts[at], at))
    left = total - sum(floors)
    assert 0 <= left <= len(parts), "parts that do not make up their total"
    for at in order[:left]:
        floors[at] += 1
    return tuple(floors)


def _worst(total: Column) -> NDArray[np.intp]:
    """The worst runs; of equals, the ones that came last."""
    count = max(1, total.size * WORST.numerator // WORST.denominator)
    return np.argsort(total, kind="stable")[-count:]


def _tail_mean(column: Column, worst: NDArray[np.intp]) -> Fraction:
    return Fraction(sum(int(pence) for pence in column[worst]), len(worst))


def _risk(column: Column) -> Fraction:
    """Expected shortfall over the expectation, in pence × runs."""
    return _tail_mean(column, _worst(column))


def _rounded(risk: Fraction, count: int) -> int:
    return round(risk / count)
