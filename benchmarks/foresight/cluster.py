"""Row M4: Dask on this machine beside one process, on a minute of work, with the same bits; and what a cluster would do.

Efficiency is the time of one process over the time of the workers together. On a machine that does other things as well,
the clock says little; so the processor time of all workers and of the scheduler is given beside it.
"""

import json
import pickle
import time
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import dask
from distributed import Client, LocalCluster

from benchmarks.foresight.design import leeds
from cronfa.foresight.cluster import Cluster
from cronfa.foresight.engines import local
from cronfa.foresight.simulating import BLOCK, Draft, Engine, Summary, Work, simulate
from cronfa.language import same

SECONDS = 60
WORK = (
    "M4 a minute of simulation (Leeds draft, settled line by line and summed up): one process, and Dask on two workers"
)
_HERE: Any = {
    "host": "127.0.0.1",
    "dashboard_address": "127.0.0.1:0",
    "worker_dashboard_address": "127.0.0.1:0",
    "silence_logs": 50,
}


def work_of(runs: int) -> Work:
    """The Leeds draft on the years that its brief states."""
    draft, brief = leeds()
    assert brief.world is not None
    return Work.of([Draft("draft", same("Draft"), draft.latest.terms, "0" * 64)], brief.world, runs)


def bits(summary: Summary) -> bytes:
    return pickle.dumps(summary)


def rows(seconds: float = SECONDS) -> Iterator[dict[str, Any]]:
    """One process first, then Dask on one and on two workers."""
    dask.config.set({"distributed.worker.profile.enabled": False})  # as the manual advises
    work = _long_enough(seconds)
    began, processor = time.perf_counter(), time.process_time()
    alone = simulate(work, local)
    wall, used = time.perf_counter() - began, time.process_time() - processor
    yield _row("one process, no Dask", work, wall, 1.0, used)
    for workers in (1, 2):
        with LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, **_HERE) as started:
            engine = Cluster.at(started.scheduler_address)
            list(engine(work, range(2 * workers)))  # the workers have imported and compiled what they need
            found, taken, busy = _timed(work, engine, started.scheduler_address)
        assert bits(found) == bits(alone), "Dask gives other bits"
        by_clock, by_processor = wall / (workers * taken), used / busy
        efficiency = f"{by_clock:.0%} by the clock, {by_processor:.0%} by processor time"
        name = f"Dask, {workers} worker{'s' * (workers > 1)}: efficiency {efficiency}"
        yield _row(name, work, taken, wall / taken, busy)


def _timed(work: Work, engine: Engine, address: str) -> tuple[Summary, float, float]:
    """The result, seconds by the clock, and processor seconds of this process (the scheduler is in it) and all workers."""
    with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]  # Dask has no types
        before = sum(client.run(time.process_time).values()) + time.process_time()
        began = time.perf_counter()
        found = simulate(work, engine)
        taken = time.perf_counter() - began
        busy = sum(client.run(time.process_time).values()) + time.process_time() - before
    return found, taken, busy


def _long_enough(seconds: float) -> Work:
    """As many runs as one process needs the time for, by processor time."""
    trial = work_of(20 * BLOCK)
    trial.block(0)
    marks = [time.process_time()]
    for block in range(1, 11):
        trial.block(block)
        marks.append(time.process_time())
    each = sorted(after - before for before, after in pairwise(marks))[5]
    return work_of(BLOCK * max(4, round(1.05 * seconds / each)))


def _row(name: str, work: Work, seconds: float, ratio: float, processor: float) -> dict[str, Any]:
    facts = {"name": name, "work": WORK, "seconds": round(seconds, 1), "rate": round(work.runs / seconds)}
    return {**facts, "ratio": round(ratio, 2), "runs": work.runs, "processor_seconds": round(processor, 1)}


if __name__ == "__main__":
    import sys

    for row in rows(*(float(argument) for argument in sys.argv[1:2])):
        print(json.dumps(row), flush=True)
