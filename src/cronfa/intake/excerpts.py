"""The rows of a file as they stand, for people who ask where a figure came from."""

from collections.abc import Collection, Iterable
from pathlib import Path

from cronfa.intake.header import wanted_columns
from cronfa.intake.mapping import Mapping
from cronfa.intake.reading import open_text
from cronfa.intake.rows import ROWS_A_SHEET
from cronfa.intake.sheets import chosen_sheets, tables
from cronfa.intake.source import survey

_LONGEST = 2_000


def rows_at(
    path: Path | str,
    rows: Collection[int] | None,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    mapping: Mapping | None = None,
) -> dict[int, str]:
    """The text of some rows of a file (of all, for None), by row number from one: physical lines of a text, rows of a
    workbook's sheet, or of its sheets read together (:mod:`cronfa.intake.rows`).

    A ``mapping`` says which sheets and encoding, as it does where the file is read. A row that the file does not have is
    left out; a very long one is cut.

    Raises:
        Problems: the file cannot be read.
    """
    columns = wanted_columns(mapping) if mapping else set()
    said = mapping.file if mapping else None
    source = survey(path, encoding=encoding or (said.encoding if said else None))
    together = chosen_sheets(source, mapping) if mapping and not sheet else None
    if mapping and together:
        found: dict[int, str] = {}
        for table in tables(source, mapping, together):
            above = table.number * ROWS_A_SHEET
            own = None if rows is None else {row - above for row in rows if 0 < row - above < ROWS_A_SHEET}
            found |= {above + row: text for row, text in _found(table.chunks, own).items()}
        return found
    _, chunks = open_text(source, sheet or (said.sheet if said else None), columns)
    return _found(chunks, rows)


def _found(chunks: Iterable[str], rows: Collection[int] | None) -> dict[int, str]:
    found: dict[int, str] = {}
    last = None if rows is None else max(rows, default=0)
    number, held = 1, ""
    for chunk in chunks:
        lines = (held + chunk).split("\n")
        held = lines.pop()
        found |= {
            number + place: line[:_LONGEST]
            for place, line in enumerate(lines)
            if rows is None or number + place in rows
        }
        number += len(lines)
        if last is not None and number > last:
            return found
    return found | ({number: held[:_LONGEST]} if held and (rows is None or number in rows) else {})
