"""L3: a million lines attributed and posted in one transaction, with triggers, chain and clearing between partners."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from benchmarks.ledger import ours
from benchmarks.ledger.servers import DATABASES, sqlite


def rows(entries: int = 1_000_000) -> Iterator[dict[str, Any]]:
    """One row for each database. No peer posts so: the rates stand for themselves, beside what SQLite alone can do."""
    work = f"L3 bulk: {entries:,} lines attributed and posted in one transaction, five postings each"
    for name, database in DATABASES.items():
        with database() as url:
            with ours.ended():
                seconds = ours.attributed_seconds(ours.opened(url), entries)
            rate = round(entries / seconds)
            yield {"name": f"cronfa ({name})", "work": work, "seconds": round(seconds, 1), "rate": rate}
            if name == "SQLite":
                yield _by_sqlite_alone(url, entries, rate) | {"work": work}


def _by_sqlite_alone(url: str, entries: int, rate: int) -> dict[str, Any]:
    """The same rows put into an empty ledger by SQLite itself, through the same constraints, triggers and seal."""
    with sqlite() as empty:
        with ours.ended():
            ours.opened(empty)
        with closing(sqlite3.connect(_path(empty), isolation_level=None)) as db:
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-65536", "foreign_keys=ON"):
                db.execute(f"PRAGMA {pragma}")
            db.execute("ATTACH ? AS there", [_path(url)])
            for table in ("source", "coding"):
                _copy(db, table)
            began = time.perf_counter()
            db.execute("BEGIN IMMEDIATE")
            for table in ("batch", "entry", "posting", "seal"):
                _copy(db, table)
            db.execute("COMMIT")
            seconds = time.perf_counter() - began
    most = round(entries / seconds)
    name = "SQLite itself: these rows out of another ledger, nothing made, hashed or bound: the most there can be"
    return {"name": name, "seconds": round(seconds, 1), "rate": most, "ratio": round(rate / most, 2)}


def _copy(db: sqlite3.Connection, table: str) -> None:
    columns = ", ".join(str(row[1]) for row in db.execute(f"PRAGMA table_info(ledger_{table})"))
    db.execute(f"INSERT INTO ledger_{table} ({columns}) SELECT {columns} FROM there.ledger_{table}")


def _path(url: str) -> str:
    return url.removeprefix("sqlite:///")
