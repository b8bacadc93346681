"""The fast engines against the closed form, against each other, and against the obvious engine.

Seeds are fixed. The closed form is what noticed every silent mistake that such engines have been seen to make, so it is
asked here for every cell, at sixty people and at two million.
"""

from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

import numpy as np
import pytest
from scipy import stats

from cronfa.foresight.demand import closed_form, reference
from cronfa.foresight.demand.model import Demand, Weibull
from cronfa.foresight.demand.people import CROSSING, Engine, simulate
from cronfa.foresight.demand.tables import plan
from made_up_demand import many, one_cell, small
from scale import examples

ENGINES: tuple[Engine, ...] = ("lives", "cohorts", "best")
RUNS = examples(2_000, 40_000)
LEAST_CHANCE = 1e-4


@cache
def runs_of(make: Callable[[], Demand], engine: Engine) -> Any:
    return simulate(make(), 21, 0, RUNS, engine).astype(np.float64)


@cache
def moments_of(make: Callable[[], Demand]) -> closed_form.Moments:
    return closed_form.moments(make())


def z_of_means(counts: Any, mean: Any, variance: Any) -> Any:
    """How many standard errors each cell's mean is off, where anybody is."""
    there = variance > 1e-9
    error = np.sqrt(variance[there] / len(counts))
    return (counts.mean(axis=0)[there] - mean[there]) / error


@pytest.mark.parametrize(("make", "aside"), [(one_cell, 8.0), (small, 2.5)])
@pytest.mark.parametrize("engine", ENGINES)
def test_means_are_those_of_the_closed_form(make: Callable[[], Demand], aside: float, engine: Engine) -> None:
    """The steps of one cell lie aside together: over 150 seeds their mean square is one, and five or six at the most."""
    exact = moments_of(make)
    z = z_of_means(runs_of(make, engine), exact.mean, exact.variance)
    assert np.abs(z).max() < 5
    assert (z**2).mean() < aside, "so many steps that belong together may lie aside together, but not so far"


@pytest.mark.parametrize("make", [one_cell, small])
@pytest.mark.parametrize("engine", ENGINES)
def test_variances_are_those_of_the_closed_form(make: Callable[[], Demand], engine: Engine) -> None:
    exact, counts = moments_of(make), runs_of(make, engine)
    often = (exact.mean > 3) & (exact.variance > 1)
    ratio = counts.var(axis=0, ddof=1)[often] / exact.variance[often]
    fourth = ((counts - counts.mean(axis=0)) ** 4).mean(axis=0)[often]
    error = np.sqrt((fourth / exact.variance[often] ** 2 - 1) / RUNS)
    assert np.abs((ratio - 1) / error).max() < 5.5
    assert abs(ratio.mean() - 1) < 0.06


def test_the_closed_form_agrees_with_itself() -> None:
    """Summed over each person's chances, or carried on for everybody at once."""
    assert np.allclose(moments_of(small).mean, closed_form.means(small()), rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("make", [one_cell, small])
@pytest.mark.parametrize(("one", "other"), [("lives", "cohorts"), ("cohorts", "best")])
def test_two_engines_are_one_distribution(make: Callable[[], Demand], one: Engine, other: Engine) -> None:
    """Kolmogorov and Smirnov, on independent runs, for each cell and for everybody, at the middle and at the end."""
    left, right = runs_of(make, one), simulate(make(), 22, 0, RUNS, other)
    for step in (left.shape[2] // 2, left.shape[2] - 1):
        columns = [(left[:, cell, step], right[:, cell, step]) for cell in range(left.shape[1])]
        columns.append((left[:, :, step].sum(axis=1), right[:, :, step].sum(axis=1)))
        for first, second in columns:
            assert stats.ks_2samp(first, second).pvalue > LEAST_CHANCE


@pytest.mark.parametrize("engine", ENGINES)
def test_how_one_step_follows_another(engine: Engine) -> None:
    """Autocovariance at several distances, which engines that are right in each step alone may still have wrong."""
    demand = one_cell()
    counts = runs_of(one_cell, engine)[:, 0, :]
    exact = autocovariance(demand)
    for step, later in ((0, 1), (0, 12), (5, 6), (5, 25), (12, 16), (20, 25)):
        first, second = counts[:, step] - counts[:, step].mean(), counts[:, later] - counts[:, later].mean()
        product = first * second
        error = product.std() / RUNS**0.5
        assert abs(product.mean() - exact[step, later]) < 5 * error


def autocovariance(demand: Demand) -> Any:
    """Steps × steps, for a model of one cell and Poisson arrivals: of those who are there at both."""
    arrays, steps = plan(demand).arrays, demand.steps
    (row,) = demand.leaving
    assert isinstance(row.hazard, Weibull)
    stay = np.exp([-row.hazard.cumulative(4.0 * u) for u in range(arrays.survival.shape[1])])
    found = np.zeros((steps, steps))
    for step in range(steps):
        for later in range(step, steps):
            for elapsed, people in zip(arrays.start_elapsed, arrays.start_people, strict=True):
                both, before = stay[elapsed + later] / stay[elapsed], stay[elapsed + step] / stay[elapsed]
                found[step, later] += people * both * (1 - before)
            found[step, later] += (arrays.rate[0, : step + 1] * stay[later - step : later + 1][::-1]).sum()
    return found


@cache
def runs_of_the_obvious_engine() -> Any:
    demand, chance = small(24), Random(5)
    runs = [reference.simulate(demand, chance) for _ in range(examples(400, 6_000))]
    return np.array([[[step[cell] for step in run] for cell in demand.cells] for run in runs], np.float64)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_fast_engines_equal_the_obvious_one(engine: Engine) -> None:
    slow, fast = runs_of_the_obvious_engine(), simulate(small(24), 3, 0, RUNS, engine)
    for cell in range(slow.shape[1]):
        for step in (4, 12):
            assert stats.ks_2samp(slow[:, cell, step], fast[:, cell, step]).pvalue > LEAST_CHANCE
    assert stats.ks_2samp(slow.sum(axis=(1, 2)), fast.sum(axis=(1, 2))).pvalue > LEAST_CHANCE


def test_the_obvious_engine_has_the_closed_forms_moments() -> None:
    slow, exact = runs_of_the_obvious_engine(), closed_form.moments(small(24))
    z = z_of_means(slow, exact.mean, exact.variance)
    assert np.abs(z).max() < 5
    often = (exact.mean > 2) & (exact.variance > 1)
    assert abs((slow.var(axis=0, ddof=1)[often] / exact.variance[often]).mean() - 1) < 0.15


@pytest.mark.parametrize("engine", ENGINES)
def test_two_million_people_have_the_means_of_the_closed_form(engine: Engine) -> None:
    """Every cell at every step. Counts vary by less than their mean here (nobody's comings hang together), so the bound
    on each error is the Poisson one."""
    demand = many(2_000_000, localities=22, steps=examples(26, 39))
    runs = examples(8, 60) if engine != "lives" else examples(4, 30)
    counts = simulate(demand, 2, 0, runs, engine)
    mean = closed_form.means(demand)
    assert 1_500_000 < mean[:, 0].sum() < 2_200_000
    z = z_of_means(counts, mean, mean)
    assert np.abs(z).max() < 5
    assert (z**2).mean() < 1.2
    total = counts.sum(axis=1).mean(axis=0)
    assert np.abs((total - mean.sum(axis=0)) / np.sqrt(mean.sum(axis=0) / runs)).max() < 5


@pytest.mark.parametrize("engine", ENGINES)
def test_runs_are_the_same_however_they_are_cut(engine: Engine) -> None:
    demand = small()
    together = simulate(demand, 9, 0, 60, engine)
    pieces = [simulate(demand, 9, first, count, engine) for first, count in ((0, 1), (1, 17), (18, 40), (58, 2))]
    assert (np.concatenate(pieces) == together).all()
    assert (simulate(demand, 9, 41, 5, engine) == together[41:46]).all()


def test_another_seed_gives_other_runs() -> None:
    assert not (simulate(small(), 1, 0, 4) == simulate(small(), 2, 0, 4)).all()


def test_every_crossing_between_the_engines_has_the_same_mean() -> None:
    """Where cohorts turn into lives is a matter of speed."""
    demand = small(400)
    exact = closed_form.moments(demand)
    for crossing in (0.05, 0.3, 1.0, 5.0):
        CROSSING["tried"] = crossing  # type: ignore[index]
        try:
            counts = simulate(demand, 4, 0, examples(500, 5_000), "tried")  # type: ignore[arg-type]
        finally:
            del CROSSING["tried"]  # type: ignore[arg-type]
        assert np.abs(z_of_means(counts, exact.mean, exact.variance)).max() < 5
