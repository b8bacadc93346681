"""A report as an Excel workbook by the government Analysis Function's guidance, with totals that add up by themselves.

A cover sheet, a notes sheet, then one marked table a sheet from A1's heading down: no merged or blank cells, no colour that
says anything alone. User text is always written as text: a leading ``=`` never becomes a formula, nor an address a link.
Source: https://analysisfunction.civilservice.gov.uk/policy-store/releasing-statistics-in-spreadsheets/
"""

import io
import re
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from cronfa.language import Language, Text
from cronfa.reporting import words
from cronfa.reporting.index import figure_index
from cronfa.reporting.model import Cell, Column, Report, Row, Status, Table, Value
from cronfa.reporting.shown import shown

COVER = Text(en="Cover", cy="Clawr")
NOTES = Text(en="Notes", cy="Nodiadau")
CONTENTS = Text(en="Contents", cy="Cynnwys")
SHEET = Text(en="Sheet", cy="Dalen")
TABLE = Text(en="Table", cy="Tabl")
ONE_TABLE = Text(en="This sheet contains one table.", cy="Mae'r ddalen hon yn cynnwys un tabl.")
SHORTHAND = Text(
    en="[z] means that the cell does not apply. Amounts are exact, in pounds and pence; totals are live sums.",
    cy="Ystyr [z] yw nad yw'r gell yn berthnasol. Mae'r symiau'n union, mewn punnoedd a cheiniogau; mae'r cyfansymiau'n"
    " symiau byw.",
)
NOT_APPLICABLE = "[z]"
LONGEST_SHEET_NAME = 31
FIRST_TABLE_ROW = 3
"""Rows above a table: its title, what the sheet holds, where to go back to."""
LARGEST_EXACT_PENCE = 10**15 - 1
"""Excel keeps fifteen significant digits; a larger amount is written as text so that no penny changes unseen."""
_FORMATS = {
    "money": "£#,##0.00;−£#,##0.00",
    "pounds": "£#,##0;−£#,##0",
    "count": "#,##0",
    "number": "0",
    "percent": "0.0%",
}


def render(report: Report, language: Language) -> bytes:
    """The workbook in one language; its dates are the report's as-at day, so the same report gives the same bytes."""
    import xlsxwriter  # only when a workbook is made

    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    made = datetime(report.as_at.year, report.as_at.month, report.as_at.day, tzinfo=UTC).replace(tzinfo=None)
    book.set_properties(
        {"title": f"{report.title.to(language)} – {report.subtitle.to(language)}", "author": "cronfa", "created": made}
    )
    _Workbook(book, report, language).write()
    book.close()
    return target.getvalue()


class _Workbook:
    """The sheets of one report in one language."""

    def __init__(self, book: Any, report: Report, language: Language) -> None:
        self._book = book
        self._report = report
        self._language: Language = language
        self._styles: dict[tuple[str, bool], Any] = {}
        self._tables = (*report.tables(), figure_index(report))
        self._names = sheet_names([table.title.to(language) for table in self._tables])

    def write(self) -> None:
        self._cover()
        self._notes()
        for number, (name, table) in enumerate(zip(self._names, self._tables, strict=True), start=1):
            self._table(name, table, number)

    def _style(self, kind: str, bold: bool = False, **more: Any) -> Any:
        key = (f"{kind}{sorted(more.items())}", bold)
        if key not in self._styles:
            look = {"font_name": "Arial", "font_size": 12, "valign": "top", "bold": bold, **more}
            if kind in _FORMATS:
                look["num_format"] = _FORMATS[kind]
            elif kind == "date":
                look["num_format"] = "d mmmm yyyy"
            elif kind == "text":
                look["text_wrap"] = True
            self._styles[key] = self._book.add_format(look)
        return self._styles[key]

    def _lines(self, name: str, lines: list[tuple[str, Any]]) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.set_column(0, 0, 100)
        sheet.hide_gridlines(2)
        for at, (line, style) in enumerate(lines):
            sheet.write_string(at, 0, line, style)
        return sheet

    def _cover(self) -> None:
        page = shown(self._report, self._language)
        plain, bold = self._style("text"), self._style("text", bold=True)
        lines = [(page["title"], self._style("text", bold=True, font_size=16)), (page["subtitle"], plain)]
        lines += [(label, bold) for label in page["labels"]]
        lines += [(page["headline"], self._style("text", bold=True, font_size=14))]
        lines += [(sentence, plain) for sentence in page["lead"]]
        lines += [(f"{page['furniture']['as_at']} {page['as_at']}. cronfa {page['version']}.", plain)]
        lines += [(CONTENTS.to(self._language), self._style("text", bold=True, font_size=14))]
        sheet = self._lines(COVER.to(self._language), lines)
        link = self._style("text", font_color="#0000EE", underline=1)
        titles = [table.title.to(self._language) for table in self._tables]
        for at, (name, title) in enumerate(zip(self._names, titles, strict=True), start=len(lines)):
            sheet.write_url(at, 0, f"internal:'{name}'!A1", link, string=f"{name}: {title}")

    def _notes(self) -> None:
        page = shown(self._report, self._language)
        plain = self._style("text")
        lines = [(NOTES.to(self._language), self._style("text", bold=True, font_size=16))]
        lines += [(note, plain) for note in (SHORTHAND.to(self._language), *page["notes"])]
        for section in page["sections"]:
            for block in section["blocks"]:
                lines += [(block["text"], plain)] if block["is"] == "paragraph" else []
                lines += [(item, plain) for item in block.get("items", ())] if block["is"] == "actions" else []
        self._lines(NOTES.to(self._language), lines)

    def _table(self, name: str, table: Table, number: int) -> None:
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        title = self._style("text", bold=True, font_size=16, text_wrap=False)
        sheet.write_string(0, 0, table.title.to(self._language), title)
        about = " ".join(said.to(self._language) for said in (ONE_TABLE, table.note) if said)
        about = about if table.rows else table.empty.to(self._language)
        sheet.write_string(1, 0, about, self._style("plain"))
        if not table.rows:
            sheet.set_column(0, 0, 60)
            return
        self._marked_table(sheet, table, number)
        sheet.freeze_panes(FIRST_TABLE_ROW, 1)
        self._fit(sheet, table)
        self._printing(sheet)

    def _marked_table(self, sheet: Any, table: Table, number: int) -> None:
        top = FIRST_TABLE_ROW - 1
        headings = _unlike([column.title.to(self._language) for column in table.columns])
        right = self._style("heading", bold=True, text_wrap=True, align="right", valign="bottom")
        left = self._style("heading", bold=True, text_wrap=True, valign="bottom")
        columns = [
            {"header": heading, "header_format": left if column.kind in ("text", "date", "status") else right}
            for heading, column in zip(headings, table.columns, strict=True)
        ]
        options = {
            "name": f"{re.sub('[^A-Za-z0-9]', '_', table.id)}_{number}", "columns": columns, "autofilter": False,
            "style": "Table Style Light 1", "banded_rows": False,
        }  # fmt: skip
        sheet.add_table(top, 0, top + len(table.rows), len(table.columns) - 1, options)
        for at, row in enumerate(table.rows):
            for to, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
                self._cell(sheet, top + 1 + at, to, table, row, column, cell)

    def _cell(self, sheet: Any, at: int, to: int, table: Table, row: Row, column: Column, cell: Cell) -> None:
        style = self._style(column.kind, bold=row.level != "line")
        number = _number(column, cell.value)
        if column.is_summed and row.level != "line" and number is not None:
            sheet.write_formula(at, to, _live_sum(table, row, at, to), style, number)
        elif column.kind == "date" and cell.value is not None:
            sheet.write_datetime(at, to, cell.value, style)
        elif number is not None:
            sheet.write_number(at, to, number, style)
        else:
            align = {"align": "right"} if column.kind in _FORMATS else {}
            sheet.write_string(
                at, to, self._text(column, cell.value), self._style("text", row.level != "line", **align)
            )

    def _text(self, column: Column, value: Value) -> str:
        match value:
            case None:
                return NOT_APPLICABLE
            case Status(word):
                return word.to(self._language)
            case Text():
                return value.to(self._language)
            case int() if column.is_money:
                return words.money(value).to(self._language)
        return str(value)

    def _fit(self, sheet: Any, table: Table) -> None:
        for at, column in enumerate(table.columns):
            if column.kind == "text":
                longest = max(len(self._text(column, row.cells[at].value)) for row in table.rows)
                sheet.set_column(at, at, min(max(longest + 2, 14), 48))
            elif column.is_money:
                largest = max(len(words.money(row.cells[at].value or 0).en) for row in table.rows)  # type: ignore[arg-type]  # a money column
                sheet.set_column(at, at, max(largest + 4, 16))
            else:
                sheet.set_column(at, at, 20)

    def _printing(self, sheet: Any) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(FIRST_TABLE_ROW - 1)
        sheet.set_footer("&L&A&R&P / &N")


def _number(column: Column, value: Value) -> Any:
    """A value as Excel's number; ``None`` if it is words, or an amount that Excel cannot hold to the penny."""
    if isinstance(value, Fraction):
        return value.numerator / value.denominator
    if not isinstance(value, int):
        return None
    if not column.is_money:
        return value
    return value / 100 if abs(value) <= LARGEST_EXACT_PENCE else None


def _live_sum(table: Table, row: Row, at: int, to: int) -> str:
    """A sum over the lines above; SUBTOTAL leaves out the subtotals among them, so that nothing is counted twice."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    index = table.rows.index(row)
    start = 0
    if row.level == "subtotal":
        earlier = [known for known in range(index) if table.rows[known].level != "line"]
        start = earlier[-1] + 1 if earlier else 0
    first = xl_rowcol_to_cell(at - index + start, to)
    return f"=SUBTOTAL(9,{first}:{xl_rowcol_to_cell(at - 1, to)})"


def sheet_names(titles: list[str]) -> list[str]:
    """Names that Excel takes: at most 31 characters, none of ``[]:*?/\\``, no quote at an end, each different."""
    names: list[str] = []
    for number, title in enumerate(titles, start=1):
        plain = re.sub(r"[\[\]:*?/\\]", " ", title).replace("'", "’")
        names.append(_cut(f"{number} {' '.join(plain.split())}"))
    return names


def _cut(name: str) -> str:
    """As many whole words as a sheet's name holds; a word that is too long by itself is cut."""
    held = name[:LONGEST_SHEET_NAME]
    number, _, words_ = held.partition(" ")
    if len(name) > len(held) and not name[len(held)].isspace() and " " in words_:
        held = f"{number} {words_.rpartition(' ')[0]}"
    return held.rstrip(" ’–-,")


def _unlike(headings: list[str]) -> list[str]:
    """Headings of a marked table must differ."""
    seen: list[str] = []
    for heading in headings:
        seen.append(heading if heading not in seen else f"{heading} {len(seen) + 1}")
    return seen
