"""The months of a year: which are open, soft-closed or closed, who made them so and why."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from cronfa.calendars import Year, named
from cronfa.fund.settling import is_settled
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.language import Text
from cronfa.ledger.funds import STATUS_WORDS, period_events, periods
from cronfa.problems import Problem
from cronfa.reporting import words
from cronfa.web.presenters.bookkeeping import SAID, Choices, waiting, years
from cronfa.web.presenters.proposals import Line as Waiting
from cronfa.web.presenters.whom import told
from cronfa.web.sending import Reading

LABELS = {
    **SAID,
    "title": Text(en="Months", cy="Misoedd"),
    "lead": Text(
        en="An open month takes every entry, a soft-closed one adjustments alone, a closed one nothing. Late money "
        "goes to the first "
        "open month after it.",
        cy="Mae mis agored yn derbyn pob cofnod, un wedi'i led-gau addasiadau yn unig, ac un caeedig ddim byd. Mae "
        "arian hwyr yn mynd "
        "i'r mis agored cyntaf ar ei ôl.",
    ),
    "months": Text(en="Months of {year}", cy="Misoedd {year}"),
    "status": Text(en="Status", cy="Statws"),
    "since": Text(en="Since", cy="Ers"),
    "by": Text(en="By", cy="Gan"),
    "why": Text(en="Why", cy="Pam"),
    "page": Text(en="Month end", cy="Diwedd mis"),
    "change": Text(en="Change a month", cy="Newid mis"),
    "close": Text(en="Close it", cy="Ei gau"),
    "soft": Text(en="Soft-close it", cy="Ei led-gau"),
    "reopen": Text(en="Ask for it to be reopened", cy="Gofyn am ei ailagor"),
    "closing": Text(
        en="A month closes when its checklist at month end is done. Reopening one takes a reason and a second person.",
        cy="Caeir mis pan fydd ei restr wirio ar ddiwedd mis wedi'i chwblhau. Mae angen rheswm ac ail berson i ailagor un.",
    ),
    "settled": Text(
        en="The year is settled: its months stay closed, and late money is settled with the year it is posted in.",
        cy="Mae'r flwyddyn wedi'i setlo: mae ei misoedd yn aros ar gau, a setlir arian hwyr gyda'r flwyddyn y'i postir ynddi.",
    ),
    "history": Text(en="What has been changed", cy="Yr hyn a newidiwyd"),
    "opened": Text(en="opened", cy="agorwyd"),
}
TONES = {"open": "watch", "closed": "good", "soft-closed": "plain"}


@dataclass(frozen=True, slots=True)
class Line:
    """One month as it stands."""

    name: Text
    address: str
    status: Text
    tone: str
    since: Text
    by: Text
    why: str


@dataclass(frozen=True, slots=True)
class Page:
    """The months of a year."""

    year: str
    title: Text
    lines: tuple[Line, ...]
    history: tuple[tuple[Text, Text, Text, Text, str], ...]
    settled: bool
    may: bool
    sent: Reading
    problems: tuple[Problem, ...]
    choices: Choices
    waiting: tuple[Waiting, ...]
    years: tuple[tuple[str, Text, bool], ...]
    words: dict[str, Text]


def page(desk: Desk, year: str, sent: Reading, problems: tuple[Problem, ...] = ()) -> Page:
    labels = {month.label: month for month in Year(year).months()}
    events = [event for event in period_events(desk.fund.ledger) if event.code in labels]
    newest = {event.code: event for event in events}
    status = {each.code: each.status for each in periods(desk.fund.ledger)}
    settled = is_settled(desk.fund, year)
    return Page(
        year=year,
        title=LABELS["months"].filled(year=year),
        lines=tuple(
            Line(
                month.name, reverse("month", args=[desk.fund.slug, year, month.number]), STATUS_WORDS[status[label]],
                TONES[status[label]], _day(newest[label].recorded_at), told(newest[label].who), newest[label].reason,
            )
            for label, month in labels.items()
            if label in status
        ),
        history=tuple(
            (named(event.code), STATUS_WORDS[event.status], _day(event.recorded_at), told(event.who), event.reason)
            for event in reversed(events)
            if event.reason or event.status != "open"
        ),
        settled=settled,
        may=desk.may(Right.CLOSE) and not settled,
        sent=sent,
        problems=problems,
        choices=(("", LABELS["choose"]), *((label, month.name) for label, month in labels.items() if label in status)),
        waiting=waiting(desk, "reopening"),
        years=years(desk, "months-of", year),
        words=LABELS,
    )  # fmt: skip


def _day(recorded_at: str) -> Text:
    """The day of a moment as the ledger writes it."""
    return words.day(date.fromisoformat(recorded_at[:10]))
