"""What a method may see when it forecasts: a series to its origin, and nothing later; and its months made comparable.

Months are comparable when what is declared has been taken out: incomplete months are filled with their neighbours, months
before a change of level are brought to the level after it, and months with one pay run more or less than usual are
brought to a usual month. A forecast of comparable months is turned back in the same way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cronfa.foresight.forecast.declared import Declared
from cronfa.foresight.forecast.history import History, months_after

SeriesId = tuple[str, ...]
"""``()`` is the fund, ``(scheme,)`` a scheme, ``(scheme, category)`` a category of it."""
NEIGHBOURS = 6
"""Months on each side that make a month's own level."""
LEAST_FOR_RUNS = 12
"""With fewer whole months, nothing can be said of how much of the spend pay runs carry."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line to forecast: pence of each month of a history, and the budget of each month by year, where there is one."""

    id: SeriesId
    pence: tuple[int, ...]
    budgets: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def scheme(self) -> str | None:
        return self.id[0] if self.id else None


@dataclass(frozen=True)
class View:
    """A series at an origin. ``passed`` months of the year have gone; ``ahead`` are still to come.

    ``levels`` bring each month to today's level; ``runs`` say by what part a month has more pay runs than usual, for the
    months that are over and then for those ahead. ``learnt`` is the earlier view that models are learnt from, if not this one.
    """

    pence: tuple[int, ...]
    complete: tuple[bool, ...]
    passed: int
    budget: tuple[int, ...] | None = None
    levels: tuple[float, ...] = ()
    runs: tuple[float, ...] = ()
    last_year_is_whole: bool = True
    learnt: "View | None" = None

    @property
    def ahead(self) -> int:
        return 12 - self.passed

    @property
    def this_year(self) -> tuple[tuple[int, bool], ...]:
        """This year's months so far: pence, and whether the records are whole."""
        return tuple(zip(self.pence, self.complete, strict=True))[-self.passed :]

    @property
    def last_year(self) -> tuple[int, ...] | None:
        """Last year's twelve months, if every one is known and whole."""
        start = len(self.pence) - self.passed - 12
        if start < 0 or not self.last_year_is_whole or not all(self.complete[start : start + 12]):
            return None
        return self.pence[start : start + 12]

    @property
    def known(self) -> int:
        """How many months are whole."""
        return sum(self.complete)

    @cached_property
    def run_share(self) -> float:
        """The part of a usual month that its pay runs carry: how far spend follows their number, between none and all."""
        if self.known < LEAST_FOR_RUNS or not any(self.runs):
            return 0.0
        values = _levelled(self)
        usual = _local_means(values)
        pairs = [
            (run, value / mean - 1)
            for run, value, mean in zip(self.runs, values, usual, strict=False)
            if value is not None and mean
        ]
        squares = sum(run * run for run, _ in pairs)
        return min(1.0, max(0.0, sum(run * swing for run, swing in pairs) / squares)) if squares else 0.0

    @cached_property
    def comparable(self) -> tuple[float, ...]:
        """Every month, made comparable."""
        scaled = [None if value is None else value / self._weight(at) for at, value in enumerate(_levelled(self))]
        means = _local_means(scaled)
        return tuple(mean if value is None else value for value, mean in zip(scaled, means, strict=True))

    def turned_back(self, path: Sequence[float]) -> tuple[float, ...]:
        """A forecast of comparable months as spend of the months ahead."""
        start = len(self.pence)
        return tuple(value * self._weight(start + at) for at, value in enumerate(path))

    def _weight(self, at: int) -> float:
        return 1 + self.run_share * self.runs[at] if at < len(self.runs) else 1.0


def view(series: Series, history: History, declared: Declared, origin: int, learnt: View | None = None) -> View:
    """The series as it stood at the end of the month before place ``origin``."""
    months = history.months[:origin]
    passed, year = history.passed(origin), history.year_at(origin)
    runs = declared.pay_runs
    if runs and runs.grounds.about(series.scheme):
        usual = runs.usual()
        each = tuple(runs.in_month(month) / usual - 1 for month in (*months, *months_after(months, 12 - passed)))
    else:
        each = ()
    return View(
        pence=series.pence[:origin],
        complete=tuple(declared.complete(months, series.scheme)),
        passed=passed,
        budget=series.budgets.get(year.label),
        levels=tuple(declared.to_level(months, series.scheme)),
        runs=each,
        last_year_is_whole=declared.whole_year(year.previous.label),
        learnt=learnt,
    )


def _levelled(seen: View) -> list[float | None]:
    levels = seen.levels or (1.0,) * len(seen.pence)
    return [
        pence * level if whole else None for pence, level, whole in zip(seen.pence, levels, seen.complete, strict=True)
    ]


def _local_means(values: Sequence[float | None]) -> list[float]:
    """Each month's mean with the known months around it; of all months where none is near."""
    everything = [value for value in values if value is not None]
    overall = sum(everything) / len(everything) if everything else 0.0
    means = []
    for at in range(len(values)):
        near = [value for value in values[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1] if value is not None]
        means.append(sum(near) / len(near) if near else overall)
    return means
