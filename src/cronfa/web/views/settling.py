"""The settlement of a year: decisions recorded, accepted or disputed by each partner, sent to be posted."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cronfa.governance import settlements
from cronfa.governance.desk import Desk
from cronfa.governance.models import PartnerView
from cronfa.governance.roles import Right
from cronfa.money import parse_pence
from cronfa.web.pages import fund_page
from cronfa.web.presenters import settling as presenter
from cronfa.web.sending import day_of

VIEWS = {"accept": PartnerView.ACCEPTED, "dispute": PartnerView.DISPUTED, "mediate": PartnerView.IN_MEDIATION}


@fund_page("settlement/", "settlements", Right.SEE_FUND)
def settlements_of(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The years and whether their settlement is posted."""
    return render(request, "web/settlements.html", {"page": presenter.listed(desk)})


@fund_page("settlement/<str:year>/<int:months>/", "settlement", Right.SEE_FUND, changes=Right.SEE_FUND)
def settlement(request: HttpRequest, desk: Desk, year: str, months: int) -> HttpResponse:
    """One settlement; what one may do with it depends on one's role."""
    page = presenter.page(desk, year, months)
    if request.method == "POST":
        _do(request, desk, page)
        return redirect("settlement", fund=desk.fund.slug, year=year, months=months)
    return render(request, "web/settlement.html", {"page": page})


def _do(request: HttpRequest, desk: Desk, page: presenter.Page) -> None:
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
    elif do == "decide" and desk.may(Right.DECIDE):
        _decide(sent, desk, page)
    elif do == "post" and desk.may(Right.PROPOSE):
        settlements.put_forward(desk.fund, page.year, page.months, desk.person, sent.get("why", ""))
    elif do in ("decide", "post"):
        raise PermissionDenied
    else:
        raise Http404


def _decide(sent: Any, desk: Desk, page: presenter.Page) -> None:
    """Put forward a decision as the form gives it."""
    at = settlements.position(desk.fund, page.year, page.months)
    wanted = settlements.decision_wanted(at, sent.get("decision", ""))
    if wanted is None:
        raise Http404
    on = day_of(sent.get("on", ""))
    parties = [name for each in page.wanted if each.decision == wanted.decision for name, _ in each.parties]
    split = {name: sent.get(f"part:{name}", "").strip() for name in parties}
    settlements.put_decision_forward(
        desk.fund, wanted, desk.person, year=page.year, on=on, minute=sent.get("minute", "").strip(),
        agreed=sent.get("agreed") == "yes", split={name: parse_pence(text) for name, text in split.items() if text},
    )  # fmt: skip
