"""The back-test: how the year-end forecast would have done in every whole year, month by month, by every method.

At the end of a month only that month and earlier ones are seen: the same code that forecasts the open year is given the history
cut off there. What finance teams do now stands beside it: the straight line, and the rest of the year as budgeted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from cronfa.calendars import named
from cronfa.foresight.forecast import codes
from cronfa.foresight.forecast.checks import check_declared
from cronfa.foresight.forecast.declared import Declared
from cronfa.foresight.forecast.history import History
from cronfa.foresight.forecast.intervals import LEVELS
from cronfa.foresight.forecast.methods import LEAST_TO_FIT, METHODS, Method
from cronfa.foresight.forecast.outlook import FUND, Budgets, Outlook, Progress, outlook
from cronfa.problems import stop


@dataclass(frozen=True, slots=True)
class Trial:
    """One forecast of a year's end, made after so many of its months, and what the year came to.

    ``outturn_pence`` is by method; the chosen one, reconciled, is apart. ``half_widths`` are of its intervals, by level.
    """

    year: str
    passed: int
    actual_pence: int
    outturn_pence: dict[Method, int]
    chosen_pence: int
    method: Method
    half_widths: dict[int, int]

    def error(self, method: Method | None) -> float | None:
        """The error in parts of what the year came to; above zero is too high. ``None`` stands for the chosen one."""
        said = self.chosen_pence if method is None else self.outturn_pence.get(method)
        return None if said is None else said / self.actual_pence - 1

    def covers(self, level: int) -> bool:
        return abs(self.chosen_pence - self.actual_pence) <= self.half_widths[level]


@dataclass(frozen=True, slots=True)
class BackTest:
    """Every trial, in order of year and month."""

    trials: tuple[Trial, ...]

    @property
    def years(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(trial.year for trial in self.trials))

    @property
    def methods(self) -> tuple[Method, ...]:
        return tuple(method for method in METHODS if any(method in trial.outturn_pence for trial in self.trials))

    def after(self, passed: int) -> list[Trial]:
        return [trial for trial in self.trials if trial.passed == passed]

    def mean_error(self, method: Method | None, passed: int | None = None) -> float | None:
        """The mean size of the errors of a method after so many months, or after any; ``None`` where it gave none."""
        errors = [abs(error) for error in self._errors(method, passed)]
        return fmean(errors) if errors else None

    def bias(self, method: Method | None, passed: int | None = None) -> float | None:
        """The mean error with its sign; above zero is too high."""
        errors = list(self._errors(method, passed))
        return fmean(errors) if errors else None

    def coverage(self, level: int, passed: int | None = None) -> float:
        """The part of the trials whose interval held what the year came to."""
        trials = self.trials if passed is None else self.after(passed)
        return fmean(trial.covers(level) for trial in trials)

    def width(self, level: int, passed: int | None = None) -> float:
        """The mean half width of the interval in parts of what the year came to."""
        trials = self.trials if passed is None else self.after(passed)
        return fmean(trial.half_widths[level] / trial.actual_pence for trial in trials)

    def beats(self, method: Method, passed: int) -> bool:
        """Whether the chosen method's mean error after so many months is below another method's."""
        own, other = self.mean_error(None, passed), self.mean_error(method, passed)
        return own is not None and other is not None and own < other

    def _errors(self, method: Method | None, passed: int | None) -> Iterator[float]:
        for trial in self.trials:
            error = trial.error(method) if passed in (None, trial.passed) else None
            if error is not None:
                yield error


def back_test(
    history: History,
    *,
    declared: Declared | None = None,
    budgets: Budgets | None = None,
    progress: Progress = lambda done, total: None,
) -> BackTest:
    """Forecast the end of every whole year after each of its months 1 to 11, as it would have been then.

    Where there are no ``budgets``, last year's mean month stands in for each month of the budget.

    Raises:
        Problems: no year is whole, or what is declared does not fit the records.
    """
    known = declared or Declared()
    check_declared(history, known)
    tested = _years(history, known)
    if not tested:
        stop(codes.NO_WHOLE_YEAR, least=LEAST_TO_FIT, first=named(history.months[0]), last=named(history.months[-1]))
    stand_in = budgets if budgets is not None else last_years_mean(history, known)
    last = tested[-1] + 11
    made = outlook(history, known, stand_in, first=1, last=last, progress=progress)
    return BackTest(tuple(_trial(made, start, passed) for start in tested for passed in range(1, 12)))


def _years(history: History, declared: Declared) -> list[int]:
    """Where each year begins that is whole and has enough whole months before it ends its first."""
    whole = declared.complete(history.months, None)
    return [
        end - 12
        for end in range(12, len(history.months) + 1)
        if history.passed(end) == 12
        and all(whole[end - 12 : end])
        and declared.whole_year(history.year_at(end).label)
        and sum(whole[: end - 11]) >= LEAST_TO_FIT
    ]


def last_years_mean(history: History, declared: Declared) -> dict[str, dict[str, tuple[int, ...]]]:
    """A stand-in where budgets were not published: each scheme's mean whole month of the year before, twelve times."""
    found: dict[str, dict[str, tuple[int, ...]]] = {}
    for scheme in history.schemes:
        pence = history.total(lambda cell, scheme=scheme: cell[0] == scheme)  # type: ignore[misc]  # the loop value is bound now
        whole = declared.complete(history.months, scheme)
        by_year: dict[str, list[int]] = {}
        for at, (amount, is_whole) in enumerate(zip(pence, whole, strict=True)):
            if is_whole:
                by_year.setdefault(history.year_at(at + 1).next.label, []).append(amount)
        found[scheme] = {year: (_mean(amounts),) * 12 for year, amounts in by_year.items()}
    return found


def _mean(amounts: Sequence[int]) -> int:
    return round(sum(amounts) / len(amounts))


def _trial(made: Outlook, start: int, passed: int) -> Trial:
    history, origin = made.history, start + passed
    pence = history.total()
    to_date = sum(pence[start:origin])
    path = made.path(FUND, origin)
    whole = made.series[()] if () in made.series else made.series[made.leaves[0]]
    spread = made.spread(FUND, origin)
    return Trial(
        year=history.year_at(origin).label,
        passed=passed,
        actual_pence=sum(pence[start : start + 12]),
        outturn_pence={method: to_date + round(sum(said)) for method, said in whole.made[origin].items()},
        chosen_pence=to_date + sum(path),
        method=whole.choice(origin).method,
        half_widths={level: spread.half_width(len(path), level) for level in LEVELS},
    )
