"""What people know of the records that no figure shows: incomplete months, part years, changes of level, pay runs.

Each carries its reason and its source, and every forecast lists what it used.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from cronfa.language import Text


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why something is declared, and where that can be checked. ``schemes`` names those it is about; none is all."""

    reason: Text
    source: str
    schemes: tuple[str, ...] = ()

    def about(self, scheme: str | None) -> bool:
        """Whether it is about a scheme; the fund as a whole (``None``) is touched by whatever touches all schemes."""
        return not self.schemes or scheme in self.schemes


@dataclass(frozen=True, slots=True)
class Incomplete:
    """Months whose records are not whole: they teach a forecast nothing, and are never taken for cheap months."""

    months: tuple[str, ...]
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class PartYear:
    """A year whose records begin late or end early: no forecast is judged on it, none follows its pattern."""

    year: str
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Break:
    """From a month on, records run at another level. ``size`` is added to what came before to make it comparable.

    ``known`` is the first month at whose end the size could be known: a forecast made before then does not use it.
    """

    first: str
    known: str
    size: Fraction
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class PayRuns:
    """Runs of payments so many days apart, one of them on ``day``: some months hold one more than others."""

    every_days: int
    day: date
    grounds: Grounds

    def in_month(self, month: str) -> int:
        """How many runs fall in a month."""
        first = date.fromisoformat(f"{month}-01")
        following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        return self._before(following) - self._before(first)

    def _before(self, day: date) -> int:
        return -((self.day - day).days // self.every_days)

    def usual(self) -> float:
        """Runs in an average month."""
        return 365.2425 / 12 / self.every_days


@dataclass(frozen=True, slots=True)
class Declared:
    """Everything declared of a fund's records."""

    incomplete: tuple[Incomplete, ...] = ()
    part_years: tuple[PartYear, ...] = ()
    breaks: tuple[Break, ...] = ()
    pay_runs: PayRuns | None = None

    def complete(self, months: Sequence[str], scheme: str | None) -> list[bool]:
        """For each month, whether its records are whole."""
        holes = {month for each in self.incomplete if each.grounds.about(scheme) for month in each.months}
        return [month not in holes for month in months]

    def whole_year(self, year: str) -> bool:
        return all(each.year != year for each in self.part_years)

    def to_level(self, months: Sequence[str], scheme: str | None) -> list[float]:
        """What brings each month to the level of the last one, as it was known when the last one had ended."""
        factors = [Fraction(1)] * len(months)
        for change in self.breaks:
            if change.grounds.about(scheme) and change.known <= months[-1] and change.first <= months[-1]:
                factors = [
                    factor * (1 + change.size) if month < change.first else factor
                    for factor, month in zip(factors, months, strict=True)
                ]
        return [float(factor) for factor in factors]

    @property
    def grounds(self) -> tuple[Grounds, ...]:
        """Every reason, in the order of the file."""
        runs = (self.pay_runs,) if self.pay_runs else ()
        return tuple(each.grounds for each in (*self.incomplete, *self.part_years, *self.breaks, *runs))

    @property
    def named_schemes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for grounds in self.grounds for name in grounds.schemes))
