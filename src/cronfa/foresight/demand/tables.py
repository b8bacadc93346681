"""A demand model as arrays, for the compiled engines and the closed form. The reference engine does without.

Cells that end their stays alike share a *kind*: one survival table by whole steps since entry.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from cronfa.foresight.demand.entering import FEW, Entering, entering
from cronfa.foresight.demand.model import WEEKS, YEAR, Cell, Demand, Leaving
from cronfa.foresight.demand.outcomes import Floats, Halves, Ints, Words, outcomes
from cronfa.foresight.demand.shocks import arrival_shocks
from cronfa.money import allocate
from cronfa.settlement.arrays import split

LONGEST = 130
"""Steps (ten years) over which people long in care are spread if nothing is known of when they came."""

LEAVE, LOG_STAY, SHARE = 0, 1, 2
KIND, WAYS, FIRST, ALIKE, STOP, ROW, NEXT = 0, 1, 2, 3, 4, 5, 6
"""Columns of :class:`Packed`."""


class Packed(NamedTuple):
    """The same as :class:`Arrays` in the few tables that compiled code takes: each costs time whenever it is handed over."""

    ends: Halves
    finer: Halves
    """Kinds × steps since entry (as one) × slots: how a stay ends; see :func:`~cronfa.foresight.demand.outcomes.outcomes`."""
    own: Words
    """Of each slot, its own outcome."""
    stays: Floats
    """Kinds × steps since entry × (chance to leave in that step, log_stay, a share for each way)."""
    places: Ints
    """Cells × (kind, ways, first of its cohorts, first of those of few people, where they stop, its kind's first row of ends,
    next cell by way, keeps_clock by way)."""
    starts: Ints
    """Cohorts × (elapsed, people)."""
    come: Floats
    """Cells × (arrivals expected at each step, and at the end their spread)."""


class Arrays(NamedTuple):
    """What a run needs to know. ``steps since entry`` are whole steps."""

    kind: Ints
    """Of each cell."""
    survival: Floats
    """Kinds × steps since entry: the chance to stay at least so long."""
    log_stay: Floats
    """Kinds × steps since entry: the logarithm of the chance to stay through that step, for those there before it."""
    shares: Floats
    """Kinds × steps since entry × ways: each way's share of those who leave then."""
    ways: Ints
    """Of each kind, how many."""
    next_cell: Ints
    """Cells × ways: where each leads; −1 is out of care."""
    keeps_clock: Ints
    """Kinds × ways: one where the time in care counts on."""
    start_of_cell: Ints
    """Cells + 1: the first of each cell's cohorts among those below."""
    start_elapsed: Ints
    start_people: Ints
    rate: Floats
    """Cells × steps: arrivals expected if no common shock comes."""
    spread: Floats
    """Of each cell's arrivals in a step."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A model made ready."""

    steps: int
    cells: tuple[Cell, ...]
    arrays: Arrays
    packed: Packed
    entering: Entering

    def __post_init__(self) -> None:
        arrays = self.arrays
        last = arrays.survival.shape[1] - 1
        assert len(self.packed.ends) == arrays.survival.size, "a row of ends for every kind and step since entry"
        assert int(arrays.start_elapsed.max(initial=0)) + self.steps < last, "people who could outlive their table"
        assert int(arrays.next_cell.max(initial=-1)) < len(self.cells), "a way to a cell that is not there"


def plan(demand: Demand, steps: int | None = None) -> Plan:
    """The arrays of a model, for all of its steps or the first of them."""
    steps = steps or demand.steps
    cells = demand.cells
    out = [tuple(demand.ways_out(cell)) for cell in cells]
    assert all(out), "a cell that nobody ever leaves"
    kinds = list(dict.fromkeys(out))
    people = people_by_elapsed(demand, cells)
    length = max((len(counts) for counts in people), default=1) + steps + 2
    most = max(len(ways) for ways in kinds)
    tables = [_kind_table(ways, length, most) for ways in kinds]
    kept = [[int(row.keeps_clock) for row in ways] + [0] * (most - len(ways)) for ways in kinds]
    start_of_cell = np.cumsum([0, *[np.count_nonzero(counts) for counts in people]]).astype(np.int64)
    elapsed, there = _cohorts(people)
    rate, spread = arrival_rates(demand, cells, steps), _spreads(demand, cells)
    arrays = Arrays(
        kind=np.array([kinds.index(ways) for ways in out], np.int64),
        survival=np.array([survival for survival, _, _ in tables]),
        log_stay=np.array([log_stay for _, log_stay, _ in tables]),
        shares=np.array([shares for _, _, shares in tables]),
        ways=np.array([len(ways) for ways in kinds], np.int64),
        next_cell=_next_cells(cells, out, most),
        keeps_clock=np.array(kept, np.int64),
        start_of_cell=start_of_cell,
        start_elapsed=elapsed,
        start_people=there,
        rate=rate,
        spread=spread,
    )
    enter = entering(start_of_cell, (elapsed, there), rate, spread, arrival_shocks(demand, cells))
    return Plan(steps, cells, arrays, pack(arrays, steps), enter)


def _cohorts(people: list[Ints]) -> tuple[Ints, Ints]:
    """Whole steps since entry, and people, of each cohort of each cell: in a cell those of few people come last."""
    elapsed = [np.flatnonzero(counts) for counts in people]
    ordered = [
        found[np.argsort(counts[found] < FEW, kind="stable")] for found, counts in zip(elapsed, people, strict=True)
    ]
    there = [counts[found] for found, counts in zip(ordered, people, strict=True)]
    return np.concatenate([*ordered, np.zeros(0, np.int64)]), np.concatenate([*there, np.zeros(0, np.int64)])


def pack(arrays: Arrays, steps: int) -> Packed:
    """The arrays in the tables of compiled code."""
    clocks = arrays.keeps_clock[arrays.kind]
    rows = arrays.kind * arrays.log_stay.shape[1]
    first, stop = arrays.start_of_cell[:-1], arrays.start_of_cell[1:]
    alike = np.cumsum([0, *(arrays.start_people >= FEW)])
    few = first + alike[stop] - alike[first]
    bounds = [arrays.kind, arrays.ways[arrays.kind], first, few, stop, rows]
    leave = -np.expm1(arrays.log_stay)
    lines = [leave[:, :, None], arrays.log_stay[:, :, None], arrays.shares]
    ends, finer, own = outcomes(arrays.log_stay, arrays.shares, steps)
    return Packed(
        ends=ends,
        finer=finer,
        own=own,
        stays=np.ascontiguousarray(np.concatenate(lines, axis=2)),
        places=np.ascontiguousarray(np.column_stack([*bounds, arrays.next_cell, clocks])),
        starts=np.ascontiguousarray(np.column_stack([arrays.start_elapsed, arrays.start_people])),
        come=np.ascontiguousarray(np.column_stack([arrays.rate, arrays.spread])),
    )


def _next_cells(cells: tuple[Cell, ...], out: list[tuple[Leaving, ...]], most: int) -> Ints:
    place = {cell: index for index, cell in enumerate(cells)}
    found = np.full((len(cells), most), -1, np.int64)
    for index, (cell, ways) in enumerate(zip(cells, out, strict=True)):
        for way, row in enumerate(ways):
            after = row.next(cell)
            found[index, way] = -1 if after is None else place[after]
    return found


def _kind_table(ways: tuple[Leaving, ...], length: int, most: int) -> tuple[Floats, Floats, Floats]:
    """Survival at each whole step since entry, the logarithm of the chance to stay through each step, and each way's share of
    those who leave in it."""
    cumulative = np.zeros((length, most))
    for way, row in enumerate(ways):
        cumulative[:, way] = [row.hazard.cumulative(WEEKS * u) for u in range(length)]
    met = np.diff(cumulative, axis=0, prepend=0.0)
    total = met.sum(axis=1)
    survival = np.exp(-cumulative.sum(axis=1))
    shares = np.zeros_like(met)
    shares[:, 0] = 1.0  # where no hazard is met nobody leaves, and the share is never asked
    np.divide(met, total[:, None], out=shares, where=total[:, None] > 0)
    return survival, -total, shares


def people_by_elapsed(demand: Demand, cells: tuple[Cell, ...]) -> list[Ints]:
    """For each cell, how many people have been in it 0, 1, 2 … whole steps on the first day."""
    longest = max([LONGEST, *[len(row.by_steps) for row in demand.in_care]])
    found = {cell: np.zeros(longest, np.int64) for cell in cells}
    for row in demand.in_care:
        alike = [cell for cell in cells if row.which.has(cell)]
        shared = _share_out(demand, np.array(row.by_steps or (row.people,), np.int64), alike)
        for cell, counts in zip(alike, shared, strict=True):
            spread = counts if row.by_steps else _long_in_care(demand, cell, int(counts[0]), longest)
            found[cell][: spread.size] += spread
    return [np.trim_zeros(found[cell], "b") for cell in cells]


def _share_out(demand: Demand, people: Ints, alike: list[Cell]) -> Ints:
    """Cells × numbers: whole people over localities by weight, by largest remainder.

    Raises:
        MoneyError: there are people, and no cell has any weight.
    """
    by_locality = demand.weights
    weights = [round(by_locality[cell.locality] * 1000) for cell in alike]
    allocate(int(people.sum()), weights)
    return split(people, weights)


def _long_in_care(demand: Demand, cell: Cell, people: int, longest: int) -> Ints:
    """People spread over times in care as in a home long open: in proportion to the chance of a stay to last so long."""
    ways = tuple(demand.ways_out(cell))
    survival, _, _ = _kind_table(ways, longest + 1, len(ways))
    weights = np.maximum((survival[:-1] * 1e9).astype(np.int64), 0)
    return np.array(allocate(people, weights.tolist()) if people else (0,) * longest, np.int64)


def arrival_rates(demand: Demand, cells: tuple[Cell, ...], steps: int) -> Floats:
    """Arrivals expected by cell and step, before common shocks."""
    rates = np.zeros((len(cells), steps))
    step, by_locality = np.arange(steps), demand.weights
    for row in demand.arrivals:
        season = np.array(demand.season(row.season))[step % YEAR]
        path = row.per_year / YEAR * season * (1 + row.trend_per_year) ** (step / YEAR)
        alike = [index for index, cell in enumerate(cells) if row.which.has(cell)]
        weights = np.array([by_locality[cells[index].locality] for index in alike])
        rates[alike] += (weights / weights.sum())[:, None] * path
    return rates


def _spreads(demand: Demand, cells: tuple[Cell, ...]) -> Floats:
    """Of each cell: that of the last row that is about it."""
    spreads = np.zeros(len(cells))
    for row in demand.arrivals:
        spreads[[row.which.has(cell) for cell in cells]] = row.spread
    return spreads
