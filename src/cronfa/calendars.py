"""Calendars: the years, months, pay runs and working days that money is counted in.

A :class:`Year` is written as its body writes it: ``Year("2012-13")`` runs from 1 April to 31 March,
``Year("2012")`` from 1 January to 31 December. A :class:`Period` is a stretch of days with a number: a month,
a quarter or a pay run. :func:`accrue` splits an amount over periods by days, exactly. Working days follow the
bank holidays that GOV.UK publishes; a day outside the published years is refused, never guessed. Nothing here
reads the clock.

Source: ``data/uk_bank_holidays.json`` is https://www.gov.uk/bank-holidays.json (Open Government Licence 3.0),
unchanged: three divisions, January 2012 to December 2028, taken into the package in November 2026.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal

from cronfa.language import Text, same
from cronfa.money import allocate
from cronfa.problems import NOWHERE, Kind, Problem, Where

YearKind = Literal["financial", "calendar"]
Nation = Literal["england", "wales", "scotland", "northern-ireland"]

DIVISIONS: dict[Nation, str] = {
    "england": "england-and-wales",
    "wales": "england-and-wales",
    "scotland": "scotland",
    "northern-ireland": "northern-ireland",
}
"""Which of GOV.UK's three lists each nation follows."""

MONTHS = (
    Text(en="January", cy="Ionawr"),
    Text(en="February", cy="Chwefror"),
    Text(en="March", cy="Mawrth"),
    Text(en="April", cy="Ebrill"),
    Text(en="May", cy="Mai"),
    Text(en="June", cy="Mehefin"),
    Text(en="July", cy="Gorffennaf"),
    Text(en="August", cy="Awst"),
    Text(en="September", cy="Medi"),
    Text(en="October", cy="Hydref"),
    Text(en="November", cy="Tachwedd"),
    Text(en="December", cy="Rhagfyr"),
)

NOT_A_YEAR = Kind(
    "CA001",
    what=Text(en="“{text}” is not a year.", cy="Nid yw “{text}” yn flwyddyn."),
    remedy=Text(
        en="Write a financial year as 2012-13, or a calendar year as 2012.",
        cy="Ysgrifennwch flwyddyn ariannol fel 2012-13, neu flwyddyn galendr fel 2012.",
    ),
)
HOLIDAYS_UNKNOWN = Kind(
    "CA002",
    what=Text(
        en="The bank holidays of {day} are not known: the published list covers {first} to {last}.",
        cy="Nid yw gwyliau banc {day} yn hysbys: mae'r rhestr gyhoeddedig yn cwmpasu {first} i {last}.",
    ),
    remedy=Text(
        en="Use a date in the published years, or a profile that does not count working days.",
        cy="Defnyddiwch ddyddiad yn y blynyddoedd cyhoeddedig, neu broffil nad yw'n cyfrif diwrnodau gwaith.",
    ),
)
DAYS_NOT_COVERED = Kind(
    "CA003",
    what=Text(
        en="The periods do not hold each of the {days} days from {first} to {last} exactly once.",
        cy="Nid yw'r cyfnodau'n cynnwys pob un o'r {days} diwrnod o {first} i {last} unwaith yn union.",
    ),
    remedy=Text(
        en="Give periods that hold every day of the range once.",
        cy="Rhowch gyfnodau sy'n cynnwys pob diwrnod o'r ystod unwaith.",
    ),
)
BACKWARDS = Kind(
    "CA004",
    what=Text(en="{last} is before {first}.", cy="Mae {last} cyn {first}."),
    remedy=Text(en="Put the earlier day first.", cy="Rhowch y diwrnod cynharaf yn gyntaf."),
)
KINDS = (NOT_A_YEAR, HOLIDAYS_UNKNOWN, DAYS_NOT_COVERED, BACKWARDS)

_FINANCIAL = re.compile(r"([1-9][0-9]{3})-([0-9]{2})")
_CALENDAR = re.compile(r"[1-9][0-9]{3}")
_MONTH_LABEL = re.compile(r"([1-9][0-9]{3})-(0[1-9]|1[0-2])")
_ONE_DAY = timedelta(days=1)


def named(label: str) -> Text:
    """A month as people say it, ``December 2013``, from its label ``2013-12``; any other period by its label."""
    match = _MONTH_LABEL.fullmatch(label)
    return MONTHS[int(match[2]) - 1].map(lambda month: f"{month} {match[1]}") if match else same(label)


class CalendarError(ValueError):
    """A date or year that cannot be used; ``at`` makes the located problem."""

    def __init__(self, kind: Kind, **facts: object) -> None:
        super().__init__(kind.what.to("en", **facts))
        self.kind = kind
        self.facts = facts

    def at(self, where: Where = NOWHERE) -> Problem:
        return self.kind.at(where, **self.facts)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included; ``number`` counts from one in its year; ``name`` is shown."""

    first_day: date
    last_day: date
    number: int
    label: str
    name: Text

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise CalendarError(BACKWARDS, first=self.first_day, last=self.last_day)

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True, order=True)
class Year:
    """A body's year by its label: ``2012-13`` is a financial year (April to March), ``2012`` a calendar year.

    Raises:
        CalendarError: the label is neither, or its two parts do not follow each other.
    """

    label: str

    def __post_init__(self) -> None:
        if _CALENDAR.fullmatch(self.label):
            return
        match = _FINANCIAL.fullmatch(self.label)
        if not match or (int(match[1]) + 1) % 100 != int(match[2]) or match[1] == "9999":
            raise CalendarError(NOT_A_YEAR, text=self.label)

    @classmethod
    def parse(cls, text: str) -> "Year":
        """A year from what people write: ``2012-13``, ``2012/13``, ``2012-2013``, ``2012–13``, ``2012``."""
        label = text.strip().replace("–", "-").replace("/", "-")
        parts = label.split("-")
        if len(parts) == 2 and len(parts[1]) == 4 and parts[0][:2].isdigit():
            if not parts[1].isdigit() or not parts[0].isdigit() or int(parts[1]) != int(parts[0]) + 1:
                raise CalendarError(NOT_A_YEAR, text=text)
            label = f"{parts[0]}-{parts[1][2:]}"
        try:
            return cls(label)
        except CalendarError:
            raise CalendarError(NOT_A_YEAR, text=text) from None

    @classmethod
    def containing(cls, day: date, kind: YearKind = "financial") -> "Year":
        """The year of this kind that the day falls in."""
        if kind == "calendar":
            return cls(f"{day.year:04d}")
        return _financial(day.year if day.month >= 4 else day.year - 1)

    @property
    def kind(self) -> YearKind:
        return "financial" if "-" in self.label else "calendar"

    @property
    def first_day(self) -> date:
        return date(int(self.label[:4]), 4 if self.kind == "financial" else 1, 1)

    @property
    def last_day(self) -> date:
        return _month_end(_months_on(self.first_day, 11))

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1

    @property
    def next(self) -> "Year":
        return self._moved(1)

    @property
    def previous(self) -> "Year":
        return self._moved(-1)

    def _moved(self, years: int) -> "Year":
        begins = int(self.label[:4]) + years
        return _financial(begins) if self.kind == "financial" else Year(f"{begins:04d}")

    def months(self) -> tuple[Period, ...]:
        """The twelve months, numbered 1 to 12 from the year's first: April is 1 in a financial year."""
        return tuple(_month(_months_on(self.first_day, at), at + 1) for at in range(12))

    def quarters(self) -> tuple[Period, ...]:
        """The four quarters, numbered 1 to 4."""
        return tuple(self._quarter(at + 1) for at in range(4))

    def _quarter(self, number: int) -> Period:
        first_day = _months_on(self.first_day, 3 * (number - 1))
        words = Text(en=f"quarter {number} of {self.label}", cy=f"chwarter {number} o {self.label}")
        return Period(first_day, _month_end(_months_on(first_day, 2)), number, f"{self.label} Q{number}", words)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        return self.label


def month_of(day: date, kind: YearKind = "financial") -> Period:
    """The month that holds the day, numbered within its year."""
    number = (day.month - 4) % 12 + 1 if kind == "financial" else day.month
    return _month(day.replace(day=1), number)


def pay_runs(year: Year, anchor: date, weeks: int = 4) -> tuple[Period, ...]:
    """The pay runs of so many weeks that have a day in the year, numbered from one.

    ``anchor`` is the first day of any one run, before or after the year. A run that straddles two years is
    given for both; :func:`overlap_days` says how much of it each year has.
    """
    assert weeks >= 1, "a pay run has at least one week"
    length = timedelta(weeks=weeks)
    first_day = anchor + ((year.first_day - anchor) // length) * length
    runs: list[Period] = []
    while first_day <= year.last_day:
        number = len(runs) + 1
        name = Text(en=f"{weeks}-weekly run from {first_day}", cy=f"rhediad {weeks} wythnos o {first_day}")
        runs.append(Period(first_day, first_day + length - _ONE_DAY, number, f"{year.label} R{number:02d}", name))
        first_day += length
    return tuple(runs)


def overlap_days(one: Period | Year, other: Period | Year) -> int:
    """How many days two stretches have in common."""
    days = (min(one.last_day, other.last_day) - max(one.first_day, other.first_day)).days + 1
    return max(days, 0)


def accrue(amount_pence: int, first_day: date, last_day: date, periods: Sequence[Period | Year]) -> tuple[int, ...]:
    """Split an amount earned evenly over a range of days into periods, by days; the shares add up exactly.

    Raises:
        CalendarError: the range runs backwards, or the periods do not hold each of its days exactly once.
    """
    span = Period(first_day, last_day, 1, "", same("range"))
    weights = [overlap_days(span, period) for period in periods]
    if sum(weights) != span.days or _overlapping(periods):
        raise CalendarError(DAYS_NOT_COVERED, days=span.days, first=first_day, last=last_day)
    return allocate(amount_pence, weights)


def is_working_day(day: date, nation: Nation) -> bool:
    """Neither a Saturday, a Sunday nor a bank holiday of the nation.

    Raises:
        CalendarError: the day is outside the published years.
    """
    holidays = bank_holidays(nation)
    first, last = min(holidays).year, max(holidays).year
    if not first <= day.year <= last:
        raise CalendarError(HOLIDAYS_UNKNOWN, day=day, first=first, last=last)
    return day.weekday() < 5 and day not in holidays


def working_days(first_day: date, last_day: date, nation: Nation) -> int:
    """How many working days the range has, both ends included; a range that runs backwards has none."""
    days = range((last_day - first_day).days + 1)
    return sum(is_working_day(first_day + timedelta(days=day), nation) for day in days)


def add_working_days(day: date, count: int, nation: Nation) -> date:
    """The ``count``-th working day after the day, or before it when ``count`` is below zero.

    The day itself is not counted: five working days after a Friday is the next Friday in a week without bank
    holidays. Zero gives the day unchanged.
    """
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, nation)
    return day


@cache
def bank_holidays(nation: Nation) -> dict[date, str]:
    """Each bank holiday of the nation with GOV.UK's English title."""
    published = json.loads((files("cronfa") / "data" / "uk_bank_holidays.json").read_text(encoding="utf-8"))
    events = published[DIVISIONS[nation]]["events"]
    return {date.fromisoformat(event["date"]): str(event["title"]) for event in events}


def _financial(begins: int) -> Year:
    return Year(f"{begins:04d}-{(begins + 1) % 100:02d}")


def _months_on(first_day: date, months: int) -> date:
    """The first of the month so many months later."""
    years, month = divmod(first_day.month - 1 + months, 12)
    return date(first_day.year + years, month + 1, 1)


def _month_end(first_day: date) -> date:
    return date(first_day.year, 12, 31) if first_day.month == 12 else _months_on(first_day, 1) - _ONE_DAY


def _month(first_day: date, number: int) -> Period:
    name = MONTHS[first_day.month - 1].map(lambda month: f"{month} {first_day.year}")
    return Period(first_day, _month_end(first_day), number, f"{first_day:%Y-%m}", name)


def _overlapping(periods: Sequence[Period | Year]) -> bool:
    ordered = sorted(periods, key=lambda period: period.first_day)
    return any(later.first_day <= earlier.last_day for earlier, later in pairwise(ordered))
