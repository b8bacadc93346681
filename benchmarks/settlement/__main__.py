"""``python -m benchmarks.settlement [SCENARIOS]``: every engine on the same outcomes, one JSON row each, with our ratio to it.

Ours, NumPy and the C kernel run in this environment, the other peers in ``.venv-bench``; each in a process of its own, and
the best run counts for all. All that are exact must give the same pennies, or nothing is reported. Slow peers get fewer
scenarios, as their rate does not rise with more.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PEERS = HERE.parents[1] / ".venv-bench" / "bin" / "python"
WORK = "S settlement: outcomes × 20 schemes × 6 partners: reserve, capped share, lead bears, largest remainder"
PEER_RUNS = (
    ("c", "hand-written C kernel", 1, 5),
    ("numpy", "NumPy", 5, 2),
    ("openfisca", "OpenFisca (32-bit)", 5, 2),
    ("polars", "Polars", 20, 2),
    ("pandas", "pandas", 50, 1),
    ("decimal", "Decimal loop", 1000, 1),
)
"""Engine, its name, how many times fewer scenarios it gets, and how often it runs."""
IN_BENCH_ENVIRONMENT = {"openfisca", "pandas"}
NOT_EXACT = {"openfisca"}


def rows(scenarios: int = 1_000_000) -> Iterator[dict[str, Any]]:
    """The rows of the table: ours first, then each peer with how many times faster ours is."""
    ours = _measure("cronfa", scenarios, 6)
    yield _row(ours, "cronfa", None)
    for engine, name, fewer, runs in PEER_RUNS:
        size = max(scenarios // fewer, 100)
        try:
            found = _measure(engine, size, runs)
        except (FileNotFoundError, subprocess.CalledProcessError) as error:
            print(f"{name} cannot run here: {error}", file=sys.stderr)
            continue
        if engine not in NOT_EXACT:
            same = ours if size == scenarios else _measure("cronfa", size, 1)
            assert found["checksum"] == same["checksum"], f"{name} gives other pennies"
        yield _row(found, name, ours)


def _measure(engine: str, scenarios: int, runs: int) -> dict[str, Any]:
    python = str(PEERS) if engine in IN_BENCH_ENVIRONMENT else sys.executable
    command = [python, str(HERE / "engines.py"), engine, str(scenarios), str(runs)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _row(found: dict[str, Any], name: str, ours: dict[str, Any] | None) -> dict[str, Any]:
    rate = found["scenarios"] / found["seconds"]
    return {
        "name": name,
        "work": WORK,
        "scenarios": found["scenarios"],
        "seconds": round(found["seconds"], 4),
        "first_seconds": round(found["first_seconds"], 4),
        "scenarios_per_second": round(rate),
        "rate": round(rate),
        "peak_mb": found["peak_mb"],
        "ratio": round(ours["scenarios"] / ours["seconds"] / rate, 2) if ours else 1.0,
    }


if __name__ == "__main__":
    for row in rows(*[int(argument) for argument in sys.argv[1:2]]):
        print(json.dumps(row), flush=True)
