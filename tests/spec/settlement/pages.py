"""Worked examples as the manual shows them: an agreement, what happened, and tables of what follows.

A page is read from the top. A ``yaml`` block titled ``agreement.yaml`` is the agreement for what comes below it, one titled
``outcome.yaml`` is settled under it, and the tables beneath are what must come out, until the next outcome. The columns of
a table say what it is about. Columns named *Published* and *Note* are for the reader; so is a table with a column that no
settlement has.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FENCE = re.compile(r'^```yaml[^\n]*title="(?P<title>agreement|outcome)\.yaml"[^\n]*\n(?P<body>.*?)^```$', re.M | re.S)
TABLE = re.compile(r"^(?:\|[^\n]*\|\n)+", re.M)
FOR_READERS = {"Published", "Note"}


@dataclass(frozen=True)
class Table:
    """A table of what must come out: its columns, and its rows as cells by column."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]


@dataclass
class Case:
    """One outcome of a page under its agreement, with the tables beneath it."""

    name: str
    agreement: str
    outcome: str
    tables: list[Table] = field(default_factory=list)


def table(text: str) -> Table:
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.strip().splitlines()]
    columns = tuple(lines[0])
    rows = tuple(dict(zip(columns, line, strict=True)) for line in lines[2:])
    return Table(columns, rows)


def cases(page: Path) -> Iterator[Case]:
    """The cases of a page, in its order."""
    words = page.read_text(encoding="utf-8")
    found = sorted([*FENCE.finditer(words), *TABLE.finditer(words)], key=lambda match: match.start())
    agreement, current, number = "", None, 0
    for match in found:
        if match.re is TABLE:
            if current:
                current.tables.append(table(match.group()))
            continue
        if current:
            yield current
            current = None
        if match["title"] == "agreement":
            agreement = match["body"]
        else:
            number += 1
            current = Case(f"{page.stem}-{number}", agreement, match["body"])
    if current:
        yield current
