"""Dates as councils and health boards write them, in the formats that a mapping names.

A format is made of ``yyyy yy mm m dd d mmm mmmm`` and what stands between them; or one of ``yyyymm`` (a calendar month),
``financial yyyypp`` (``201810`` is period 10 of 2018-19: January 2019), ``financial pp 2018-19`` (``P10`` of that year),
``financial yyyy pp`` and ``financial ending yyyy pp`` (a year and a period or month from two columns, the year by its
beginning or its end), ``excel 1900`` and ``excel 1904`` (day numbers). A format without a day, such as ``mmm-yy``, means a
month, and a month stands for its first day. A time of day after the date is left out, a weekday before it, and the ending
of an ordinal.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache, partial

ENGLISH = tuple("january february march april may june july august september october november december".split())  # noqa: SIM905  a sentence is easier to check
WELSH = tuple("ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr".split())  # noqa: SIM905  as above

_TOKEN = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dd|d")
_PATTERNS = {
    "yyyy": r"(?P<year>\d{4})",
    "yy": r"(?P<year>\d{2})",
    "mmmm": r"(?P<name>[^\W\d_]+)",
    "mmm": r"(?P<name>[^\W\d_]{3,5})",
    "mm": r"(?P<month>\d{1,2})",
    "m": r"(?P<month>\d{1,2})",
    "dd": r"(?P<day>\d{1,2})",
    "d": r"(?P<day>\d{1,2})",
}
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AP]M)?$", re.IGNORECASE)
_INSTANT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|([-+])(\d{2}):?(\d{2}))", re.IGNORECASE
)
_WEEKDAY = re.compile(
    r"^(mon|tue|wed|thu|fri|sat|sun|(dydd )?(llun|mawrth|mercher|iau|gwener|sadwrn|sul)\b)[a-z]*\.?,?\s+(?=\d)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th|af|ail|ydd|fed|eg|ain)(?=[ ,])", re.IGNORECASE)
_SERIAL = re.compile(r"[0-9]{1,6}(\.[0-9]+)?")
_CENTURY_TURNS = 80
"""A year of two digits below this is in the 2000s."""
_YEAR_AND_PERIOD = re.compile(
    r"(?:(?:fy|f/y|year|blwyddyn) ?)?(?P<year>[0-9]{4}|[0-9]{2})(?: ?[-/] ?(?P<next>[0-9]{4}|[0-9]{2}))? +(?P<period>.+)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"(?:(?:p|pd|per|period|cyfnod|m|mth|month|mis)?[.]? ?(?P<number>[0-9]{1,3}))?[ .:()-]*(?P<name>[^\W\d_]{3,})?[ )]*",
    re.IGNORECASE,
)
_PERIODS_OF_A_YEAR = 12
ADJUSTMENTS = " and adjustments"
"""At the end of a format of the financial year: periods after the twelfth, of year-end adjustments, are in its last month."""
_LAST_ADJUSTMENT = 16
"""Ledgers have up to four periods for adjustments after the twelfth."""

COMMON_FORMATS = (
    "yyyy-mm-dd",
    "dd/mm/yyyy",
    "dd-mmm-yy",
    "dd-mmm-yyyy",
    "dd/mm/yy",
    "dd-mm-yyyy",
    "dd.mm.yyyy",
    "dd mmm yyyy",
    "dd mmmm yyyy",
    "dd mmm yy",
    "mmm dd yyyy",
    "mmmm dd yyyy",
    "yyyy/mm/dd",
    "yyyymmdd",
    "mm/dd/yyyy",
    "mm/dd/yy",
    "yyyy-mm",
    "mm/yyyy",
    "mm-yyyy",
    "yyyy/mm",
    "mmm-yy",
    "mmm yy",
    "mmm-yyyy",
    "mmm yyyy",
    "mmmm yyyy",
)


def check_format(name: str) -> None:
    """Raise ValueError if a mapping's date format means nothing."""
    _reader(name)


def either_way(formats: Iterable[str]) -> bool:
    """Whether some of the formats begin with the day and some with the month, both in figures: 03/04/2019 has two meanings."""
    whole = [name.strip().lower() for name in formats if "mmm" not in name.lower() and "d" in name.lower()]
    return {"d", "m"} <= {name[0] for name in whole}


def parse_date(text: str, formats: Sequence[str]) -> date | None:
    """The date by the first format that fits, or None."""
    body = _spoken(_TIME.sub("", _day_here(text.strip())))
    for name in formats:
        found = _reader(name)(body)
        if found is not None:
            return found
    return None


def _day_here(text: str) -> str:
    """The day in the United Kingdom of a moment that says its distance from Greenwich; any other text as it stands.

    Systems that keep time by Greenwich write midnight in summer as 23:00 of the day before.
    """
    match = _INSTANT.fullmatch(text) if len(text) > len("2025-04-01T00:00") else None
    if match is None:
        return text
    try:
        written = datetime.fromisoformat(f"{match[1]}T{match[2]}")
    except ValueError:
        return text
    ahead = timedelta(hours=int(match[4] or 0), minutes=int(match[5] or 0))
    greenwich = written + ahead if match[3] == "-" else written - ahead
    is_summer = _last_sunday(greenwich.year, 3) <= greenwich < _last_sunday(greenwich.year, 10)
    return (greenwich + timedelta(hours=is_summer)).date().isoformat()


def _last_sunday(year: int, month: int) -> datetime:
    """One in the morning by Greenwich of a month's last Sunday, when clocks change; the month has 31 days."""
    last = datetime(year, month, 31, 1)  # noqa: DTZ001  all times here are Greenwich's
    return last - timedelta(days=last.isoweekday() % 7)


def _spoken(text: str) -> str:
    """A date without its weekday and the ending of its ordinal: ``Monday, 20th April 2026`` is ``20 April 2026``."""
    if text.isascii() and not any(character.isalpha() for character in text):
        return text
    return _ORDINAL.sub("", _WEEKDAY.sub("", text)).replace(", ", " ")


@lru_cache(maxsize=200)
def _reader(name: str) -> Callable[[str], date | None]:
    plain = _plain(name)
    special: dict[str, Callable[[str], date | None]] = {
        "excel 1900": _serial_from(date(1899, 12, 30), first=61),
        "excel 1904": _serial_from(date(1904, 1, 1), first=0),
        "yyyymm": _month,
    }
    if periods := _periods(plain.removesuffix(ADJUSTMENTS)):
        return _dated(periods, _LAST_ADJUSTMENT if plain.endswith(ADJUSTMENTS) else _PERIODS_OF_A_YEAR)
    return special[plain] if plain in special else _pattern(name.strip().lower())


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("-", " ").split())


def is_outside_months(text: str, formats: Iterable[str]) -> bool:
    """Whether a text is the year and a period that is no month: 0 has balances brought forward, 13 on have adjustments."""
    readers = [_periods(_plain(name).removesuffix(ADJUSTMENTS)) for name in formats]
    return any(read is not None and read(text.strip()) is not None for read in readers)


def _periods(plain: str) -> "Callable[[str], _YearAndPeriod | None] | None":
    """What reads a year and period in a format of the financial year; nothing for other formats."""
    if stated := re.fullmatch(r"financial pp ([0-9]{4}) (?:[0-9]{2}|[0-9]{4})", plain):
        return partial(_period_of, int(stated[1]))
    readers: dict[str, Callable[[str], _YearAndPeriod | None]] = {
        "financial yyyypp": _financial_period,
        "financial yyyy pp": partial(_year_and_period, begins=True),
        "financial ending yyyy pp": partial(_year_and_period, begins=False),
    }
    return readers.get(plain)


def _pattern(name: str) -> Callable[[str], date | None]:
    tokens = _TOKEN.findall(name)
    if sorted(token[0] for token in tokens) not in (["d", "m", "y"], ["m", "y"]):
        raise ValueError("a date format needs a year and a month, and a day unless it means the month")
    between = _TOKEN.split(name)
    body = "".join(re.escape(gap) + _exact(token, name) for gap, token in zip(between, tokens, strict=False))
    regex = re.compile(body + re.escape(between[-1]), re.IGNORECASE | re.ASCII)

    def read(text: str) -> date | None:
        match = regex.fullmatch(text)
        return _from_parts(match.groupdict()) if match else None

    return read


def _exact(token: str, name: str) -> str:
    """Digits that run together, as in ``yyyymmdd``, must each have their full width."""
    run_together = len(name) == len("".join(_TOKEN.findall(name)))
    return _PATTERNS[token].replace("{1,2}", "{2}") if run_together else _PATTERNS[token]


def _from_parts(parts: dict[str, str]) -> date | None:
    year = int(parts["year"])
    if len(parts["year"]) == 2:
        year += 2000 if year < _CENTURY_TURNS else 1900
    month = _month_named(parts["name"]) if "name" in parts else int(parts["month"])
    return _date(year, month, int(parts.get("day", 1)))


def _month_named(name: str) -> int:
    """The month that begins with these letters, in English or Welsh; 0 for none."""
    for months in (ENGLISH, WELSH):
        for number, month in enumerate(months, start=1):
            if month.startswith(name.lower()):
                return number
    return 9 if name.lower() == "sept" else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(text: str) -> date | None:
    match = re.fullmatch(r"([0-9]{4})[-/ ]?([0-9]{2})", text)
    return _date(int(match[1]), int(match[2]), 1) if match else None


_YearAndPeriod = tuple[int, int]
"""The year in which a financial year begins, and a period of it from one."""


def _financial_period(text: str) -> _YearAndPeriod | None:
    match = re.fullmatch(r"([0-9]{4})(?:[-/][0-9]{2})?[-/ ]?P?([0-9]{2})", text, re.IGNORECASE)
    return (int(match[1]), int(match[2])) if match else None


def _period_of(year: int, text: str) -> _YearAndPeriod | None:
    """``P03``, ``3``, ``03``, ``Period 3`` or ``June`` of the financial year that begins in this one."""
    period = period_number(text)
    return None if period is None else (year, period)


def _year_and_period(text: str, *, begins: bool) -> _YearAndPeriod | None:
    """``2025/26 P03``, ``FY2026 003``, ``2025-26 June``. A year written alone is that of the beginning or of the end."""
    match = _YEAR_AND_PERIOD.fullmatch(text)
    period = period_number(match["period"]) if match else None
    if match is None or period is None:
        return None
    year, following = _whole_year(match["year"]), match["next"]
    if following is None:
        return (year if begins else year - 1), period
    return (year, period) if (year + 1) % 100 == int(following) % 100 else None


def _whole_year(text: str) -> int:
    """A year as people write it, whole."""
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < _CENTURY_TURNS else 1900)


def period_number(text: str) -> int | None:
    """The number of a period from April on: by its number, or its month's name, beside which any number must be that month's."""
    match = _PERIOD.fullmatch(text.strip())
    if match is None or not (match["number"] or match["name"]):
        return None
    month = _month_named(match["name"]) if match["name"] else 0
    if match["name"] and not month:
        return None
    named = (month - 4) % 12 + 1 if month else None
    if named is None:
        return int(match["number"])
    return named if not match["number"] or int(match["number"]) in (named, month) else None


def _dated(read: Callable[[str], _YearAndPeriod | None], last: int) -> Callable[[str], date | None]:
    """The first day of the month that a year and period mean; those after the twelfth, up to ``last``, are in the last month."""

    def reader(text: str) -> date | None:
        found = read(text)
        if found is None or not 1 <= found[1] <= last:
            return None
        months_after_april = min(found[1], _PERIODS_OF_A_YEAR) - 1
        return _date(found[0] + (3 + months_after_april) // 12, (3 + months_after_april) % 12 + 1, 1)

    return reader


def _serial_from(start: date, *, first: int) -> Callable[[str], date | None]:
    def read(text: str) -> date | None:
        if not _SERIAL.fullmatch(text) or int(text.split(".")[0]) < first:
            return None
        return start + timedelta(days=int(text.split(".")[0]))

    return read
