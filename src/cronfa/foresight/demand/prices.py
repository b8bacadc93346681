"""The prices of a model as arrays: which scheme and partner each cell's people cost, and how much a week.

A *line* is one cell's people at one price; a *fee* is one price as one set of fee shocks is about it; a *place* is one
scheme and responsible partner.
"""

from dataclasses import dataclass
from math import prod
from typing import NamedTuple

import numpy as np

from cronfa.foresight.demand.model import WEEKS, YEAR, Cell, Demand, Price
from cronfa.foresight.demand.outcomes import Floats, Ints
from cronfa.foresight.demand.shocks import Flags, sigma, struck

MILLION = 1_000_000


class PriceArrays(NamedTuple):
    """Prices as compiled code takes them."""

    cell: Ints
    """Of each line."""
    fee: Ints
    """Of each line."""
    place: Ints
    """Of each line."""
    locality: Ints
    """Of each line."""
    weekly_pence: Floats
    """Of each fee, in the year asked for, before shocks; whole pence."""
    about: Flags
    """Fees × fee shocks."""
    sigma: Floats
    """Of each fee shock's logarithm."""
    struck: Flags
    """Failures × lines."""
    chance: Floats
    """Of each failure, a year, in each locality."""
    lasts: Ints
    """Steps."""
    millionths: Ints
    """What a failure adds to a line's cost."""


@dataclass(frozen=True, slots=True)
class Prices:
    """The prices of one year of a model."""

    year: int
    """From nought: the model's first year."""
    places: tuple[tuple[str, str], ...]
    """Scheme and responsible partner."""
    arrays: PriceArrays
    fee_shocks: tuple[str, ...]
    failures: tuple[str, ...]
    localities: int

    @property
    def window(self) -> tuple[int, int]:
        """The steps of the year: the first, and the one after the last."""
        return self.year * YEAR, (self.year + 1) * YEAR


def prices(demand: Demand, cells: tuple[Cell, ...], year: int) -> Prices:
    """The arrays of a model's prices in one year."""
    swings = [swing for swing in demand.swings if swing.of_fees]
    localities = [name for name, _, _ in demand.localities]
    partner_of = {name: partner for name, partner, _ in demand.localities}
    lines = [(place, row) for row in demand.prices for place, cell in enumerate(cells) if row.which.has(cell)]
    masks = [tuple(swing.which.has(cells[cell]) for swing in swings) for cell, _ in lines]
    fees = list(dict.fromkeys((row, mask) for (_, row), mask in zip(lines, masks, strict=True)))
    owed = [(row.scheme, row.partner or partner_of[cells[cell].locality]) for cell, row in lines]
    places = tuple(dict.fromkeys(owed))
    priced = tuple(cells[cell] for cell, _ in lines)
    arrays = PriceArrays(
        cell=np.array([cell for cell, _ in lines], np.int64),
        fee=np.array([fees.index((row, mask)) for (_, row), mask in zip(lines, masks, strict=True)], np.int64),
        place=np.array([places.index(each) for each in owed], np.int64),
        locality=np.array([localities.index(cell.locality) for cell in priced], np.int64),
        weekly_pence=np.array([float(weekly_pence(row, year)) for row, _ in fees]),
        about=np.array([mask for _, mask in fees], np.bool_).reshape(len(fees), len(swings)),
        sigma=np.array([sigma(swing.spread) for swing in swings]),
        struck=np.array([struck(row.which, priced) for row in demand.failures]).reshape(
            len(demand.failures), len(lines)
        ),
        chance=np.array([row.chance_per_year for row in demand.failures]),
        lasts=np.array([row.lasts for row in demand.failures], np.int64),
        millionths=np.array([row.extra_millionths for row in demand.failures], np.int64),
    )
    names = tuple(swing.name for swing in swings), tuple(row.name for row in demand.failures)
    return Prices(year, places, arrays, *names, len(localities))


def weekly_pence(row: Price, year: int) -> int:
    """A price in a year of the model, to the nearest penny: the uplifts of every year after the first."""
    rises = [row.uplift[min(index, len(row.uplift) - 1)] for index in range(year)]
    return round(row.weekly_pence * prod(1 + rise for rise in rises))


def expected_failure_pence(priced: Prices, means: Floats, failure: int) -> int:
    """What a failure is expected to cost in the year, given the people expected (cells × steps)."""
    arrays = priced.arrays
    first, stop = priced.window
    chance = np.array([_active(arrays, failure, step) for step in range(first, stop)])
    lines = np.flatnonzero(arrays.struck[failure])
    weekly = arrays.weekly_pence[arrays.fee[lines]]
    cost = (means[arrays.cell[lines], first:stop] * chance).sum(axis=1) * weekly * WEEKS
    return round(float(cost.sum()) * int(arrays.millionths[failure]) / MILLION)


def _active(arrays: PriceArrays, failure: int, step: int) -> float:
    """How many failures of a sort are expected to be being made good in one locality at a step."""
    return float(arrays.chance[failure]) * min(int(arrays.lasts[failure]), step + 1) / YEAR
