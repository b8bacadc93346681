"""``python -m benchmarks.attribution [LINES]``: every engine on the same lines, one JSON row each, with its ratio to ours.

Ours runs in this environment, peers in ``.venv-bench``. Every engine has its own process; the best of three runs
counts for all. All must give the same pennies, or nothing is reported. pandas gets fewer lines, as its rate does not
rise with more.
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
RIVALS = ("polars", "duckdb", "duckdb (arrays)", "pandas (wide)", "pandas (long)")
WORK = "A attribution: {lines:,} lines, dated shares, exact pence, detail and totals"


def rows(lines: int = 10_000_000, peers: Path = PEERS) -> Iterator[dict[str, Any]]:
    """The rows of the table: ours first, then each peer with how many times faster ours is."""
    fewer = {"pandas (wide)": lines // 5, "pandas (long)": lines // 20}
    sizes = {engine: fewer.get(engine, lines) for engine in RIVALS}
    ours = {size: _measure(sys.executable, "cronfa", size, 5) for size in {lines, *sizes.values()}}
    yield _row(ours[lines], None)
    for engine, size in sizes.items():
        found = _measure(str(peers), engine, size, 3)
        assert found["checksum"] == ours[size]["checksum"], f"{engine} gives other pennies"
        yield _row(found, ours[lines])


def _measure(python: str, engine: str, lines: int, runs: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        work.make(Path(folder), lines)
        command = [python, str(HERE / "engines.py"), engine, folder, str(runs)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _row(found: dict[str, Any], ours: dict[str, Any] | None) -> dict[str, Any]:
    rate = found["lines"] / found["seconds"]
    return {
        "name": found["name"],
        "work": WORK.format(lines=found["lines"]),
        "seconds": round(found["seconds"], 4),
        "first_seconds": round(found["first_seconds"], 4),
        "rate": round(rate),
        "peak_mb": found["peak_mb"],
        "ratio": round(ours["lines"] / ours["seconds"] / rate, 1) if ours else 1.0,
    }


if __name__ == "__main__":
    for row in rows(*[int(argument) for argument in sys.argv[1:2]]):
        print(json.dumps(row), flush=True)
