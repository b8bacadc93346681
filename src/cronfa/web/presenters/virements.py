"""Virements as a page: each scheme's budget and limits before anything is asked, what was moved, and a form."""

from collections import defaultdict
from dataclasses import dataclass

from cronfa.calendars import named
from cronfa.fund.figures import movements
from cronfa.fund.virements import Minute, Moved, Room, Virement, listed, rooms
from cronfa.governance import keeping
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.governance.virements import used_pence
from cronfa.language import Text, same
from cronfa.problems import Problem
from cronfa.reporting import words
from cronfa.reporting.common import ILLUSTRATIVE
from cronfa.web.presenters.bookkeeping import SAID, Choices, entry_link, month_choices, waiting, years
from cronfa.web.presenters.proposals import Line as Waiting
from cronfa.web.sending import Reading, once

LABELS = {
    **SAID,
    "title": Text(en="Virements", cy="Trosglwyddo cyllideb"),
    "lead": Text(
        en="Budget moved between schemes. No money moves, and the settlement still goes by the budgets that the "
        "partners signed.",
        cy="Cyllideb a drosglwyddir rhwng cynlluniau. Nid oes arian yn symud, ac mae'r setliad yn dal i ddilyn y cyllidebau a "
        "lofnododd y partneriaid.",
    ),
    "limits": Text(en="Budgets and limits of {year}", cy="Cyllidebau a therfynau {year}"),
    "signed": Text(en="As signed", cy="Fel y'i llofnodwyd"),
    "moved": Text(en="Moved", cy="Trosglwyddwyd"),
    "now": Text(en="Budget now", cy="Cyllideb nawr"),
    "spent": Text(en="Spent", cy="Gwariwyd"),
    "limit": Text(en="May move out without a board", cy="Caiff symud allan heb fwrdd"),
    "left": Text(en="Left of that", cy="Yn weddill o hynny"),
    "beyond": Text(en="Beyond that", cy="Y tu hwnt i hynny"),
    "nothing": Text(en="nothing: the agreement sets no limit", cy="dim: nid yw'r cytundeb yn gosod terfyn"),
    "ring": Text(en="nothing: ring-fenced", cy="dim: wedi'i neilltuo"),
    "variation": Text(en="a variation of the agreement", cy="amrywiad i'r cytundeb"),
    "only": Text(en="only to {schemes}", cy="i'r rhain yn unig: {schemes}"),
    "no_budgets": Text(en="No scheme has a budget in {year}.", cy="Nid oes gan unrhyw gynllun gyllideb yn {year}."),
    "total": Text(en="Fund", cy="Y gronfa"),
    "done": Text(en="What was moved", cy="Yr hyn a drosglwyddwyd"),
    "none": Text(en="No budget has been moved in {year}.", cy="Nid oes cyllideb wedi'i throsglwyddo yn {year}."),
    "from": Text(en="Out of", cy="Allan o"),
    "into": Text(en="Into", cy="I mewn i"),
    "by": Text(en="By what right", cy="Yn ôl pa hawl"),
    "within": Text(en="within the limit", cy="o fewn y terfyn"),
    "undoes": Text(en="undoes entry {entry}", cy="yn dadwneud cofnod {entry}"),
    "new": Text(en="Move budget", cy="Trosglwyddo cyllideb"),
    "decided": Text(en="If a board decided it", cy="Os penderfynodd bwrdd"),
    "decided_hint": Text(
        en="Needed beyond the limit. Leave it empty within the limit.",
        cy="Mae ei angen y tu hwnt i'r terfyn. Gadewch ef yn wag o fewn y terfyn.",
    ),
    "board": Text(en="Board", cy="Bwrdd"),
    "on": Text(en="Date of the meeting", cy="Dyddiad y cyfarfod"),
    "minute": Text(en="Minute reference", cy="Cyfeirnod cofnod y cyfarfod"),
    "not_a_board": Text(en="No board: within the limit", cy="Dim bwrdd: o fewn y terfyn"),
    "only_decided": Text(
        en="A board's decision is recorded by a pooled-fund manager.",
        cy="Rheolwr cronfa gyfun sy'n cofnodi penderfyniad bwrdd.",
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One scheme: cells in the order of the headings."""

    scheme: Text
    amounts: tuple[Text, ...]
    limit: Text
    left: Text
    tone: str
    beyond: Text


@dataclass(frozen=True, slots=True)
class Done:
    """One virement that was posted."""

    entry: tuple[str, str]
    month: Text
    out_of: Text
    into: Text
    amount: Text
    by: Text


@dataclass(frozen=True, slots=True)
class Page:
    """A year's virements."""

    year: str
    lead: Text
    labels: tuple[Text, ...]
    title: Text
    lines: tuple[Line, ...]
    totals: tuple[Text, ...]
    none_budgets: Text
    done: tuple[Done, ...]
    none: Text
    may: bool
    may_decide: bool
    sent: Reading
    once: str
    problems: tuple[Problem, ...]
    choices: dict[str, Choices]
    waiting: tuple[Waiting, ...]
    years: tuple[tuple[str, Text, bool], ...]
    words: dict[str, Text]


def page(desk: Desk, year: str, sent: Reading, problems: tuple[Problem, ...] = ()) -> Page:
    found = keeping.of_ledger(desk.fund, "rooms", lambda: rooms(desk.fund, year), year)
    spent = keeping.of_ledger(desk.fund, "spent by scheme", lambda: _spent(desk, year), year)
    terms = desk.fund.terms_of(year)
    budgets = tuple((each.scheme, terms.scheme_title(each.scheme)) for each in found)
    boards = ((name, board.name) for name, board in terms.boards.items())
    return Page(
        year=year, lead=LABELS["lead"],
        labels=(ILLUSTRATIVE.filled(why=terms.illustrative),) if terms.illustrative else (),
        title=LABELS["limits"].filled(year=year),
        lines=tuple(_line(desk, year, each, spent.get(each.scheme, 0)) for each in found),
        totals=_totals(found, spent),
        none_budgets=LABELS["no_budgets"].filled(year=year),
        done=tuple(_done(desk, each) for each in reversed(listed(desk.fund, year))),
        none=LABELS["none"].filled(year=year),
        may=desk.may(Right.PROPOSE) and bool(found),
        may_decide=desk.may(Right.DECIDE) and bool(terms.boards),
        sent=sent, once=sent.text("once") or once(), problems=problems,
        choices={
            "scheme": (("", LABELS["choose"]), *budgets), "month": _months(desk, year),
            "board": (("", LABELS["not_a_board"]), *boards),
        },
        waiting=waiting(desk, "virement", "virement by a board"),
        years=years(desk, "virements-of", year), words=LABELS,
    )  # fmt: skip


def _months(desk: Desk, year: str) -> Choices:
    from cronfa.calendars import Year

    own = {month.label for month in Year(year).months()}
    return tuple((code, title) for code, title in month_choices(desk) if not code or code in own)


def _spent(desk: Desk, year: str) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for moved in movements(desk.fund, year):
        if moved.account == "expenditure":
            sums[moved.scheme] += moved.pence
    return dict(sums)


def _line(desk: Desk, year: str, room: Room, spent: int) -> Line:
    terms = desk.fund.terms_of(year)
    used = used_pence(desk.fund, year, room.scheme)
    limit, left = _limit(room, used)
    board = terms.boards[room.board].name if room.board and not room.ring_fenced else LABELS["variation"]
    within = [terms.scheme_title(name) for name in room.within]
    only = same("; {only}").filled(only=LABELS["only"].filled(schemes=words.and_list(within))) if within else ""
    amounts = (room.signed_pence, room.moved_in_pence, room.budget_pence, spent)
    return Line(
        terms.scheme_title(room.scheme), tuple(words.money(pence) for pence in amounts), limit,
        words.money(left) if left is not None else same("–"), _tone(left),
        same("{board}{only}").filled(board=board, only=only),
    )  # fmt: skip


def _totals(found: tuple[Room, ...], spent: dict[str, int]) -> tuple[Text, ...]:
    """What the columns of amounts add up to: what moves between schemes leaves the whole as it was."""
    columns = ((each.signed_pence, each.moved_in_pence, each.budget_pence, spent.get(each.scheme, 0)) for each in found)
    return tuple(words.money(sum(column)) for column in zip(*columns, strict=True))


def _tone(left: int | None) -> str:
    return "plain" if left is None else "good" if left else "watch"


def _limit(room: Room, used: int) -> tuple[Text, int | None]:
    """The limit in words, and what is left of it."""
    if room.ring_fenced:
        return LABELS["ring"], None
    if room.limit_pence is None:
        return LABELS["nothing"], None
    clause = same(" ({clause})").filled(clause=room.clause) if room.clause else ""
    said = same("{limit}{clause}").filled(limit=words.money(room.limit_pence), clause=clause)
    return said, max(0, room.limit_pence - used)


def _done(desk: Desk, each: Moved) -> Done:
    by = LABELS["within"] if each.reason == "within the limit" else same(each.reason)
    if each.reverses:
        by = LABELS["undoes"].filled(entry=each.reverses)
    title = desk.terms.scheme_title
    return Done(
        entry_link(desk, each.entry),
        named(each.period),
        title(each.out_of),
        title(each.into),
        words.money(each.pence),
        by,
    )


def read(sent: Reading, year: str) -> Virement:
    """The virement that a form asks for; with a board's decision where any of it is given."""
    decided = None
    if any(sent.text(name) for name in ("board", "minute", "on")):
        decided = Minute(sent.text("board"), sent.day("on"), sent.text("minute"))
    return Virement(year, sent.text("month"), sent.text("out_of"), sent.text("into"), sent.pence("amount"), decided)
