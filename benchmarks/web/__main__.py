"""``python -m benchmarks.web [LINES]``: pages for fifty people, the first figure beside Fava, a file looked at, page weight."""

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.intake.million import write_lines
from benchmarks.processes import measure
from benchmarks.web.crowd import AT, DRILL_DOWNS, PAGES, Crowd, p95
from benchmarks.web.serving import CRONFA, Visitor, await_answer, filled, served

READING = (2.0, 8.0)
"""Seconds for which a visitor reads a page: five in the mean, so that fifty ask for ten pages a second."""
STARTS = 3
FAVA = str(Path(__file__).parents[2] / ".venv-bench" / "bin" / "fava")


def rows(lines: int = 200_000, users: int = 50, minutes: float = 2.0) -> Iterator[dict[str, Any]]:
    """Pages over a million postings, then the first figure of a hundred thousand entries beside Fava."""
    with tempfile.TemporaryDirectory() as folder:
        env = filled(Path(folder), lines)
        with served(env) as port:
            await_answer(port, "/en/accessibility/")
            yield from _weights(port)
            yield from _crowd(port, lines, users, minutes)
            yield from _file(port, Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        yield from _first_figure(Path(folder), lines // 2)


def _crowd(port: int, lines: int, users: int, minutes: float) -> Iterator[dict[str, Any]]:
    work = f"W1 pages: {lines * 5:,} postings, {users} people at once, each reading {READING[0]:g} to {READING[1]:g} s: p95"
    crowd = Crowd()
    crowd.visit(port, users, minutes, READING, lines)
    assert not crowd.wrong, crowd.wrong[:5]
    for name, seconds in crowd.seconds.items():
        kind = "drill-down" if name in DRILL_DOWNS else "page"
        yield {"name": f"{name} ({kind}, {len(seconds)} times)", "work": work, "seconds": round(p95(seconds), 3)}
    every = [each for seconds in crowd.seconds.values() for each in seconds]
    rate = round(len(every) / (minutes * 60), 1)
    yield {"name": "all together", "work": work, "seconds": round(p95(every), 3), "rate": rate}


def _weights(port: int) -> Iterator[dict[str, Any]]:
    """Kilobytes over the wire of a first view: the page and what it names, as a browser asks for them."""
    visitor = Visitor(port)
    visitor.sign_in("Pooled-fund manager")
    beside = ("cronfa.css", "cronfa.svg", "htmx.js", "beside.js")
    around = sum(len(visitor.get(f"/static/web/{name}", compressed=True)[1]) for name in beside)
    for name in ("fund home", "monitoring report", "postings, first page"):
        began = time.perf_counter()
        _, page, _ = visitor.get(AT + PAGES[name], compressed=True)
        size = (len(page) + around) / 1024
        yield {
            "name": f"{name}, first asked for: {size:,.0f} KB over the wire",
            "work": "W2 weight of a first view, style, scripts and icon included; seconds with nothing kept yet",
            "seconds": round(time.perf_counter() - began, 3),
        }


def _file(port: int, folder: Path, lines: int = 100_000) -> Iterator[dict[str, Any]]:
    """A file of the same layout with lines of its own, from upload until it is looked at whole."""
    path = folder / "late.csv"
    write_lines(path, lines, seed=2013)
    visitor = Visitor(port)
    visitor.sign_in("Host finance officer")
    _, page, _ = visitor.get(AT + "files/")
    began = time.perf_counter()
    status, _, leads = visitor.send_file(AT + "files/", {"csrfmiddlewaretoken": visitor.token(page)}, "file", path)
    assert status == 302, status
    status, page, _ = visitor.get(leads)
    shown = time.perf_counter() - began
    while b"<progress" in page:  # a worker reads it, and the page says how far it is
        time.sleep(0.1)
        status, page, _ = visitor.get(leads)
    assert status == 200 and f"{lines:,}".encode() in page, status
    work = f"W3 a file of {lines:,} lines, from upload to looked at"
    yield {"name": "cronfa, the page that says how far it is", "work": work, "seconds": round(shown, 2)}
    yield {"name": "cronfa", "work": work, "seconds": round(time.perf_counter() - began, 2)}


def _first_figure(folder: Path, lines: int) -> Iterator[dict[str, Any]]:
    """From the start of the program until its first page of figures is there, of the same entries."""
    work = f"W4 first figures after the start, {lines:,} entries"
    env = filled(folder, lines)
    journal = folder / "fund.beancount"
    measure([CRONFA, "ledger", "export", "--format", "beancount", "--out", str(journal)], env=env)
    with served(env) as port:  # its tables and people are made once, when it is set up
        await_answer(port, "/en/accessibility/")
    os.sync()  # what was written to make the fund is on the disk before anybody starts
    starts = [_starts(env) for _ in range(STARTS)]
    ours, with_charts = (median(seconds) for seconds in zip(*starts, strict=True))
    told = f"median of {STARTS}, from {min(home for home, _ in starts):.2f} to {max(home for home, _ in starts):.2f}"
    yield {"name": f"cronfa, fund home ({told})", "work": work, "seconds": round(ours, 2)}
    yield {"name": "cronfa, monitoring report with its charts", "work": work, "seconds": round(with_charts, 2)}
    for name, env in (
        ("Fava, from the journal", {"BEANCOUNT_DISABLE_LOAD_CACHE": "1"}),
        ("Fava, the first time", {}),
        ("Fava, from Beancount's cache", {}),
    ):
        seconds = _trial_balance_by_fava(journal, env)
        yield {"name": name, "work": work, "seconds": round(seconds, 2), "ratio": round(seconds / ours, 1)}


def _starts(env: dict[str, str]) -> tuple[float, float]:
    """Seconds from the start of the workspace until its fund home is there, and then the monitoring report."""
    with served(env) as port:
        began = time.perf_counter()
        await_answer(port, "/en/accessibility/")
        visitor = Visitor(port)
        visitor.sign_in("Pooled-fund manager")
        status, page, _ = visitor.get(AT)
        home = time.perf_counter() - began
        assert status == 200 and "£".encode() in page
        status, page, _ = visitor.get(AT + "figures/2012-13/12/monitoring/")
        assert status == 200 and b"govuk-table" in page
        return home, time.perf_counter() - began


def _trial_balance_by_fava(journal: Path, env: dict[str, str]) -> float:
    """Seconds from the start of Fava until it has told its trial balance."""
    with served(env, [FAVA, str(journal)]) as port:
        began = time.perf_counter()
        await_answer(port, "/")
        visitor = Visitor(port)
        ledger = visitor.get("/")[2].split("/")[1]
        status, told, _ = visitor.get(f"/{ledger}/api/trial_balance")
        assert status == 200 and b"GBP" in told
        return time.perf_counter() - began


if __name__ == "__main__":
    for row in rows(*[int(argument) for argument in sys.argv[1:2]]):
        print(json.dumps(row), flush=True)
