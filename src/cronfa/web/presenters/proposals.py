"""Proposals as pages: what is asked, by whom, what it would do, and who may decide it."""

import json
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from cronfa.governance import appointments, approvals, proposals  # noqa: F401  importing appointments registers their kind
from cronfa.governance.deciding import decide as decide, may as may
from cronfa.governance.desk import Desk
from cronfa.governance.long_work import UNDER_WAY
from cronfa.governance.models import Proposal
from cronfa.governance.roles import Right
from cronfa.governance.words import POSTING, STATES
from cronfa.language import Text, same
from cronfa.ledger.queries import entry as entry_of
from cronfa.problems import Problem, Problems
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
    "waits": Text(
        en="{who} has approved it. It waits its turn to be posted.",
        cy="Mae {who} wedi'i gymeradwyo. Mae'n aros ei dro i gael ei bostio.",
    ),
    "forgotten": Text(
        en="{who} has approved it. It waits to be posted, and nothing is at work: whoever runs the service starts "
        "“cronfa worker”.",
        cy="Mae {who} wedi'i gymeradwyo. Mae'n aros i gael ei bostio, ac nid oes dim ar waith: pwy bynnag sy'n rhedeg y "
        "gwasanaeth all gychwyn “cronfa worker”.",
    ),
    "reading": Text(
        en="{who} has approved it. It is read once more before it is posted: {done} rows of {rows}.",
        cy="Mae {who} wedi'i gymeradwyo. Fe'i darllenir unwaith eto cyn ei bostio: {done} o {rows} o resi.",
    ),
    "posting": Text(
        en="{who} has approved it. It is being posted: {done} rows of {rows}.",
        cy="Mae {who} wedi'i gymeradwyo. Mae'n cael ei bostio: {done} o {rows} o resi.",
    ),
    "whole": Text(
        en="It is posted whole or not at all. You may leave this page and come back; until it is posted it can be refused.",
        cy="Fe'i postir yn gyfan neu ddim o gwbl. Cewch adael y dudalen hon a dod yn ôl; gellir ei wrthod hyd nes y'i postir.",
    ),
    "refresh": Text(en="See how far it is", cy="Gweld pa mor bell y mae"),
    "could_not": Text(
        en="{who} approved it, and it could not be posted. Nothing has been posted.",
        cy="Fe'i cymeradwywyd gan {who}, ac ni ellid ei bostio. Nid oes dim wedi'i bostio.",
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
class Progress:
    """How far a worker is with what has been approved."""

    says: Text
    done: int
    total: int


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
    progress: Progress | None
    """While a worker carries it out."""
    could_not: Text | None
    problems: tuple[Problem, ...]
    """Why it could not be carried out when it was last approved."""
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
    found = found.exclude(approvals__state__in=UNDER_WAY)
    return tuple(
        line(desk, each)
        for each in found.select_related("made_by")
        if desk.may(proposals.REGISTERED[each.kind].approve)
    )


def line(desk: Desk, proposal: Proposal) -> Line:
    kind = proposals.REGISTERED[proposal.kind]
    posting = kind.ready is not None and approvals.under_way(proposal) is not None
    return Line(
        address=reverse("proposal", args=[desk.fund.slug, proposal.pk]),
        says=kind.says(desk.fund, proposals.content_of(proposal)),
        kind=kind.title,
        who=proposal.made_by.name,
        when=words.day(proposal.made_at.date()),
        state=POSTING if posting else STATES[proposal.state],
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
    failed = approvals.why_not(proposal)
    return Page(
        line(desk, proposal), tuple(said), _entries(desk, proposal), _undoes(desk, proposal), may(desk, proposal),
        proposal.made_by_id == desk.person.pk, _progress(approvals.under_way(proposal)),
        LABELS["could_not"].filled(who=failed[0].person.name) if failed else None, failed[1] if failed else (), LABELS,
    )  # fmt: skip


def _progress(so_far: approvals.Progress | None) -> Progress | None:
    """How far it is, in words; as a bar, reading it once more is the first half."""
    if so_far is None:
        return None
    if so_far.waits:
        step, done = "forgotten" if so_far.is_forgotten else "waits", 0
    else:
        step, done = ("posting", so_far.posted) if so_far.read == so_far.rows else ("reading", so_far.read)
    says = LABELS[step].filled(who=so_far.approval.person.name, done=f"{done:,}", rows=f"{so_far.rows:,}")
    return Progress(says, so_far.read + so_far.posted, 2 * so_far.rows)


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
