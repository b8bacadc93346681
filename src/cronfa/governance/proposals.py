"""Maker and checker: what one person prepares, another approves, and only then is it done.

A *kind* of proposal says which right it takes to prepare and to approve it, how it reads, and what doing it is. It is
registered once with :func:`kind`. :func:`approve` does it and records it in one transaction: all of it, or none. What would
keep a page waiting is left to a worker, who does the same by :func:`carry_out`.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from cronfa.fund.opening import RunningFund
from cronfa.governance import codes
from cronfa.governance.approvals import telling
from cronfa.governance.long_work import UNDER_WAY
from cronfa.governance.models import Approval, Person, Proposal
from cronfa.governance.roles import Right
from cronfa.governance.trail import record
from cronfa.governance.words import POSTING, STATES
from cronfa.language import Text
from cronfa.ledger.entries import PREPARED_BY
from cronfa.problems import Problems, stop

Content = Mapping[str, Any]
"""What is proposed, as JSON can hold it."""
Tell = Callable[[int], None]
"""Is told how much has been done, and may end it by raising."""
Ready = Callable[[RunningFund, Content, Tell], AbstractContextManager[Callable[[str], Content]]]
"""Looks at everything first, outside of every transaction; gives what then does it, for whoever is named, inside one."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of proposal. ``do`` carries it out and gives what is worth remembering, as JSON can hold it."""

    name: str
    title: Text
    prepare: Right
    approve: Right
    says: Callable[[RunningFund, Content], Text]
    do: Callable[[RunningFund, Content, str], Content]
    details: Callable[[RunningFund, Content], tuple[tuple[Text, Text], ...]] = lambda _fund, _content: ()
    """What whoever approves it must see beside the sentence, each with its name."""
    possible: Callable[[RunningFund, Content], None] = lambda _fund, _content: None
    """Stops, with problems, what could never be carried out: nobody is asked to approve it."""
    rows_beside: Callable[[RunningFund, Content], int] = lambda _fund, _content: 0
    """How many rows a worker would post, where a page would wait too long for them; nought where ``do`` does it at once."""
    ready: Ready | None = None
    """How a worker does it. Rows are told as they are read, and then, counted on from there, as they are posted."""


REGISTERED: dict[str, Kind] = {}


def kind(made: Kind) -> Kind:
    """Register a kind of proposal."""
    assert made.name not in REGISTERED, made.name
    REGISTERED[made.name] = made
    return made


def content_of(proposal: Proposal) -> Content:
    """What is proposed."""
    content: Content = json.loads(proposal.content)
    return content


def had_a_hand(proposal: Proposal, person: Person) -> bool:
    """Whether somebody made what is proposed, or part of it, or gains rights by it: ``hands`` of its content are such people."""
    return proposal.made_by_id == person.pk or person.pk in content_of(proposal).get("hands", ())


def prepare(fund: RunningFund, of: Kind, content: Content, person: Person, *, key: str, why: str) -> Proposal:
    """Put something forward for another person to approve. The same ``key`` waits, or is approved, only once.

    Raises:
        Problems: no reason is given, it can never be done, or the same thing has been put forward already.
    """
    if not why.strip():
        stop(codes.NO_REASON)
    of.possible(fund, content)
    try:
        with transaction.atomic():
            proposal = Proposal.objects.create(
                fund=fund.slug, kind=of.name, content=_written(content), key=f"{of.name}/{key}", made_by=person, why=why
            )
            record(
                fund.slug, who=person.name, what=f"prepared {of.name}", about=_about(proposal), why=why, after=content
            )
    except IntegrityError:
        there = Proposal.objects.filter(fund=fund.slug, key=f"{of.name}/{key}").first()
        if there is None:
            raise
        stop(codes.PROPOSED_ALREADY, who=there.made_by.name, state=STATES[there.state])
    return proposal


def stop_if_waiting(fund: RunningFund, of: Kind, content: Content) -> None:
    """Stop where the very same thing, asked for on another form, still waits: somebody went back and sent it again.

    Raises:
        Problems: it does. Where it is meant twice, the second is put forward once the first is decided.
    """
    own = ("key", "why")
    wanted = {name: value for name, value in json.loads(_written(content)).items() if name not in own}
    for there in Proposal.objects.filter(fund=fund.slug, kind=of.name, state=Proposal.PREPARED):
        if {name: value for name, value in content_of(there).items() if name not in own} == wanted:
            stop(codes.PROPOSED_ALREADY, who=there.made_by.name, state=STATES[there.state])


def approve(fund: RunningFund, proposal: Proposal, person: Person, remark: str = "") -> Proposal:
    """Do what is proposed, in one transaction with its record; or record the approval and leave it to a worker.

    Raises:
        Problems: the person had a hand in it, it is decided already, or it cannot be done; nothing has been done then.
    """
    if had_a_hand(proposal, person):
        stop(codes.OWN_PROPOSAL if proposal.made_by_id == person.pk else codes.HAD_A_HAND)
    content = content_of(proposal)
    if rows := REGISTERED[proposal.kind].rows_beside(fund, content):
        _leave_to_a_worker(proposal, person, remark, rows)
        return proposal
    with transaction.atomic():
        _decide(proposal, Proposal.APPROVED, person, remark)
        outcome = REGISTERED[proposal.kind].do(fund, content, _who(proposal, person))
        _record_outcome(proposal, person, remark, outcome)
    proposal.refresh_from_db()
    return proposal


def _who(proposal: Proposal, person: Person) -> str:
    return f"{person.name}{PREPARED_BY}{proposal.made_by.name}"


def _record_outcome(proposal: Proposal, person: Person, remark: str, outcome: Content) -> None:
    Proposal.objects.filter(pk=proposal.pk).update(outcome=_written(outcome))
    record(
        proposal.fund, who=person.name, what=f"approved {proposal.kind}", about=_about(proposal), why=remark,
        before=content_of(proposal), after=outcome,
    )  # fmt: skip


def _leave_to_a_worker(proposal: Proposal, person: Person, remark: str, rows: int) -> None:
    """Record the approval; once, however many give it at the same moment."""
    try:
        with transaction.atomic():
            _refuse_what_is_decided(Proposal.objects.select_for_update().get(pk=proposal.pk))
            Approval.objects.create(
                fund=proposal.fund, proposal=proposal, person=person, remark=remark, state=Approval.WAITING,
                total=2 * rows,
            )  # fmt: skip
            record(
                proposal.fund, who=person.name, what=f"left {proposal.kind} to a worker", about=_about(proposal),
                why=remark, after={"rows": rows},
            )  # fmt: skip
    except IntegrityError:
        if not Approval.objects.filter(proposal=proposal, state__in=UNDER_WAY).exists():
            raise
        stop(codes.DECIDED_ALREADY, state=POSTING)


def _refuse_what_is_decided(proposal: Proposal) -> None:
    if proposal.state != Proposal.PREPARED:
        stop(codes.DECIDED_ALREADY, state=STATES[proposal.state])


def carry_out(fund: RunningFund, approval: Approval, tell: Tell, hold: Callable[[], None]) -> None:
    """Do what has been approved, in one transaction with its record. ``hold`` ends that transaction: it raises where the
    work has been stopped or given to another, so that nothing is done twice.

    Raises:
        Problems: it is decided otherwise meanwhile, or cannot be done any more; nothing has been done then, which is recorded.
    """
    proposal, person = Proposal.objects.get(pk=approval.proposal_id), approval.person
    kind = REGISTERED[proposal.kind]
    assert kind.ready is not None, f"a {kind.name} is done at once"
    _refuse_what_is_decided(proposal)
    try:
        with telling(approval, tell) as told, kind.ready(fund, content_of(proposal), told) as do, transaction.atomic():
            outcome = do(_who(proposal, person))
            _decide(proposal, Proposal.APPROVED, person, approval.remark)
            _record_outcome(proposal, person, approval.remark, outcome)
            hold()
    except Problems as found:
        what, codes_of = f"could not do {kind.name}", [problem.code for problem in found.problems]
        record(fund.slug, who=person.name, what=what, about=_about(proposal), after={"problems": codes_of})
        raise


def refuse(fund: RunningFund, proposal: Proposal, person: Person, remark: str) -> Proposal:
    """Refuse what is proposed, with a reason.

    Raises:
        Problems: no reason is given, or it is decided already.
    """
    if not remark.strip():
        stop(codes.NO_REASON)
    return _closed(fund, proposal, Proposal.REFUSED, person, remark)


def withdraw(fund: RunningFund, proposal: Proposal, person: Person, remark: str = "") -> Proposal:
    """Take back what one has proposed oneself.

    Raises:
        Problems: someone else prepared it, or it is decided already.
    """
    if proposal.made_by_id != person.pk:
        stop(codes.NOT_YOURS, who=proposal.made_by.name)
    return _closed(fund, proposal, Proposal.WITHDRAWN, person, remark)


def _closed(fund: RunningFund, proposal: Proposal, state: str, person: Person, remark: str) -> Proposal:
    with transaction.atomic():
        _decide(proposal, state, person, remark)
        under_way = Approval.objects.filter(proposal=proposal, state__in=UNDER_WAY)
        under_way.update(state=Approval.STOPPED, ended_at=timezone.now())
        record(fund.slug, who=person.name, what=f"{state} {proposal.kind}", about=_about(proposal), why=remark)
    proposal.refresh_from_db()
    return proposal


def _decide(proposal: Proposal, state: str, person: Person, remark: str) -> None:
    """Move a waiting proposal to its end by one conditional write, so that two deciders cannot both succeed."""
    waiting = Proposal.objects.filter(pk=proposal.pk, state=Proposal.PREPARED)
    if not waiting.update(state=state, decided_by=person, decided_at=timezone.now(), remark=remark):
        proposal.refresh_from_db()
        stop(codes.DECIDED_ALREADY, state=STATES[proposal.state])


def _about(proposal: Proposal) -> str:
    return f"proposal {proposal.pk}"


def _written(content: Content) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
