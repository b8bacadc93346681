"""One table of a report by itself: the CSV, JSON and Excel twins of what a page shows."""

from dataclasses import replace
from typing import Literal, get_args

from cronfa.language import Language
from cronfa.reporting.model import Report, Section, Table

Twin = Literal["csv", "json", "xlsx"]
TWINS: tuple[Twin, ...] = get_args(Twin)
CONTENT_TYPES: dict[Twin, str] = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def twin(report: Report, table: str, form: Twin, language: Language) -> bytes | None:
    """The table with this id, in a form; nothing where the report has none. JSON holds both languages."""
    found = next((each for each in report.tables() if each.id == table), None)
    if found is None:
        return None
    alone = _alone(report, found)
    match form:
        case "csv":
            from cronfa.reporting import as_csv

            [(_, content)] = as_csv.render(alone, language)
            return content
        case "json":
            from cronfa.reporting import as_json

            return as_json.render(alone)
        case "xlsx":
            from cronfa.reporting import as_xlsx

            return as_xlsx.render(alone, language)


def _alone(report: Report, table: Table) -> Report:
    """The report with this table and nothing else beside its title, its labels and its notes."""
    section = next(each for each in report.sections if any(block is table for block in each.blocks))
    return replace(report, sections=(Section(section.id, section.title, (table,)),))
