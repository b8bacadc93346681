"""How values look in words: amounts, percentages and days, in either language. For showing only; nothing is counted here."""

import textwrap
from datetime import date
from fractions import Fraction

from cronfa.calendars import MONTHS
from cronfa.language import Language, Text, join, same
from cronfa.money import pounds, whole_pounds

MINUS = "−"
UNDER_NONE = Text(en="a clause without a number", cy="gymal heb rif")
NOT_NUMBERED = Text(en="not numbered", cy="heb rif")
BOARD = Text(en="the board", cy="y bwrdd")


def money(pence: int, *, sign: bool = False) -> Text:
    """``£1,234.50``, below zero with a true minus sign."""
    return same(pounds(pence, sign=sign).replace("-", MINUS))


def rounded(pence: int, *, sign: bool = False) -> Text:
    """``£1,235``: for showing only."""
    return same(whole_pounds(pence, sign=sign).replace("-", MINUS))


def short_money(pence: int) -> str:
    """``£31.0m``, ``£4k``, ``£12``: for labels on a drawing, beside a table that holds the exact amount."""
    size = abs(pence)
    mark = MINUS if pence <= -50 else ""  # nearer to nought, it is nought that is shown
    for unit, name in ((10**11, "bn"), (10**8, "m")):
        if size >= unit:
            tenths = (size * 10 + unit // 2) // unit
            return f"{mark}£{tenths // 10:,}.{tenths % 10}{name}"
    if size >= 10**6:
        return f"{mark}£{(size + 50_000) // 100_000:,}k"
    return f"{mark}£{(size + 50) // 100:,}"


def percent(share: Fraction, *, sign: bool = False) -> str:
    """``1.6%``: one decimal, half away from zero."""
    tenths = (abs(share) * 2000 + 1) // 2
    mark = ("" if not tenths else MINUS) if share < 0 else "+" if sign and tenths else ""
    return f"{mark}{tenths // 10}.{tenths % 10}%"


def day(on: date) -> Text:
    """``31 March 2013``, ``31 Mawrth 2013``."""
    return MONTHS[on.month - 1].map(lambda month: f"{on.day} {month} {on.year}")


def moment(at: str) -> Text:
    """``22 November 2026, 09:05 UTC``, from a moment as the ledger writes it."""
    return day(date.fromisoformat(at[:10])).map(lambda on: f"{on}, {at[11:16]} UTC")


def clause(number: str | None) -> Text:
    """A clause's number as it stands in the signed document."""
    return same(number) if number else NOT_NUMBERED


def under(number: str | None) -> Text:
    """A clause's number in a sentence, after “under” and “o dan”."""
    return same(number) if number else UNDER_NONE


def labelled(name: str, amount: str, width: int, *, most: int = 3) -> list[str]:
    """A name and its amount on the fewest lines of a drawing: what does not fit is cut from the name, never the amount."""
    lines = textwrap.wrap(f"{name} {amount}", width)
    return lines if len(lines) <= most else [*cut(name, width, most - 1), amount]


def cut(name: str, width: int, most: int) -> list[str]:
    """A name on no more lines than these, with a mark where some of it is left out."""
    return textwrap.wrap(name, width, max_lines=most, placeholder="…") or [name]


def and_list(parts: list[Text]) -> Text:
    """``a, b and c`` / ``a, b ac c``."""
    if len(parts) == 1:
        return parts[0]
    return join([join(parts[:-1]), parts[-1]], between=Text(en=" and ", cy=_before_last(parts[-1].cy.lower())))


def _before_last(last: str) -> str:
    """The Welsh “and”; a comma before what it would change (``Cyngor``), since a name stands as its owner writes it."""
    if last[:1] in "cpt" and last[1:2] != "h":
        return ", "
    return " ac " if last[:1] in "aeiouwyâêîôûŵŷ" or last.startswith("mae ") else " a "


def shown(value: Text | str, language: Language) -> str:
    return value if isinstance(value, str) else value.to(language)
