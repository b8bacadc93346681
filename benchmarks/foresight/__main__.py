"""``python -m benchmarks.foresight [RESIDENTS]``: rows M1 to M5, one JSON row each, with our ratio to every peer.

Seconds are by the clock; ``processor_seconds_a_run`` tells apart how busy the machine was with other things. Ours run in this
environment on every processor, the peers in ``.venv-bench``, each in a process of its own. A peer simulates one
run, which is long enough to time; ciw, which is slowest, a tenth of the residents of one council. All must have the people of
each care type at the end that the closed form expects, or nothing is reported. ``crossing`` instead tries where the two
engines should meet.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.foresight import cluster, design, ours, report

HERE = Path(__file__).parent
PEERS = HERE.parents[1] / ".venv-bench" / "bin" / "python"
M1 = "M1 demand: residents in 22 councils × 5 care types × 39 four-weekly steps, arrivals, moves, exits; runs"
M2 = "M2 demand: the same, with more residents"
PEER_RUNS = (
    ("python", "plain Python, whole lives", 1),
    ("simpy", "SimPy", 1),
    ("mesa", "Mesa", 1),
    ("ciw", "ciw, 1/10, one council", 10),
)
"""Peer, its name, and how many times fewer residents it gets."""
SIZES = ((20_000, 2_000), (200_000, 200), (2_000_000, 20))
"""Residents, and how many runs are timed."""
FURTHEST = 6.0
"""Standard deviations (of a Poisson count) that one run may lie from what is expected."""


def rows(residents: int = SIZES[0][0]) -> Iterator[dict[str, Any]]:
    """M1: ours, then each peer; M2 and M3: ours; M4 and M5: ours, then what they are held against."""
    mine = _measure([sys.executable, "-m", "benchmarks.foresight.ours", str(residents), str(SIZES[0][1]), "best"])
    _check_end(mine["at_end"], residents, mine["runs"])
    yield _row(mine, f"cronfa, {residents:,} residents", M1, mine)
    for peer, name, fewer in PEER_RUNS:
        try:
            found = _measure([str(PEERS), str(HERE / "peers.py"), peer, str(residents // fewer)])
        except (FileNotFoundError, subprocess.CalledProcessError) as error:
            print(f"{name} cannot run here: {error}", file=sys.stderr)
            continue
        _check_people(name, found["people"], residents // fewer)
        times = {"seconds": found["seconds"] * fewer, "processor": found["processor"] * fewer}
        yield _row({**found, **times}, name, M1, mine)
    for size, runs in SIZES[1:]:
        larger = _measure([sys.executable, "-m", "benchmarks.foresight.ours", str(size), str(runs), "best"])
        _check_end(larger["at_end"], size, larger["runs"])
        yield _row(larger, f"cronfa, {size:,} residents", M2, larger)
    yield report.main()
    yield from cluster.rows()
    yield from design.rows()


def crossings() -> Iterator[dict[str, Any]]:
    """How fast each size goes where cohorts turn into lives at so many people a step left; the best is kept in ``people.py``."""
    for size, runs in SIZES:
        for crossing in ("lives", "8", "4", "2", "1", "cohorts"):
            found = _measure(
                [sys.executable, "-m", "benchmarks.foresight.ours", str(size), str(max(runs // 10, 2)), crossing]
            )
            yield _row(found, f"{size:,} residents, crossing {crossing}", "crossing", found)


def _measure(command: list[str]) -> dict[str, Any]:
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE.parents[1])
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _check_end(total: float, residents: int, runs: int) -> None:
    expected = sum(by_step[2] for by_step in ours.expected(residents).values())
    assert abs(total - expected) < FURTHEST * (expected / runs) ** 0.5, "not the people that are expected"


def _check_people(name: str, people: dict[str, list[int]], residents: int) -> None:
    for care, by_step in ours.expected(residents).items():
        away = abs(people[care][2] - by_step[2])
        assert away < FURTHEST * by_step[2] ** 0.5, f"{name} has {people[care][2]} in {care}, not {by_step[2]:.0f}"


def _row(found: dict[str, Any], name: str, work: str, mine: dict[str, Any]) -> dict[str, Any]:
    rate = found["runs"] / found["seconds"]
    return {
        "name": name,
        "work": work,
        "seconds": round(found["seconds"], 3),
        "rate": round(rate, 3) if rate < 10 else round(rate),
        "ratio": round(mine["runs"] / mine["seconds"] / rate, 1),
        "processor_seconds_a_run": round(found["processor"] / found["runs"], 6),
        "peak_mb": found["peak_mb"],
    }


if __name__ == "__main__":
    arguments = sys.argv[1:]
    for row in crossings() if arguments == ["crossing"] else rows(*[int(argument) for argument in arguments[:1]]):
        print(json.dumps(row), flush=True)
