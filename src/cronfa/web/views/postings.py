"""The fund's entries: listed, one by one, and as CSV."""

import csv
from collections.abc import Iterator
from io import StringIO

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from cronfa.governance.reading import entry as entry_of
from cronfa.governance.roles import Right
from cronfa.ledger.listing import Row, every
from cronfa.reporting.as_csv import safe
from cronfa.web.desk import Desk
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
    response = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{desk.fund.slug}-postings.csv"'
    return response  # type: ignore[return-value]  # Django's base class of both


def _lines(rows: Iterator[Row]) -> Iterator[str]:
    held = StringIO()
    writer = csv.writer(held)
    writer.writerow(Row._fields)
    for row in rows:
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
        yield held.getvalue()
        held.seek(0)
        held.truncate()
    yield held.getvalue()


@fund_page("entries/<int:number>/", "entry", Right.SEE_POSTINGS)
def entry(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """One entry, if there is a line of it that this person may see."""
    return render(request, "web/entry.html", {"page": presenter.entry_page(desk, entry_of(desk, number))})
