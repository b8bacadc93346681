"""The fund's home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cronfa.governance.roles import Right
from cronfa.web.desk import Desk
from cronfa.web.pages import fund_page
from cronfa.web.presenters import home as presenter


@fund_page("", "home", Right.SEE_FUND)
def home(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Where the fund stands at the end of a month: ``?year=2012-13&month=9``, or the latest with spend."""
    month = request.GET.get("month", "")
    found = presenter.home(desk, request.GET.get("year"), int(month) if month.isdecimal() else None)
    if found is None:
        words = {"title": presenter.EMPTY, "lead": presenter.EMPTY_LEAD, "fund": desk.terms.title}
        return render(request, "web/empty.html", {"words": words})
    return render(request, "web/home.html", {"page": found})
