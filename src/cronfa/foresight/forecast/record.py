"""How last year's forecasts turned out: at the end of a year, each month's forecast of it beside what it came to."""

from dataclasses import dataclass
from statistics import fmean

from cronfa.calendars import Year, named
from cronfa.foresight.forecast import codes
from cronfa.foresight.forecast.checks import check_declared
from cronfa.foresight.forecast.declared import Declared
from cronfa.foresight.forecast.history import History
from cronfa.foresight.forecast.intervals import LEVELS
from cronfa.foresight.forecast.methods import LEAST_TO_FIT, Method
from cronfa.foresight.forecast.outlook import FUND, Budgets, Part, Progress, outlook
from cronfa.foresight.forecast.rolling import WINDOW
from cronfa.foresight.forecast.view import SeriesId
from cronfa.problems import stop


@dataclass(frozen=True, slots=True)
class Told:
    """What was forecast of a year's end when a month had ended, for the fund and for each scheme.

    ``straight_line_pence`` is what the plain method said. An interval *held* if it had the year's outturn in it.
    """

    period: str
    forecast_pence: int
    straight_line_pence: int | None
    method: Method
    half_widths: dict[int, int]
    held: dict[int, bool]
    by_scheme_pence: dict[str, int]


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """A year that is over: what it came to, and what was said of it month by month."""

    year: Year
    outturn_pence: int
    by_scheme_pence: dict[str, int]
    told: tuple[Told, ...]

    def error_pence(self, told: Told) -> int:
        """Above zero is a forecast that was too high."""
        return told.forecast_pence - self.outturn_pence

    @property
    def mean_error(self) -> float:
        """The mean size of the errors in parts of the outturn."""
        return fmean(abs(self.error_pence(told)) for told in self.told) / abs(self.outturn_pence or 1)

    @property
    def straight_lines_mean_error(self) -> float | None:
        """The same for the straight line."""
        said = [told.straight_line_pence for told in self.told if told.straight_line_pence is not None]
        return fmean(abs(each - self.outturn_pence) for each in said) / abs(self.outturn_pence or 1) if said else None


def track_record(
    history: History,
    year: str,
    *,
    declared: Declared | None = None,
    budgets: Budgets | None = None,
    progress: Progress = lambda done, total: None,
) -> TrackRecord:
    """What would have been said of a year at the end of each month, by the records as they are now cut off there.

    Raises:
        Problems: the year is not over in the records, or too little was known before it ended.
    """
    known = declared or Declared()
    check_declared(history, known)
    end = _end(history, year)
    seen = history.until(end)
    whole = known.complete(seen.months, None)
    if sum(whole) < LEAST_TO_FIT + 1:
        stop(codes.TOO_FEW_MONTHS, months=sum(whole), month=named(seen.months[-1]), least=LEAST_TO_FIT + 1)
    made = outlook(seen, known, budgets or {}, first=end - 12 - WINDOW, last=end - 1, progress=progress)
    total = seen.total()[end - 12 : end]
    whose: SeriesId = () if () in made.series else made.leaves[0]
    told = []
    for origin in [at for at in made.origins if at > end - 12]:
        to_date = sum(total[: origin - (end - 12)])
        path = made.path(FUND, origin)
        said = to_date + sum(path)
        spread = made.spread(FUND, origin)
        widths = {level: spread.half_width(len(path), level) for level in LEVELS}
        straight = made.series[whose].made[origin].get("straight line")
        told.append(
            Told(
                period=seen.months[origin - 1],
                forecast_pence=said,
                straight_line_pence=None if straight is None else to_date + round(sum(straight)),
                method=made.choice(whose, origin).method,
                half_widths=widths,
                held={level: abs(said - sum(total)) <= width for level, width in widths.items()},
                by_scheme_pence={
                    scheme: _outturn(seen, scheme, end - 12, origin) + sum(made.path(Part(scheme=scheme), origin))
                    for scheme in seen.schemes
                },
            )
        )
    came = {scheme: _outturn(seen, scheme, end - 12, end) for scheme in seen.schemes}
    return TrackRecord(Year(year), sum(total), came, tuple(told))


def _end(history: History, year: str) -> int:
    """The place after the year's last month."""
    ends = [at for at in range(12, len(history.months) + 1) if history.passed(at) == 12]
    found = [at for at in ends if history.year_at(at).label == year]
    if not found:
        stop(codes.YEAR_NOT_OVER, year=year, first=named(history.months[0]), last=named(history.months[-1]))
    return found[0]


def _outturn(history: History, scheme: str, start: int, end: int) -> int:
    return sum(history.total(Part(scheme=scheme).has)[start:end])
