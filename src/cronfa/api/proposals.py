"""Proposals: what one person has prepared and another decides, through the API as on a page."""

import json
from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema

from cronfa.api import cursors
from cronfa.api.addresses import changes, reads
from cronfa.api.refusals import language
from cronfa.api.shapes import Cursor, Limit, Line, Number, OneProblem, Sends, Words, one_problem, words
from cronfa.governance import appointments, approvals, deciding, proposals  # noqa: F401  importing appointments registers their kind
from cronfa.governance.desk import Desk
from cronfa.governance.models import Approval, Proposal
from cronfa.governance.roles import Right
from cronfa.problems import Problem

router = Router(tags=["Proposals"])


class PostingOf(Schema):
    """How far a worker is with what has been approved. Every row is read once more, and then posted: all of them or none.

    Its ``state`` is waiting, running or, where it could not be done, failed; then ``problems`` say why, nothing has been
    posted, and the proposal can be approved again or refused.
    """

    state: Literal["waiting", "running", "failed"]
    approved_by: str
    approved_at: datetime
    rows: int
    rows_read: int
    rows_posted: int
    problems: list[OneProblem]


class ProposalOf(Schema):
    """A proposal. ``may`` is what the token's person can decide about it now; ``outcome`` what carrying it out gave.

    A large file is posted by a worker once it is approved. Until it is posted its ``state`` stays prepared, and ``posting``
    says how far it is; ask again until the state is approved, or the posting has failed.
    """

    number: int
    kind: str
    title: Words
    says: Words
    state: str
    why: str
    made_by: str
    made_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    remark: str
    outcome: dict[str, Any] | None
    may: list[str]
    posting: PostingOf | None


class Proposals(Schema):
    """Proposals, the newest first."""

    items: list[ProposalOf]
    next: str | None


class DecisionOn(Sends):
    """What is decided about a proposal. To refuse needs a remark; to withdraw is for who prepared it."""

    decision: Literal["approve", "refuse", "withdraw"]
    remark: Line = ""


@reads(router, "/funds/{fund}/proposals", Right.SEE_FUND, Proposals)
def list_proposals(
    desk: Desk,
    state: Annotated[Literal["", "prepared", "approved", "refused", "withdrawn"], Query(description="Only these.")] = "",
    kind: Annotated[
        str, Query(description="Only of this kind, such as journal or file.", max_length=40, pattern="^[a-z-]*$")
    ] = "",
    limit: Limit = 100, cursor: Cursor = "",
) -> Proposals:  # fmt: skip
    """What has been put forward; ``state=prepared`` is what waits."""
    found = Proposal.objects.filter(fund=desk.fund.slug).select_related("made_by", "decided_by")
    if state:
        found = found.filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    if place := cursors.read(cursor, 1):
        found = found.filter(pk__lt=place[0])
    some = list(found.order_by("-pk")[: limit + 1])
    items = [proposal_of(desk, each) for each in some[:limit]]
    return Proposals(items=items, next=cursors.written(items[-1].number) if len(some) > limit else None)


@reads(router, "/funds/{fund}/proposals/{number}", Right.SEE_FUND, ProposalOf)
def get_proposal(desk: Desk, number: Number) -> ProposalOf:
    """One proposal."""
    return proposal_of(desk, deciding.found(desk, number))


@changes(router, "/funds/{fund}/proposals/{number}/decision", Right.SEE_FUND, ProposalOf)
def decide_proposal(desk: Desk, number: Number, sent: DecisionOn) -> ProposalOf:
    """Approve, refuse or withdraw. Nobody approves what they prepared themselves, whatever token they use.

    What is approved is done at once; a file of more than a megabyte is left to a worker, and ``posting`` says how far it is.
    Until it is posted it can be refused or withdrawn.

    Approving and refusing need the right that the kind of proposal names; withdrawing is for who prepared it.
    """
    found = deciding.found(desk, number)
    deciding.decide(desk, found, sent.decision, sent.remark)
    return proposal_of(desk, found)


def proposal_of(desk: Desk, proposal: Proposal) -> ProposalOf:
    """A proposal as it is given."""
    kind = proposals.REGISTERED[proposal.kind]
    return ProposalOf(
        number=proposal.pk, kind=kind.name, title=words(kind.title),
        says=words(kind.says(desk.fund, proposals.content_of(proposal))), state=proposal.state, why=proposal.why,
        made_by=proposal.made_by.name, made_at=proposal.made_at,
        decided_by=proposal.decided_by.name if proposal.decided_by else None, decided_at=proposal.decided_at,
        remark=proposal.remark, outcome=json.loads(proposal.outcome) if proposal.outcome else None,
        may=list(deciding.may(desk, proposal)), posting=_posting(proposal),
    )  # fmt: skip


def _posting(proposal: Proposal) -> PostingOf | None:
    """How far a worker is with it, or why it could not be done."""
    if so_far := approvals.under_way(proposal):
        return _posting_of(so_far.approval, so_far.read, so_far.posted)
    failed = approvals.why_not(proposal)
    return _posting_of(failed[0], 0, 0, failed[1]) if failed else None


def _posting_of(approval: Approval, read: int, posted: int, problems: tuple[Problem, ...] = ()) -> PostingOf:
    state: Any = approval.state
    return PostingOf(
        state=state, approved_by=approval.person.name, approved_at=approval.made_at, rows=approval.total // 2,
        rows_read=read, rows_posted=posted, problems=[one_problem(each, language()) for each in problems],
    )  # fmt: skip
