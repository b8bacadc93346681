"""What the fund's figures stand on, as facts that can each be opened: balance, chain, files, reconciliations."""

import json
from dataclasses import dataclass

from django.urls import reverse

from cronfa.governance.desk import Desk
from cronfa.governance.models import Event
from cronfa.governance.reconciliations import last_reconciled
from cronfa.governance.roles import Right
from cronfa.language import Text, same
from cronfa.ledger.stored import head
from cronfa.ledger.verification import verify
from cronfa.reporting import words
from cronfa.reporting.inputs import Book
from cronfa.web.presenters.home_words import TRUST
from cronfa.web.presenters.whom import told

VERIFIED = "verified the chain"
"""What the trail says when somebody has had the chain checked on a page."""
PAGE = {
    "title": Text(en="The chain", cy="Y gadwyn"),
    "lead": Text(
        en="Every entry's hash covers its whole text and the hash before it. Verifying reads all of them again, from the first, "
        "and adds up every posting: nothing that was changed, removed or put in later can hide from it.",
        cy="Mae hash pob cofnod yn cwmpasu ei holl destun a'r hash o'i flaen. Mae dilysu'n darllen pob un eto, o'r cyntaf, ac "
        "yn adio pob postiad: ni all dim a newidiwyd, a dynnwyd neu a ychwanegwyd wedyn guddio rhagddo.",
    ),
    "limits": Text(
        en="A chain alone cannot see that its end was cut off: compare the last hash with the signed checkpoint you keep.",
        cy="Ni all cadwyn ar ei phen ei hun weld bod ei diwedd wedi'i dorri: cymharwch yr hash olaf â'r pwynt gwirio a gadwch.",
    ),
    "entries": Text(en="Entries", cy="Cofnodion"),
    "hash": Text(en="Last hash", cy="Hash olaf"),
    "last": Text(en="Last verified", cy="Dilyswyd ddiwethaf"),
    "never": Text(en="not yet verified on these pages", cy="heb ei dilysu eto ar y tudalennau hyn"),
    "by": Text(en="{when} by {who}: {count} entries", cy="{when} gan {who}: {count} o gofnodion"),
    "whole": Text(en="whole", cy="yn gyfan"),
    "broken": Text(en="broken", cy="wedi torri"),
    "verify": Text(en="Verify it now", cy="Ei dilysu nawr"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know, and where to see it; ``holds`` is false where it warns."""

    says: Text
    address: str = ""
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Verified:
    """The last time somebody had the chain checked."""

    event: Event
    entries: int
    first_wrong: int | None


def last_verified(fund: str) -> Verified | None:
    """The last verification that the trail has."""
    event = Event.objects.filter(fund=fund, what=VERIFIED).order_by("-number").first()
    if event is None:
        return None
    after = json.loads(event.after)
    return Verified(event, after["entries"], after["first_wrong"])


def facts_of_verifying(desk: Desk) -> dict[str, object]:
    """Verify the chain now: what the trail keeps of it."""
    found = verify(desk.fund.ledger)
    wrong = found.first_wrong
    if wrong is None and not found.is_sound:
        wrong = found.entries
    return {"entries": found.entries, "head_hash": found.head_hash, "first_wrong": wrong}


def trust(desk: Desk, filled: Book) -> tuple[Fact, ...]:
    """What can be relied on, and why."""
    files = filled.provenance.sources
    rows = sum(file.rows or 0 for file in files)
    address = reverse("files", args=[desk.fund.slug]) if desk.may(Right.SEE_ALL_POSTINGS) else ""
    return (
        Fact(TRUST["balance"]),
        _chain(desk),
        Fact(TRUST["one_file" if len(files) == 1 else "files"].filled(count=len(files), rows=f"{rows:,}"), address),
        *_reconciled(desk),
    )


def _chain(desk: Desk) -> Fact:
    count = head(desk.fund.ledger)[0]
    last = last_verified(desk.fund.slug)
    address = reverse("verification", args=[desk.fund.slug])
    if last is None:
        return Fact(TRUST["not_verified"].filled(count=f"{count:,}"), address)
    if last.first_wrong is not None:
        return Fact(TRUST["broken"].filled(entry=last.first_wrong), address, holds=False)
    when = words.moment(last.event.at)
    if count > last.entries:
        more = f"{count - last.entries:,}"
        return Fact(TRUST["since"].filled(count=f"{count:,}", more=more, when=when), address)
    return Fact(TRUST["verified"].filled(count=f"{count:,}", who=told(last.event.who), when=when), address)


def _reconciled(desk: Desk) -> list[Fact]:
    signed = last_reconciled(desk.fund.slug)
    address = reverse("reconciliations", args=[desk.fund.slug])
    found = []
    for partner in desk.fund.partners:
        each, name = signed.get(partner), desk.terms.name(partner)
        if each:
            found.append(Fact(TRUST["reconciled"].filled(partner=name, until=words.day(each.last)), address))
        else:
            found.append(Fact(TRUST["unreconciled"].filled(partner=name), address, holds=False))
    return found


def page(desk: Desk) -> dict[str, object]:
    """The page of the chain."""
    count, last_hash, _ = head(desk.fund.ledger)
    last = last_verified(desk.fund.slug)
    said = PAGE["never"]
    state, tone = PAGE["never"], "plain"
    if last:
        said = PAGE["by"].filled(when=words.moment(last.event.at), who=told(last.event.who), count=f"{last.entries:,}")
        holds = last.first_wrong is None
        state, tone = PAGE["whole" if holds else "broken"], "good" if holds else "over"
    facts = ((PAGE["entries"], same(f"{count:,}")), (PAGE["hash"], same(last_hash)), (PAGE["last"], said))
    return {"facts": facts, "state": state, "tone": tone, "words": PAGE}
