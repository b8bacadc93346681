"""L3: a million lines attributed and posted in one transaction, with triggers, chain and clearing between partners."""

from collections.abc import Iterator
from typing import Any

from benchmarks.ledger import ours
from benchmarks.ledger.servers import DATABASES


def rows(entries: int = 1_000_000) -> Iterator[dict[str, Any]]:
    """One row for each database. No peer posts so: the rates stand for themselves."""
    for name, database in DATABASES.items():
        with database() as url, ours.ended():
            seconds = ours.attributed_seconds(ours.opened(url), entries)
            yield {
                "name": f"cronfa ({name})",
                "work": f"L3 bulk: {entries:,} lines attributed and posted in one transaction, five postings each",
                "seconds": round(seconds, 1),
                "rate": round(entries / seconds),
            }
