"""The fund's home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cronfa.governance import outlooks
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.language import Text
from cronfa.web.pages import fund_page
from cronfa.web.presenters import files, home as presenter
from cronfa.web.presenters.figures import filled


def empty(request: HttpRequest, desk: Desk, title: Text, lead: Text) -> HttpResponse:
    """A page of a fund in which nothing has been spent yet, with the way to what is done first."""
    begin = (reverse("files", args=[desk.fund.slug]), files.LABELS["title"]) if desk.may(Right.PROPOSE) else None
    return render(
        request, "web/empty.html", {"words": {"title": title, "lead": lead, "fund": desk.terms.title, "next": begin}}
    )


@fund_page("", "home", Right.SEE_FUND)
def home(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Where the fund stands at the end of a month: ``?year=2012-13&month=9``, or the latest with spend."""
    month = request.GET.get("month", "")
    found = presenter.home(desk, request.GET.get("year"), int(month) if month.isdecimal() else None)
    if found is None:
        return empty(request, desk, presenter.EMPTY, presenter.EMPTY_LEAD)
    return render(request, "web/home.html", {"page": found, "fund": desk.fund.slug})


@fund_page("outlook/<str:year>/<int:month>/", "outlook", Right.SEE_FUND, changes=Right.SIMULATE)
def outlook(request: HttpRequest, desk: Desk, year: str, month: int) -> HttpResponse:
    """Asks how sure the forecast of a month is; what comes of it stands on the home page of that month."""
    filled(desk, year, month)
    if request.method == "POST" and month < 12:
        outlooks.ask(desk.fund, year, month, desk.person)
    return redirect(f"{reverse('home', args=[desk.fund.slug])}?year={year}&month={month}#year")
