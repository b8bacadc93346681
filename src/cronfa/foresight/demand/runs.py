"""Whole runs, compiled: the shocks of a run, then its people."""

from collections.abc import Callable
from typing import Any

import numpy as np

from cronfa.foresight.demand.compiling import digest, part, whole
from cronfa.foresight.demand.factors import draw_factors, multiply
from cronfa.foresight.demand.kernels import people


@part
def people_of_run(tables: Any, shocks: Any, seed: Any, run: int, crossing: float, scratch: Any) -> None:
    """One run, left in ``scratch``: its factors, their products by group, and its people."""
    source, stack, factors, swings, counts = scratch
    key = (seed, np.uint64(run))
    draw_factors(source, shocks, key, factors)
    multiply(shocks.about, factors, swings)
    people(source, tables[0], tables[1], swings, shocks.group, key, crossing, stack, counts)


def _people_of_runs(sources: str) -> Callable[..., None]:
    def people_of_runs(
        tables: Any, shocks: Any, seed: Any, first: int, crossing: float, scratch: Any, found: Any
    ) -> None:
        """Fill ``found`` (runs × cells × steps). ``tables`` are those of stays and of entering."""
        assert sources
        counts = scratch[4]
        for run in range(found.shape[0]):
            people_of_run(tables, shocks, seed, first + run, crossing, scratch)
            for cell in range(found.shape[1]):
                for step in range(found.shape[2]):
                    found[run, cell, step] = counts[cell, step]

    return whole(people_of_runs)


people_of_runs = _people_of_runs(digest())
