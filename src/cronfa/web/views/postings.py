"""The fund's entries: listed, one by one, and as CSV."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from cronfa.governance.desk import Desk
from cronfa.governance.reading import entry as entry_of
from cronfa.governance.roles import Right
from cronfa.governance.twins import entries_as_csv
from cronfa.ledger.listing import every
from cronfa.web.pages import fund_page
from cronfa.web.presenters import postings as presenter


@fund_page("postings/", "postings", Right.SEE_POSTINGS)
def postings(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Entries, filtered and sorted by the address."""
    return render(request, "web/postings.html", {"page": presenter.page(desk, request.GET)})


@fund_page("postings.csv", "postings-csv", Right.SEE_POSTINGS)
def postings_csv(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The same list, whole, as CSV: pence are exact, and no text becomes a formula."""
    rows = every(desk.fund.ledger, presenter.wanted_of(desk, request.GET))
    response = StreamingHttpResponse(entries_as_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{desk.fund.slug}-postings.csv"'
    return response  # type: ignore[return-value]  # Django's base class of both


@fund_page("entries/<int:number>/", "entry", Right.SEE_POSTINGS)
def entry(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """One entry, if there is a line of it that this person may see."""
    return render(request, "web/entry.html", {"page": presenter.entry_page(desk, entry_of(desk, number))})
