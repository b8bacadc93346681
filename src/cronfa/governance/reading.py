"""What a person may read of a fund: the same answers for a page and for a program.

Whatever is not there, or not for this person, is Django's ``Http404``: nobody learns which of the two it is.
"""

from collections.abc import Iterator

from django.http import Http404

from cronfa.calendars import Year
from cronfa.fund.books import book
from cronfa.fund.projecting import spent_until, years_with_spend
from cronfa.fund.reports import reports
from cronfa.fund.why import Reason, why
from cronfa.governance import keeping
from cronfa.governance.desk import Desk
from cronfa.governance.models import Query
from cronfa.governance.roles import Right
from cronfa.governance.settlements import decided
from cronfa.ledger.entries import Entry
from cronfa.ledger.finding import those_of
from cronfa.ledger.queries import entry as ledger_entry
from cronfa.problems import Problems
from cronfa.reporting.inputs import Book
from cronfa.reporting.model import Report
from cronfa.settlement.outcome import Outcome

BOARD_REPORTS = ("monitoring", "settlement", "memorandum")
"""The reports of the fund as a whole; beside them stands each partner's statement."""


def years(desk: Desk) -> tuple[str, ...]:
    """The years with spend, oldest first."""
    return keeping.of_ledger(desk.fund, "years", lambda: years_with_spend(desk.fund))


def until(desk: Desk, year: str) -> int:
    """The last month of a year with spend, from 1 to 12."""
    return keeping.of_ledger(desk.fund, "until", lambda: spent_until(desk.fund, year), year)


def filled(desk: Desk, year: str, months: int, reported: Outcome | None = None) -> Book:
    """The book of a year's first months, with what boards have decided of it.

    Raises:
        Http404: it is no year of the fund, or not a number of months.
    """
    try:
        known = Year(year).label
        desk.fund.terms_of(known)
    except (ValueError, Problems):
        raise Http404 from None
    if not 1 <= months <= 12:
        raise Http404
    reported = reported or decided(desk.fund, known)
    said = repr(reported.decisions)
    return keeping.of_ledger(desk.fund, "book", lambda: book(desk.fund, known, months, reported), known, months, said)


def report_names(desk: Desk) -> Iterator[str]:
    """The reports of a year that this person may read: the board's, and statements of the partners it may see."""
    yield from BOARD_REPORTS
    yield from (f"statement-{partner}" for partner in desk.sees_partners)


def readable(desk: Desk, year: str, months: int) -> Iterator[tuple[str, Report]]:
    """Those reports of a year's first months, each with its name.

    Raises:
        Http404: it is no year of the fund, or not a number of months.
    """
    names = set(report_names(desk))
    for stem, report in reports(filled(desk, year, months)):
        name = stem.removeprefix(f"{year}-")
        if name in names:
            yield name, report


def find_report(desk: Desk, year: str, months: int, name: str) -> Report:
    """One report by its name, such as ``settlement`` or ``statement-leeds``, if this person may read it.

    Raises:
        Http404: there is none, or it is another partner's.
    """
    for stem, report in reports(filled(desk, year, months)):
        if stem == f"{year}-{name}" and (report.partner is None or report.partner in desk.sees_partners):
            return report
    raise Http404


def reason(desk: Desk, figure: str) -> Reason:
    """Why a figure is what it is, with the first of its rows; which of them may be opened :func:`seen` says.

    Raises:
        Http404: no figure has this id, or it is another partner's.
    """
    others = [partner for partner in desk.fund.partners if partner not in desk.sees_partners]
    parts = figure.split("/")
    if any(f"-{other}" in part for other in others for part in parts if part.startswith("statement-")):
        raise Http404
    try:
        return keeping.of_ledger(desk.fund, "why", lambda: why(desk.fund, figure, rows=50), figure)
    except Problems:
        raise Http404 from None


def seen(desk: Desk, found: Reason) -> set[int]:
    """The entries behind a figure that this person may open: as on the entry's own page, those with a line of its bodies."""
    numbers = [row.entry for row in found.rows]
    if not desk.may(Right.SEE_POSTINGS):
        return set()
    return set(numbers) if desk.standing.sees_all else those_of(desk.fund.ledger, numbers, desk.sees_partners)


def entry(desk: Desk, number: int) -> Entry:
    """One entry, if there is a line of it that this person may see.

    Raises:
        Http404: there is none, or none of its lines is for this person.
    """
    try:
        found = ledger_entry(desk.fund.ledger, number)
    except (Problems, OverflowError):
        raise Http404 from None
    if not desk.standing.sees_all and not {line.partner for line in found.postings} & set(desk.sees_partners):
        raise Http404
    return found


def questions(desk: Desk) -> list[Query]:
    """The questions that this person may read: all, or those of its own bodies."""
    found = Query.objects.filter(fund=desk.fund.slug).select_related("asked_by", "answered_by", "proposal")
    return [each for each in found.defer("evidence") if each.partner in desk.sees_partners]


def question(desk: Desk, number: int) -> Query:
    """One question.

    Raises:
        Http404: there is none, or it is another partner's.
    """
    found = Query.objects.select_related("asked_by", "answered_by", "proposal")
    query = found.filter(fund=desk.fund.slug, pk=number).first()
    if query is None or query.partner not in desk.sees_partners:
        raise Http404
    return query
