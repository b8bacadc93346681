"""``python -m benchmarks [ROOM …]``: every measurement side by side with its peers, and the page that reports them.

Each room prints JSON rows (name, work, seconds, rate, ratio). A ratio is ours over the peer's, from the same run on the
same machine, as rates of the same work; nothing here is a test.
"""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "performance.md"
ROOMS = ("ledger", "attribution", "settlement", "intake", "foresight", "web", "start")
HEAD = """# Performance

Measured by `make bench`, which writes this page anew. Ours and each peer do the same work in the same run on the same
machine, and must give the same pennies. *Ratio* is how many times the peer's rate ours is. Machines differ; ratios
differ less.

"""


def main(rooms: Iterable[str]) -> None:
    """Measure the rooms named, or all of them; all of them together write the page."""
    chosen = tuple(rooms) or ROOMS
    rows = [row for room in chosen for row in _rows(room)]
    text = _table(rows)
    print(text)
    if chosen == ROOMS:
        PAGE.write_text(HEAD + _facts() + "\n" + text, "utf-8")
        print(f"Written: {PAGE.relative_to(ROOT)}")


def _rows(room: str) -> Iterator[dict[str, Any]]:
    """The rows that a room prints, shown as they come."""
    command = [sys.executable, "-m", f"benchmarks.{room}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", file=sys.stderr, flush=True)
            yield json.loads(line)
    if process.returncode:
        raise SystemExit(f"benchmarks.{room} failed")


def _table(rows: Iterable[dict[str, Any]]) -> str:
    """One table for each kind of work, in the order in which they were measured."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(str(row["work"]), []).append(row)
    return "\n".join(_group(work, measured) for work, measured in groups.items())


def _group(work: str, rows: list[dict[str, Any]]) -> str:
    lines = [f"## {work}", "", "| what | seconds | a second | ratio | memory |", "|---|---:|---:|---:|---:|"]
    for row in rows:
        rate = f"{row['rate']:,.0f}" if row.get("rate") else "–"
        ratio = f"{row['ratio']:,g}×" if row.get("ratio") else "–"
        memory = f"{row['peak_mb']:,.0f} MB" if row.get("peak_mb") else "–"
        lines.append(f"| {row['name']} | {row['seconds']:,g} | {rate} | {ratio} | {memory} |")
    return "\n".join([*lines, ""])


def _facts() -> str:
    """The day, the machine and the versions."""
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "numba", "polars", "django", "psycopg"))
    return (
        f"{datetime.now(UTC):%-d %B %Y}; {os.cpu_count()} cores, {memory_gb:.0f} GB, {platform.machine()}; "
        f"Python {platform.python_version()}, {versions}.\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
