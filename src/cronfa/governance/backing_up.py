"""A copy of the whole database in one file, consistent, taken while people work.

Ledger, people, trail and sessions are one database, so that they are copied as of one moment. SQLite copies itself page by
page; PostgreSQL's own ``pg_dump`` reads one snapshot. Neither makes anyone wait. The file gets its name when it is whole.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from cronfa.governance import database_codes as codes
from cronfa.ledger.funds import funds
from cronfa.ledger.stored import head
from cronfa.problems import stop


@dataclass(frozen=True, slots=True)
class Head:
    """Where a fund's ledger stood before its copy began: the copy holds at least this, under this hash."""

    fund: str
    entries: int
    hash: str


def back_up(on: BaseDatabaseWrapper, out: Path) -> tuple[Head, ...]:
    """Copy the database into a file that is not there yet.

    Raises:
        Problems: the file is there, PostgreSQL's ``pg_dump`` is not, or the copy failed; nothing is left behind then.
    """
    if out.exists():
        stop(codes.COPY_IS_THERE, file=out)
    stood = tuple(Head(fund.slug, *head(fund)[:2]) for fund in funds())
    with _arriving(out) as part:
        (_copy_postgresql if on.vendor == "postgresql" else _copy_sqlite)(on, part)
    return stood


@contextmanager
def _arriving(out: Path) -> Iterator[Path]:
    """A name beside ``out`` for a file on its way, readable by its owner alone."""
    part = out.with_name(f".{out.name}.part")
    part.touch(mode=0o600, exist_ok=True)
    try:
        yield part
        part.rename(out)
    finally:
        part.unlink(missing_ok=True)


def _copy_sqlite(on: BaseDatabaseWrapper, part: Path) -> None:
    source = sqlite3.connect(f"file:{on.settings_dict['NAME']}?mode=ro", uri=True, timeout=30)
    with closing(source), closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
        found = copy.execute("PRAGMA integrity_check").fetchone()
    if found != ("ok",):
        stop(codes.COPY_FAILED, reason=found[0])


def _copy_postgresql(on: BaseDatabaseWrapper, part: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        stop(codes.COPY_FAILED, reason="pg_dump")
    # The address goes by the environment: arguments of a process can be read by everyone on the machine.
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {name: str(on.settings_dict[of]) for name, of in names.items() if on.settings_dict[of]}
    asked = [program, "--format=custom", "--no-password", f"--file={part}"]
    done = subprocess.run(asked, env={**os.environ, **given}, capture_output=True, text=True, check=False)  # noqa: S603  our own arguments, no shell
    if done.returncode:
        stop(codes.COPY_FAILED, reason=(done.stderr.strip().splitlines() or ["pg_dump"])[-1])
