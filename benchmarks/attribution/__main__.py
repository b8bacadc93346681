"""``python -m benchmarks.attribution [LINES]``: every engine on the same lines, one JSON row each, with its ratio to ours.

Ours runs in this environment, peers in ``.venv-bench``. Every engine has its own process; the best of its runs counts.
All must give the same pennies, or nothing is reported. pandas gets fewer lines, as its rate does not rise with more.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.attribution import work

HERE = Path(__file__).parent
PEERS = HERE.parents[1] / ".venv-bench" / "bin" / "python"
WORK = "A attribution: 20 schemes × 6 partners, dated shares, responsible body, exact pence, detail and totals"
PEER_RUNS = (
    ("polars", "Polars", 1, 3),
    ("duckdb", "DuckDB, kept in its own table", 1, 3),
    ("duckdb (arrays)", "DuckDB, brought out as arrays", 1, 3),
    ("pandas (wide)", "pandas with NumPy, unrolled", 5, 3),
    ("pandas (long)", "pandas, a row for each partner", 20, 3),
)
"""Engine, its name, how many times fewer lines it gets, and how often it runs."""


def rows(lines: int = 10_000_000, peers: Path = PEERS) -> Iterator[dict[str, Any]]:
    """The rows of the table: ours first, then each peer with how many times faster ours is."""
    ours = _measure(sys.executable, "cronfa", lines, 6)
    yield _row(ours, "cronfa", None)
    for engine, name, fewer, runs in PEER_RUNS:
        size = max(lines // fewer, 1)
        try:
            found = _measure(str(peers), engine, size, runs)
        except (FileNotFoundError, subprocess.CalledProcessError) as error:
            print(f"{name} cannot run here: {error}", file=sys.stderr)
            continue
        same = ours if size == lines else _measure(sys.executable, "cronfa", size, 1)
        assert found["checksum"] == same["checksum"], f"{name} gives other pennies"
        yield _row(found, name, ours)


def _measure(python: str, engine: str, lines: int, runs: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        work.make(Path(folder), lines)
        command = [python, str(HERE / "engines.py"), engine, folder, str(runs)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _row(found: dict[str, Any], name: str, ours: dict[str, Any] | None) -> dict[str, Any]:
    rate = found["lines"] / found["seconds"]
    return {
        "name": f"{name} ({found['lines'] / 1e6:g} million lines)",
        "work": WORK,
        "seconds": round(found["seconds"], 4),
        "first_seconds": round(found["first_seconds"], 4),
        "rate": round(rate),
        "peak_mb": found["peak_mb"],
        "ratio": round(ours["lines"] / ours["seconds"] / rate, 1) if ours else 1.0,
    }


if __name__ == "__main__":
    for row in rows(*[int(argument) for argument in sys.argv[1:2]]):
        print(json.dumps(row), flush=True)
