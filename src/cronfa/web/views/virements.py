"""Virements: limits first, then asking."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cronfa.fund.virements import check
from cronfa.governance import virements as between_people
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.problems import Problems
from cronfa.web.pages import fund_page
from cronfa.web.presenters import virements as presenter
from cronfa.web.presenters.contributing import year_now
from cronfa.web.sending import Reading, status


@fund_page("virements/", "virements", Right.SEE_FUND)
def virements(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The virements of the year that people look at first."""
    return redirect("virements-of", fund=desk.fund.slug, year=year_now(desk))


@fund_page("virements/<str:year>/", "virements-of", Right.SEE_FUND, changes=Right.PROPOSE)
def virements_of(request: HttpRequest, desk: Desk, year: str) -> HttpResponse:
    """A year's budgets, limits and virements; whoever may, asks for one here."""
    desk.fund.terms_of(year)
    sent = Reading(request.POST)
    if request.method != "POST":
        return render(request, "web/virements.html", {"page": presenter.page(desk, year, sent)})
    wanted, why = presenter.read(sent, year), sent.reason("why")
    if wanted.decided and not desk.may(Right.DECIDE):
        raise PermissionDenied
    used = between_people.used_pence(desk.fund, year, wanted.out_of)
    sent.also(lambda: check(desk.fund, wanted, used))
    key = sent.text("once") or "unnamed"
    try:
        made = sent.then(
            lambda: between_people.put_forward(desk.fund, wanted, desk.person, key=key, why=why)
        )  # fmt: skip
    except Problems as wrong:
        page = presenter.page(desk, year, sent, wrong.problems)
        return render(request, "web/virements.html", {"page": page}, status=status(wrong))
    return redirect("proposal", fund=desk.fund.slug, number=made.pk)
