"""L2: entries posted one at a time, each committed to the disk; against two Django ledgers in their own environment.

How long a disk takes to keep a commit changes from minute to minute, and is much of the whole. So we, the peer and the bare
database (one row of the same bytes, a commit each) take turns, a few rounds long, and each rate stands beside the others'
of the same rounds.
"""

import json
import os
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from benchmarks.ledger import ours
from benchmarks.ledger.servers import postgresql, sqlite
from benchmarks.ledger.work import drafts

ROOT = Path(__file__).parents[2]
PEERS_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
PEERS = Path(__file__).parent / "peers"
WORK = "L2 write: durable commits one at a time, "
ROUNDS = 10
ENTRY_BYTES = 600
"""About what one entry of five postings and its hash take in the database."""

Seconds = Callable[[int], float]
"""Seconds that so many commits take."""


def rows(posts: int = 3_000, peer_posts: int = 300) -> Iterator[dict[str, Any]]:
    """On SQLite against django-ledger, on PostgreSQL against django-hordak: the databases these are made for."""
    with sqlite() as url, sqlite() as empty, sqlite() as bare, _bare_sqlite(bare) as plain:
        yield from _beside(url, "SQLite", ("django-ledger", empty), plain, posts, peer_posts)
    with postgresql() as url, postgresql() as empty, postgresql() as bare, _bare_postgresql(bare) as plain:
        yield from _beside(url, "PostgreSQL", ("django-hordak", empty), plain, posts, peer_posts)


def _beside(
    url: str, database: str, peer: tuple[str, str], plain: Seconds, posts: int, peer_posts: int
) -> Iterator[dict[str, Any]]:
    """One row for us, one for the bare database, one for the peer, whose name and empty database are given."""
    each, each_of_peer = posts // ROUNDS, peer_posts // ROUNDS
    with ours.ended(), _peer(*peer) as (version, theirs):
        fund = ours.opened(url)
        waiting = [draft._replace(idempotency_key=f"again {draft.idempotency_key}") for draft in drafts(posts)]
        ours.single_seconds(fund, drafts(posts // 10, seed=2))
        plain(posts // 10)
        spent = [0.0, 0.0, 0.0]
        for start in range(0, each * ROUNDS, each):
            spent[0] += ours.single_seconds(fund, waiting[start : start + each])
            spent[1] += plain(each)
            spent[2] += theirs(each_of_peer)
    rate = each * ROUNDS / spent[0]
    yield _row("cronfa", database, spent[0], each * ROUNDS, None)
    yield _row(f"{database} itself, one row a commit: the most there can be", database, spent[1], each * ROUNDS, rate)
    yield _row(f"{peer[0]} {version}", database, spent[2], each_of_peer * ROUNDS, rate)


def _row(name: str, database: str, seconds: float, posts: int, our_rate: float | None) -> dict[str, Any]:
    rate = posts / seconds
    ratio = {"ratio": round(our_rate / rate, 2 if our_rate < rate else 1)} if our_rate else {}
    return {"name": name, "work": WORK + database, "seconds": round(seconds, 2), "rate": round(rate, 1), **ratio}


@contextmanager
def _peer(name: str, url: str) -> Iterator[tuple[str, Seconds]]:
    """The peer's version, and what makes it post: its program posts as many as each line it reads asks for."""
    command = [str(PEERS_PYTHON), str(PEERS / f"{name.replace('-', '_')}_posts.py"), url]
    quiet: dict[str, Any] = {"stderr": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **quiet) as process:
        assert process.stdin and process.stdout
        asking, answering = process.stdin, process.stdout

        def seconds(posts: int) -> float:
            print(posts, file=asking, flush=True)
            return float(json.loads(answering.readline())["seconds"])

        yield json.loads(answering.readline())["version"], seconds
        asking.close()


@contextmanager
def _bare_sqlite(url: str) -> Iterator[Seconds]:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, content BLOB)")
        yield lambda posts: _seconds(
            posts, lambda content: db.execute("INSERT INTO bare (content) VALUES (?)", [content])
        )


@contextmanager
def _bare_postgresql(url: str) -> Iterator[Seconds]:
    import psycopg

    with psycopg.connect(url, autocommit=True) as db:
        db.execute("CREATE TABLE bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, content bytea)")
        insert = "INSERT INTO bare (content) VALUES (%s)"
        yield lambda posts: _seconds(posts, lambda content: db.execute(insert, [content], prepare=True))


def _seconds(posts: int, commit: Callable[[bytes], object]) -> float:
    contents = [os.urandom(ENTRY_BYTES) for _ in range(posts)]
    began = time.perf_counter()
    for content in contents:
        commit(content)
    return time.perf_counter() - began
