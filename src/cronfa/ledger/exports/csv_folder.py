"""A folder of CSV files: ``entries.csv`` and ``postings.csv``, UTF-8 with a mark so that spreadsheets see Welsh letters.

Amounts are whole pence. No cell can be taken for a formula (see :mod:`cronfa.ledger.exports.cells`).
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from cronfa.ledger.canonical import Stored
from cronfa.ledger.exports.cells import guarded, unguarded
from cronfa.ledger.exports.content import (
    ENTRY_COLUMNS,
    POSTING_COLUMNS,
    Content,
    entry_cells,
    joined,
    posting_cells,
    write_beside,
    write_manifest,
)

ENCODING = "utf-8-sig"


def write(content: Content, folder: Path) -> None:
    """Write the fund into an empty folder."""
    write_beside(content, folder)
    count = 0
    with (
        (folder / "entries.csv").open("w", encoding=ENCODING, newline="") as entries_file,
        (folder / "postings.csv").open("w", encoding=ENCODING, newline="") as postings_file,
    ):
        entries, postings = (csv.writer(file, lineterminator="\n") for file in (entries_file, postings_file))
        entries.writerow(ENTRY_COLUMNS)
        postings.writerow(POSTING_COLUMNS)
        for entry in content.entries():
            entries.writerow([_cell(value) for value in entry_cells(entry)])
            postings.writerows([_cell(value) for value in cells] for cells in posting_cells(entry))
            count += 1
    write_manifest(content, folder, "csv", count)


def read(folder: Path) -> Iterator[Stored]:
    """The entries in a folder that :func:`write` wrote.

    Raises:
        ValueError: a file is not as it was written.
    """
    return joined(_rows(folder / "entries.csv", ENTRY_COLUMNS), _rows(folder / "postings.csv", POSTING_COLUMNS))


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[list[str]]:
    with path.open(encoding=ENCODING, newline="") as file:
        try:
            yield from _checked(csv.reader(file, strict=True), path.name, columns)
        except csv.Error as wrong:
            raise ValueError(f"{path.name}: {wrong}") from wrong


def _checked(rows: Iterator[list[str]], name: str, columns: tuple[str, ...]) -> Iterator[list[str]]:
    if tuple(next(rows, ())) != columns:
        raise ValueError(f"{name} has other columns")
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"{name} has a row of {len(row)} cells")
        yield [unguarded(cell) for cell in row]


def _cell(value: int | str) -> int | str:
    return guarded(value) if isinstance(value, str) else value
