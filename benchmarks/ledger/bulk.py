"""L3: a million entries in one transaction, with triggers, chain and clearing between partners."""

from collections.abc import Iterator
from typing import Any

from benchmarks.ledger import ours
from benchmarks.ledger.servers import DATABASES
from benchmarks.ledger.work import drafts


def rows(entries: int = 1_000_000) -> Iterator[dict[str, Any]]:
    """One row for each database. No peer posts so: the rates stand for themselves."""
    for name, database in DATABASES.items():
        with database() as url, ours.ended():
            fund = ours.opened(url)
            seconds = ours.bulk_seconds(fund, drafts(entries))
            yield {
                "name": f"cronfa ({name})",
                "work": f"L3 bulk: {entries:,} entries of five postings in one transaction, drafts made meanwhile",
                "seconds": round(seconds, 1),
                "rate": round(entries / seconds),
            }
