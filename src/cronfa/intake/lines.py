"""What comes out of taking in a file: lines, their totals, and every problem found on the way."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import polars as pl

from cronfa.intake import codes
from cronfa.intake.keys import with_keys
from cronfa.intake.mapping import Control, Mapping as FileMapping
from cronfa.intake.rows import in_sheet
from cronfa.language import Text
from cronfa.money import pounds
from cronfa.problems import Problem, Where

SHARE = "share:"
COMPONENT = "component:"
SHARE_SCALE = 1_000_000
"""Percentages are held as millionths of one per cent, so that six decimal places are exact."""


class Line(NamedTuple):
    """One line of a partner's file, ready to post. Amounts are pence; a payment is above zero, its reversal below.

    ``key`` never changes for the same content in whichever file it comes: it is what makes posting it twice impossible.
    (A named tuple, since a file may have a million of them.)
    """

    key: str
    row: int
    posting_date: date
    service_date: date
    amount_pence: int
    scheme: str
    category: str = ""
    supplier: str = ""
    transaction: str = ""
    narrative: str = ""
    cost_centre: str = ""
    capital: bool = False
    responsible: str | None = None
    partner: str | None = None
    gross_pence: int | None = None
    vat_pence: int | None = None
    shares: tuple[tuple[str, int], ...] = ()
    components: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """A number of rows and what they add up to, in pence."""

    rows: int = 0
    pence: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.rows + other.rows, self.pence + other.pence)


@dataclass(frozen=True, slots=True)
class SheetSum:
    """What one of several sheets read together adds up to; ``number`` is its place in the workbook, from one."""

    name: str
    number: int
    sum: Sum


@dataclass(frozen=True, slots=True)
class SchemeMonth:
    """What one scheme's lines of one month add up to. ``month`` is its first day."""

    scheme: str
    month: date
    sum: Sum


@dataclass(frozen=True, slots=True)
class Unmapped:
    """Lines that no rule matched, alike in the columns that rules look at."""

    values: tuple[tuple[str, str], ...]
    sum: Sum
    first_row: int


@dataclass(frozen=True, slots=True)
class Repeated:
    """Lines that are the same in every column that matters. All are kept."""

    rows: tuple[int, ...]
    sum: Sum
    said: str


@dataclass(frozen=True)
class Intake:
    """One file, read and checked. Nothing may be posted from it unless :attr:`ok`.

    ``read`` is every row that is a line; it is ``accepted`` + ``ignored`` + ``refused`` + ``unmapped``. A refused row
    counts in pence when its amount could be read. ``repeated`` has the first of the groups of lines alike, and
    ``problems`` the first of the problems; ``counts`` has all, by code.
    """

    mapping: FileMapping
    file: str
    sha256: str
    encoding: str
    encoding_reason: Text
    delimiter: str
    header_row: int
    sheet: str | None
    read: Sum
    accepted: Sum
    refused: Sum
    ignored: Mapping[str, Sum]
    unmapped: tuple[Unmapped, ...]
    repeated: tuple[Repeated, ...]
    redacted: int
    total_rows: Mapping[int, int]
    by_scheme_month: tuple[SchemeMonth, ...]
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    has_errors: bool
    frame: pl.DataFrame
    sheets: tuple[SheetSum, ...] = ()
    """The sheets read together, where the mapping says so; the rows of each are known as :mod:`cronfa.intake.rows` says."""

    @property
    def ok(self) -> bool:
        """Whether every row was understood, so that the file may be posted once its totals are confirmed."""
        return not self.has_errors

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each month in which the file's lines were paid."""
        return tuple(self.frame["posting_date"].dt.month_start().unique().sort()) if self.frame.width else ()

    def by_scheme(self) -> dict[str, Sum]:
        """What each scheme's lines add up to."""
        sums: dict[str, Sum] = {}
        for part in self.by_scheme_month:
            sums[part.scheme] = sums.get(part.scheme, Sum()) + part.sum
        return sums

    def lines(self) -> Iterator[Line]:
        """The lines to post, in the file's order, made as they are asked for. None if there are errors."""
        for batch in self.batches():
            yield from batch

    def batches(self, size: int = 10_000) -> Iterator[list[Line]]:
        """The lines to post, so many at a time."""
        for part in self.frames(size):
            yield lines_of(part)

    def frames(self, size: int = 10_000) -> Iterator[pl.DataFrame]:
        """The lines to post as columns with their ``key``, so many at a time."""
        if not self.ok:
            return
        for part in self.frame.iter_slices(size):
            yield with_keys(part)

    def confirm(self, *, rows: int | None = None, total_pence: int | None = None) -> tuple[Problem, ...]:
        """What stands against the control totals: the mapping's, and those that the caller confirms.

        Empty when every figure given is right and at least one of the two sources gave a total.
        """
        return against_controls((self.mapping.control, Control(rows=rows, total=total_pence)), self.read, self._top)

    def cited(self, row: int) -> str:
        """A row as people find it: its number, after its sheet's name where several are read together."""
        number, line = in_sheet(row)
        name = next((sheet.name for sheet in self.sheets if sheet.number == number), None)
        return f"{name}:{line}" if name else str(row)

    def placed(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Problems of lines, each with the sheet and the row in it where several sheets are read together."""
        return tuple(replace(problem, where=self._in_sheet(problem.where)) for problem in problems)

    def _in_sheet(self, where: Where) -> Where:
        number, row = in_sheet(where.line or 0)
        name = next((sheet.name for sheet in self.sheets if sheet.number == number), None)
        return replace(where, sheet=name, line=row) if name and where.file == self.file else where

    @property
    def _top(self) -> Where:
        return Where(file=self.file, sheet=self.sheet)


def against_controls(controls: Iterable[Control], read: Sum, where: Where) -> tuple[Problem, ...]:
    """What stands against control totals, of which at least one must say a total."""
    said = tuple(controls)
    found = [problem for each in said for problem in _against(each, read, where)]
    if all(each.total is None for each in said):
        found.append(codes.NOT_CONFIRMED.at(where, rows=read.rows, total=pounds(read.pence)))
    return tuple(found)


def _against(control: Control, read: Sum, where: Where) -> Iterator[Problem]:
    if control.rows is not None and control.rows != read.rows:
        yield codes.ROWS_NOT_AS_CONTROL.at(where, expected=control.rows, found=read.rows)
    if control.total is not None and control.total != read.pence:
        yield codes.TOTAL_NOT_AS_CONTROL.at(where, expected=pounds(control.total), found=pounds(read.pence))


_PLAIN_FIELDS = (
    "key",
    "row",
    "posting_date",
    "service_date",
    "amount_pence",
    "scheme",
    "category",
    "supplier",
    "transaction",
    "narrative",
    "cost_centre",
    "capital",
    "responsible",
    "partner",
    "gross_pence",
    "vat_pence",
)
"""The fields of a :class:`Line` that are columns, in its order."""


def lines_of(frame: pl.DataFrame) -> list[Line]:
    """The lines in a frame such as :meth:`Intake.frames` gives."""
    extra = [name for name in frame.columns if name.startswith((SHARE, COMPONENT))]
    plain = frame.select(_PLAIN_FIELDS).rows()
    if not extra:
        return [Line(*row) for row in plain]
    more = frame.select(extra).rows(named=True)
    return [Line._make((*row, _weights(m), _parts(m))) for row, m in zip(plain, more, strict=True)]


def _weights(row: dict[str, int | None]) -> tuple[tuple[str, int], ...]:
    """A joint package's shares as the smallest whole weights in the same proportions."""
    shares = {name.removeprefix(SHARE): value for name, value in row.items() if name.startswith(SHARE) and value}
    common = math.gcd(*shares.values()) if shares else 1
    return tuple((partner, value // common) for partner, value in shares.items())


def _parts(row: dict[str, int | None]) -> tuple[tuple[str, int], ...]:
    parts = {name.removeprefix(COMPONENT): value for name, value in row.items() if name.startswith(COMPONENT)}
    return tuple((name, value) for name, value in parts.items() if value is not None)
