"""The obvious engine: every person, every step. Slow, and what the fast engines must equal in distribution.

It asks the model itself, not its arrays, and shares with the fast engines neither tables nor random numbers. It gives
people, step by step, and what they cost.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, log1p, sqrt
from random import Random

from cronfa.foresight.demand.model import WEEKS, YEAR, Cell, Demand, Swing
from cronfa.foresight.demand.tables import people_by_elapsed

Counts = list[dict[Cell, int]]
"""For each step, how many people are in each cell."""


@dataclass(slots=True)
class Person:
    """Somebody in care. ``steps`` are those spent there, as far as the next leaving asks."""

    cell: Cell
    steps: int


def simulate(demand: Demand, chance: Random) -> Counts:
    """One run."""
    people = list(_in_care(demand))
    factors = {}
    counts = []
    for step in range(demand.steps):
        if step:
            people = [still for person in people if (still := _a_step_later(demand, person, chance))]
        if step % YEAR == 0:
            factors = _factors_of_year(demand, chance)
        people += _arriving(demand, step, factors, chance)
        count = dict.fromkeys(demand.cells, 0)
        for person in people:
            count[person.cell] += 1
        counts.append(count)
    return counts


def _in_care(demand: Demand) -> Iterator[Person]:
    for cell, by_elapsed in zip(demand.cells, people_by_elapsed(demand, demand.cells), strict=True):
        for steps, number in enumerate(by_elapsed):
            for _ in range(int(number)):
                yield Person(cell, steps)


def _a_step_later(demand: Demand, person: Person, chance: Random) -> Person | None:
    """The person after one more step: still there, moved, or gone."""
    ways = demand.ways_out(person.cell)
    begins, ends = WEEKS * person.steps, WEEKS * (person.steps + 1)
    met = [row.hazard.cumulative(ends) - row.hazard.cumulative(begins) for row in ways]
    person.steps += 1
    if chance.random() < exp(-sum(met)):
        return person
    row = chance.choices(ways, weights=met)[0]
    after = row.next(person.cell)
    return None if after is None else Person(after, person.steps if row.keeps_clock else 0)


def _factors_of_year(demand: Demand, chance: Random) -> dict[str, float]:
    """By what each shock of arrivals multiplies them this year, where it works."""
    swings = {row.name: _lognormal(row, chance) for row in demand.swings if not row.of_fees}
    return swings | {row.name: 1 + row.up if chance.random() < row.chance else 1.0 for row in demand.surges}


def _lognormal(row: Swing, chance: Random) -> float:
    """A random number of mean one and the swing's standard deviation."""
    variance = log1p(row.spread**2)
    return exp(chance.gauss(-variance / 2, sqrt(variance)))


def _arriving(demand: Demand, step: int, factors: dict[str, float], chance: Random) -> Iterator[Person]:
    for cell in demand.cells:
        for _ in range(_how_many(demand, cell, step, factors, chance)):
            yield Person(cell, 0)


def _how_many(demand: Demand, cell: Cell, step: int, factors: dict[str, float], chance: Random) -> int:
    """How many come to a cell in a step."""
    mean, spread = 0.0, 0.0
    for row in demand.arrivals:
        if row.which.has(cell):
            alike = sum(demand.weights[other.locality] for other in demand.cells if row.which.has(other))
            part = demand.weights[cell.locality] / alike
            trend = (1 + row.trend_per_year) ** (step / YEAR)
            mean += row.per_year / YEAR * part * demand.season(row.season)[step % YEAR] * trend
            spread = row.spread
    for swing in demand.swings:
        mean *= factors[swing.name] if not swing.of_fees and swing.which.has(cell) else 1.0
    for surge in demand.surges:
        mean *= factors[surge.name] if surge.which.has(cell) and step % YEAR + 1 in surge.steps else 1.0
    if mean and spread:
        mean *= chance.gammavariate(1 / spread**2, spread**2)
    return _poisson(mean, chance)


def _poisson(mean: float, chance: Random) -> int:
    """How many times an event comes in ``mean`` units of time, waiting from one to the next."""
    count, waited = 0, chance.expovariate(1.0)
    while waited < mean:
        count += 1
        waited += chance.expovariate(1.0)
    return count
