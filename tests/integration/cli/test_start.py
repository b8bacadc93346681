"""What a command loads before it answers: seen by the modules that are there when it has, never by a clock."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"django", "numpy", "numba", "polars", "statsforecast", "dask", "distributed", "typst", "vl_convert"}
HEAVY |= {"xlsxwriter", "jinja2", "cryptography", "psycopg", "pandas", "scipy", "markdown_it", "pygments", "attr"}
PROGRAM = """
import sys
from cronfa.cli import main
sys.argv = ["cronfa", *sys.argv[1:]]
try:
    main()
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def loaded_by(*arguments: str) -> tuple[str, set[str]]:
    """What a command prints, and the packages it loaded."""
    env = {**os.environ, "COLUMNS": "120"}
    command = [sys.executable, "-c", PROGRAM, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    return done.stdout, set(done.stderr.splitlines()[-1].split())


def test_the_first_page_of_help_loads_no_more_than_it_shows() -> None:
    assert not loaded_by("--help")[1] & {*HEAVY, "pydantic"}  # typer judges a command's values by pydantic


@pytest.mark.parametrize("arguments", [["agreement", "--help"], ["simulate", "--help"], ["people", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    shown, loaded = loaded_by(*arguments)
    assert "Usage: cronfa" in shown
    assert "rich" in loaded
    assert sorted(loaded & HEAVY) == []


def test_checking_an_agreement_loads_nothing_heavy(root: Path) -> None:
    shown, loaded = loaded_by("agreement", "check", str(root / "examples/leeds-learning-disability/agreement.yaml"))
    assert "no errors" in shown
    assert sorted(loaded & HEAVY) == []
