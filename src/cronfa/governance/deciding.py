"""Who may decide a proposal, and deciding it."""

from typing import Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404

from cronfa.governance import (  # noqa: F401  importing them registers their kinds
    approvals,
    contributions,
    journals,
    packs,
    proposals,
    reopening,
    reversals,
    virements,
)
from cronfa.governance.desk import Desk
from cronfa.governance.models import Proposal

DecisionMade = Literal["approve", "refuse", "withdraw"]


def may(desk: Desk, proposal: Proposal) -> tuple[DecisionMade, ...]:
    """What this person can decide about a proposal now. Until a worker has carried it out, it can still be refused."""
    if proposal.state != Proposal.PREPARED:
        return ()
    if proposal.made_by_id == desk.person.pk:
        return ("withdraw",)
    if proposals.had_a_hand(proposal, desk.person):
        return ()
    if not desk.may(proposals.REGISTERED[proposal.kind].approve):
        return ()
    return ("refuse",) if approvals.under_way(proposal) else ("approve", "refuse")


def decide(desk: Desk, proposal: Proposal, decision: str, remark: str) -> None:
    """Approve, refuse or withdraw.

    Raises:
        PermissionDenied: the person may not.
        Problems: it is decided already, the person prepared it, or it cannot be done.
        Http404: it is no such decision.
    """
    kind = proposals.REGISTERED[proposal.kind]
    if decision in ("approve", "refuse") and not desk.may(kind.approve):
        raise PermissionDenied
    match decision:
        case "approve":
            proposals.approve(desk.fund, proposal, desk.person, remark)
        case "refuse":
            proposals.refuse(desk.fund, proposal, desk.person, remark)
        case "withdraw":
            proposals.withdraw(desk.fund, proposal, desk.person, remark)
        case _:
            raise Http404


def found(desk: Desk, number: int) -> Proposal:
    """One proposal of the fund.

    Raises:
        Http404: there is none.
    """
    proposal = Proposal.objects.select_related("made_by", "decided_by").filter(fund=desk.fund.slug, pk=number).first()
    if proposal is None:
        raise Http404
    return proposal
