"""One document for every output: a report is frozen values, in both languages, and every figure has an id.

Builders make a :class:`Report` from a year's book; renderers turn it into PDF, Excel, HTML and JSON. The report holds
exact pence; only a renderer rounds, and only what a column of kind ``pounds`` shows. Nothing here reads a clock: a
report is *as at* a given day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from cronfa.language import Text

ColumnKind = Literal["text", "money", "pounds", "count", "number", "percent", "date", "status"]
"""``count`` says how many, ``number`` which one, ``money`` shows pence,
``pounds`` whole pounds of an exact amount, ``percent`` one decimal of an exact share."""

MONEY_KINDS = ("money", "pounds")
Level = Literal["line", "subtotal", "total"]
Tone = Literal["good", "watch", "over", "plain"]


@dataclass(frozen=True, slots=True)
class Status:
    """A status in words; ``tone`` only chooses the colour that repeats it."""

    word: Text
    tone: Tone = "plain"


Value = Text | int | Fraction | date | Status | None
"""What a cell holds: money is integer pence; ``None`` means *does not apply*."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, and the id by which ``cronfa why`` explains it; equal ids are the same figure in two places."""

    value: Value
    figure: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and what stands beneath it. ``adds`` says that lines add up to their totals."""

    id: str
    title: Text
    kind: ColumnKind = "text"
    adds: bool = True

    @property
    def is_money(self) -> bool:
        return self.kind in MONEY_KINDS

    @property
    def is_summed(self) -> bool:
        return self.adds and (self.is_money or self.kind == "count")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; a ``subtotal`` adds the lines above it up to the last subtotal, a ``total`` adds all lines.

    ``behind`` says which postings of the ledger the row adds up, as pairs of field and value.
    """

    id: str
    cells: tuple[Cell, ...]
    level: Level = "line"
    behind: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table that cannot be wrong by itself: every row is complete and every total is the sum of its lines.

    ``empty`` is what is said in words when there are no rows.
    """

    id: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: Text
    note: Text | None = None

    def __post_init__(self) -> None:
        for row in self.rows:
            assert len(row.cells) == len(self.columns), f"{self.id}/{row.id} has the wrong number of cells"
            for column, cell in zip(self.columns, row.cells, strict=True):
                assert _fits(column.kind, cell.value), f"{self.id}/{row.id}/{column.id} cannot hold {cell.value!r}"
        for at, column in enumerate(self.columns):
            if column.is_summed:
                self._check_sums(at)

    def _check_sums(self, at: int) -> None:
        since_subtotal = total = 0
        for row in self.rows:
            value = row.cells[at].value or 0
            assert isinstance(value, int)
            if row.level == "line":
                since_subtotal += value
                total += value
                continue
            expected = total if row.level == "total" else since_subtotal
            assert value == expected, f"{self.id}/{row.id}/{self.columns[at].id}: {value} is not the sum {expected}"
            since_subtotal = 0

    @property
    def lines(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.level == "line")


def _fits(kind: ColumnKind, value: Value) -> bool:
    if value is None:
        return True
    wanted: dict[ColumnKind, type] = {"text": Text, "percent": Fraction, "date": date, "status": Status}
    return isinstance(value, wanted.get(kind, int)) and not isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more sentences; a ``note`` is set apart."""

    text: Text
    tone: Literal["plain", "note"] = "plain"


@dataclass(frozen=True, slots=True)
class Actions:
    """What to do next, each a sentence that begins with a verb."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Amounts month by month; ``None`` where there is none. ``mark`` tells them apart without colour."""

    id: str
    title: Text
    amounts_pence: tuple[int | None, ...]
    mark: Literal["bar", "open bar", "tick"] = "bar"


@dataclass(frozen=True, slots=True)
class MonthsChart:
    """Amounts in each month of a year. ``alt`` says in words what the picture shows."""

    id: str
    title: Text
    alt: Text
    months: tuple[Text, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of a waterfall picture; a ``total`` stands on the ground."""

    title: Text
    amount_pence: int
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class WaterfallChart:
    """From one amount to another through the parts that make the difference."""

    id: str
    title: Text
    alt: Text
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Money of one party that paid through a scheme for another's responsibility."""

    funder: str
    through: str
    responsible: str
    amount_pence: int


@dataclass(frozen=True, slots=True)
class FlowChart:
    """Whose money paid for what: widths to scale. Names are by id, in the order drawn."""

    id: str
    title: Text
    alt: Text
    funders: tuple[tuple[str, Text], ...]
    throughs: tuple[tuple[str, Text], ...]
    responsible: tuple[tuple[str, Text], ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """Between two amounts in each part of a year, such as from the 5 % to the 95 % of possible years."""

    title: Text
    low_pence: tuple[int, ...]
    high_pence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FanChart:
    """How a sum may grow through a year: ranges from the widest to the narrowest, the middle, and what is planned.

    ``known_pence`` is what has happened so far, for the first parts; the fan begins where it ends.
    """

    id: str
    title: Text
    alt: Text
    parts: tuple[Text, ...]
    ranges: tuple[Range, ...]
    middle: Text
    middle_pence: tuple[int | None, ...]
    planned: Text
    planned_pence: tuple[int, ...]
    known: Text | None = None
    known_pence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Curve:
    """Pairs of pence and share: the share of possible years in which an amount is passed."""

    title: Text
    points: tuple[tuple[int, Fraction], ...]


@dataclass(frozen=True, slots=True)
class ExceedanceChart:
    """How likely it is that an amount is passed, for one party or several; ``axis`` says what the amounts are."""

    id: str
    title: Text
    alt: Text
    axis: Text
    curves: tuple[Curve, ...]


Chart = MonthsChart | WaterfallChart | FlowChart | FanChart | ExceedanceChart
Block = Paragraph | Actions | Table | MonthsChart | WaterfallChart | FlowChart | FanChart | ExceedanceChart


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    id: str
    title: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that figures came from."""

    name: str
    sha256: str
    rows: int | None = None
    total_pence: int | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the figures stand on, so that anyone can make the report again and get the same bytes."""

    agreement_sha256: str
    version: str
    """Of cronfa."""
    ledger_head: str | None = None
    sources: tuple[Source, ...] = ()


ReportKind = Literal[
    "statement",
    "monitoring",
    "board",
    "settlement",
    "memorandum",
    "simulation",
    "forecast",
    "design",
    "contributions",
    "invoice",
    "agreement",
]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. ``headline`` is the answer; ``labels`` are shown above everything else, on every output."""

    kind: ReportKind
    fund: str
    year: str
    as_at: date
    partner: str | None
    """Whom it is for; ``None`` is the board."""
    title: Text
    subtitle: Text
    headline: Text
    provenance: Provenance
    lead: tuple[Text, ...] = ()
    labels: tuple[Text, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[Text, ...] = field(default=())

    def tables(self) -> Iterator[Table]:
        for section in self.sections:
            yield from (block for block in section.blocks if isinstance(block, Table))

    def charts(self) -> Iterator[Chart]:
        for section in self.sections:
            yield from (block for block in section.blocks if isinstance(block, Chart))

    def figures(self) -> Iterator[tuple[Table, Row, Cell]]:
        """Every cell that can be asked about."""
        for table in self.tables():
            for row in table.rows:
                yield from ((table, row, cell) for cell in row.cells if cell.figure)

    def find(self, figure: str) -> list[tuple[Table, Row, Cell]]:
        """Where a figure stands in the report; one figure may stand in several tables."""
        return [found for found in self.figures() if found[2].figure == figure]


def figure_id(fund: str, year: str, report: str, row: str, column: str) -> str:
    """The id of a figure: ``fund/year/report/row/column``, each part with neither space nor slash."""
    parts = (fund, year, report, row, column)
    return "/".join("-".join(part.replace("/", "-").split()) for part in parts)
