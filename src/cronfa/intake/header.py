"""Finding the header of a table and, in it, the columns that a mapping names."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cronfa.intake import codes
from cronfa.intake.mapping import Columns, FromColumn, Mapping as FileMapping
from cronfa.problems import Problem, Problems, Where

SEARCHED_ROWS = 60
"""How far down a header may stand below titles, notes and blank rows."""

NumberedRow = tuple[int, list[str]]
_Named = str | tuple[str, ...] | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Header:
    """The header row: its line in the file, and a name for each column that no other column has."""

    row: int
    names: tuple[str, ...]
    repeated: Mapping[str, int]


def plain(name: str) -> str:
    """A column name without what people vary: capitals, spaces at the ends, doubled spaces, byte order marks."""
    return " ".join(name.replace("\ufeff", "").replace("\xa0", " ").split()).casefold()


def unique_names(row: Sequence[str]) -> tuple[str, ...]:
    """A name for each column: as written, ``Name [2]`` for a name's second column, ``[3]`` for a third that is blank."""
    seen: Counter[str] = Counter()
    names: list[str] = []
    for number, cell in enumerate(row, start=1):
        shown = " ".join(cell.replace("\ufeff", "").replace("\xa0", " ").split())
        seen[plain(cell)] += 1
        repeated = f"{shown} [{seen[plain(cell)]}]"
        names.append(f"[{number}]" if not shown else shown if seen[plain(cell)] == 1 else repeated)
    return _still_unique(names)


def _still_unique(names: list[str]) -> tuple[str, ...]:
    """A file may itself have a column called ``Name [2]``."""
    taken: set[str] = set()
    for place in range(len(names)):
        while plain(names[place]) in taken:
            names[place] = f"{names[place]} ({place + 1})"
        taken.add(plain(names[place]))
    return tuple(names)


def find_header(rows: Iterable[NumberedRow], mapping: FileMapping, file: str) -> Header:
    """The header: the row that the mapping names, or the first that holds the most of the mapping's columns.

    Raises:
        Problems: no row holds any of them.
    """
    candidates = list(rows)
    if mapping.file.header_row:
        candidates = [row for row in candidates if row[0] == mapping.file.header_row]
    wanted = wanted_columns(mapping)
    best = max(candidates, key=lambda row: len(wanted & {plain(cell) for cell in row[1]}), default=None)
    if best is None or (wanted and not wanted & {plain(cell) for cell in best[1]}):
        shown = ", ".join(name for names in used_columns(mapping).values() for name in names)
        raise Problems([codes.NO_HEADER.at(Where(file=file, line=1), names=shown)])
    counts = Counter(plain(cell) for cell in best[1] if cell.strip())
    return Header(best[0], unique_names(best[1]), {name: count for name, count in counts.items() if count > 1})


def wanted_columns(mapping: FileMapping) -> set[str]:
    """The names, in their plain form, by which a header with the mapping's columns is known."""
    wanted = {plain(name) for names in used_columns(mapping).values() for name in names if not _is_place(name)}
    return wanted | {plain(other) for others in mapping.also_called.values() for other in others}


def used_columns(mapping: FileMapping) -> dict[str, tuple[str, ...]]:
    """Every column that the mapping needs, by what it is used for."""
    used = {role.replace("_", " "): _names(value) for role, value in _given(mapping.columns)}
    conditions = [name for rule in mapping.schemes for name in rule.when]
    categories = [rule.category.column for rule in mapping.schemes if isinstance(rule.category, FromColumn)]
    if conditions or categories:
        used["schemes"] = tuple(dict.fromkeys(conditions + categories))
    return used


def _given(columns: Columns) -> list[tuple[str, _Named]]:
    given = [(name, getattr(columns, name)) for name in Columns.model_fields if name != "components"]
    given.append(("components", columns.component_columns))
    return [(name, value) for name, value in given if value]


def _names(value: _Named) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(value.values()) if isinstance(value, Mapping) else value


def _is_place(name: str) -> bool:
    return re.fullmatch(r"#\d+", name) is not None


def resolve(mapping: FileMapping, header: Header, file: str) -> tuple[dict[str, str], list[Problem]]:
    """For each name that the mapping uses, the file's own name of that column; and warnings about names that repeat.

    Raises:
        Problems: every column that the file lacks.
    """
    place = {plain(name): name for name in header.names}
    found: dict[str, str] = {}
    lacking: list[Problem] = []
    warnings: list[Problem] = []
    where = Where(file=file, line=header.row)
    for role, names in used_columns(mapping).items():
        for name in names:
            column = _column(name, place, header, mapping.also_called)
            if column is None:
                lacking.append(codes.COLUMN_MISSING.at(where, name=name, role=role, found=_like(name, header)))
            elif name not in found and plain(column) == plain(name) and plain(name) in header.repeated:
                warnings.append(codes.COLUMN_TWICE.at(where, name=name, count=header.repeated[plain(name)]))
            found[name] = column or ""
    if lacking:
        raise Problems(lacking)
    return found, warnings


def _column(
    name: str, place: Mapping[str, str], header: Header, also_called: Mapping[str, tuple[str, ...]]
) -> str | None:
    if _is_place(name):
        number = int(name[1:])
        return header.names[number - 1] if 1 <= number <= len(header.names) else None
    others = next((others for known, others in also_called.items() if plain(known) == plain(name)), ())
    return next((place[plain(spelling)] for spelling in (name, *others) if plain(spelling) in place), None)


def _like(name: str, header: Header) -> str:
    """The file's columns most like a name that it lacks, or all of them."""
    near = difflib.get_close_matches(name, header.names, n=3, cutoff=0.5)
    return ", ".join(near or header.names)[:300]
