"""Maker and checker: what one person prepares, another approves, and only then is it done.

A *kind* of proposal says which right it takes to prepare and to approve it, how it reads, and what doing it is. It is
registered once with :func:`kind`. :func:`approve` does it and records it in one transaction: all of it, or none.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from cronfa.fund.opening import RunningFund
from cronfa.governance import codes
from cronfa.governance.models import Person, Proposal
from cronfa.governance.roles import Right
from cronfa.governance.trail import record
from cronfa.governance.words import STATES
from cronfa.language import Text
from cronfa.problems import stop

Content = Mapping[str, Any]
"""What is proposed, as JSON can hold it."""


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
        Problems: no reason is given, or the same thing has been put forward already.
    """
    if not why.strip():
        stop(codes.NO_REASON)
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


def approve(fund: RunningFund, proposal: Proposal, person: Person, remark: str = "") -> Proposal:
    """Do what is proposed, in one transaction with its record.

    Raises:
        Problems: the person had a hand in it, it is decided already, or it cannot be done; nothing has been done then.
    """
    if had_a_hand(proposal, person):
        stop(codes.OWN_PROPOSAL if proposal.made_by_id == person.pk else codes.HAD_A_HAND)
    with transaction.atomic():
        _decide(proposal, Proposal.APPROVED, person, remark)
        content = content_of(proposal)
        outcome = REGISTERED[proposal.kind].do(fund, content, f"{person.name}, prepared by {proposal.made_by.name}")
        Proposal.objects.filter(pk=proposal.pk).update(outcome=_written(outcome))
        record(
            fund.slug, who=person.name, what=f"approved {proposal.kind}", about=_about(proposal), why=remark,
            before=content, after=outcome,
        )  # fmt: skip
    proposal.refresh_from_db()
    return proposal


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
