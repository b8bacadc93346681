"""What waits for whom: proposals listed, looked at, approved, refused or withdrawn."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cronfa.governance import proposals
from cronfa.governance.desk import Desk
from cronfa.governance.models import Proposal
from cronfa.governance.reversals import REVERSAL
from cronfa.governance.roles import Right
from cronfa.web.enhancing import for_part
from cronfa.web.pages import fund_page
from cronfa.web.presenters import proposals as presenter


@fund_page("proposals/", "proposals", Right.SEE_FUND)
def waiting(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Everything put forward, what waits first."""
    return render(request, "web/proposals.html", {"page": presenter.listed(desk)})


@fund_page("proposals/<int:number>/", "proposal", Right.SEE_FUND, changes=Right.SEE_FUND)
def proposal(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """One proposal; whoever may, decides it here."""
    found = Proposal.objects.select_related("made_by", "decided_by").filter(fund=desk.fund.slug, pk=number).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        presenter.decide(desk, found, request.POST.get("decision", ""), request.POST.get("remark", ""))
        return redirect("proposal", fund=desk.fund.slug, number=number)
    page = presenter.page(desk, found)
    if for_part(request) and not page.progress:
        return redirect(request.get_full_path())  # the whole page has changed
    return render(request, "web/proposal.html", {"page": page})


@fund_page("entries/<int:number>/reverse/", "reverse", Right.PROPOSE, changes=Right.PROPOSE)
def reverse(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Ask for an entry to be reversed; another person approves it."""
    if request.method == "POST":
        reason = request.POST.get("reason", "").strip()
        made = proposals.prepare(
            desk.fund, REVERSAL, {"number": number, "reason": reason}, desk.person, key=str(number), why=reason
        )
        return redirect("proposal", fund=desk.fund.slug, number=made.pk)
    return render(request, "web/reverse.html", {"page": presenter.reversal(desk, number)})
