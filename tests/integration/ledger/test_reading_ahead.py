"""What a process beside this one reads ahead is what this one would have read, and nobody waits for one that has died."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cronfa.ledger import cube
from cronfa.ledger.funds import Fund
from cronfa.ledger.posting import post
from cronfa.ledger.promise import Promise
from cronfa.ledger.register import register
from integration.ledger.test_cube import opened, paid

ASKED = """
import json, os
from cronfa.ledger import reading_ahead
if {dies}:
    reading_ahead._keep = lambda promises: os._exit(9)
reading_ahead.begin()
from cronfa.ledger import cube, database, register
from cronfa.ledger.funds import funds
made = []
for kept in (cube.KEPT, register.KEPT):
    kept._add = lambda *given, add=kept._add: made.append(1) or add(*given)
database.is_there()
fund, = funds()
sums, rows = cube.sums(fund), register.register(fund).rows
print(json.dumps([len(made), sorted(sums.items()), rows.write_csv()]))
"""
"""A program of its own: what is made ahead must be made in a process forked before columns are used, unlike this one."""


@pytest.fixture
def fund(tmp_path: Path) -> Fund:
    made = opened(f"sqlite:///{tmp_path / 'fund.sqlite3'}")
    post(made, [paid("a", 100), paid("b", 23)])
    return made


@pytest.mark.parametrize(("dies", "made_here"), [(False, 0), (True, 2)])
def test_what_is_read_ahead_or_else_here_is_the_same(fund: Fund, tmp_path: Path, dies: bool, made_here: int) -> None:
    made, sums, rows = answer(tmp_path, dies=dies)
    assert made == made_here
    assert [(tuple(key), pence) for key, pence in sums] == sorted(cube.sums(fund).items())
    assert rows == register(fund).rows.write_csv()


def test_where_there_is_nothing_to_read_nothing_is_made(tmp_path: Path) -> None:
    env = {**os.environ, "CRONFA_DATABASE_URL": f"sqlite:///{tmp_path / 'none.sqlite3'}"}
    asked = "from cronfa.ledger import reading_ahead; reading_ahead.begin(); reading_ahead.PROMISED['sums'].value()"
    subprocess.run([sys.executable, "-c", asked], env=env, check=True, timeout=60)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("bytes_written", [0, 1, 11])
def test_a_promise_broken_off_is_none(bytes_written: int) -> None:
    promise = Promise()
    promise._file.write(b"\x80\x05\x95\x40\x00\x00\x00\x00\x00\x00\x00"[:bytes_written])
    promise._file.flush()
    promise.leave()
    assert promise.value() is None
    promise.close()


def test_all_who_ask_get_what_was_promised() -> None:
    promise = Promise()
    promise.keep({"fund": 1})
    assert [promise.value(), promise.value()] == [{"fund": 1}, {"fund": 1}]
    promise.close()


def answer(folder: Path, *, dies: bool) -> Any:
    env = {**os.environ, "CRONFA_DATABASE_URL": f"sqlite:///{folder / 'fund.sqlite3'}"}
    asked = [sys.executable, "-c", ASKED.format(dies=dies)]
    return json.loads(subprocess.run(asked, env=env, check=True, timeout=60, capture_output=True).stdout)
