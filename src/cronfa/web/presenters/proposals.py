"""Proposals as pages: what is asked, by whom, what it would do, and who may decide it."""

import json
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from cronfa.governance import appointments, proposals  # noqa: F401  importing appointments registers their kind
from cronfa.governance.deciding import decide as decide, may as may
from cronfa.governance.desk import Desk
from cronfa.governance.models import Proposal
from cronfa.governance.roles import Right
from cronfa.governance.words import STATES
from cronfa.language import Text, same
from cronfa.ledger.queries import entry as entry_of
from cronfa.problems import Problems
from cronfa.reporting import words

LABELS = {
    "title": Text(en="Proposals", cy="Cynigion"),
    "lead": Text(
        en="What one person prepares, another approves; only then is it done.",
        cy="Yr hyn y mae un person yn ei baratoi, mae un arall yn ei gymeradwyo; dim ond wedyn y'i gwneir.",
    ),
    "none": Text(en="Nothing has been put forward.", cy="Nid oes dim wedi'i gynnig."),
    "what": Text(en="What", cy="Beth"),
    "kind": Text(en="Kind", cy="Math"),
    "who": Text(en="Prepared by", cy="Paratowyd gan"),
    "when": Text(en="When", cy="Pryd"),
    "state": Text(en="State", cy="Cyflwr"),
    "why": Text(en="Why", cy="Pam"),
    "decided": Text(en="Decided by", cy="Penderfynwyd gan"),
    "remark": Text(en="Remark", cy="Sylw"),
    "outcome": Text(en="What it did", cy="Yr hyn a wnaeth"),
    "undoes": Text(en="Open entry {number}", cy="Agor cofnod {number}"),
    "entries": Text(en="Entries posted", cy="Cofnodion a bostiwyd"),
    "decide": Text(en="Your decision", cy="Eich penderfyniad"),
    "approve": Text(en="Approve and do it", cy="Cymeradwyo a'i wneud"),
    "refuse": Text(en="Refuse", cy="Gwrthod"),
    "withdraw": Text(en="Withdraw", cy="Tynnu'n ôl"),
    "say": Text(en="Remark (needed to refuse)", cy="Sylw (mae angen un i wrthod)"),
    "own": Text(
        en="You prepared this, so someone else decides it.",
        cy="Chi a baratôdd hyn, felly rhywun arall sy'n penderfynu.",
    ),
}
REVERSE = {
    "title": Text(en="Reverse entry {number}", cy="Gwrthdroi cofnod {number}"),
    "lead": Text(
        en="The entry stays as it is; a second one undoes it, in the first open month, once another person has approved.",
        cy="Mae'r cofnod yn aros fel y mae; mae un arall yn ei ddadwneud, yn y mis agored cyntaf, wedi i rywun arall gymeradwyo.",
    ),
    "reason": Text(en="Why must it be undone?", cy="Pam mae'n rhaid ei ddadwneud?"),
    "send": Text(en="Send for approval", cy="Anfon i'w gymeradwyo"),
    "back": Text(en="Back to the entry", cy="Yn ôl i'r cofnod"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal in the list."""

    address: str
    says: Text
    kind: Text
    who: str
    when: Text
    state: Text
    tone: str


@dataclass(frozen=True, slots=True)
class Page:
    """A proposal, whole; ``may`` holds what this person can decide."""

    line: Line
    facts: tuple[tuple[Text, Text], ...]
    entries: tuple[tuple[str, str], ...]
    undoes: tuple[str, Text] | None
    """The entry that a reversal would undo."""
    may: tuple[str, ...]
    own: bool
    words: dict[str, Text]


TONES = {"prepared": "watch", "approved": "good", "refused": "over", "withdrawn": "plain"}


def listed(desk: Desk) -> dict[str, object]:
    """Every proposal, what waits first, then the newest."""
    found = list(Proposal.objects.filter(fund=desk.fund.slug).select_related("made_by")[:500])
    found.sort(key=lambda each: each.state != Proposal.PREPARED)
    return {"lines": [line(desk, each) for each in found], "words": LABELS}


def waiting_for(desk: Desk) -> tuple[Line, ...]:
    """What this person can approve now."""
    found = Proposal.objects.filter(fund=desk.fund.slug, state=Proposal.PREPARED).exclude(made_by=desk.person)
    return tuple(
        line(desk, each)
        for each in found.select_related("made_by")
        if desk.may(proposals.REGISTERED[each.kind].approve)
    )


def line(desk: Desk, proposal: Proposal) -> Line:
    kind = proposals.REGISTERED[proposal.kind]
    return Line(
        address=reverse("proposal", args=[desk.fund.slug, proposal.pk]),
        says=kind.says(desk.fund, proposals.content_of(proposal)),
        kind=kind.title,
        who=proposal.made_by.name,
        when=words.day(proposal.made_at.date()),
        state=STATES[proposal.state],
        tone=TONES[proposal.state],
    )


def page(desk: Desk, proposal: Proposal) -> Page:
    said = [
        (LABELS["who"], same(proposal.made_by.name)),
        (LABELS["when"], words.day(proposal.made_at.date())),
        (LABELS["why"], same(proposal.why)),
        *proposals.REGISTERED[proposal.kind].details(desk.fund, proposals.content_of(proposal)),
    ]
    if proposal.decided_by and proposal.decided_at:
        said += [
            (LABELS["decided"], same(proposal.decided_by.name)),
            (LABELS["when"], words.day(proposal.decided_at.date())),
        ]
        said += [(LABELS["remark"], same(proposal.remark))] if proposal.remark else []
    return Page(
        line(desk, proposal), tuple(said), _entries(desk, proposal), _undoes(desk, proposal), may(desk, proposal),
        proposal.made_by_id == desk.person.pk, LABELS,
    )  # fmt: skip


def _entries(desk: Desk, proposal: Proposal) -> tuple[tuple[str, str], ...]:
    posted = json.loads(proposal.outcome).get("entries", []) if proposal.outcome else []
    return tuple((reverse("entry", args=[desk.fund.slug, number]), str(number)) for number in posted[:20])


def _undoes(desk: Desk, proposal: Proposal) -> tuple[str, Text] | None:
    if proposal.kind != "reversal" or not desk.may(Right.SEE_POSTINGS):
        return None
    number = proposals.content_of(proposal)["number"]
    return reverse("entry", args=[desk.fund.slug, number]), LABELS["undoes"].filled(number=number)


def reversal(desk: Desk, number: int) -> dict[str, object]:
    """The form that asks for a reversal.

    Raises:
        Http404: there is no such entry.
    """
    try:
        entry_of(desk.fund.ledger, number)
    except Problems:
        raise Http404 from None
    back = reverse("entry", args=[desk.fund.slug, number])
    return {"title": REVERSE["title"].filled(number=number), "back": back, "words": REVERSE}
