"""Why a figure is what it is: its clauses, the figures it is made from, and its rows down to the source line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import cast

from cronfa.calendars import Year
from cronfa.fund import codes
from cronfa.fund.books import book
from cronfa.fund.figure_words import BETWEEN, figure_words
from cronfa.fund.figures import outcome
from cronfa.fund.opening import RunningFund
from cronfa.fund.reports import reports
from cronfa.fund.source_rows import cited, row_text
from cronfa.fund.why_decisions import Decided as Decided, decisions_behind
from cronfa.fund.why_steps import step_behind
from cronfa.fund.why_sums import Part as Part, met_by, sum_parts
from cronfa.language import Text, join, same
from cronfa.ledger.entries import Entry
from cronfa.ledger.finding import Wanted, first_with, postings_of, sum_of
from cronfa.ledger.queries import Dimension
from cronfa.ledger.sources import source
from cronfa.money import pounds
from cronfa.problems import Problems, stop
from cronfa.reporting.inputs import Book
from cronfa.reporting.model import Cell, Report, Row, Table, Value
from cronfa.settlement.figures import figure_id, figures
from cronfa.settlement.outcome import Due, Line, Outcome, SchemeResult
from cronfa.settlement.terms import shares_the_fund

Reported = Callable[[str], Outcome | None]
"""What was reported for a year, such as boards' decisions, where no accepted settlement holds it."""
_NO_ROWS: tuple[tuple["SourceRow", ...], int, int] = ((), 0, 0)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row behind a figure: its entry in the ledger, what it adds, and the line of the partner's file."""

    entry: int
    on: str
    narrative: str
    supplier: str | None
    pence: int
    clause: str | None
    file: str | None = None
    line: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Everything behind one figure. ``rows`` are the first of ``row_count``, which add up to ``rows_pence``."""

    figure: str
    what: Text
    value: Value
    clauses: tuple[str, ...] = ()
    decisions: tuple[Decided, ...] = ()
    """What boards have decided that it rests on."""
    how: tuple[Text, ...] = ()
    parts: tuple[Part, ...] = ()
    beside: tuple[Part, ...] = ()
    """Other figures of the same line, to go on from where no rows add up to this one."""
    rows: tuple[SourceRow, ...] = ()
    row_count: int = 0
    rows_pence: int = 0
    labels: tuple[Text, ...] = field(default=())


def why(
    fund: RunningFund, figure: str, *, rows: int = 10, reported: Reported = lambda _year: None, months: int = 12
) -> Reason:
    """The reason of a figure by its id, from a report or from a settlement of the year's first ``months``.

    Raises:
        Problems: no figure has this id; or what ``reported`` raises.
    """
    wanted = figure.strip().strip("/")
    parts = wanted.removeprefix(f"{fund.slug}/").split("/")
    filled = _book(fund, parts[0], wanted, reported, months)
    reason = _in_reports(fund, filled, wanted, rows) if wanted.startswith(f"{fund.slug}/") else None
    reason = reason or _in_settlement(fund, filled, wanted, rows, reported)
    if reason is None:
        stop(codes.UNKNOWN_FIGURE, figure=figure)
    return _in_sign(reason)


def _in_sign(reason: Reason) -> Reason:
    """Rows in the sign of the figure that they add up to: what came in is a credit in the ledger, and paid in a report."""
    if reason.rows_pence == 0 or reason.rows_pence != -_pence(reason.value):
        return reason
    rows = tuple(replace(row, pence=-row.pence) for row in reason.rows)
    return replace(reason, rows=rows, rows_pence=-reason.rows_pence)


def _book(fund: RunningFund, year: str, figure: str, reported: Reported, months: int) -> Book:
    try:
        label = Year.parse(year).label
        fund.terms_of(label)
    except (ValueError, Problems) as error:
        raise Problems([codes.UNKNOWN_FIGURE.at(figure=figure)]) from error
    said = reported(label)
    try:
        return book(fund, year, months, said)
    except Problems as error:
        if said:
            raise
        raise Problems([codes.UNKNOWN_FIGURE.at(figure=figure)]) from error


def _in_reports(fund: RunningFund, filled: Book, figure: str, rows: int) -> Reason | None:
    for _, report in reports(filled):
        for table, row, cell in report.figures():
            if cell.figure == figure:
                return _of_cell(fund, filled, report, table, row, cell, rows)
    return None


def _of_cell(fund: RunningFund, filled: Book, report: Report, table: Table, row: Row, cell: Cell, rows: int) -> Reason:
    at = row.cells.index(cell)
    column = table.columns[at]
    labels = [value for value in (each.value for each in row.cells) if isinstance(value, Text)]
    what = join([report.title, table.title, *labels[:2], column.title], between=BETWEEN)
    found = _rows(fund, filled, _wanted(row), rows) if row.behind else _NO_ROWS
    if abs(found[2]) != abs(_pence(cell.value)):
        found = _NO_ROWS  # the rows are behind another figure of the line, which stands beside this one
    return Reason(
        figure=cell.figure or "",
        what=what,
        value=cell.value,
        clauses=tuple(_texts(table, row, "clause")) or _scheme_clause(filled, row),
        how=tuple(same(text) for text in _texts(table, row, "how")),
        parts=tuple(_parts(table, row, at)),
        beside=() if found[1] else tuple(_beside(table, row, at)),
        rows=found[0],
        row_count=found[1],
        rows_pence=found[2],
        labels=report.labels,
    )


def _texts(table: Table, row: Row, column: str) -> Iterator[str]:
    for each, cell in zip(table.columns, row.cells, strict=True):
        if each.id == column and isinstance(cell.value, Text):
            yield cell.value.en


def _pence(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _scheme_clause(filled: Book, row: Row) -> tuple[str, ...]:
    """The clause of the scheme that a line is about."""
    scheme = filled.terms.schemes.get(dict(row.behind).get("scheme", ""))
    return (scheme.clause,) if scheme and scheme.clause else ()


def _beside(table: Table, row: Row, at: int) -> Iterator[Part]:
    for column, cell in zip(table.columns, row.cells, strict=True):
        if cell.figure and cell is not row.cells[at] and isinstance(cell.value, int) and column.is_money:
            yield Part(column.title, cell.value, cell.figure)


def _parts(table: Table, row: Row, at: int) -> Iterator[Part]:
    """The lines that a total or subtotal adds up."""
    if row.level == "line":
        return
    lines: list[Row] = []
    for each in table.rows:
        if each is row:
            break
        if each.level == "line":
            lines.append(each)
        elif row.level == "subtotal":
            lines = []
    for line in lines:
        value = line.cells[at].value
        if isinstance(value, int):
            labels = [cell.value for cell in line.cells if isinstance(cell.value, Text)]
            yield Part(join(labels[:2] or [same(line.id)], between=BETWEEN), value, line.cells[at].figure)


def _wanted(row: Row) -> Wanted:
    return {cast(Dimension, name): [value] for name, value in row.behind}


def _in_settlement(fund: RunningFund, filled: Book, figure: str, rows: int, reported: Reported) -> Reason | None:
    """A figure of the settlement: a due, a line of a waterfall, a sum of a scheme, a partner or a reserve."""
    settled = filled.settlement
    value = figures(settled).get(figure)
    if value is None:
        return None
    items: list[Due | Line] = [*settled.dues, *settled.lines]
    item = next((each for each in items if figure_id(settled.year, each) == figure), None)
    words = figure_words(filled, figure)
    if item is None:
        wanted = _behind_sum(figure)
        found = _rows(fund, filled, wanted, rows) if wanted else _NO_ROWS
        return Reason(
            figure, words, value, parts=tuple(sum_parts(filled, figure)), rows=found[0], row_count=found[1],
            rows_pence=found[2], labels=filled.labels,
        )  # fmt: skip
    clauses = (item.clause,) if item.clause else ()
    how = item.how if isinstance(item, Due) else _line_words(fund, filled, item, reported)
    decisions = () if isinstance(item, Due) else decisions_behind(filled.terms, item)
    beside = () if isinstance(item, Due) else tuple(met_by(filled, _pot(filled, item)))
    return Reason(figure, words, value, clauses, decisions, how, beside=beside, labels=filled.labels)


def _line_words(fund: RunningFund, filled: Book, line: Line, reported: Reported) -> tuple[Text, ...]:
    """What the agreement says, the variance that the step met, what steps above it had taken, and the partner's part."""
    settled = filled.settlement
    happened = outcome(fund, settled.year, settled.months, reported(settled.year))
    said = tuple(step_behind(fund.version_of(settled.year), happened, line))
    return (*said[:1], *_met(filled, line), *said[1:])


def _met(filled: Book, line: Line) -> tuple[Text, ...]:
    """The variance that the step met, and what steps above it had taken."""
    pot = _pot(filled, line)
    if not pot:
        return ()
    sums = {name: sum(getattr(each, f"{name}_pence") for each in pot) for name in _POT_SUMS}
    said = Text(
        en="Spend {spend} less contributions {due} and other income {income} is a variance of {variance}.",
        cy="Mae gwariant o {spend}, llai cyfraniadau o {due} ac incwm arall o {income}, yn rhoi amrywiant o {variance}.",
    )
    same_step = [
        each for each in filled.settlement.lines if each.scheme == line.scheme and each.direction == line.direction
    ]
    above = sum(each.amount_pence for each in same_step if each.step < line.step)
    here = sum(each.amount_pence for each in same_step if each.step == line.step)
    taken = Text(
        en="Steps above took {above}; this step takes {here} in all.",
        cy="Cymerodd y camau uwchlaw {above}; mae'r cam hwn yn cymryd {here} i gyd.",
    )
    brought = Text(en="Earlier years carried {brought} into it.", cy="Cariodd blynyddoedd cynharach {brought} iddi.")
    before = (brought.filled(brought=pounds(sums["brought_forward"])),) if sums["brought_forward"] else ()
    together = Text(en="Schemes that share: {schemes}.", cy="Cynlluniau sy'n rhannu: {schemes}.")
    names = join([filled.terms.scheme_title(each.scheme) for each in pot], between=", ")
    return (
        *((together.filled(schemes=names),) if line.scheme is None else ()),
        *before,
        said.filled(
            spend=pounds(sums["spend"]), due=pounds(sums["due"]), income=pounds(sums["other_income"]),
            variance=pounds(sums["variance"]),
        ),
        taken.filled(above=pounds(above), here=pounds(here)),
    )  # fmt: skip


_POT_SUMS = ("spend", "due", "other_income", "brought_forward", "variance")


def _pot(filled: Book, line: Line) -> list[SchemeResult]:
    """The schemes whose variance a line shares; none for a limit on exposure, which is of no scheme."""
    schemes = filled.settlement.schemes
    if line.scheme is not None:
        return [each for each in schemes if each.scheme == line.scheme]
    terms = filled.terms
    together = [each for each in schemes if shares_the_fund(terms, terms.schemes[each.scheme])]
    return together if line.direction in ("overspend", "underspend") else []


def _behind_sum(figure: str) -> Wanted | None:
    """Which postings a sum of the settlement adds up; ``None`` where it comes from the agreement alone."""
    _, scheme, what, *rest = figure.split("/")
    if what == "spend":
        return {"account": ["expenditure"], "scheme": [scheme]}
    if scheme == "partner" and rest == ["paid"]:
        return {"account": ["contributions"], "partner": [what], "kind": ["contribution", "reversal"]}
    return None


def _rows(fund: RunningFund, filled: Book, wanted: Wanted, shown: int) -> tuple[tuple[SourceRow, ...], int, int]:
    """The first rows behind a figure, how many there are, and what all of them add up to."""
    periods = [month.label for month in Year(filled.year).months()[: filled.settlement.months]]
    full: Wanted = {"period": periods, **wanted}
    rows: list[SourceRow] = []
    for entry in first_with(fund.ledger, full, shown):
        postings = postings_of(entry, full)
        pence = sum(posting.amount_pence for posting in postings)
        rows.append(_row(fund, entry, pence, postings[0].clause if postings else None))
    return tuple(rows), *sum_of(fund.ledger, full)


def _row(fund: RunningFund, entry: Entry, pence: int, clause: str | None) -> SourceRow:
    file = source(fund.ledger, entry.source.file) if entry.source else None
    text = row_text(fund.ledger, file, entry.source.line) if entry.source and file else None
    name, line = cited(fund.ledger, file, entry.source.line) if entry.source and file else (None, None)
    return SourceRow(
        entry=entry.number,
        on=entry.posting_date.isoformat(),
        narrative=entry.narrative,
        supplier=entry.supplier,
        pence=pence,
        clause=clause,
        file=name,
        line=line,
        text=text,
    )
