"""Accruals: what stands, and asking for one more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cronfa.fund.accruing import check
from cronfa.governance import journals as between_people
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.problems import Problems
from cronfa.web.pages import fund_page
from cronfa.web.presenters import accruals as presenter
from cronfa.web.sending import Reading, status


@fund_page("accruals/", "accruals", Right.SEE_ALL_POSTINGS, changes=Right.PROPOSE)
def accruals(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every accrual; whoever may, asks for one here."""
    sent = Reading(request.POST)
    if request.method != "POST":
        return render(request, "web/accruals.html", {"page": presenter.page(desk, sent)})
    wanted, why = presenter.read(sent), sent.reason("why")
    sent.also(lambda: check(desk.fund, wanted))
    try:
        made = sent.then(lambda: between_people.accrue(desk.fund, wanted, desk.person, why=why))
    except Problems as wrong:
        page = presenter.page(desk, sent, wrong.problems)
        return render(request, "web/accruals.html", {"page": page}, status=status(wrong))
    return redirect("proposal", fund=desk.fund.slug, number=made.pk)
