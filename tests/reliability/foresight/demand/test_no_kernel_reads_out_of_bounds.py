"""Every kernel once more with each index checked: a table read out of bounds gives plausible numbers, not a crash."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
PROGRAM = """
import sys
sys.path[:0] = ["tests"]
import numpy as np
from made_up_demand import many, small
from cronfa.foresight.demand.people import simulate
from cronfa.foresight.demand.world import DemandWorld

for engine in ("lives", "cohorts", "best"):
    simulate(small(300, 39), 1, 0, 20, engine)
    simulate(many(2_000_000 if engine != "lives" else 200_000, 3, 39), 1, 0, 1, engine)
DemandWorld(small(60, 39), ("council-a", "council-b", "board"), of_year=2).years(5, 3)
print("every index was within its table")

from cronfa.foresight.demand import tables, people, shocks, runs
ready = tables.plan(small())
cut = ready.packed._replace(ends=np.ascontiguousarray(ready.packed.ends[:20]))
scratch = people.Scratch(ready, shocks.arrival_shocks(small(), ready.cells))
arrays = shocks.arrival_shocks(small(), ready.cells).arrays
found = np.zeros((1, len(ready.cells), ready.steps), np.int32)
try:
    runs.people_of_runs((cut, ready.entering), arrays, np.uint64(1), 0, 2.0, scratch.parts, found)
except IndexError:
    print("and the check does see one that is not")
"""


@pytest.mark.lasting
def test_every_index_is_within_its_table(tmp_path: Path) -> None:
    """In a process of its own: numba reads the setting once, and keeps what it compiles apart from ours."""
    # They are run once, so they are compiled plainly, in half the time.
    told = {"NUMBA_BOUNDSCHECK": "1", "NUMBA_CACHE_DIR": str(tmp_path), "NUMBA_OPT": "0"}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **told}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.splitlines()[-2:] == [
        "every index was within its table",
        "and the check does see one that is not",
    ]
