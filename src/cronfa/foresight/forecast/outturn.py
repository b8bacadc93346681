"""The forecast of a year: every open month and the year end, for the fund and each of its parts, with intervals."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from cronfa.calendars import Year, named
from cronfa.foresight.forecast import codes
from cronfa.foresight.forecast.checks import check_declared, gaps
from cronfa.foresight.forecast.declared import Declared
from cronfa.foresight.forecast.history import History
from cronfa.foresight.forecast.intervals import LEVELS
from cronfa.foresight.forecast.methods import LEAST_TO_FIT
from cronfa.foresight.forecast.outlook import FUND, Budgets, Outlook, Part, Progress, outlook
from cronfa.foresight.forecast.rolling import WINDOW, Choice
from cronfa.foresight.forecast.view import SeriesId
from cronfa.problems import Problem, stop

Interval = tuple[int, int]
"""Pence from, pence to."""


@dataclass(frozen=True, slots=True)
class MonthAhead:
    """One month still to come: the forecast of it, and of the year to its end, each with its interval at each level."""

    period: str
    pence: int
    intervals: dict[int, Interval]
    so_far_pence: int
    so_far_intervals: dict[int, Interval]


@dataclass(frozen=True, slots=True)
class Line:
    """One part of the fund. ``outturn_pence`` is what has been spent and what the open months are forecast to be.

    Point forecasts of parts add up to the penny; intervals do not, since parts do not all go wrong the same way.
    """

    part: Part
    to_date_pence: int
    outturn_pence: int
    intervals: dict[int, Interval]
    months: tuple[MonthAhead, ...]
    from_errors: bool
    """Whether the intervals come from earlier forecasts' errors; if not, from the months' own swings."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """A year's forecast at the end of one of its months. ``choices`` say by which method, for each series, and why."""

    year: Year
    passed: int
    fund: Line
    schemes: tuple[Line, ...]
    categories: tuple[Line, ...]
    partners: tuple[Line, ...]
    choices: dict[SeriesId, Choice]
    declared: Declared
    warnings: tuple[Problem, ...] = ()

    @property
    def lines(self) -> Iterator[Line]:
        yield self.fund
        yield from (*self.schemes, *self.categories, *self.partners)


def forecast(
    history: History,
    *,
    year: str | None = None,
    passed: int | None = None,
    declared: Declared | None = None,
    budgets: Budgets | None = None,
    progress: Progress = lambda done, total: None,
) -> Forecast:
    """The forecast of a year once so many of its months have passed; of the last open year and month if none is named.

    Raises:
        Problems: what is asked or declared does not fit the records, or they are too few.
    """
    known = declared or Declared()
    check_declared(history, known)
    origin = _origin(history, year, passed)
    seen = history.until(origin)
    _enough(seen, known)
    made = outlook(seen, known, budgets or {}, first=origin - WINDOW, last=origin, progress=progress)
    return read_off(made, origin)


def read_off(made: Outlook, origin: int) -> Forecast:
    """The forecast at one origin of an outlook."""
    history = made.history

    def parts(named: Iterable[Part]) -> tuple[Line, ...]:
        return tuple(_line(made, part, origin) for part in named)

    return Forecast(
        year=history.year_at(origin),
        passed=history.passed(origin),
        fund=_line(made, FUND, origin),
        schemes=parts(Part(scheme=name) for name in history.schemes),
        categories=parts(Part(*leaf) for leaf in made.leaves),
        partners=parts(Part(partner=name) for name in history.partners),
        choices={name: made.choice(name, origin) for name, each in made.series.items() if origin in each.made},
        declared=made.declared,
        warnings=gaps(history.until(origin), made.declared),
    )


def _origin(history: History, year: str | None, passed: int | None) -> int:
    """The place in the history where the forecast stands."""
    ends = [at for at in range(1, len(history.months) + 1) if history.passed(at) < 12]
    if year is None and passed is None:
        ends = [at for at in ends if at == len(history.months)]
    if year is not None:
        ends = [at for at in ends if history.year_at(at).label == year]
    if passed is not None:
        ends = [at for at in ends if history.passed(at) == passed]
    if not ends:
        asked = year or history.year_at(len(history.months)).label
        first, last = named(history.months[0]), named(history.months[-1])
        when = codes.AFTER_MONTH.filled(month=passed) if passed else "" if year else codes.ANY_MORE
        stop(codes.YEAR_NOT_OPEN, year=asked, when=when, first=first, last=last)
    return ends[-1]


def _enough(seen: History, declared: Declared) -> None:
    whole = sum(declared.complete(seen.months, None))
    if whole < LEAST_TO_FIT:
        stop(codes.TOO_FEW_MONTHS, months=whole, month=named(seen.months[-1]), least=LEAST_TO_FIT)


def _line(made: Outlook, part: Part, origin: int) -> Line:
    history = made.history
    pence = history.total(part.has)
    passed = history.passed(origin)
    to_date = sum(pence[origin - passed : origin])
    path = made.path(part, origin)
    spread = made.spread(part, origin)
    refunds = min(pence[:origin]) < 0
    periods = [month.label for month in history.year_at(origin).months()[passed:]]
    sums = [to_date + sum(path[: ahead + 1]) for ahead in range(len(path))]
    floor = None if refunds else 0
    months = tuple(
        MonthAhead(
            period=period,
            pence=said,
            intervals=_around(said, spread.month_half_width, floor),
            so_far_pence=so_far,
            so_far_intervals=_around(so_far, partial(spread.half_width, ahead), None if refunds else to_date),
        )
        for ahead, (period, said, so_far) in enumerate(zip(periods, path, sums, strict=True), start=1)
    )
    return Line(part, to_date, sums[-1], months[-1].so_far_intervals, months, spread.from_errors)


def _around(pence: int, half: Callable[[int], int], least: int | None) -> dict[int, Interval]:
    """The interval at each level; not below ``least``, since what is spent stays spent where nothing was ever refunded."""
    return {
        level: (
            pence - half(level) if least is None else max(min(least, pence), pence - half(level)),
            pence + half(level),
        )
        for level in LEVELS
    }
