"""A budget manager's pack as it comes back: every row read, every mistake with its row and column, nothing changed."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path

from cronfa.governance import pack_codes as codes
from cronfa.intake.reading import open_text
from cronfa.intake.source import survey
from cronfa.language import LANGUAGES
from cronfa.money import MoneyError, parse_pence
from cronfa.problems import Kind, Problem, Problems, Where
from cronfa.reporting.packs import HEADINGS, TO_FILL_IN, headings, mark

MOST_CHARACTERS = 2_000_000
"""A pack has a row for each scheme; this is many times the largest."""
LONGEST_WHY = 2_000
NEEDED = ("scheme", *TO_FILL_IN)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a manager expects a scheme's year to come to, in pence, and why."""

    scheme: str
    amount_pence: int
    why: str


def read_pack(path: Path, fund: str, year: str, month: int, schemes: Iterable[str]) -> tuple[Forecast, ...]:
    """The forecasts that a pack holds; rows without one are left out.

    Raises:
        Problems: it is no workbook or table, is another month's pack, or has rows that cannot be read: all of them.
    """
    source = survey(path)
    wanted = {text.to(language).casefold() for text in HEADINGS.values() for language in LANGUAGES}
    sheet, chunks = open_text(source, None, wanted)
    reader = _Reading(source.name, sheet, set(schemes))
    found = reader.forecasts(_rows(chunks, source.name), mark(fund, year, month))
    if reader.problems:
        raise Problems(reader.problems)
    return found


def _rows(chunks: Iterator[str], file: str) -> Iterator[tuple[int, list[str]]]:
    """Rows by their number."""
    text, size = [], 0
    for chunk in chunks:
        size += len(chunk)
        if size > MOST_CHARACTERS:
            raise Problems([codes.TOO_LONG.at(Where(file=file))])
        text.append(chunk)
    whole = StringIO("".join(text))
    reader = csv.reader(whole, delimiter=";" if ";" in whole.read(4_000).split("\n", 1)[0] else ",")
    whole.seek(0)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue
        yield reader.line_num, row


class _Reading:
    """Reads rows and collects what is wrong with them."""

    def __init__(self, file: str, sheet: str | None, schemes: set[str]) -> None:
        self.file, self.sheet, self.schemes = file, sheet, schemes
        self.problems: list[Problem] = []
        self.columns: dict[str, int] = {}

    def refuse(self, kind: Kind, row: int | None = None, column: str = "", **facts: object) -> None:
        place = self.columns.get(column)
        at = Where(file=self.file, sheet=self.sheet, line=row, column=None if place is None else place + 1)
        self.problems.append(kind.at(at, **facts))

    def forecasts(self, rows: Iterator[tuple[int, list[str]]], expected: str) -> tuple[Forecast, ...]:
        marked = self._head(rows, expected)
        missing = [name for name in NEEDED if name not in self.columns]
        if missing:
            names = ", ".join(HEADINGS[name].en for name in missing)
            self.refuse(codes.COLUMNS_MISSING, columns=names)
            return ()
        if not marked:
            self.refuse(codes.OTHER_PACK, expected=expected)
            return ()
        seen: dict[str, int] = {}
        found = [each for number, row in rows if (each := self._row(number, row, seen)) is not None]
        if not found and not self.problems:
            self.refuse(codes.NOTHING_FILLED_IN)
        return tuple(found)

    def _head(self, rows: Iterator[tuple[int, list[str]]], expected: str) -> bool:
        """Find the headings among the first rows; whether the pack's mark stands above them."""
        known = dict(headings())
        marked = False
        for _, row in islice(rows, 30):
            marked = marked or any(expected in cell for cell in row)
            named = {known[text]: at for at, cell in enumerate(row) if (text := _plain(cell)) in known}
            if len(named) >= len(NEEDED):
                self.columns = named
                return marked
        return marked

    def _row(self, number: int, row: list[str], seen: dict[str, int]) -> Forecast | None:
        scheme, amount, why = (self._cell(row, name) for name in NEEDED)
        if not any(cell.strip() for cell in row):
            return None
        if scheme not in self.schemes:
            self.refuse(
                codes.SCHEME_UNKNOWN, number, "scheme", scheme=scheme or "–", known=", ".join(sorted(self.schemes))
            )
            return None
        if scheme in seen:
            self.refuse(codes.SCHEME_TWICE, number, "scheme", scheme=scheme, first=seen[scheme])
            return None
        seen[scheme] = number
        if len(why) > LONGEST_WHY:
            self.refuse(codes.WHY_TOO_LONG, number, "why", most=f"{LONGEST_WHY:,}")
        if not amount:
            if why:
                self.refuse(codes.WHY_WITHOUT_AMOUNT, number, "forecast", scheme=scheme)
            return None
        try:
            return Forecast(scheme, parse_pence(amount), why)
        except MoneyError as error:
            self.refuse(error.kind, number, "forecast", **error.facts)
            return None

    def _cell(self, row: list[str], name: str) -> str:
        at = self.columns[name]
        return row[at].strip() if at < len(row) else ""


def _plain(cell: str) -> str:
    return " ".join(cell.split()).casefold()
