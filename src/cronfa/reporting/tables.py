"""Small helpers that build tables, so that builders say only what stands in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cronfa.language import Text
from cronfa.reporting.inputs import Book
from cronfa.reporting.model import Cell, Column, Level, Row, Table, Value, figure_id
from cronfa.reporting.phrases import TOTAL

Behind = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row before it has figure ids: its own id and its values, column by column.

    ``figures`` are ids that columns have already, such as those of the settlement; ``behind`` says which postings of the
    ledger add up to the row, as field and value.
    """

    id: str
    values: tuple[Value, ...]
    figures: Mapping[str, str] = field(default_factory=dict)
    behind: Behind = ()


class Tables:
    """Makes the tables of one report; every number gets its figure id from the report, its row and its column."""

    def __init__(self, book: Book, report: str) -> None:
        self._book = book
        self._report = report

    def table(
        self,
        id_: str,
        title: Text,
        columns: tuple[Column, ...],
        lines: Iterable[Line],
        empty: Text,
        *,
        total: Text | None = TOTAL,
        note: Text | None = None,
    ) -> Table:
        """A table of lines, each a row id and its values, with one total beneath when a column adds."""
        rows = [self.row(id_, columns, line) for line in lines]
        if rows and total:
            rows.append(self.sum(id_, columns, rows, total))
        return Table(id_, title, columns, tuple(rows), empty, note)

    def row(self, table: str, columns: tuple[Column, ...], line: Line, level: Level = "line") -> Row:
        """One row; what is counted or paid can be asked about, words cannot."""
        cells = tuple(
            Cell(value, self._figure(f"{table}.{line.id}", column.id, line) if _is_figure(column, value) else None)
            for column, value in zip(columns, line.values, strict=True)
        )
        return Row(line.id, cells, level, line.behind)

    def sum(
        self, table: str, columns: tuple[Column, ...], rows: list[Row], title: Text, id_: str = "total",
        level: Level = "total", **given: Value,
    ) -> Row:  # fmt: skip
        """The row that adds the lines of ``rows``; ``given`` fills columns that do not add."""
        lines = [row for row in rows if row.level == "line"]
        values: list[Value] = [title]
        for at, column in enumerate(columns[1:], start=1):
            numbers = (row.cells[at].value for row in lines)
            added = sum(number for number in numbers if isinstance(number, int))
            values.append(added if column.is_summed else given.get(column.id))
        return self.row(table, columns, Line(id_, tuple(values)), level)

    def of_partner(self, partner: str) -> dict[str, str]:
        """The ids that the settlement gives to one partner's sums, by the columns that show them."""
        names = ("due", "borne", "lent", "repaid", "paid", "to-pay")
        return {name: self.settled("partner", partner, name) for name in names}

    def settled(self, *parts: str) -> str:
        """The id that the settlement gives to one of its figures."""
        return "/".join((self._book.year, *parts))

    def _figure(self, row: str, column: str, line: Line) -> str:
        given = line.figures.get(column)
        return given or figure_id(self._book.fund, self._book.year, self._report, row, column)


def _is_figure(column: Column, value: Value) -> bool:
    return value is not None and column.kind in ("money", "pounds", "percent", "count")


def distinct(names: Iterable[str]) -> list[str]:
    """Row ids made unique in their order: the second ``x`` becomes ``x.2``."""
    seen: dict[str, int] = {}
    made = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        made.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
    return made
