"""Exceptions as pages: what partners question, by when it is answered, and what came of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from cronfa.governance import queries
from cronfa.governance.desk import Desk
from cronfa.governance.models import Query
from cronfa.governance.roles import Right
from cronfa.governance.words import STATES as STATE_WORDS
from cronfa.language import Text, counted
from cronfa.reporting import words

LABELS = {
    "title": Text(en="Exceptions", cy="Eithriadau"),
    "lead": Text(
        en="A partner questions an entry; the host answers within ten working days; what is upheld is reversed.",
        cy="Mae partner yn holi cofnod; mae'r partner lletyol yn ateb o fewn deg diwrnod gwaith; gwrthdroir yr hyn a gadarnheir.",
    ),
    "none": Text(
        en="Nothing has been questioned. Open an entry to question it.",
        cy="Nid oes dim wedi'i holi. Agorwch gofnod i'w holi.",
    ),
    "ask": Text(en="Question entry {number}", cy="Holi cofnod {number}"),
    "partner": Text(en="For which partner", cy="Dros ba bartner"),
    "what": Text(en="What is wrong with it?", cy="Beth sydd o'i le arno?"),
    "evidence": Text(en="Evidence (up to 5 MB, if you have any)", cy="Tystiolaeth (hyd at 5 MB, os oes gennych)"),
    "evidence_hint": Text(
        en="PDF, PNG, JPEG, DOCX, ODT, XLSX, ODS, EML, MSG, TXT or CSV.",
        cy="PDF, PNG, JPEG, DOCX, ODT, XLSX, ODS, EML, MSG, TXT neu CSV.",
    ),
    "left": Text(en="{days} left", cy="{days} ar ôl"),
    "left_none": Text(en="due today", cy="i'w ateb heddiw"),
    "over": Text(en="{days} overdue", cy="{days} yn hwyr"),
    "over_none": Text(en="overdue", cy="yn hwyr"),
    "clock": Text(en="The clock", cy="Y cloc"),
    "answered_on": Text(en="Answered {when} by {who}", cy="Atebwyd {when} gan {who}"),
    "credit": Text(en="The credit", cy="Y credyd"),
    "reversed": Text(en="Reversed by entry {number}", cy="Gwrthdrowyd gan gofnod {number}"),
    "not_reversed": Text(en="The reversal waits: it is {state}.", cy="Mae'r gwrthdroad yn aros: mae {state}."),
    "about": Text(en="Exceptions about this entry", cy="Eithriadau am y cofnod hwn"),
    "filter": Text(en="Filter", cy="Hidlo"),
    "any": Text(en="any", cy="unrhyw un"),
    "order": Text(en="Order", cy="Trefn"),
    "newest": Text(en="newest first", cy="y diweddaraf yn gyntaf"),
    "by_due": Text(en="answer due", cy="ateb erbyn"),
    "by_entry": Text(en="entry", cy="cofnod"),
    "no_match": Text(
        en="No exception matches. Take a filter away.", cy="Nid oes eithriad yn cyfateb. Tynnwch hidlydd i ffwrdd."
    ),
    "send": Text(en="Send the question", cy="Anfon y cwestiwn"),
    "entry": Text(en="Entry {number}", cy="Cofnod {number}"),
    "says": Text(en="Exception {number}: entry {entry}", cy="Eithriad {number}: cofnod {entry}"),
    "asked": Text(en="Asked", cy="Gofynnwyd"),
    "by": Text(en="By", cy="Gan"),
    "due": Text(en="Answer due", cy="Ateb erbyn"),
    "state": Text(en="State", cy="Cyflwr"),
    "waiting": Text(en="waits for an answer", cy="yn aros am ateb"),
    "late": Text(en="answer overdue", cy="ateb yn hwyr"),
    "upheld": Text(en="upheld", cy="wedi'i gadarnhau"),
    "rejected": Text(en="rejected", cy="wedi'i wrthod"),
    "question": Text(en="The question", cy="Y cwestiwn"),
    "answer": Text(en="The answer", cy="Yr ateb"),
    "your_answer": Text(en="Your answer", cy="Eich ateb"),
    "uphold": Text(
        en="Uphold it and send the reversal for approval", cy="Ei gadarnhau ac anfon y gwrthdroad i'w gymeradwyo"
    ),
    "reject": Text(en="Reject it", cy="Ei wrthod"),
    "reversal": Text(en="See the reversal", cy="Gweld y gwrthdroad"),
    "open_evidence": Text(en="Open the evidence: {name}", cy="Agor y dystiolaeth: {name}"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One question."""

    address: str
    says: Text
    partner: Text
    asked: Text
    due: Text
    state: Text
    tone: str
    clock: Text | None
    """How long is left, while it waits."""


@dataclass(frozen=True, slots=True)
class Page:
    """One question, whole."""

    line: Line
    text: str
    by: str
    entry: tuple[str, Text]
    evidence: tuple[str, Text] | None
    answer: str
    answered: Text | None
    reversal: str
    credit: tuple[str, Text] | None
    """The entry that gave the credit, once there is one."""
    not_reversed: Text | None
    may_answer: bool
    words: dict[str, Text]


STATES = ("waiting", "late", "upheld", "rejected")
ORDERS = {"newest": "newest", "due": "by_due", "entry": "by_entry"}


def state_of(desk: Desk, query: Query) -> str:
    """One of :data:`STATES`."""
    return query.outcome or ("late" if query.due < desk.today else "waiting")


def _clock(desk: Desk, query: Query) -> Text | None:
    if query.outcome:
        return None
    left = queries.days_left(desk.terms, query.due, desk.today)
    which = "over" if query.due < desk.today else "left"
    return LABELS[which if left else f"{which}_none"].filled(days=counted(abs(left), "working day", "diwrnod gwaith"))


def line(desk: Desk, query: Query) -> Line:
    state = state_of(desk, query)
    return Line(
        address=reverse("exception", args=[desk.fund.slug, query.pk]),
        says=LABELS["says"].filled(number=query.pk, entry=query.entry),
        partner=desk.terms.name(query.partner),
        asked=words.day(query.asked_at.date()),
        due=words.day(query.due),
        state=LABELS[state],
        tone={"upheld": "good", "rejected": "plain", "late": "over"}.get(state, "watch"),
        clock=_clock(desk, query),
    )


def listed(desk: Desk, found: Sequence[Query], query: QueryDict) -> dict[str, object]:
    """Those of the exceptions found that an address asks for: ``?state=late&partner=board&sort=due``."""
    state, partner, order = query.get("state", ""), query.get("partner", ""), query.get("sort", "newest")
    wanted = [
        each
        for each in found
        if (not state or state_of(desk, each) == state) and (not partner or each.partner == partner)
    ]
    keys = {"due": lambda each: (bool(each.outcome), each.due), "entry": lambda each: each.entry}
    if order in keys:
        wanted.sort(key=keys[order])
    return {
        "lines": [line(desk, each) for each in wanted],
        "any": bool(found),
        "states": [("", LABELS["any"]), *((name, LABELS[name]) for name in STATES)],
        "partners": [("", LABELS["any"]), *((name, desk.terms.name(name)) for name in desk.sees_partners)],
        "orders": [(name, LABELS[title]) for name, title in ORDERS.items()],
        "chosen": {"state": state, "partner": partner, "sort": order},
        "words": LABELS,
    }


def about(desk: Desk, entry: int, reverses: int | None) -> tuple[Line, ...]:
    """The exceptions about an entry, or about the one that it reverses, that this person may read."""
    numbers = [number for number in (entry, reverses) if number]
    found = Query.objects.filter(fund=desk.fund.slug, entry__in=numbers).defer("evidence").select_related("proposal")
    return tuple(line(desk, each) for each in found if each.partner in desk.sees_partners)


def _credit(desk: Desk, query: Query) -> tuple[tuple[str, Text] | None, Text | None]:
    """The entry that reversed what was questioned; or what still keeps it."""
    if query.proposal is None:
        return None, None
    done = json.loads(query.proposal.outcome).get("entries", []) if query.proposal.outcome else []
    if done:
        address = reverse("entry", args=[desk.fund.slug, done[0]])
        return (address, LABELS["reversed"].filled(number=done[0])), None
    return None, LABELS["not_reversed"].filled(state=STATE_WORDS[query.proposal.state])


def page(desk: Desk, query: Query) -> Page:
    credit, not_reversed = _credit(desk, query)
    evidence = reverse("evidence", args=[desk.fund.slug, query.pk])
    title = LABELS["open_evidence"].filled(name=query.evidence_name)
    return Page(
        line=line(desk, query),
        text=query.text,
        by=query.asked_by.name,
        entry=(reverse("entry", args=[desk.fund.slug, query.entry]), LABELS["entry"].filled(number=query.entry)),
        evidence=(evidence, title) if query.evidence_name else None,
        answer=query.answer,
        answered=LABELS["answered_on"].filled(when=words.day(query.answered_at.date()), who=query.answered_by.name)
        if query.answered_by and query.answered_at
        else None,
        reversal=reverse("proposal", args=[desk.fund.slug, query.proposal.pk]) if query.proposal else "",
        credit=credit,
        not_reversed=not_reversed,
        may_answer=not query.outcome and desk.may(Right.ANSWER),
        words=LABELS,
    )


def bodies(desk: Desk) -> tuple[tuple[str, Text], ...]:
    """The partners for which this person may ask."""
    return tuple((name, desk.terms.name(name)) for name in desk.standing.bodies(Right.QUESTION))
