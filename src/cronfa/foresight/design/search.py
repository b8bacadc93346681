"""Looking for better candidates: all of them where they are few, else by the genetic search NSGA-II.

NSGA-II (Deb and others, 2002) is pymoo's. It keeps a population of candidates, mixes and changes the better ones, and sorts
by constraints first and then by dominance, so that several measures need no common price. Every candidate that was tried is
kept: what is proposed is the best of all of them, not of the last population. The same seed tries the same candidates.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cronfa.agreement.clauses import Terms
from cronfa.foresight.design.attempts import Attempt, Places
from cronfa.foresight.design.brief import Brief
from cronfa.foresight.design.measures import Numbers

Progress = Callable[[int, int], None]
POPULATION = 60
PATIENCE = 20
"""After so many rounds that ask for nothing new, the search is over."""
IMPOSSIBLE = 1e18
"""Worse than any amount: shares over a whole."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One setting of every dial, and its numbers."""

    places: Places
    numbers: Numbers
    values: tuple[int, ...]
    """By measure of the brief, the lower the better."""
    excesses: tuple[int, ...]
    """By constraint of the brief, nought where it holds."""

    @property
    def holds(self) -> bool:
        return not any(self.excesses)


class _Tried:
    """Every candidate that was tried, each once."""

    def __init__(self, brief: Brief, attempt: Attempt) -> None:
        self.brief, self.attempt = brief, attempt
        self.known: dict[Places, Candidate | None] = {}

    def all(self, every: Iterable[Places]) -> None:
        """Try those that were not tried before."""
        new = [places for places in dict.fromkeys(every) if places not in self.known]
        for places, numbers in zip(new, self.attempt(new), strict=True):
            self.known[places] = None if numbers is None else judged(self.brief, places, numbers)

    @property
    def found(self) -> tuple[Candidate, ...]:
        """Those whose shares are possible, in the order in which they were tried."""
        return tuple(candidate for candidate in self.known.values() if candidate is not None)


def judged(brief: Brief, places: Places, numbers: Numbers) -> Candidate:
    """A candidate by the brief's own measures and constraints."""
    return Candidate(
        places,
        numbers,
        tuple(measure.of(numbers) for measure in brief.measures),
        tuple(constraint.excess(numbers) for constraint in brief.constraints),
    )


def search(
    brief: Brief, draft: Terms, attempt: Attempt, wanted: int, seed: int, progress: Progress | None = None
) -> tuple[Candidate, ...]:
    """Try up to so many candidates; the one nearest to the draft is among the first."""
    tried = _Tried(brief, attempt)
    lattice = brief.lattice
    tell = progress or (lambda _done, _total: None)
    counts = [dial.count for dial in lattice.dials]
    if lattice.size <= wanted:
        every = product(*(range(count) for count in counts))
        while batch := tuple(islice(every, POPULATION)):
            tried.all(batch)
            tell(len(tried.known), lattice.size)
    else:
        _evolve(tried, counts, lattice.nearest(draft), wanted, seed, tell)
    return tried.found


def _evolve(tried: _Tried, counts: Sequence[int], first: Places, wanted: int, seed: int, tell: Progress) -> None:
    """NSGA-II by asking and telling, until so many candidates were tried or nothing new is asked for."""
    algorithm = _algorithm(tried.brief, counts, first, seed)
    idle = 0
    while len(tried.known) < wanted and idle < PATIENCE:
        before = len(tried.known)
        asked: Any = algorithm.ask()
        every = [_places(individual) for individual in asked]
        new = [places for places in dict.fromkeys(every) if places not in tried.known]
        tried.all(new[: wanted - before])
        tell(len(tried.known), wanted)
        _tell(algorithm, asked, tried)
        idle = 0 if len(tried.known) > before else idle + 1


def _places(individual: Any) -> Places:
    return tuple(int(place) for place in individual.X)


def _tell(algorithm: Any, asked: Any, tried: _Tried) -> None:
    """Give the values of what was asked for; what was not tried any more counts as impossible."""
    rows = [tried.known.get(_places(individual)) for individual in asked]
    measures, constraints = len(tried.brief.measures), len(tried.brief.constraints)
    asked.set("F", _table([None if row is None else row.values for row in rows], measures))
    asked.set("G", _table([None if row is None else _in_proportion(tried.brief, row) for row in rows], constraints))
    asked.set("H", np.zeros((len(rows), 0)))
    for individual in asked:
        individual.evaluated.update({"F", "G", "H"})
    algorithm.tell(infills=asked)


def _in_proportion(brief: Brief, row: Candidate) -> tuple[float, ...]:
    """Excesses as parts of their limits, so that thousands of one partner do not hide hundreds of another."""
    return tuple(
        excess / max(1, constraint.limit) for excess, constraint in zip(row.excesses, brief.constraints, strict=True)
    )


def _table(rows: Sequence[Sequence[float] | None], columns: int) -> NDArray[np.float64]:
    return np.array([[IMPOSSIBLE] * columns if row is None else row for row in rows], np.float64).reshape(
        len(rows), columns
    )


def _algorithm(brief: Brief, counts: Sequence[int], first: Places, seed: int) -> Any:
    from pymoo.algorithms.moo.nsga2 import NSGA2
    from pymoo.core.problem import Problem
    from pymoo.operators.crossover.sbx import SBX
    from pymoo.operators.mutation.pm import PM
    from pymoo.operators.repair.rounding import RoundingRepair
    from pymoo.termination import get_termination

    problem = Problem(
        n_var=len(counts),
        n_obj=len(brief.measures),
        n_ieq_constr=len(brief.constraints),
        xl=np.zeros(len(counts), np.int64),
        xu=np.array(counts, np.int64) - 1,
        vtype=int,
    )
    size = POPULATION
    chance = np.random.default_rng(seed)
    population = np.array([[int(chance.integers(count)) for count in counts] for _ in range(size)], np.int64)
    population[0] = first
    repair = RoundingRepair()
    algorithm = NSGA2(
        pop_size=size,
        sampling=population,
        crossover=SBX(prob=0.9, eta=5, vtype=float, repair=repair),
        mutation=PM(prob_var=1.0 / len(counts), eta=8, vtype=float, repair=repair),
        eliminate_duplicates=True,
    )
    algorithm.setup(problem, termination=get_termination("n_gen", 10**6), seed=seed, verbose=False)
    return algorithm
