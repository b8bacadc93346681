"""R10: whatever is uploaded ends as an intake or as problems, soon, in little memory, and never half taken."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from scale import examples

PROGRAM = Path(__file__).with_name("bad_files.py")
BATCH = 250
SECONDS_EACH = 10
MEGABYTES = 300


def _run(*arguments: object) -> str:
    command = [sys.executable, str(PROGRAM), *map(str, arguments)]
    source = Path(__file__).parents[3] / "src"
    done = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(source)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    return done.stdout


def _take_in(tmp_path: Path, seed: int, count: int) -> Counter[str]:
    outcomes: Counter[str] = Counter()
    for first in range(0, count, BATCH):
        folder = tmp_path / str(first)
        folder.mkdir()
        _run("make", folder, seed, first, min(BATCH, count - first))
        found = json.loads(_run("take", folder))
        assert found["slowest"][1] < SECONDS_EACH, found["slowest"]
        assert found["memory_mb"] < MEGABYTES, found["memory_mb"]
        outcomes.update(found["outcomes"])
        for path in folder.iterdir():
            path.unlink()
    assert sum(outcomes.values()) == count
    return outcomes


@pytest.mark.lasting
def test_bad_files_end_as_an_intake_or_as_problems(tmp_path: Path) -> None:
    outcomes = _take_in(tmp_path, seed=10, count=117)
    assert {name.split(": ")[1] for name in outcomes} == {"taken", "refused", "unreadable"}, (
        "the files are too much alike"
    )


@pytest.mark.long
def test_five_thousand_bad_files(tmp_path: Path) -> None:
    _take_in(tmp_path, seed=2026, count=examples(250, 5_000))
