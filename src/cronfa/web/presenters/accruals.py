"""Accruals as a page: what stands accrued, what has been undone, and a form for one more."""

from dataclasses import dataclass

from cronfa.calendars import named
from cronfa.fund.accruing import Accrual, Accrued, accruals
from cronfa.governance import keeping
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.language import Text
from cronfa.ledger.queries import balances
from cronfa.problems import Problem
from cronfa.reporting import words
from cronfa.web.presenters.bookkeeping import (
    SAID,
    Choices,
    entry_link,
    month_choices,
    partner_choices,
    scheme_choices,
    waiting,
)
from cronfa.web.presenters.proposals import Line as Waiting
from cronfa.web.presenters.whom import told
from cronfa.web.sending import Reading

LABELS = {
    **SAID,
    "title": Text(en="Accruals", cy="Croniadau"),
    "lead": Text(
        en="Spend of a month whose invoice has not come. It undoes itself in the next open month, so that nothing is counted "
        "twice when the invoice comes.",
        cy="Gwariant mis nad yw ei anfoneb wedi dod. Mae'n ei ddadwneud ei hun yn y mis agored nesaf, fel na chyfrifir "
        "dim ddwywaith "
        "pan ddaw'r anfoneb.",
    ),
    "standing": Text(en="Standing", cy="Yn sefyll"),
    "past": Text(en="Undone", cy="Wedi'u dadwneud"),
    "none": Text(en="Nothing stands accrued.", cy="Nid oes croniad yn sefyll."),
    "what": Text(en="For what", cy="At beth"),
    "category": Text(en="Category", cy="Categori"),
    "accrued": Text(en="Accrued by", cy="Cronnwyd gan"),
    "undone": Text(en="Undone by", cy="Dadwnaed gan"),
    "in_month": Text(en="{entry}, in {month}", cy="{entry}, ym mis {month}"),
    "new": Text(en="Accrue spend", cy="Cronni gwariant"),
    "responsible": Text(en="Responsible partner, if the agreement needs it", cy="Partner cyfrifol, os oes ei angen ar "
    "y cytundeb"),
    "rule": Text(
        en="The agreement's own rule says whose responsibility it is; the same month, scheme, category and purpose are "
        "accrued once.",
        cy="Rheol y cytundeb ei hun sy'n dweud cyfrifoldeb pwy ydyw; cronnir yr un mis, cynllun, categori a diben unwaith.",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One accrual with the entry that undoes it."""

    what: str
    scheme: Text
    category: str
    amount: Text
    accrued: tuple[str, Text]
    undone: tuple[str, Text]
    who: Text


@dataclass(frozen=True, slots=True)
class Page:
    """Accruals, and a form for those who may prepare one."""

    standing: tuple[Line, ...]
    total: Text
    past: tuple[Line, ...]
    may: bool
    sent: Reading
    problems: tuple[Problem, ...]
    choices: dict[str, Choices]
    categories: tuple[str, ...]
    """Those that money has been spent under or the agreement names; another may be written."""
    waiting: tuple[Waiting, ...]
    words: dict[str, Text]


def page(desk: Desk, sent: Reading, problems: tuple[Problem, ...] = ()) -> Page:
    found = keeping.of_ledger(desk.fund, "accruals", lambda: accruals(desk.fund), _months_closed(desk))
    standing = [each for each in found if each.stands]
    return Page(
        standing=tuple(_line(desk, each) for each in standing),
        total=words.money(sum(each.pence for each in standing)),
        past=tuple(_line(desk, each) for each in found if not each.stands),
        may=desk.may(Right.PROPOSE),
        sent=sent,
        problems=problems,
        choices={
            "month": month_choices(desk), "scheme": scheme_choices(desk), "partner": partner_choices(desk),
        },
        categories=keeping.of_ledger(desk.fund, "categories", lambda: _categories(desk)),
        waiting=waiting(desk, "accrual"),
        words=LABELS,
    )  # fmt: skip


def _categories(desk: Desk) -> tuple[str, ...]:
    spent = balances(desk.fund.ledger, ("account", "category"))
    rules = [scheme.attribute for scheme in desk.terms.schemes.values() if scheme.attribute]
    named = {category for rule in rules for category in dict(rule.categories)}
    return tuple(
        sorted({name for account, name in spent if account == "expenditure" and name} | named, key=str.casefold)
    )


def _months_closed(desk: Desk) -> int:
    """Closing a month moves no entry, so that what is kept must know of it too."""
    from cronfa.ledger.funds import period_events

    return len(period_events(desk.fund.ledger))


def _line(desk: Desk, each: Accrued) -> Line:
    first, shown = entry_link(desk, each.entry)
    second, undone = entry_link(desk, each.undone_by)
    said = LABELS["in_month"]
    return Line(
        each.what, desk.terms.scheme_title(each.scheme), each.category or "–", words.money(each.pence),
        (first, said.filled(entry=shown, month=named(each.month))),
        (second, said.filled(entry=undone, month=named(each.undone_in))), told(each.who),
    )  # fmt: skip


def read(sent: Reading) -> Accrual:
    """The accrual that a form asks for."""
    return Accrual(
        sent.text("month"), sent.text("scheme"), sent.text("category"), sent.pence("amount"), sent.text("what"),
        sent.text("responsible") or None,
    )  # fmt: skip
