"""Tables of rows that stand for themselves: none of their figures is asked about by an id."""

from collections.abc import Iterable, Sequence

from cronfa.language import Text
from cronfa.reporting import phrases
from cronfa.reporting.model import Cell, Column, ColumnKind, Row, Table, Value

Rows = list[tuple[str, Sequence[Value]]]
"""A row's id and its values."""


def table(
    id_: str, title: Text, columns: Sequence[Column], rows: Iterable[tuple[str, Sequence[Value]]], empty: Text,
    *, note: Text | None = None, total: bool = False,
) -> Table:  # fmt: skip
    """Rows by id and values; with a total beneath where the columns add up."""
    made = [Row(row, tuple(Cell(value) for value in values)) for row, values in rows]
    if total and made:
        sums = [_sum(made, at) if column.is_summed else None for at, column in enumerate(columns)]
        made.append(Row("total", (Cell(phrases.TOTAL), *(Cell(value) for value in sums[1:])), "total"))
    return Table(id_, title, tuple(columns), tuple(made), empty, note)


def _sum(rows: Sequence[Row], at: int) -> int:
    return sum(value for row in rows if isinstance(value := row.cells[at].value, int))


def money(id_: str, title: Text, *, adds: bool = False) -> Column:
    """A column of whole pounds of exact amounts."""
    return Column(id_, title, "pounds", adds)


def other(id_: str, title: Text, kind: ColumnKind = "text") -> Column:
    return Column(id_, title, kind, False)
