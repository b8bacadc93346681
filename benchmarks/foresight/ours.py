"""Our engines on rows M1 and M2: ``python -m benchmarks.foresight.ours RESIDENTS RUNS ENGINE`` prints one JSON row."""

import json
import resource
import sys
import time
from typing import Any

from benchmarks.foresight import work
from cronfa.foresight.demand.closed_form import means
from cronfa.foresight.demand.model import Arrivals, Demand, InCare, Leaving, Source, Weibull, Which
from cronfa.foresight.demand.people import CROSSING, simulate
from cronfa.language import same
from cronfa.money import allocate

MADE_UP = Source("assumed", same("made up for the benchmark"))
CARES = ("home", "day", "extra", "residential", "nursing")


def demand(residents: int) -> Demand:
    """The work as a model."""
    elapsed = [round(1e9 * weight) for weight in work.elapsed_weights()]

    def which(care: str, funding: str) -> Which:
        return Which(care=(care,), funding=(funding,))

    return Demand(
        name="M",
        first_year="2026-27",
        steps=work.STEPS,
        localities=tuple(zip(work.councils(), work.councils(), work.weights(), strict=True)),
        care=CARES,
        ages=("65",),
        funding=work.ALL,
        in_care=tuple(
            InCare(which(*cell), round(residents * part), MADE_UP, tuple(allocate(round(residents * part), elapsed)))
            for cell, part in work.START.items()
        ),
        arrivals=tuple(
            Arrivals(which(*cell), residents * part * work.TURNOVER_A_YEAR, MADE_UP, season="winter")
            for cell, part in work.START.items()
        ),
        leaving=tuple(
            Leaving(
                "way",
                Which(care=way.cares, funding=way.fundings),
                Weibull(way.shape, way.scale_weeks),
                MADE_UP,
                way.to_care,
                way.to_funding,
                way.keeps_clock,
            )
            for way in work.WAYS
        ),
        seasons=(("winter", work.SEASON),),
    )


def expected(residents: int) -> dict[str, list[float]]:
    """By care type: how many are expected at the first step, in the middle and at the last."""
    model = demand(residents)
    mean = means(model)
    rows = {care: [place for place, cell in enumerate(model.cells) if cell.care == care] for care in CARES}
    return {care: [float(mean[places, step].sum()) for step in (0, 19, 38)] for care, places in rows.items()}


def main(residents: int, runs: int, engine: Any, threads: int | None = None) -> None:
    """Simulate, and say how long it took; an engine that is a number is a crossing to try."""
    if engine not in CROSSING:
        CROSSING[engine] = float(engine)
    model = demand(residents)
    simulate(model, 0, 0, 2, engine)
    seconds, processor = [], []
    for turn in range(3):
        began, busy = time.perf_counter(), time.process_time()
        counts = simulate(model, 1, turn * runs, runs, engine, threads)
        seconds.append(time.perf_counter() - began)
        processor.append(time.process_time() - busy)
    total = float(counts.sum(axis=1)[:, -1].mean())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        json.dumps(
            {"seconds": min(seconds), "processor": min(processor), "runs": runs, "at_end": total, "peak_mb": peak}
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4]) if len(sys.argv) > 4 else None)
