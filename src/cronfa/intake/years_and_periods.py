"""Proposing a date where none stands in one column: a year beside a period or month, or a period whose year a title says."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cronfa.intake.columns import Column
from cronfa.intake.dates import period_number
from cronfa.intake.header import plain
from cronfa.language import Text

_HIGHEST_PERIOD = 16
_YEAR = re.compile(r"(?:fy ?)?(?:20[0-9]{2}|[0-9]{2})(?: ?[-/] ?(?:20)?[0-9]{2})?", re.IGNORECASE)
_WHOLE_PERIOD = re.compile(r"20[0-9]{2}[-/][0-9]{2}[-/ ]P?[0-9]{2}", re.IGNORECASE)
_BOTH_YEARS = re.compile(r"[0-9] ?[-/] ?[0-9]")
_CALLED_YEAR = re.compile(r"\b(year|yr|fy|blwyddyn)\b")
_CALLED_FINANCIAL = re.compile(r"\b(fiscal|financial|fin|accounting|acct|ledger|gl|fy|ariannol)\b")
_CALLED_PERIOD = re.compile(r"\b(period|per|pd|prd|month|mth|mis|cyfnod)\b")
_CALLED_MONTH = re.compile(r"\b(month|mth|mis)\b")
_CALLED_DAY = re.compile(r"\b(day|dydd)\b")
_YEAR_SAID = re.compile(r"(?<![0-9])(20[0-9]{2}) ?[-/_] ?(?:20)?([0-9]{2})(?![0-9])")

BEGINS = Text(
    en="year and period of the financial year, the year taken as the one in which it begins: please check",
    cy="blwyddyn a chyfnod y flwyddyn ariannol, gan gymryd mai'r flwyddyn y mae'n dechrau ynddi yw'r flwyddyn: gwiriwch",
)
ENDS = Text(
    en="year and period of the financial year, FY standing for the year in which it ends: please check",
    cy="blwyddyn a chyfnod y flwyddyn ariannol, gyda FY yn sefyll am y flwyddyn y mae'n gorffen ynddi: gwiriwch",
)
BOTH = Text(
    en="year and period of the financial year (period 1 is April)",
    cy="blwyddyn a chyfnod y flwyddyn ariannol (cyfnod 1 yw Ebrill)",
)
CALENDAR = Text(en="year and month of the calendar: please check", cy="blwyddyn a mis y calendr: gwiriwch")
SAID_BY_TITLE = Text(
    en="period of the financial year that the file's name or title says: please check",
    cy="cyfnod y flwyddyn ariannol y mae enw neu deitl y ffeil yn ei nodi: gwiriwch",
)


@dataclass(frozen=True, slots=True)
class Parted:
    """The columns that make a date together, how they are read, and why."""

    columns: list[Column]
    dates: str
    reason: Text


def parted_date(columns: Sequence[Column], titles: str) -> Parted | None:
    """The date that a year and a period make. ``titles`` is what stands above the table, and the file's name."""
    period = _named(columns, _CALLED_PERIOD, _is_period)
    if period is None:
        return None
    if all(_WHOLE_PERIOD.fullmatch(text) for text in period.filled):
        return Parted([period], "financial yyyypp", BOTH)
    year = _named([column for column in columns if column is not period], _CALLED_YEAR, _is_year)
    if year:
        return _with_day(columns, year, period) or Parted([year, period], *_format(year, period))
    said = next((match for match in _YEAR_SAID.finditer(titles) if (int(match[1]) + 1) % 100 == int(match[2])), None)
    return Parted([period], f"financial pp {said[1]}-{said[2]}", SAID_BY_TITLE) if said else None


def _named(columns: Sequence[Column], words: re.Pattern[str], fits: Callable[[str], bool]) -> Column | None:
    """The first column that is called so, all of whose cells fit."""
    called = (column for column in columns if words.search(_words(column)) and column.filled)
    return next((column for column in called if all(fits(text) for text in column.filled)), None)


def _words(column: Column) -> str:
    return re.sub(r"[^a-z]+", " ", plain(column.name))


def _is_year(text: str) -> bool:
    return _YEAR.fullmatch(text) is not None


def _is_period(text: str) -> bool:
    number = period_number(text)
    if _WHOLE_PERIOD.fullmatch(text):
        return True
    return number is not None and number <= _HIGHEST_PERIOD


def _format(year: Column, period: Column) -> tuple[str, Text]:
    """How a year and a period are read together."""
    if all(_BOTH_YEARS.search(text) for text in year.filled):
        return "financial yyyy pp", BOTH
    if all(text.lower().startswith("fy") for text in year.filled):
        return "financial ending yyyy pp", ENDS
    by_name = all(text.isalpha() for text in period.filled)
    is_month = by_name or (_CALLED_MONTH.search(_words(period)) and all(text.isdigit() for text in period.filled))
    if is_month and not _CALLED_FINANCIAL.search(_words(year)) and not _CALLED_FINANCIAL.search(_words(period)):
        return ("yyyy mmmm" if by_name else "yyyy mm"), CALENDAR
    return "financial yyyy pp", BEGINS


def _with_day(columns: Sequence[Column], year: Column, period: Column) -> Parted | None:
    """A date in three columns, where the month is the calendar's."""
    day = _named(columns, _CALLED_DAY, lambda text: text.isdigit() and 1 <= int(text) <= 31)
    written, reason = _format(year, period)
    return Parted([year, period, day], f"{written} dd", reason) if day and reason is CALENDAR else None
