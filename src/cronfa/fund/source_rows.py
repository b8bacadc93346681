"""The row of a partner's file that an entry came from, as it stands there."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cronfa.intake import parse_mapping, rows_at, sheets_read
from cronfa.intake.rows import in_sheet
from cronfa.ledger.funds import Fund
from cronfa.ledger.sources import SourceFile, source_content, source_line

_WORKBOOK_STARTS = ("PK\x03\x04", "ÐÏ\x11à")
"""How a workbook begins, new and old, read as text."""
_DELIMITERS = (",", ";", "\t", "|")


def row_text(fund: Fund, file: SourceFile, line: int) -> str:
    """One line of a registered file; of a workbook one row of its sheet, its cells parted by commas.

    Raises:
        Problems: the file has no such line.
    """
    if not source_line(fund, file.sha256, 1).startswith(_WORKBOOK_STARTS):
        return source_line(fund, file.sha256, line)
    return _sheet(fund, file).get(line, "")


def named_cells(fund: Fund, file: SourceFile, line: int) -> tuple[tuple[str, str], ...]:
    """What a row says, each cell by its column's name in the first line of the file or sheet; nothing where that
    line does not name them all. Cells that are empty are left out."""
    _, row = in_sheet(line)
    first = row_text(fund, file, line - row + 1)
    delimiter = max(_DELIMITERS, key=first.count)
    names, cells = (next(csv.reader([text], delimiter=delimiter), []) for text in (first, row_text(fund, file, line)))
    if (
        row == 1
        or len(names) != len(cells)
        or not all(name.strip() and not name.strip()[0].isdigit() for name in names)
    ):
        return ()
    return tuple((name.strip(), cell.strip()) for name, cell in zip(names, cells, strict=True) if cell.strip())


def cited(fund: Fund, file: SourceFile, line: int) -> tuple[str, int]:
    """A file's name and the row in it, as people find it: of sheets read together, the name is followed by the sheet's."""
    number, row = in_sheet(line)
    return (f"{file.name}:{_names(fund, file).get(number, number)}", row) if number else (file.name, line)


@lru_cache(maxsize=4)
def _sheet(fund: Fund, file: SourceFile) -> dict[int, str]:
    """The rows of the sheet or sheets that were taken in."""
    with _copy(fund, file) as copy:
        return rows_at(copy, None, mapping=parse_mapping(file.mapping))


@lru_cache(maxsize=4)
def _names(fund: Fund, file: SourceFile) -> dict[int, str]:
    """The sheets that were taken in together, by their places in the workbook."""
    with _copy(fund, file) as copy:
        return sheets_read(copy, parse_mapping(file.mapping))


@contextmanager
def _copy(fund: Fund, file: SourceFile) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        copy = Path(folder) / Path(file.name).name
        copy.write_bytes(source_content(fund, file.sha256))
        yield copy
