"""Every report of a year, for each partner and for the board, in both languages, written to a folder."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from cronfa import reporting
from cronfa.fund.books import book
from cronfa.fund.opening import RunningFund
from cronfa.language import LANGUAGES, Language
from cronfa.reporting.inputs import Book
from cronfa.reporting.model import Report
from cronfa.reporting.writing import FORMATS, Format
from cronfa.settlement.outcome import Outcome


def reports(filled: Book) -> Iterator[tuple[str, Report]]:
    """Each report with the name of its file: the board's, then each partner's own with the partner's id at its end."""
    for name, build in _BUILDERS.items():
        yield f"{filled.year}-{name}", build(filled, None)
    for partner in filled.terms.partner_ids:
        yield f"{filled.year}-statement-{partner}", reporting.statement(filled, partner)
        for name, build in _BUILDERS.items():
            yield f"{filled.year}-{name}-{partner}", build(filled, partner)


_BUILDERS: dict[str, Callable[[Book, str | None], Report]] = {
    "monitoring": lambda filled, partner: reporting.monitoring_report(filled, partner),
    "settlement": lambda filled, partner: reporting.settlement_schedule(filled, partner),
    "memorandum": lambda filled, partner: reporting.memorandum(filled, partner),
}


def write_reports(
    fund: RunningFund,
    year: str,
    out: Path,
    *,
    months: int = 12,
    languages: Sequence[Language] = LANGUAGES,
    formats: Sequence[Format] = FORMATS,
    reported: Outcome | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Path]:
    """Write every report of a year; the paths written, each once, in order."""
    written: dict[Path, None] = {}
    for stem, report in reports(book(fund, year, months, reported)):
        progress(stem)
        for language in languages:
            written |= dict.fromkeys(reporting.write(report, out, stem, formats, language))
    return list(written)
