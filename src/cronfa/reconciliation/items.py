"""What is compared, and what comes of it: lines of both ledgers, the matches between them, and what is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Literal, NamedTuple

Side = Literal["theirs", "ours"]


class Item(NamedTuple):
    """One line of either ledger. (A named tuple, since there may be a hundred thousand.)

    ``id`` is unique on its side. ``reference`` is what both ledgers may know the line by, ``text`` whom it concerns,
    ``group`` what it belongs to, such as a scheme; each may be empty. ``undoes`` is the line that this one reverses.
    """

    id: str
    on: date
    amount_pence: int
    reference: str = ""
    text: str = ""
    group: str = ""
    undoes: str = ""


def plain(words: str) -> str:
    """A reference or a name as it is compared: letters and digits alone, whatever their case."""
    return "".join(character for character in words.casefold() if character.isalnum())


_ORDER = attrgetter("on", "amount_pence", "reference", "text", "group", "id")


def in_order(items: Iterable[Item]) -> list[Item]:
    """The one order in which lines are looked at, whatever order they came in."""
    return sorted(items, key=_ORDER)


def total(items: Iterable[Item]) -> int:
    """What lines add up to, in pence."""
    return sum([item.amount_pence for item in items])  # a list is summed sooner than a generator


class Rule(StrEnum):
    """Why lines belong together."""

    REFERENCE = "reference"
    AMOUNT = "amount and date"
    CANCELS = "cancels"
    GROUP = "sum of a group"
    PARTS = "sum of parts"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far the search goes: ``days`` between two dates, ``parts`` in a sum, and ``candidates`` that a sum is sought in.

    A sum of a month's lines may be dated up to ``month_days`` after the month. A sum of parts counts only where no other
    parts would do.
    """

    days: int = 7
    parts: int = 4
    candidates: int = 20
    month_days: int = 31


@dataclass(frozen=True, slots=True)
class Match:
    """Lines that come to the same on both sides. ``alike`` is how many lines of this amount there were to choose from."""

    rule: Rule
    theirs: tuple[Item, ...]
    ours: tuple[Item, ...]
    alike: int = 1

    def __post_init__(self) -> None:
        assert self.theirs or self.ours, "a match of nothing"
        assert total(self.theirs) == total(self.ours), "a match adds up on both sides"

    @property
    def amount_pence(self) -> int:
        return total(self.theirs)

    @property
    def days(self) -> int:
        """The days between its first and its last line."""
        days = [item.on for item in (*self.theirs, *self.ours)]
        return (max(days) - min(days)).days


@dataclass(frozen=True, slots=True)
class Result:
    """Every line once: in a match, or unmatched on its side."""

    matches: tuple[Match, ...]
    theirs: tuple[Item, ...]
    ours: tuple[Item, ...]

    def unmatched(self, side: Side) -> tuple[Item, ...]:
        return self.theirs if side == "theirs" else self.ours
