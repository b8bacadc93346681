"""``python -m benchmarks.start``: how soon ``cronfa --help`` and ``cronfa agreement check`` answer."""

import json
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.processes import measure

ROOT = Path(__file__).parents[2]
CRONFA = str(Path(sys.executable).with_name("cronfa"))
EXAMPLE = str(ROOT / "examples" / "leeds-learning-disability" / "agreement.yaml")
COMMANDS = {"cronfa --help": [CRONFA, "--help"], "cronfa agreement check": [CRONFA, "agreement", "check", EXAMPLE]}


def rows(runs: int = 7) -> Iterator[dict[str, Any]]:
    """The median of several starts of each command."""
    for name, command in COMMANDS.items():
        measure(command)
        seconds = statistics.median(measure(command).seconds for _ in range(runs))
        yield {"name": name, "work": "C start: median of whole processes", "seconds": round(seconds, 3)}


if __name__ == "__main__":
    for row in rows():
        print(json.dumps(row), flush=True)
