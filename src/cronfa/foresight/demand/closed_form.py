"""Exact means and variances of the people in care, with no random number drawn: what the engines are held to.

Each person moves by itself given the common shocks, so means add up, and a count's variance is that of independent people
(a binomial for those in care at the start, a Poisson for those who come), plus what spread and common shocks put on top.
"""

from dataclasses import dataclass

import numpy as np

from cronfa.foresight.demand.model import Demand
from cronfa.foresight.demand.outcomes import Floats
from cronfa.foresight.demand.shocks import Shocks, arrival_shocks, factor_products, mean_factors
from cronfa.foresight.demand.tables import Arrays, Plan, plan


@dataclass(frozen=True, slots=True)
class Moments:
    """Of the people in each cell at each step (cells × steps)."""

    mean: Floats
    variance: Floats


def moments(demand: Demand) -> Moments:
    """Means and variances of a model's people in care."""
    ready = plan(demand)
    shocks = arrival_shocks(demand, ready.cells)
    cells, steps, arrays = len(ready.cells), ready.steps, ready.arrays
    mean, variance = np.zeros((cells, steps)), np.zeros((cells, steps))
    by_group = np.zeros((shocks.groups, steps, cells, steps))
    swing = mean_swings(shocks, steps)
    for cell in range(cells):
        for start in range(arrays.start_of_cell[cell], arrays.start_of_cell[cell + 1]):
            here = presence(ready, cell, int(arrays.start_elapsed[start]))
            mean += arrays.start_people[start] * here
            variance += arrays.start_people[start] * here * (1 - here)
        if not arrays.rate[cell].any():
            continue
        here, group = presence(ready, cell, 0), shocks.arrays.group[cell]
        square = squared_swings(shocks, steps)[group]
        for step in range(steps):
            later = here[:, : steps - step]
            come = arrays.rate[cell, step]
            by_group[group, step, :, step:] += come * later
            mean[:, step:] += come * swing[group, step] * later
            variance[:, step:] += come * swing[group, step] * later
            variance[:, step:] += (arrays.spread[cell] * come * later) ** 2 * square[step]
    return Moments(mean, variance + _of_shocks(shocks, steps, by_group))


def _of_shocks(shocks: Shocks, steps: int, by_group: Floats) -> Floats:
    """What the common shocks add to the variances: of the sum over groups and steps of factor × arrivals expected without."""
    swing = mean_swings(shocks, steps)
    covariance = factor_products(shocks, steps) - swing[:, :, None, None] * swing[None, None, :, :]
    size = shocks.groups * steps
    flat = by_group.reshape(size, -1)
    return np.asarray(np.einsum("ik,ij,jk->k", flat, covariance.reshape(size, size), flat).reshape(by_group.shape[2:]))


def mean_swings(shocks: Shocks, steps: int) -> Floats:
    """Groups × steps: the mean of the product of the factors of the shocks that each group knows."""
    factors = mean_factors(shocks, steps)
    return np.array([factors[about].prod(axis=0) for about in shocks.arrays.about]).reshape(shocks.groups, steps)


def squared_swings(shocks: Shocks, steps: int) -> Floats:
    """Groups × steps: the mean of the square of that product."""
    products = factor_products(shocks, steps)
    return np.array([np.diagonal(products[group, :, group, :]) for group in range(shocks.groups)])


def presence(ready: Plan, cell: int, elapsed: int) -> Floats:
    """Cells × steps: where somebody may be who is in a cell at step nought, ``elapsed`` steps after entry: the chance of each."""
    length = ready.arrays.survival.shape[1]
    there = np.zeros((len(ready.cells), length))
    there[cell, elapsed] = 1.0
    found = np.zeros((len(ready.cells), ready.steps))
    for step in range(ready.steps):
        found[:, step] = there.sum(axis=1)
        if step + 1 < ready.steps:
            there = onward(ready.arrays, there)
    return found


def onward(arrays: Arrays, there: Floats) -> Floats:
    """People by cell and steps since entry, one step later."""
    later = np.zeros_like(there)
    inhabited = np.flatnonzero(there.any(axis=1))
    for cell in inhabited:
        kind = arrays.kind[cell]
        aged = np.concatenate([[0.0], there[cell, :-1]])
        stay = np.exp(arrays.log_stay[kind])
        later[cell] += aged * stay
        leave = aged * -np.expm1(arrays.log_stay[kind])
        for way in range(arrays.ways[kind]):
            after = arrays.next_cell[cell, way]
            if after >= 0 and arrays.keeps_clock[kind, way]:
                later[after] += leave * arrays.shares[kind, :, way]
            elif after >= 0:
                later[after, 0] += (leave * arrays.shares[kind, :, way]).sum()
    return later


def means(demand: Demand, steps: int | None = None) -> Floats:
    """Cells × steps: the means alone, in one pass for any number of people."""
    ready = plan(demand, steps)
    shocks = arrival_shocks(demand, ready.cells)
    come = ready.arrays.rate * mean_swings(shocks, ready.steps)[shocks.arrays.group]
    there = np.zeros((len(ready.cells), ready.arrays.survival.shape[1]))
    for cell in range(len(ready.cells)):
        cohorts = slice(ready.arrays.start_of_cell[cell], ready.arrays.start_of_cell[cell + 1])
        there[cell, ready.arrays.start_elapsed[cohorts]] = ready.arrays.start_people[cohorts]
    found = np.zeros((len(ready.cells), ready.steps))
    for step in range(ready.steps):
        there[:, 0] += come[:, step]
        found[:, step] = there.sum(axis=1)
        there = onward(ready.arrays, there)
    return found
