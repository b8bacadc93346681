"""The rows of a file as they stand, for people who ask where a figure came from."""

from collections.abc import Collection
from pathlib import Path

from cronfa.intake.reading import open_text
from cronfa.intake.source import survey

_LONGEST = 2_000


def rows_at(
    path: Path | str, rows: Collection[int], *, sheet: str | None = None, encoding: str | None = None
) -> dict[int, str]:
    """The text of some rows of a file, by row number from one: physical lines of a text, rows of a workbook's sheet.

    A row that the file does not have is left out; a very long one is cut.

    Raises:
        Problems: the file cannot be read.
    """
    found: dict[int, str] = {}
    wanted, last = set(rows), max(rows, default=0)
    _, chunks = open_text(survey(path, encoding=encoding), sheet, set())
    number, held = 1, ""
    for chunk in chunks:
        lines = (held + chunk).split("\n")
        held = lines.pop()
        found |= {number + place: line[:_LONGEST] for place, line in enumerate(lines) if number + place in wanted}
        number += len(lines)
        if number > last:
            return found
    return found | ({number: held[:_LONGEST]} if held and number in wanted else {})
