"""A list of every figure of a report by its id, so that a reader can ask why."""

from cronfa.language import Text, same
from cronfa.reporting import phrases
from cronfa.reporting.model import Cell, Column, Report, Row, Table, Value

TITLE = Text(en="Figures and their ids", cy="Ffigurau a'u dynodyddion")
ASK = Text(
    en="Ask “cronfa why” with an id to see the figure's clauses and its rows, down to the source file's line.",
    cy="Gofynnwch “cronfa why” gyda dynodydd i weld cymalau'r ffigur a'i resi, hyd at linell y ffeil ffynhonnell.",
)
NO_FIGURES = Text(en="The report holds no figure.", cy="Nid oes ffigur yn yr adroddiad.")
COLUMNS = (
    Column("id", Text(en="Id", cy="Dynodydd")),
    Column("table", Text(en="Table", cy="Tabl")),
    Column("row", Text(en="Row", cy="Rhes")),
    Column("column", Text(en="Column", cy="Colofn")),
)


def figure_index(report: Report) -> Table:
    """Each figure once, where it first stands."""
    rows: dict[str, Row] = {}
    for table, row, cell in report.figures():
        id_ = cell.figure or ""
        column = table.columns[row.cells.index(cell)]
        values: tuple[Value, ...] = (same(id_), table.title, _name(row), column.title)
        rows.setdefault(id_, Row(id_, tuple(Cell(value) for value in values)))
    return Table("figures", TITLE, COLUMNS, tuple(rows.values()), NO_FIGURES, ASK)


def _name(row: Row) -> Text:
    first = row.cells[0].value
    return first if isinstance(first, Text) else phrases.TOTAL
