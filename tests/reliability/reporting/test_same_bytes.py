"""R19: the same report gives the same files, whatever the machine's time zone, language or hash seed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[2]
WRITER = """
import sys
from pathlib import Path
import made_up_fund
from cronfa.reporting import memorandum, monitoring_report, settlement_schedule, statement, write
book, out = made_up_fund.book(), Path(sys.argv[1])
made = {
    "nine": monitoring_report(made_up_fund.nine_months()),
    "statement": statement(book, "health"),
    "settlement": settlement_schedule(book),
    "memorandum": memorandum(book),
}
for name, report in made.items():
    for language in ("en", "cy"):
        write(report, out, name, ("pdf", "docx", "xlsx", "html", "json", "csv"), language)
"""
MACHINES = (
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "cy_GB.UTF-8", "PYTHONHASHSEED": "4294967295"},
)


def files_of(out: Path, machine: dict[str, str]) -> dict[str, str]:
    """The sha256 of every file that a process with this environment writes."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ"))}
    environment = {**kept, **machine, "PYTHONPATH": f"{TESTS.parent / 'src'}{os.pathsep}{TESTS}"}
    subprocess.run([sys.executable, "-c", WRITER, str(out)], env=environment, check=True)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return files_of(tmp_path_factory.mktemp("first"), MACHINES[0])


@pytest.mark.parametrize("machine", MACHINES[1:], ids=lambda machine: machine["TZ"])
def test_every_file_is_the_same(first: dict[str, str], tmp_path: Path, machine: dict[str, str]) -> None:
    assert len(first) >= 4 * (2 * 4 + 1)
    assert files_of(tmp_path, machine) == first
