"""The common shocks of a model as arrays: what they multiply, and by what in the mean.

Every arrivals shock gives a factor for each step; cells that the same shocks are about form a *group*. Every fees shock
gives a factor for each year, which the fees keep. Factors are drawn in :mod:`cronfa.foresight.demand.spending`.
"""

from dataclasses import dataclass
from math import log1p, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cronfa.foresight.demand.model import YEAR, Cell, Demand, Surge, Swing, Which
from cronfa.foresight.demand.outcomes import Floats, Ints

Flags = NDArray[np.bool_]


class ArrivalShocks(NamedTuple):
    """Swings first, then surges, in the order of the file. A swing has a ``sigma``, a surge has not."""

    sigma: Floats
    """Of the logarithm of the factor; nought for a surge."""
    chance: Floats
    up: Floats
    steps: Flags
    """Shocks × 13: the steps of the year in which it works."""
    about: Flags
    """Groups × shocks."""
    group: Ints
    """Of each cell."""


@dataclass(frozen=True, slots=True)
class Shocks:
    """The shocks of arrivals, with their names in order."""

    names: tuple[str, ...]
    arrays: ArrivalShocks

    @property
    def groups(self) -> int:
        return len(self.arrays.about)


def sigma(spread: float) -> float:
    """Of the logarithm of a number that is lognormal with mean one and this standard deviation."""
    return sqrt(log1p(spread * spread))


def arrival_shocks(demand: Demand, cells: tuple[Cell, ...]) -> Shocks:
    """The arrays of a model's arrivals shocks."""
    swings = [swing for swing in demand.swings if not swing.of_fees]
    rows: list[Swing | Surge] = [*swings, *demand.surges]
    masks = [tuple(row.which.has(cell) for row in rows) for cell in cells]
    groups = list(dict.fromkeys(masks))
    works = [[not isinstance(row, Surge) or step + 1 in row.steps for step in range(YEAR)] for row in rows]
    arrays = ArrivalShocks(
        sigma=np.array([sigma(row.spread) if isinstance(row, Swing) else 0.0 for row in rows]),
        chance=np.array([row.chance if isinstance(row, Surge) else 0.0 for row in rows]),
        up=np.array([row.up if isinstance(row, Surge) else 0.0 for row in rows]),
        steps=np.array(works, np.bool_).reshape(len(rows), YEAR),
        about=np.array(groups, np.bool_).reshape(len(groups), len(rows)),
        group=np.array([groups.index(mask) for mask in masks], np.int64),
    )
    return Shocks(tuple(row.name for row in rows), arrays)


def mean_factors(shocks: Shocks, steps: int) -> Floats:
    """Shocks × steps: the mean of each factor."""
    works = shocks.arrays.steps[:, np.arange(steps) % YEAR]
    return 1.0 + works * (shocks.arrays.chance * shocks.arrays.up)[:, None]


def factor_products(shocks: Shocks, steps: int) -> Floats:
    """(Groups × steps) × the same: the mean of the product of two groups' factors at two steps, for the closed form."""
    mean = mean_factors(shocks, steps)
    year = np.arange(steps) // YEAR
    same_year = year[:, None] == year[None, :]
    both = np.ones((shocks.groups, steps, shocks.groups, steps))
    for shock in range(len(shocks.names)):
        variance = _covariance(shocks.arrays, shock, np.arange(steps) % YEAR) * same_year
        product = mean[shock][:, None] * mean[shock][None, :] + variance
        alone, about = mean[shock], shocks.arrays.about[:, shock]
        factor = np.ones_like(both)
        for one in range(shocks.groups):
            for other in range(shocks.groups):
                if about[one] and about[other]:
                    factor[one, :, other, :] = product
                elif about[one]:
                    factor[one, :, other, :] = alone[:, None]
                elif about[other]:
                    factor[one, :, other, :] = alone[None, :]
        both *= factor
    return both


def _covariance(arrays: ArrivalShocks, shock: int, step_of_year: Ints) -> Floats:
    """Of a shock's factor at two steps of one year."""
    works = arrays.steps[shock, step_of_year]
    surge = arrays.chance[shock] * (1 - arrays.chance[shock]) * arrays.up[shock] ** 2
    swing = np.expm1(arrays.sigma[shock] ** 2)
    return np.asarray((works[:, None] & works[None, :]) * (surge + swing))


def struck(which: Which, cells: tuple[Cell, ...]) -> Flags:
    """Which cells a row is about."""
    return np.array([which.has(cell) for cell in cells], np.bool_)
