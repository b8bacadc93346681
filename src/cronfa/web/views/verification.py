"""The chain: its length and last hash, when it was last verified, and verifying it now."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.governance.trail import record
from cronfa.web.pages import fund_page
from cronfa.web.presenters import trust as presenter


@fund_page("verification/", "verification", Right.SEE_FUND, changes=Right.SEE_FUND)
def verification(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Reads every entry anew when it is asked to; what came of it is kept in the trail, for everybody."""
    if request.method == "POST":
        found = presenter.facts_of_verifying(desk)
        with transaction.atomic():
            record(desk.fund.slug, who=desk.person.name, what=presenter.VERIFIED, after=found)
        return redirect("verification", fund=desk.fund.slug)
    return render(request, "web/verification.html", presenter.page(desk))
