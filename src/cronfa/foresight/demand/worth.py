"""What people are expected to cost: the worth of each who is there, or who comes, worked back from the end of the year.

The worth of somebody in a cell is what the cell costs in this step and what the next step is worth, over the ways in which the
stay may go on. Expected spend is then a plain sum over those in care and those expected to come, so what a shock of arrivals
brings is known without simulating again.
"""

from dataclasses import dataclass

import numpy as np

from cronfa.foresight.demand.model import WEEKS
from cronfa.foresight.demand.outcomes import Floats
from cronfa.foresight.demand.prices import Prices
from cronfa.foresight.demand.shocks import Shocks
from cronfa.foresight.demand.tables import Arrays, Plan


@dataclass(frozen=True, slots=True)
class Worth:
    """Expected pence of one year."""

    steady: float
    """Of those in care on the first day."""
    by_group: Floats
    """Shock groups × steps: of those who are expected to come then if no shock does."""


def worth(ready: Plan, shocks: Shocks, priced: Prices) -> Worth:
    """What the people of a plan are expected to cost in the year that is priced."""
    arrays = ready.arrays
    first, stop = priced.window
    weekly = np.bincount(
        priced.arrays.cell,
        weights=priced.arrays.weekly_pence[priced.arrays.fee],
        minlength=len(ready.cells),
    )
    by_group = np.zeros((shocks.groups, ready.steps))
    value = np.zeros((len(ready.cells), arrays.survival.shape[1]))
    for step in range(stop - 1, -1, -1):
        value = _a_step_earlier(arrays, value)
        if step >= first:
            value += (weekly * WEEKS)[:, None]
        np.add.at(by_group[:, step], shocks.arrays.group, arrays.rate[:, step] * value[:, 0])
    cell = np.repeat(np.arange(len(ready.cells)), np.diff(arrays.start_of_cell))
    return Worth(float((arrays.start_people * value[cell, arrays.start_elapsed]).sum()), by_group)


def _a_step_earlier(arrays: Arrays, value: Floats) -> Floats:
    """The worth of being in each cell after each time since entry, from what the next step is worth."""
    stay = np.exp(arrays.log_stay)[arrays.kind][:, 1:]
    earlier = np.zeros_like(value)
    earlier[:, :-1] = stay * value[:, 1:]
    for way in range(arrays.next_cell.shape[1]):
        leads = np.flatnonzero(arrays.next_cell[:, way] >= 0)
        after, kind = arrays.next_cell[leads, way], arrays.kind[leads]
        clock = arrays.keeps_clock[kind, way][:, None] == 1
        there = np.where(clock, value[after][:, 1:], value[after][:, :1])
        earlier[leads, :-1] += (1 - stay[leads]) * arrays.shares[kind][:, 1:, way] * there
    return earlier
