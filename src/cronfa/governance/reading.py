"""What a person may read of a fund: the same answers for a page and for a program.

Whatever is not there, or not for this person, is Django's ``Http404``: nobody learns which of the two it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from cronfa.agreement.explain import changes
from cronfa.agreement.versions import Version
from cronfa.calendars import Year
from cronfa.fund.books import book
from cronfa.fund.codes import UNKNOWN_FIGURE
from cronfa.fund.contributing import receipts
from cronfa.fund.contribution_documents import invoice, settled_accounts
from cronfa.fund.figures import outcome
from cronfa.fund.opening import RunningFund
from cronfa.fund.projecting import spent_until, years_with_spend
from cronfa.fund.reconciling import Reconciled
from cronfa.fund.reports import reports
from cronfa.fund.settling import is_settled, work_out
from cronfa.fund.why import Reason, why
from cronfa.governance import decisions, keeping, month_end, reconciliations
from cronfa.governance.desk import Desk
from cronfa.governance.models import Query, Reconciliation
from cronfa.governance.roles import Right
from cronfa.ledger.entries import Entry
from cronfa.ledger.finding import those_of
from cronfa.ledger.queries import entry as ledger_entry
from cronfa.problems import Problems, stop
from cronfa.reporting.inputs import Book
from cronfa.reporting.invoices import SettledAccount
from cronfa.reporting.model import Report
from cronfa.settlement.comparison import Comparison, compare_versions
from cronfa.settlement.outcome import Outcome
from cronfa.settlement.terms import NEVER_SETTLED

BOARD_REPORTS = ("board", "monitoring", "settlement", "memorandum")
"""The reports of the fund as a whole; beside them stands each partner's statement."""


def years(desk: Desk) -> tuple[str, ...]:
    """The years with spend, oldest first."""
    return keeping.of_ledger(desk.fund, "years", lambda: years_with_spend(desk.fund))


def until(desk: Desk, year: str) -> int:
    """The last month of a year with spend, from 1 to 12."""
    return keeping.of_ledger(desk.fund, "until", lambda: spent_until(desk.fund, year), year)


def day_known(desk: Desk, year: str) -> date:
    """The day at which a year's contributions are looked at: today while it runs, its last day once it is settled.

    In a year that is over and not settled it is the last day that its ledger knows of: the end of the last month with
    spend, which the home page shows, or a later day on which a contribution came. What the ledger cannot know yet is not
    told as late.
    """
    last = Year(year).last_day
    if desk.today <= last:
        return desk.today
    if year not in years(desk) or is_settled(desk.fund, year):
        return last
    month = Year(year).months()[until(desk, year) - 1]
    came = keeping.of_ledger(desk.fund, "came", lambda: [each.on for each in receipts(desk.fund, year)], year)
    return min(last, max([month.last_day, *came]))


def known_year(desk: Desk, year: str) -> str:
    """The name of a year of the fund.

    Raises:
        Http404: it is none.
    """
    try:
        known = Year(year).label
        desk.fund.terms_of(known)
    except (ValueError, Problems):
        raise Http404 from None
    return known


def filled(desk: Desk, year: str, months: int, reported: Outcome | None = None) -> Book:
    """The book of a year's first months, with what boards have decided of it.

    Raises:
        Http404: it is no year of the fund, or not a number of months.
    """
    known = known_year(desk, year)
    if not 1 <= months <= 12:
        raise Http404
    said = reported or decisions.reported(desk.fund, known, months)
    return keeping.of_ledger(
        desk.fund, "book", lambda: book(desk.fund, known, months, said), known, months, _decisions(said)
    )


@dataclass(frozen=True, slots=True)
class YearStands:
    """A year with spend and what its settlement comes to with the money that has been posted."""

    year: str
    posted: bool
    variance_pence: int
    """Spend less the money that funds it; above zero is an overspend. Schemes that are only in view do not count."""
    to_pay_pence: Mapping[str, int]
    """By partner: above zero an invoice, below zero a refund."""


def years_stand(desk: Desk) -> tuple[YearStands, ...]:
    """Every year with spend, the newest first, and what its settlement comes to."""
    return tuple(_stands(desk.fund, year) for year in reversed(years(desk)))


def _stands(fund: RunningFund, year: str) -> YearStands:
    said = decisions.reported(fund, year, 12)
    settled = keeping.of_ledger(
        fund, "year settled", lambda: work_out(fund, year, 12, said), year, _decisions(said)
    )  # fmt: skip
    schemes = fund.terms_of(year).schemes
    counted = (each for each in settled.schemes if schemes[each.scheme].form not in NEVER_SETTLED)
    return YearStands(
        year, is_settled(fund, year), sum(each.variance_pence for each in counted),
        {each.partner: each.to_pay_pence for each in settled.partners},
    )  # fmt: skip


def _decisions(said: Outcome | None) -> str:
    """What was decided, whole: figures that rest on it are kept under it."""
    return repr(said.decisions) if said else ""


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
    for stem, report in _every(desk, year, months):
        name = stem.removeprefix(f"{year}-")
        if name in names:
            yield name, report


def find_report(desk: Desk, year: str, months: int, name: str) -> Report:
    """One report by its name, such as ``settlement`` or ``statement-leeds``, if this person may read it.

    Raises:
        Http404: there is none, or it is another partner's.
    """
    for stem, report in _every(desk, year, months):
        if stem == f"{year}-{name}" and (report.partner is None or report.partner in desk.sees_partners):
            return report
    raise Http404


def _every(desk: Desk, year: str, months: int) -> Iterator[tuple[str, Report]]:
    """Every report of the first months by its stem, the board's with what was said beside the figures first."""
    book = filled(desk, year, months)
    yield f"{year}-board", month_end.board(desk.fund, book.year, months, book)
    yield from reports(book)


def reason(desk: Desk, figure: str, months: int = 12) -> Reason:
    """Why a figure of a year's first ``months`` is what it is, with the first of its rows; which of them may be opened
    :func:`seen` says.

    Raises:
        Http404: no figure has this id, or it is another partner's; or it is not a number of months.
    """
    if not 1 <= months <= 12:
        raise Http404
    others = [partner for partner in desk.fund.partners if partner not in desk.sees_partners]
    parts = figure.split("/")
    if any(f"-{other}" in part for other in others for part in parts if part.startswith("statement-")):
        raise Http404
    try:
        said = _reported_of(desk, figure, months)
        return keeping.of_ledger(
            desk.fund, "why", lambda: why(desk.fund, figure, rows=50, reported=lambda _year: said, months=months), figure,
            months, _decisions(said),
        )  # fmt: skip
    except Problems:
        raise Http404 from None


def _reported_of(desk: Desk, figure: str, months: int) -> Outcome | None:
    """What boards have decided of the year that a figure's id names.

    Raises:
        Problems: it names none.
    """
    year = figure.strip().strip("/").removeprefix(f"{desk.fund.slug}/").split("/")[0]
    try:
        return decisions.reported(desk.fund, Year.parse(year).label, months)
    except ValueError:
        stop(UNKNOWN_FIGURE, figure=figure)


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


def reconciliation(desk: Desk, number: int) -> Reconciliation:
    """One reconciliation of a partner whose detail this person may see.

    Raises:
        Http404: there is none, or it is another partner's.
    """
    known = Reconciliation.objects.select_related("made_by", "signed_by", "extract")
    found = known.filter(fund=desk.fund.slug, pk=number).first()
    if found is None or found.partner not in desk.sees_partners:
        raise Http404
    return found


def reconciled(desk: Desk, each: Reconciliation) -> Reconciled:
    """The extract beside the fund, kept while neither the ledger nor the mapping moves.

    Raises:
        Problems: everything wrong with the extract.
    """
    kept = each.extract
    return keeping.of_ledger(
        desk.fund,
        "reconciled",
        lambda: reconciliations.work_out(desk.fund, each, kept),
        each.pk,
        kept.sha256,
        kept.mapping,
    )


def call_report(desk: Desk, year: str, partner: str, number: int) -> Report | None:
    """The invoice of an instalment, if there is one and this person may see it."""
    return invoice(desk.fund, year, partner, number) if partner in desk.sees_partners else None


def settled_account(desk: Desk, year: str, partner: str) -> SettledAccount | None:
    """What a year's settlement left a partner, if it left anything and this person may see it."""
    accounts = keeping.of_ledger(desk.fund, "settled accounts", lambda: settled_accounts(desk.fund))
    found = (each for each in accounts if (each.year, each.partner) == (year, partner))
    return next(found, None) if partner in desk.sees_partners else None


def compared(desk: Desk, before: int, after: int) -> tuple[Version, Version, Comparison]:
    """Two versions of the agreement, and what the later one changes in words and on the last year's figures.

    Raises:
        Http404: there are no such versions, or they are not in this order.
    """
    known = {version.number: version for version in desk.fund.agreement.versions}
    if before not in known or after not in known or before >= after:
        raise Http404
    old, new = known[before], known[after]
    return old, new, keeping.of_ledger(desk.fund, "compared", lambda: _compared(desk, old, new), before, after)


def _compared(desk: Desk, old: Version, new: Version) -> Comparison:
    """On the newest year of the ledger that settles under both; else as the budgets would have it; else in words alone."""
    for year in reversed(years_with_spend(desk.fund)):
        try:
            return compare_versions(old, new, outcome(desk.fund, year))
        except Problems:
            continue
    try:
        return compare_versions(old, new)
    except Problems:
        return Comparison(tuple(changes(old, new)), (), {}, {})
