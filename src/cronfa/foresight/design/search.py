"""Looking for better candidates: all of them where they are few, else by the genetic search NSGA-II.

NSGA-II (Deb and others, 2002) is pymoo's. It keeps a population of candidates, mixes and changes the better ones, and sorts
by constraints first and then by dominance, so that several measures need no common price. Every candidate that was tried is
kept: what is proposed is the best of all of them, not of the last population. The same seed tries the same candidates.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cronfa.agreement.clauses import Terms
from cronfa.foresight.design.brief import Brief
from cronfa.foresight.design.measures import Numbers

Places = tuple[int, ...]
Try = Callable[[Terms], Numbers]
Progress = Callable[[int, int], None]
POPULATION = 60
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

    def __init__(self, brief: Brief, draft: Terms, attempt: Try) -> None:
        self.brief, self.draft, self.attempt = brief, draft, attempt
        self.known: dict[Places, Candidate | None] = {}

    def candidate(self, places: Places) -> Candidate | None:
        """A candidate with its numbers; nothing if its shares come to more than a whole."""
        if places not in self.known:
            terms = self.brief.lattice.applied(self.draft, places)
            self.known[places] = None if terms is None else judged(self.brief, places, self.attempt(terms))
        return self.known[places]

    @property
    def found(self) -> tuple[Candidate, ...]:
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
    brief: Brief, draft: Terms, attempt: Try, wanted: int, seed: int, progress: Progress | None = None
) -> tuple[Candidate, ...]:
    """Try up to so many candidates; the one nearest to the draft is the first of them."""
    tried = _Tried(brief, draft, attempt)
    lattice = brief.lattice
    tell = progress or (lambda _done, _total: None)
    if lattice.size <= wanted:
        for number, places in enumerate(product(*(range(dial.count) for dial in lattice.dials)), start=1):
            tried.candidate(places)
            tell(number, lattice.size)
        return tried.found
    first = lattice.nearest(draft)
    tried.candidate(first)
    _evolve(tried, [dial.count for dial in lattice.dials], first, wanted, seed, tell)
    return tried.found


def _evolve(tried: _Tried, counts: Sequence[int], first: Places, wanted: int, seed: int, tell: Progress) -> None:
    """NSGA-II by asking and telling, until so many candidates were tried or nothing new is asked for."""
    algorithm = _algorithm(tried.brief, counts, first, seed)
    idle = 0
    while len(tried.known) < wanted and idle < 20:
        before = len(tried.known)
        asked: Any = algorithm.ask()
        for individual in asked:
            if len(tried.known) < wanted:
                tried.candidate(tuple(int(place) for place in individual.X))
                tell(len(tried.known), wanted)
        _tell(algorithm, asked, tried)
        idle = 0 if len(tried.known) > before else idle + 1


def _tell(algorithm: Any, asked: Any, tried: _Tried) -> None:
    """Give the values of what was asked for; what was not tried any more counts as impossible."""
    rows = [tried.known.get(tuple(int(place) for place in individual.X)) for individual in asked]
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
    return np.array([[IMPOSSIBLE] * columns if row is None else row for row in rows], np.float64).reshape(-1, columns)


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
