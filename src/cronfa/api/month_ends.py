"""Month ends: what must be so before a month is closed, what is said of variances, and the reports signed off."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpResponse
from ninja import Query, Router, Schema

from cronfa import reporting
from cronfa.api.addresses import reads
from cronfa.api.reports import WHOLE, Whole, as_file
from cronfa.api.shapes import Months, Number, Words, YearName, words
from cronfa.calendars import Year
from cronfa.governance import month_end, reading
from cronfa.governance.desk import Desk
from cronfa.governance.models import Commentary, FrozenReport
from cronfa.governance.roles import Right
from cronfa.ledger.funds import periods

router = Router(tags=["Month end"])


class CheckOf(Schema):
    """One thing that must be so before the month is closed."""

    what: Words
    done: bool
    detail: Words | None


class CommentaryOf(Schema):
    """Why a scheme varies, and what is done about it, by whom, by when."""

    number: int
    scheme: str
    period: str
    text: str
    action: str
    owner: str
    due: date | None
    done_at: datetime | None
    written_by: str
    written_at: datetime


class Signature(Schema):
    """A chief finance officer's name under a frozen report."""

    partner: str
    person: str
    at: datetime


class Frozen(Schema):
    """A report frozen as it stood. ``same_today``: the ledger still gives the very same."""

    number: int
    sha256: str
    ledger_head: str
    frozen_by: str
    frozen_at: datetime
    same_today: bool
    signed: list[Signature]


class MonthEnd(Schema):
    """A month with its checklist, commentary and frozen reports."""

    year: str
    month: int
    period: str
    status: str
    checks: list[CheckOf]
    commentary: list[CommentaryOf]
    unexplained: list[str]
    frozen: list[Frozen]


class Actions(Schema):
    """Everything that was promised about a variance, what is not done first."""

    items: list[CommentaryOf]


@reads(router, "/funds/{fund}/month-ends/{year}/{months}", Right.SEE_FUND, MonthEnd)
def get_month_end(desk: Desk, year: YearName, months: Months) -> MonthEnd:
    """A month: its checklist, what is said of its variances, and what was frozen and signed off."""
    filled = reading.filled(desk, year, months)
    label = Year(filled.year).months()[months - 1].label
    reports = FrozenReport.objects.filter(fund=desk.fund.slug, year=filled.year, months=months)
    return MonthEnd(
        year=filled.year, month=months, period=label,
        status=next(each.status for each in periods(desk.fund.ledger) if each.code == label),
        checks=[
            CheckOf(what=words(each.what), done=each.done, detail=words(each.detail) if each.detail else None)
            for each in month_end.checks(desk.fund, filled.year, months, filled)
        ],
        commentary=[_commentary(each) for each in month_end.commentaries(desk.fund, label).values()],
        unexplained=[each.scheme or "" for each in month_end.unexplained(desk.fund, filled.year, months, filled)],
        frozen=[_frozen(desk, each) for each in reports.select_related("frozen_by")],
    )  # fmt: skip


@reads(router, "/funds/{fund}/actions", Right.SEE_FUND, Actions)
def list_actions(desk: Desk) -> Actions:
    """What was promised about variances, by whom and by when."""
    return Actions(items=[_commentary(each) for each in month_end.actions(desk.fund)])


@reads(router, "/funds/{fund}/frozen-reports/{number}", Right.SEE_FUND, ", ".join(WHOLE.values()))
def get_frozen_report(
    desk: Desk, number: Number,
    form: Annotated[Whole, Query(alias="as", description="json is the very bytes that were signed off.")] = "json",
) -> HttpResponse:  # fmt: skip
    """A frozen report: its very bytes (json), or a file to read with the names under it, in the language asked for."""
    frozen = month_end.frozen(desk.fund, number)
    if form == "json":
        return as_file(month_end.content_of(frozen), WHOLE[form], "")
    report = month_end.as_signed(desk.fund, frozen)
    [(file, made)] = reporting.rendered(report, f"{desk.fund.slug}-frozen-{number}", form, desk.language)
    return as_file(made, WHOLE[form], file)


def _commentary(each: Commentary) -> CommentaryOf:
    return CommentaryOf(
        number=each.pk, scheme=each.scheme, period=each.period, text=each.text, action=each.action, owner=each.owner,
        due=each.due, done_at=each.done_at, written_by=each.written_by.name, written_at=each.written_at,
    )  # fmt: skip


def _frozen(desk: Desk, report: FrozenReport) -> Frozen:
    signed = report.sign_offs.select_related("person")
    return Frozen(
        number=report.pk, sha256=report.sha256, ledger_head=report.ledger_head, frozen_by=report.frozen_by.name,
        frozen_at=report.frozen_at, same_today=month_end.is_the_same_today(desk.fund, report),
        signed=[Signature(partner=each.partner, person=each.person.name, at=each.at) for each in signed],
    )  # fmt: skip
