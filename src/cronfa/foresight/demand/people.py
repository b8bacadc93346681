"""People in care, run by run: the fast engines behind one function."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from math import inf
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from cronfa.foresight.demand.model import Demand
from cronfa.foresight.demand.shocks import Shocks, arrival_shocks
from cronfa.foresight.demand.tables import Plan, plan

T = TypeVar("T")
Counts = NDArray[np.int32]
Engine = Literal["best", "lives", "cohorts"]

CROSSING: dict[Engine, float] = {"lives": inf, "cohorts": 0.0, "best": 8.0}
"""From how many people a step that is left thinning a cohort is quicker than drawing each life; measured by
``python -m benchmarks.foresight crossing``."""
RUNS_AT_A_TIME = 16
"""Runs that a thread takes at once, at most: enough to keep it busy."""
TURNS = 16
"""So often, at least, a thread takes runs, where there are as many: the others wait for the last one's last turn alone."""


def simulate(
    demand: Demand, seed: int, first: int, count: int, engine: Engine = "best", threads: int | None = None
) -> Counts:
    """Runs × cells × steps: how many people are in each cell in each step. Run n is the same whoever draws it, with whom."""
    ready = plan(demand)
    shocks = arrival_shocks(demand, ready.cells)
    found = np.empty((count, len(ready.cells), ready.steps), np.int32)

    def block(start: int, stop: int) -> None:
        from cronfa.foresight.demand.runs import people_of_runs

        scratch = Scratch(ready, shocks)
        people_of_runs(
            (ready.packed, ready.entering),
            shocks.arrays,
            np.uint64(seed),
            first + start,
            CROSSING[engine],
            scratch.parts,
            found[start:stop],
        )

    in_blocks(count, block, threads)
    return found


class Scratch:
    """What one thread writes on while it works."""

    def __init__(self, ready: Plan, shocks: Shocks) -> None:
        from cronfa.foresight.demand.kernels import LEAVERS
        from cronfa.foresight.demand.lives import WAITING_WORDS
        from cronfa.foresight.demand.randoms import SOURCE_WORDS

        ways, steps = max(ready.arrays.next_cell.shape[1], LEAVERS), ready.steps
        self.parts = (
            np.zeros(SOURCE_WORDS, np.uint64),
            (np.zeros((ways * steps * (steps + 2) // 2 + 1, 4), np.int64), np.zeros(WAITING_WORDS, np.uint64)),
            np.zeros((len(shocks.names), steps)),
            np.zeros((shocks.groups, steps)),
            np.zeros((len(ready.cells), steps + 1), np.int32),
        )


def in_blocks(count: int, work: Callable[[int, int], T], threads: int | None = None) -> list[T]:
    """Do ``work(first, stop)`` for each block of so many runs, a thread for each processor; results in order."""
    workers = threads or _processors()
    size = min(RUNS_AT_A_TIME, max(count // (workers * TURNS), 1))
    starts = range(0, count, size)
    if len(starts) < 2 or workers < 2:
        return [work(start, min(start + size, count)) for start in starts]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(lambda start: work(start, min(start + size, count)), starts))


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
