"""Journals as pages: those there are, and one that is being written, with its sums before it is sent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from cronfa.fund.journals import JOURNAL_ACCOUNTS, Journal
from cronfa.governance.desk import Desk
from cronfa.governance.models import Proposal
from cronfa.governance.proposals import REGISTERED, content_of
from cronfa.governance.roles import Right
from cronfa.governance.words import STATES
from cronfa.language import Text
from cronfa.ledger.entries import ACCOUNT_NAMES, Account, PostingDraft
from cronfa.ledger.finding import reversal_of
from cronfa.problems import Problem
from cronfa.reporting import words
from cronfa.web.presenters.bookkeeping import (
    SAID,
    Choices,
    entry_link,
    month_choices,
    partner_choices,
    scheme_choices,
)
from cronfa.web.presenters.proposals import TONES
from cronfa.web.sending import Reading, once

LABELS = {
    **SAID,
    "title": Text(en="Journals", cy="Dyddlyfrau"),
    "lead": Text(
        en="A journal puts right how money stands. It balances for the fund and for every partner, or it is refused.",
        cy="Mae dyddlyfr yn cywiro sut y saif arian. Mae'n mantoli i'r gronfa ac i bob partner, neu fe'i gwrthodir.",
    ),
    "none": Text(en="No journal has been written.", cy="Nid oes dyddlyfr wedi'i ysgrifennu."),
    "new": Text(en="Write a journal", cy="Ysgrifennu dyddlyfr"),
    "what": Text(en="Journal", cy="Dyddlyfr"),
    "reversed": Text(en="reversed by {entry}", cy="gwrthdrowyd gan {entry}"),
    "narrative": Text(en="What it is for", cy="At beth y mae"),
    "why": Text(en="Why it is needed", cy="Pam y mae ei angen"),
    "line": Text(en="Line {number}", cy="Llinell {number}"),
    "account": Text(en="Account", cy="Cyfrif"),
    "partner": Text(en="Partner", cy="Partner"),
    "other": Text(en="Other partner (clearing only)", cy="Partner arall (clirio yn unig)"),
    "debit": Text(en="Debit, £", cy="Debyd, £"),
    "credit": Text(en="Credit, £", cy="Credyd, £"),
    "add": Text(en="Add a line", cy="Ychwanegu llinell"),
    "clear": Text(en="Add clearing between partners", cy="Ychwanegu clirio rhwng partneriaid"),
    "check": Text(en="Check it", cy="Ei wirio"),
    "sums": Text(en="Does it balance?", cy="A yw'n mantoli?"),
    "all": Text(en="The whole journal", cy="Y dyddlyfr cyfan"),
    "debits": Text(en="Debits", cy="Debydau"),
    "credits": Text(en="Credits", cy="Credydau"),
    "balances": Text(en="balances", cy="yn mantoli"),
    "out": Text(en="out by {amount}", cy="gwahaniaeth o {amount}"),
    "good": Text(en="Nothing is wrong with it: it can be sent.", cy="Nid oes dim o'i le arno: gellir ei anfon."),
    "limits": Text(en="What a journal may do", cy="Yr hyn y caiff dyddlyfr ei wneud"),
    "limit_accounts": Text(
        en="It may touch these accounts: {accounts}. Reserves, loans and sharing move by a settlement alone, budgets "
        "by a virement.",
        cy="Caiff gyffwrdd â'r cyfrifon hyn: {accounts}. Drwy setliad yn unig y mae cronfeydd wrth gefn, benthyciadau "
        "a rhannu yn "
        "symud, a chyllidebau drwy drosglwyddo cyllideb.",
    ),
    "limit_months": Text(
        en="It goes into a month that is open or soft-closed, on its last day. It has no limit of amount.",
        cy="Mae'n mynd i fis sydd ar agor neu wedi'i led-gau, ar ei ddiwrnod olaf. Nid oes terfyn ar ei swm.",
    ),
    "undo": Text(
        en="A journal that has been posted is undone by a reversal: open its entry.",
        cy="Dadwneir dyddlyfr a bostiwyd drwy wrthdroad: agorwch ei gofnod.",
    ),
}
FIRST_LINES, MOST_LINES = 4, 40
FIELDS = ("account", "scheme", "partner", "other", "debit", "credit")


@dataclass(frozen=True, slots=True)
class Listed:
    """A journal in the list."""

    address: str
    says: Text
    state: Text
    tone: str
    who: str
    entries: tuple[tuple[str, str], ...]
    reversed: tuple[str, Text] | None


@dataclass(frozen=True, slots=True)
class Sum:
    """What the lines of one partner, or all of them, come to."""

    name: Text
    debit: Text
    credit: Text
    state: Text
    tone: str


@dataclass(frozen=True, slots=True)
class Form:
    """A journal that is being written: what stands in every field, and what it comes to."""

    sent: Mapping[str, str]
    lines: tuple[Mapping[str, str], ...]
    sums: tuple[Sum, ...]
    problems: tuple[Problem, ...]
    good: bool
    once: str
    choices: Mapping[str, Choices]
    limits: tuple[Text, ...]
    back: str
    words: dict[str, Text]


def listed(desk: Desk) -> dict[str, object]:
    """Every journal, newest first."""
    found = Proposal.objects.filter(fund=desk.fund.slug, kind="journal").select_related("made_by")[:200]
    return {
        "lines": [_line(desk, each) for each in found],
        "new": reverse("journal", args=[desk.fund.slug]) if desk.may(Right.PROPOSE) else "",
        "words": LABELS,
    }


def _line(desk: Desk, proposal: Proposal) -> Listed:
    numbers = json.loads(proposal.outcome).get("entries", []) if proposal.outcome else []
    undone = next((found for number in numbers if (found := reversal_of(desk.fund.ledger, number))), None)
    address, shown = entry_link(desk, undone) if undone else ("", "")
    return Listed(
        address=reverse("proposal", args=[desk.fund.slug, proposal.pk]),
        says=REGISTERED["journal"].says(desk.fund, content_of(proposal)),
        state=STATES[proposal.state], tone=TONES[proposal.state], who=proposal.made_by.name,
        entries=tuple(entry_link(desk, number) for number in numbers),
        reversed=(address, LABELS["reversed"].filled(entry=shown)) if undone else None,
    )  # fmt: skip


def read(sent: Reading, count: int) -> list[PostingDraft]:
    """The lines of a form that say anything, debits above zero."""
    lines = []
    for at in range(1, count + 1):
        given = {name: sent.text(f"{name}-{at}") for name in FIELDS}
        if not any(given.values()):
            continue
        pence = sent.pence(f"debit-{at}") - sent.pence(f"credit-{at}")
        account: Account = given["account"]  # type: ignore[assignment]  # checked with the journal
        lines.append(
            PostingDraft(account, given["partner"], pence, given["scheme"] or None, given["other"] or None)
        )  # fmt: skip
    return lines


def gathered(sent: Reading) -> Reading:
    """The same form with the lines that say something first: problems tell a line by its number."""
    count = count_of(sent)
    written = [{name: sent.text(f"{name}-{at}") for name in FIELDS} for at in range(1, count + 1)]
    written.sort(key=lambda line: not any(line.values()))
    lines = {f"{name}-{at}": value for at, line in enumerate(written, 1) for name, value in line.items()}
    return Reading({name: sent.text(name) for name in ("do", "once", "count", "month", "narrative", "why")} | lines)


def count_of(sent: Reading) -> int:
    """How many lines a form has room for."""
    text = sent.text("count")
    return min(max(int(text), FIRST_LINES), MOST_LINES) if text.isdecimal() and len(text) < 4 else FIRST_LINES


def as_fields(lines: list[PostingDraft]) -> list[dict[str, str]]:
    """Lines as a form holds them."""
    return [
        {
            "account": line.account, "scheme": line.scheme or "", "partner": line.partner, "other": line.counterparty or "",
            "debit": words.money(line.amount_pence).en if line.amount_pence > 0 else "",
            "credit": words.money(-line.amount_pence).en if line.amount_pence < 0 else "",
        }
        for line in lines
    ]  # fmt: skip


def form(
    desk: Desk,
    sent: Reading,
    fields: list[dict[str, str]],
    journal: Journal | None = None,
    problems: tuple[Problem, ...] = (),
    *,
    good: bool = False,
) -> Form:
    """The form with what stands in it."""
    accounts = tuple((name, ACCOUNT_NAMES[name]) for name in JOURNAL_ACCOUNTS)
    named = words.and_list([title for _, title in accounts])
    return Form(
        sent={name: sent.text(name) for name in ("month", "narrative", "why")},
        lines=tuple(fields),
        sums=_sums(desk, journal) if journal and journal.lines else (),
        problems=problems,
        good=good,
        once=sent.text("once") or once(),
        choices={
            "month": month_choices(desk), "account": (("", LABELS["choose"]), *accounts),
            "scheme": scheme_choices(desk), "partner": partner_choices(desk),
        },
        limits=(LABELS["limit_accounts"].filled(accounts=named), LABELS["limit_months"], LABELS["approvers"], LABELS["undo"]),
        back=reverse("journals", args=[desk.fund.slug]),
        words=LABELS,
    )  # fmt: skip


def _sums(desk: Desk, journal: Journal) -> tuple[Sum, ...]:
    partners = [name for name in desk.fund.partners if any(line.partner == name for line in journal.lines)]
    return (
        _sum(LABELS["all"], journal.lines),
        *(_sum(desk.terms.name(name), [line for line in journal.lines if line.partner == name]) for name in partners),
    )


def _sum(name: Text, lines: tuple[PostingDraft, ...] | list[PostingDraft]) -> Sum:
    debit = sum(line.amount_pence for line in lines if line.amount_pence > 0)
    credit = -sum(line.amount_pence for line in lines if line.amount_pence < 0)
    out = LABELS["out"].filled(amount=words.money(abs(debit - credit)))
    state, tone = (LABELS["balances"], "good") if debit == credit else (out, "over")
    return Sum(name, words.money(debit), words.money(credit), state, tone)
