"""Contributions: the year, the invoice of an instalment and recording that it has come, settlements and their payment."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cronfa import reporting
from cronfa.fund.contributing import Arrival, check
from cronfa.fund.paying import check_payment
from cronfa.governance import contributions, reading
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.problems import Problems
from cronfa.reporting import twins
from cronfa.reporting.invoices import SettledAccount
from cronfa.reporting.model import Report
from cronfa.reporting.writing import Format
from cronfa.web.pages import fund_page
from cronfa.web.presenters import contributing as presenter
from cronfa.web.sending import Reading, status

CONTENT_TYPES: dict[str, str] = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": twins.CONTENT_TYPES["xlsx"],
}


@fund_page("contributions/", "contributions-now", Right.SEE_FUND)
def contributions_now(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The contributions of the year that people look at first."""
    return redirect("contributions", fund=desk.fund.slug, year=presenter.year_now(desk))


@fund_page("contributions/<str:year>/", "contributions", Right.SEE_FUND)
def contributions_of(request: HttpRequest, desk: Desk, year: str) -> HttpResponse:
    """The contributions of a year as at a day."""
    desk.fund.terms_of(year)
    as_at = presenter.day_of(desk, year, request.GET.get("as-at", ""))
    return render(request, "web/contributions.html", {"page": presenter.page(desk, year, as_at)})


@fund_page("contributions/<str:year>/files/<str:table>.<str:ending>", "contributions-file", Right.SEE_FUND)
def contributions_file(request: HttpRequest, desk: Desk, year: str, table: str, ending: str) -> HttpResponse:
    """The whole as a file, or one of its tables."""
    desk.fund.terms_of(year)
    made = presenter.the_report(desk, year, presenter.day_of(desk, year, request.GET.get("as-at", "")))
    if table == "contributions":
        return _as_file(desk, made, f"{desk.fund.slug}-contributions-{year}", ending)
    content = twins.twin(made, table, ending, desk.language) if ending in twins.TWINS else None
    if content is None:
        raise Http404
    return _sent(content, f"{desk.fund.slug}-{table}-{year}.{ending}", ending)


def _as_file(desk: Desk, made: Report, stem: str, ending: str) -> HttpResponse:
    if ending not in ("pdf", "html", "json", "xlsx"):
        raise Http404
    [(name, content)] = reporting.rendered(made, stem, cast(Format, ending), desk.language)
    return _sent(content, name, ending)


def _sent(content: bytes, name: str, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=CONTENT_TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _call(desk: Desk, year: str, partner: str, number: int) -> Report:
    made = reading.call_report(desk, year, partner, number)
    if made is None:
        raise Http404
    return made


@fund_page("contributions/<str:year>/<str:partner>/<int:number>/", "call", Right.SEE_POSTINGS, changes=Right.PROPOSE)
def call(request: HttpRequest, desk: Desk, year: str, partner: str, number: int) -> HttpResponse:
    """One instalment's invoice; whoever may, records here that its money has come."""
    made = _call(desk, year, partner, number)
    if request.method != "POST":
        return render(request, "web/contribution.html", {"page": presenter.call(desk, made, number, {}, ())})
    read = Reading(request.POST)
    terms = desk.fund.terms_of(year)
    pence = {name: read.pence(f"pence:{name}") for name in terms.schemes if read.text(f"pence:{name}")}
    arrival = Arrival(year, partner, read.day("on"), read.text("reference"), pence)
    why = read.reason("why")
    read.also(lambda: check(desk.fund, arrival))
    try:
        done = read.then(
            lambda: contributions.arrived(desk.fund, arrival, desk.person, why=why)
        )  # fmt: skip
    except Problems as wrong:
        page = presenter.call(desk, made, number, request.POST.dict(), wrong.problems)
        return render(request, "web/contribution.html", {"page": page}, status=status(wrong))
    return redirect("proposal", fund=desk.fund.slug, number=done.pk)


@fund_page("contributions/<str:year>/<str:partner>/<int:number>/invoice.<str:ending>", "call-file", Right.SEE_POSTINGS)
def call_file(request: HttpRequest, desk: Desk, year: str, partner: str, number: int, ending: str) -> HttpResponse:
    """The invoice as a file in the language of the address; JSON holds both."""
    made = _call(desk, year, partner, number)
    return _as_file(desk, made, f"{desk.fund.slug}-{year}-{partner}-{number}", ending)


def _account(desk: Desk, year: str, partner: str) -> SettledAccount:
    found = reading.settled_account(desk, year, partner)
    if found is None:
        raise Http404
    return found


@fund_page("contributions/<str:year>/<str:partner>/settlement/", "settled", Right.SEE_POSTINGS, changes=Right.PROPOSE)
def settled(request: HttpRequest, desk: Desk, year: str, partner: str) -> HttpResponse:
    """What a settlement left a partner to pay or to get; whoever may, records here that it was paid."""
    account = _account(desk, year, partner)
    if request.method != "POST":
        return render(request, "web/contribution.html", {"page": presenter.settled(desk, account, {}, ())})
    read = Reading(request.POST)
    amount = read.pence("amount") * (1 if account.open_pence >= 0 else -1)
    on, reference, why = read.day("on"), read.text("reference"), read.reason("why")
    read.also(lambda: check_payment(desk.fund, partner, amount, reference))
    try:
        done = read.then(
            lambda: contributions.paid(
                desk.fund, partner, amount, on, reference, desk.person, why=why
            )
        )  # fmt: skip
    except Problems as wrong:
        page = presenter.settled(desk, account, request.POST.dict(), wrong.problems)
        return render(request, "web/contribution.html", {"page": page}, status=status(wrong))
    return redirect("proposal", fund=desk.fund.slug, number=done.pk)


@fund_page("contributions/<str:year>/<str:partner>/settlement.<str:ending>", "settled-file", Right.SEE_POSTINGS)
def settled_file(request: HttpRequest, desk: Desk, year: str, partner: str, ending: str) -> HttpResponse:
    """The document of what a settlement left, as a file."""
    account = _account(desk, year, partner)
    return _as_file(
        desk, presenter.settled_of(desk, account), f"{desk.fund.slug}-{year}-{partner}-settlement", ending
    )  # fmt: skip
