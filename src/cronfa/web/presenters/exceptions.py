"""Exceptions as pages: what partners question, by when it is answered, and what came of it."""

from dataclasses import dataclass

from django.urls import reverse

from cronfa.governance.models import Query
from cronfa.governance.roles import Right
from cronfa.language import Text
from cronfa.reporting import words
from cronfa.web.desk import Desk

LABELS = {
    "title": Text(en="Exceptions", cy="Eithriadau"),
    "lead": Text(
        en="A partner questions an entry; the host answers within ten working days; what is upheld is reversed.",
        cy="Mae partner yn holi cofnod; mae'r corff lletyol yn ateb o fewn deg diwrnod gwaith; gwrthdroir yr hyn a gadarnheir.",
    ),
    "none": Text(
        en="Nothing has been questioned. Open an entry to question it.",
        cy="Nid oes dim wedi'i holi. Agorwch gofnod i'w holi.",
    ),
    "ask": Text(en="Question entry {number}", cy="Holi cofnod {number}"),
    "partner": Text(en="For which partner", cy="Dros ba bartner"),
    "what": Text(en="What is wrong with it?", cy="Beth sydd o'i le arno?"),
    "evidence": Text(en="Evidence (up to 5 MB, if you have any)", cy="Tystiolaeth (hyd at 5 MB, os oes gennych)"),
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


@dataclass(frozen=True, slots=True)
class Page:
    """One question, whole."""

    line: Line
    text: str
    by: str
    entry: tuple[str, Text]
    evidence: tuple[str, Text] | None
    answer: str
    answered_by: str
    reversal: str
    may_answer: bool
    words: dict[str, Text]


def line(desk: Desk, query: Query) -> Line:
    late = not query.outcome and query.due < desk.today
    state = query.outcome or ("late" if late else "waiting")
    return Line(
        address=reverse("exception", args=[desk.fund.slug, query.pk]),
        says=LABELS["says"].filled(number=query.pk, entry=f"{query.entry:,}"),
        partner=desk.terms.name(query.partner),
        asked=words.day(query.asked_at.date()),
        due=words.day(query.due),
        state=LABELS[state],
        tone={"upheld": "good", "rejected": "plain", "late": "over"}.get(state, "watch"),
    )


def page(desk: Desk, query: Query) -> Page:
    evidence = reverse("evidence", args=[desk.fund.slug, query.pk])
    title = LABELS["open_evidence"].filled(name=query.evidence_name)
    return Page(
        line=line(desk, query),
        text=query.text,
        by=query.asked_by.name,
        entry=(reverse("entry", args=[desk.fund.slug, query.entry]), LABELS["entry"].filled(number=f"{query.entry:,}")),
        evidence=(evidence, title) if query.evidence_name else None,
        answer=query.answer,
        answered_by=query.answered_by.name if query.answered_by else "",
        reversal=reverse("proposal", args=[desk.fund.slug, query.proposal.pk]) if query.proposal else "",
        may_answer=not query.outcome and desk.may(Right.ANSWER),
        words=LABELS,
    )


def bodies(desk: Desk) -> tuple[tuple[str, Text], ...]:
    """The partners for which this person may ask."""
    return tuple((name, desk.terms.name(name)) for name in desk.standing.bodies(Right.QUESTION))
