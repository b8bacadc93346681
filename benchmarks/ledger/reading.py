"""L1: verify every entry's chain, balances by partner, trial balance; against tools that read their own journals."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.ledger import ours
from benchmarks.ledger.work import drafts
from benchmarks.processes import measure
from cronfa import ledger

ROOT = Path(__file__).parents[2]
BEANCOUNT = """
import sys
from beancount import loader
from beancount.core import realization
entries, errors, options = loader.load_file(sys.argv[1])
assert not errors, errors[:3]
tree = realization.realize(entries)
total = sum((a.balance.get_currency_units("GBP").number for a in realization.iter_children(tree)), 0)
assert total == 0, total
"""


def rows(entries: int = 100_000) -> Iterator[dict[str, Any]]:
    """One row for us and one for each peer, each from its own stored form."""
    work = f"L1 read: {entries:,} entries of five postings: verify, balances, trial balance"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'fund.sqlite3'}"
        with ours.ended():
            fund = ours.opened(url)
            ours.bulk_seconds(fund, drafts(entries))
            beancount = ledger.export(fund, "beancount", folder / "fund.beancount")
            hledger = ledger.export(fund, "hledger", folder / "fund.journal")
            seconds = ours.read_seconds(fund)
        yield _row("cronfa (SQLite)", work, seconds, entries)
        whole = measure([sys.executable, "-m", "benchmarks.ledger.ours", url], cwd=ROOT)
        yield _row(
            "cronfa, whole process from the start of Python", work, whole.seconds, entries, seconds, whole.peak_mb
        )
        for peer, command, env in _peers(folder, beancount, hledger):
            run = measure(command, env=env)
            yield _row(peer, work, run.seconds, entries, seconds, run.peak_mb)


def _peers(folder: Path, beancount: Path, hledger: Path) -> Iterator[tuple[str, list[str], dict[str, str]]]:
    python = [sys.executable, "-c", BEANCOUNT, str(beancount)]
    cache = {"BEANCOUNT_LOAD_CACHE_FILENAME": str(folder / "cache.{filename}")}
    yield "Beancount, from its journal", python, {"BEANCOUNT_DISABLE_LOAD_CACHE": "1"}
    subprocess.run(python, env={**os.environ, **cache}, check=True, stdout=subprocess.DEVNULL)
    yield "Beancount, from its cache", python, cache
    yield "hledger", ["hledger", "-f", str(hledger), "balance"], {}
    yield "ledger", ["ledger", "-f", str(hledger), "balance"], {}


def _row(
    name: str, work: str, seconds: float, entries: int, our_seconds: float | None = None, peak_mb: int | None = None
) -> dict[str, Any]:
    ratio = round(seconds / our_seconds, 1) if our_seconds else None
    return {
        "name": name,
        "work": work,
        "seconds": round(seconds, 3),
        "rate": round(entries / seconds),
        "ratio": ratio,
        "peak_mb": peak_mb,
    }
