"""Which sheets of a workbook are read: one, or several together, such as one for each month."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cronfa.intake import codes
from cronfa.intake.header import wanted_columns
from cronfa.intake.mapping import ALL, Mapping
from cronfa.intake.source import Source, survey, text_chunks
from cronfa.intake.workbook import Sheets, Table, sheet_table, sheets_of
from cronfa.language import Text
from cronfa.problems import Problem, Problems, Where, stop

MOST_SHEETS = 200
"""With more, the numbers of their rows would not fit where the ledger keeps them."""
_TOO_MANY = Text(en="it has more than 200 sheets", cy="mae ganddo fwy na 200 o ddalennau")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The sheets read together, each by its place in the workbook, and those left out that the mapping does not name."""

    names: dict[int, str]
    left_out: tuple[str, ...] = ()

    def warning(self, file: str) -> Problem | None:
        """What to tell of the sheets left out."""
        return codes.SHEETS_LEFT_OUT.at(Where(file=file), sheets=", ".join(self.left_out)) if self.left_out else None


def chosen_sheets(source: Source, mapping: Mapping) -> Chosen | None:
    """The sheets that a mapping reads together; nothing where it reads one table.

    All are those that are visible and have at least half of the columns: one that lacks others is then a problem, not left
    out in silence.

    Raises:
        Problems: a sheet that the mapping names is not there.
    """
    if source.content != "workbook" or not mapping.file.sheets:
        return None
    known = sheets_of(source, wanted_columns(mapping))
    if len(known.names) > MOST_SHEETS:
        stop(codes.WORKBOOK_UNREADABLE, Where(file=source.name), reason=_TOO_MANY)
    wanted = _alike(known) if mapping.file.sheets == (ALL,) else _named(known, mapping.file.sheets, source.name)
    numbered = {number: name for number, name in enumerate(known.names, start=1) if name in wanted}
    left_out = [name for name in known.names if name not in wanted] if mapping.file.sheets == (ALL,) else []
    return Chosen(numbered, tuple(left_out))


def _alike(known: Sheets) -> set[str]:
    visible = [name for name in known.names if name not in known.hidden] or list(known.names)
    best = max((known.found[name] for name in visible), default=0)
    return {name for name in visible if 2 * known.found[name] >= best > 0} or set(visible)


def _named(known: Sheets, names: tuple[str, ...], file: str) -> set[str]:
    lacking = [name for name in names if name not in known.names]
    if lacking:
        sheets = ", ".join(known.names)
        raise Problems(
            codes.NO_SUCH_SHEET.at(Where(file=file, sheet=name), sheet=name, sheets=sheets) for name in lacking
        )
    return set(names)


def tables(source: Source, mapping: Mapping, chosen: Chosen | None) -> Iterator[Table]:
    """The tables that a mapping reads of a file: one, or each of the sheets read together, one after the other."""
    wanted = wanted_columns(mapping)
    if chosen is None:
        yield open_table(source, mapping.file.sheet, wanted)
        return
    for number, name in chosen.names.items():
        yield Table(sheet_table(source, name, wanted).chunks, name, number=number)


def open_table(source: Source, sheet: str | None, wanted: set[str]) -> Table:
    """The file's text in pieces, and which sheet of a workbook that is."""
    return sheet_table(source, sheet, wanted) if source.content == "workbook" else Table(text_chunks(source))


def sheets_read(path: Path, mapping: Mapping) -> dict[int, str]:
    """The sheets of a file that its mapping reads together, by their places; none where it reads one table."""
    chosen = chosen_sheets(survey(path, encoding=mapping.file.encoding), mapping)
    return chosen.names if chosen else {}
