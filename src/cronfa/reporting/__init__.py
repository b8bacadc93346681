"""The reporting room: one document model, its reports, and their PDF, Word, Excel, HTML, JSON and CSV, in both languages.

Make a :class:`~cronfa.reporting.inputs.Book` of one year's figures, build a report from it, write it::

    report = statement(book, "nhs-leeds")           # what one partner owes or gets, and why
    report = monitoring_report(book, partner=None)  # budget, actual, committed, forecast, variance
    report = settlement_schedule(book, partner=None)
    report = memorandum(book, partner=None)         # income by partner, expenditure by service, balance
    write(report, out_dir, "statement-nhs-leeds", FORMATS, "en")   # the files written, in order

``partner=None`` is the board's version. The same book gives the same bytes on any machine, in any time zone. Libraries
that draw and write (typst, Vega, XlsxWriter) are imported only when a file of their kind is made.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cronfa.reporting.accounts import memorandum as memorandum
    from cronfa.reporting.inputs import Book as Book
    from cronfa.reporting.model import Report as Report
    from cronfa.reporting.monitors import monitoring_report as monitoring_report
    from cronfa.reporting.schedules import settlement_schedule as settlement_schedule
    from cronfa.reporting.statements import statement as statement
    from cronfa.reporting.writing import FORMATS as FORMATS, rendered as rendered, write as write

_HOMES = {
    "Book": "inputs",
    "Report": "model",
    "statement": "statements",
    "settlement_schedule": "schedules",
    "memorandum": "accounts",
    "monitoring_report": "monitors",
    "FORMATS": "writing",
    "rendered": "writing",
    "write": "writing",
}


def __getattr__(name: str) -> Any:
    """Names are fetched when first used, so that the command line starts fast."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"cronfa.reporting.{_HOMES[name]}"), name)
