"""``python -m benchmarks.intake [LINES]``: a CSV file taken in, attributed and posted in one transaction, whole process."""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.intake.million import write_lines
from benchmarks.processes import measure

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "leeds-learning-disability"
CRONFA = str(Path(sys.executable).with_name("cronfa"))


def rows(lines: int = 1_000_000) -> Iterator[dict[str, Any]]:
    """One row: the file through ``cronfa take-in`` into an empty SQLite database."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "payments.csv"
        count, total_pence = write_lines(path, lines)
        env = {"CRONFA_DATABASE_URL": f"sqlite:///{folder}/fund.sqlite3"}
        measure([CRONFA, "open", str(EXAMPLE / "agreement.yaml")], env=env)
        mapping = str(EXAMPLE / "payments.mapping.yaml")
        run = measure([CRONFA, "take-in", str(path), "--mapping", mapping, "--yes", "--json"], env=env)
        told = json.loads(run.output)
        assert (told["posted"], told["total_pence"]) == (count, total_pence), "not every line was posted"
    yield {
        "name": "cronfa",
        "work": f"I intake: {lines:,} lines of CSV to posted entries",
        "seconds": round(run.seconds, 2),
        "rate": round(lines / run.seconds),
        "peak_mb": run.peak_mb,
    }


if __name__ == "__main__":
    for row in rows(*[int(argument) for argument in sys.argv[1:2]]):
        print(json.dumps(row), flush=True)
