"""Reports: those of the board and each partner's own, as data and as files, and each of their tables by itself."""

from typing import Annotated, Literal

from django.http import Http404, HttpResponse
from ninja import Path, Query, Router, Schema

from cronfa import reporting
from cronfa.api.addresses import reads
from cronfa.api.shapes import Months, Words, YearName, words
from cronfa.governance import reading
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.reporting.as_json import FORMAT
from cronfa.reporting.model import Report
from cronfa.reporting.twins import CONTENT_TYPES, Twin, twin

router = Router(tags=["Reports"])
ReportName = Annotated[
    str,
    Path(
        description="board, monitoring, settlement, memorandum, or statement- and a partner's id.",
        max_length=120,
        pattern="^[a-z0-9-]+$",
    ),
]
TableId = Annotated[str, Path(description="The table's id.", max_length=120, pattern="^[A-Za-z0-9._-]+$")]
AS_FILE = f"{CONTENT_TYPES['csv']}, {CONTENT_TYPES['json']}, {CONTENT_TYPES['xlsx']}"
Whole = Literal["json", "pdf", "docx", "xlsx"]
WHOLE: dict[Whole, str] = {
    "json": "application/json",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": CONTENT_TYPES["xlsx"],
}


class TableOf(Schema):
    """A table of a report."""

    id: str
    title: Words


class ReportLine(Schema):
    """A report that can be read, and its tables."""

    year: str
    months: int
    name: str
    title: Words
    tables: list[TableOf]


class Reports(Schema):
    """The reports of every year with spend, the newest year first."""

    format: str
    items: list[ReportLine]


@reads(router, "/funds/{fund}/reports", Right.SEE_FUND, Reports)
def list_reports(desk: Desk) -> Reports:
    """The reports that the token may read: the board's, and statements of the partners whose detail it may see."""
    items = [
        _line(year, reading.until(desk, year), name, report)
        for year in reversed(reading.years(desk))
        for name, report in reading.readable(desk, year, reading.until(desk, year))
    ]
    return Reports(format=FORMAT, items=items)


def _line(year: str, months: int, name: str, report: Report) -> ReportLine:
    tables = [TableOf(id=table.id, title=words(table.title)) for table in report.tables()]
    return ReportLine(year=year, months=months, name=name, title=words(report.title), tables=tables)


@reads(router, "/funds/{fund}/reports/{year}/{months}/{name}", Right.SEE_FUND, ", ".join(WHOLE.values()))
def get_report(
    desk: Desk, year: YearName, months: Months, name: ReportName,
    form: Annotated[Whole, Query(alias="as", description="json holds both languages.")] = "json",
) -> HttpResponse:  # fmt: skip
    """One report: as data (json), or as a file in the language that is asked for (pdf, docx, xlsx)."""
    report = reading.find_report(desk, year, months, name)
    [(file, content)] = reporting.rendered(report, f"{desk.fund.slug}-{year}-{name}", form, desk.language)
    return as_file(content, WHOLE[form], file)


@reads(router, "/funds/{fund}/reports/{year}/{months}/{name}/tables/{table}", Right.SEE_FUND, AS_FILE)
def get_report_table(
    desk: Desk, year: YearName, months: Months, name: ReportName,
    table: TableId,
    form: Annotated[Twin, Query(alias="as", description="csv and xlsx are in the language that is asked for.")] = "json",
) -> HttpResponse:  # fmt: skip
    """One table of a report by itself, to be counted on: exact numbers, and no text that a spreadsheet would run."""
    made = twin(reading.find_report(desk, year, months, name), table, form, desk.language)
    if made is None:
        raise Http404
    return as_file(made, CONTENT_TYPES[form], f"{desk.fund.slug}-{year}-{name}-{table}.{form}")


def as_file(content: bytes, content_type: str, name: str) -> HttpResponse:
    """An answer that is a file to keep; data is answered as such."""
    answer = HttpResponse(content, content_type=content_type)
    if content_type != WHOLE["json"]:
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
