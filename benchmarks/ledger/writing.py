"""L2: entries posted one at a time, each committed to the disk; against two Django ledgers in their own environment."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.ledger import ours
from benchmarks.ledger.servers import postgresql, sqlite
from benchmarks.ledger.work import drafts
from benchmarks.processes import measure

ROOT = Path(__file__).parents[2]
PEERS_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
PEERS = Path(__file__).parent / "peers"
WORK = "L2 write: durable commits one at a time, "


def rows(posts: int = 3_000, peer_posts: int = 300) -> Iterator[dict[str, Any]]:
    """On SQLite against django-ledger, on PostgreSQL against django-hordak: the databases these are made for."""
    with sqlite() as url:
        yield from _beside(url, "SQLite", "django-ledger", posts, peer_posts)
    with postgresql() as url:
        yield from _beside(url, "PostgreSQL", "django-hordak", posts, peer_posts)


def _beside(url: str, database: str, peer: str, posts: int, peer_posts: int) -> Iterator[dict[str, Any]]:
    work = WORK + database
    with ours.ended():
        fund = ours.opened(url)
        ours.single_seconds(fund, drafts(posts // 10, seed=2))
        seconds = ours.single_seconds(fund, [_renamed(draft, "again") for draft in drafts(posts)])
    rate = posts / seconds
    yield {"name": "cronfa", "work": work, "seconds": round(seconds, 2), "rate": round(rate)}
    program = str(PEERS / f"{peer.replace('-', '_')}_posts.py")
    with (sqlite if database == "SQLite" else postgresql)() as empty:
        run = measure([str(PEERS_PYTHON), program, empty, str(peer_posts)])
    theirs = json.loads(run.output)
    their_rate = theirs["posts"] / theirs["seconds"]
    yield {
        "name": f"{peer} {theirs['version']}",
        "work": work,
        "seconds": round(theirs["seconds"], 2),
        "rate": round(their_rate, 1),
        "ratio": round(rate / their_rate, 1),
    }


def _renamed(draft: Any, prefix: str) -> Any:

    return draft._replace(idempotency_key=f"{prefix} {draft.idempotency_key}")
