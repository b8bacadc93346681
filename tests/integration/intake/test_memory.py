"""A long file is read in little memory: what is kept of a line is its typed columns, not its text."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import json, sys
from pathlib import Path
from cronfa.intake import load_mapping, read
intake = read(Path(sys.argv[1]), load_mapping(sys.argv[2]))
count = sum(1 for _ in intake.lines())
# Not getrusage, which counts what the process that started this one had used before.
kilobytes = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
print(json.dumps([count, intake.accepted.pence, kilobytes / 1024]))
"""


def _read(root: Path, path: Path) -> list[int]:
    mapping = root / "examples" / "leeds-learning-disability" / "payments.mapping.yaml"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path), str(mapping)],
        env=os.environ | {"PYTHONPATH": str(root / "src")}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: list[int] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(("lines", "megabytes"), [(100_000, 220), pytest.param(1_000_000, 500, marks=pytest.mark.long)])
def test_a_long_file_is_read_in_bounded_memory(lines: int, megabytes: int, root: Path, tmp_path: Path) -> None:
    sys.path.insert(0, str(root))
    from benchmarks.intake.million import write_lines

    path = tmp_path / "long.csv"
    count, total_pence = write_lines(path, lines)
    lines_read, pence_read, megabytes_used = _read(root, path)
    assert (lines_read, pence_read) == (count, total_pence)
    assert megabytes_used < megabytes
