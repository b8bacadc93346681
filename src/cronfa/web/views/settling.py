"""The settlement of a year: decisions recorded, accepted or disputed by each partner, sent to be posted."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cronfa.governance import settlements
from cronfa.governance.desk import Desk
from cronfa.governance.models import PartnerView, Proposal
from cronfa.governance.roles import Right
from cronfa.problems import Problems
from cronfa.web import failures
from cronfa.web.pages import fund_page
from cronfa.web.presenters import settling as presenter
from cronfa.web.sending import Reading

VIEWS = {"accept": PartnerView.ACCEPTED, "dispute": PartnerView.DISPUTED, "mediate": PartnerView.IN_MEDIATION}


@fund_page("settlement/", "settlements", Right.SEE_FUND)
def settlements_of(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The years and whether their settlement is posted."""
    return render(request, "web/settlements.html", {"page": presenter.listed(desk)})


@fund_page("settlement/<str:year>/<int:months>/", "settlement", Right.SEE_FUND, changes=Right.SEE_FUND)
def settlement(request: HttpRequest, desk: Desk, year: str, months: int) -> HttpResponse:
    """One settlement; what one may do with it depends on one's role."""
    page = presenter.page(desk, year, months)
    if request.method != "POST":
        return render(request, "web/settlement.html", {"page": page})
    try:
        made = _do(request, desk, page)
    except Problems as wrong:
        if request.POST.get("do") != "decide" or any(each.code in failures.CONFLICTS for each in wrong.problems):
            raise
        shown = presenter.refused(page, Reading(request.POST), wrong.problems)
        return render(request, "web/settlement.html", {"page": shown}, status=422)
    if made is not None:
        return redirect("proposal", fund=desk.fund.slug, number=made.pk)
    return redirect("settlement", fund=desk.fund.slug, year=year, months=months)


def _do(request: HttpRequest, desk: Desk, page: presenter.Page) -> Proposal | None:
    """What the form asks; the proposal that it makes, if it makes one."""
    sent = request.POST
    do = sent.get("do", "")
    if do in VIEWS:
        partner = sent.get("partner", "")
        if not desk.may(Right.ACCEPT, partner):
            raise PermissionDenied
        settlements.say(
            desk.fund, page.year, page.months, partner, VIEWS[do], desk.person, figures_sha256=sent.get("figures", ""),
            why=sent.get("why", ""),
        )  # fmt: skip
        return None
    if do == "decide" and desk.may(Right.DECIDE):
        return _decide(Reading(sent), desk, page)
    if do == "post" and desk.may(Right.PROPOSE):
        return settlements.put_forward(desk.fund, page.year, page.months, desk.person, sent.get("why", ""))
    if do in ("decide", "post"):
        raise PermissionDenied
    raise Http404


def _decide(sent: Reading, desk: Desk, page: presenter.Page) -> Proposal:
    """Put forward a decision as the form gives it."""
    at = settlements.position(desk.fund, page.year, page.months)
    wanted = settlements.decision_wanted(at, sent.text("decision"))
    if wanted is None:
        raise Http404
    on, minute = sent.day("on"), sent.reason("minute")
    parties = [name for each in page.wanted if each.decision == wanted.decision for name, _ in each.parties]
    split = {name: sent.pence(f"part:{name}") for name in parties if sent.text(f"part:{name}")}
    made: Proposal = sent.then(
        lambda: settlements.put_decision_forward(
            desk.fund, wanted, desk.person, year=page.year, months=page.months, on=on, minute=minute,
            agreed=sent.text("agreed") == "yes", split=split,
        )
    )  # fmt: skip
    return made
