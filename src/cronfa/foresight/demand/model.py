"""What a demand file says, as frozen values: who is in care, who comes, how they leave or move, and what it costs.

Time goes in steps of four weeks, thirteen to a year, as care homes are paid. People who come in a step are counted in it; people
leave or move between steps. Every row carries its :class:`Source`. Rates and hazards are plain numbers; money is whole pence.
"""

from dataclasses import dataclass
from functools import cached_property
from math import expm1, frexp, gamma, ldexp, log

from cronfa.foresight.worlds import Standing
from cronfa.language import Text

WEEKS = 4
"""Weeks in a step."""
YEAR = 13
"""Steps in a year: 52 weeks, as care is paid; the odd day or two of a year are in no step."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from."""

    standing: Standing
    words: Text


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """People who are alike: one locality, care type, age band and funding route."""

    locality: str
    care: str
    age: str
    funding: str


@dataclass(frozen=True, slots=True)
class Which:
    """The cells that a row is about; what is left empty means all."""

    locality: tuple[str, ...] = ()
    care: tuple[str, ...] = ()
    age: tuple[str, ...] = ()
    funding: tuple[str, ...] = ()

    def has(self, cell: Cell) -> bool:
        return (
            (not self.locality or cell.locality in self.locality)
            and (not self.care or cell.care in self.care)
            and (not self.age or cell.age in self.age)
            and (not self.funding or cell.funding in self.funding)
        )


@dataclass(frozen=True, slots=True)
class Weibull:
    """A hazard that falls with time in care (shape below one), stays (one) or grows (above)."""

    shape: float
    scale_weeks: float

    def cumulative(self, weeks: float) -> float:
        """The hazard met in the first ``weeks``: minus the logarithm of the chance to be there still."""
        return float((weeks / self.scale_weeks) ** self.shape)

    @property
    def mean_weeks(self) -> float:
        """How long it takes in the mean, if nothing else ends the stay first."""
        return self.scale_weeks * gamma(1 + 1 / self.shape)


@dataclass(frozen=True, slots=True)
class Gompertz:
    """A hazard that begins at a rate and grows, or falls, by a constant share a year."""

    per_year: float
    growth_per_year: float

    def cumulative(self, weeks: float) -> float:
        growth = log(1 + self.growth_per_year)
        years = weeks / (WEEKS * YEAR)
        return self.per_year * (expm1(growth * years) / growth if growth else years)


Hazard = Weibull | Gompertz


@dataclass(frozen=True, slots=True)
class InCare:
    """People in care on the first day."""

    which: Which
    people: int
    source: Source
    by_steps: tuple[int, ...] = ()
    """How many have been there 0, 1, 2 … whole steps; if empty, as in a home that has long been open: in proportion to the
    chance of a stay to last so long."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """People who come into care from outside it."""

    which: Which
    per_year: float
    source: Source
    trend_per_year: float = 0.0
    season: str | None = None
    spread: float = 0.0
    """Of a cell's four-weekly mean itself, as standard deviation over mean: nought is Poisson, more is negative binomial."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """One way in which a stay in a cell ends: care ends, or goes on in another cell."""

    name: str
    which: Which
    hazard: Hazard
    source: Source
    to_care: str | None = None
    to_funding: str | None = None
    keeps_clock: bool = False
    """Whether the time already spent counts on in the new cell: so where only the funding changes."""

    @property
    def moves(self) -> bool:
        return self.to_care is not None or self.to_funding is not None

    def next(self, cell: Cell) -> Cell | None:
        """Where it leads; nowhere if care ends."""
        if not self.moves:
            return None
        return Cell(cell.locality, self.to_care or cell.care, cell.age, self.to_funding or cell.funding)


@dataclass(frozen=True, slots=True)
class Price:
    """What a person in a cell costs one scheme a week. A cell may have several: the council's fee and the NHS's."""

    which: Which
    scheme: str
    weekly_pence: int
    source: Source
    partner: str | None = None
    """Whose responsibility it is; the locality's own partner if left out."""
    uplift: tuple[float, ...] = (0.0,)
    """The rise at the start of each year after the first; the last stands for all that follow."""


@dataclass(frozen=True, slots=True)
class Swing:
    """A common shock: once a year, arrivals (or fees, which keep it) in some cells are times one random number, mean one."""

    name: str
    of_fees: bool
    which: Which
    spread: float
    source: Source


@dataclass(frozen=True, slots=True)
class Surge:
    """A common shock: in some steps of a year, if it comes, arrivals in some cells rise by a share."""

    name: str
    which: Which
    chance: float
    up: float
    steps: tuple[int, ...]
    """Steps of the year, 1 to 13."""
    source: Source


@dataclass(frozen=True, slots=True)
class Failure:
    """A provider fails in a locality: a share of the people there cost more for some steps while other places are found."""

    name: str
    which: Which
    chance_per_year: float
    share: float
    premium: float
    lasts: int
    source: Source

    @property
    def extra_millionths(self) -> int:
        """What it adds to the cost of all the cells it strikes, in millionths."""
        return round(self.share * self.premium * 1_000_000)


@dataclass(frozen=True, slots=True)
class Fixed:
    """Money of a scheme that demand does not move, for each year."""

    scheme: str
    partner: str
    pence: int
    source: Source


@dataclass(frozen=True)
class Demand:
    """A whole demand file."""

    name: str
    first_year: str
    """The financial year of the first step, as in ``2026-27``."""
    steps: int
    localities: tuple[tuple[str, str, float], ...]
    """Name, the partner responsible there, and a weight (its population) by which rows that count several are shared out."""
    care: tuple[str, ...]
    ages: tuple[str, ...]
    funding: tuple[str, ...]
    in_care: tuple[InCare, ...]
    arrivals: tuple[Arrivals, ...]
    leaving: tuple[Leaving, ...]
    prices: tuple[Price, ...] = ()
    seasons: tuple[tuple[str, tuple[float, ...]], ...] = ()
    """Thirteen weights each; whatever they are, they are made to average one."""
    swings: tuple[Swing, ...] = ()
    surges: tuple[Surge, ...] = ()
    failures: tuple[Failure, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    illustrative: Text | None = None
    title: Text | None = None

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell that anybody is in, comes to or may move to, in the order of the file's lists."""
        all_cells = [
            Cell(locality, care, age, funding)
            for locality, _, _ in self.localities
            for care in self.care
            for age in self.ages
            for funding in self.funding
        ]
        entered = [row.which for row in self.in_care if row.people] + [
            row.which for row in self.arrivals if row.per_year
        ]
        reached = {cell for cell in all_cells if any(which.has(cell) for which in entered)}
        new = reached
        while new:
            onward = {row.next(cell) for cell in new for row in self.ways_out(cell)}
            new = {cell for cell in onward if cell is not None} - reached
            reached = reached | new
        return tuple(cell for cell in all_cells if cell in reached)

    def ways_out(self, cell: Cell) -> list[Leaving]:
        """The ways in which a stay in a cell may end; a way that leads to the cell itself is none."""
        return [row for row in self.leaving if row.which.has(cell) and row.next(cell) != cell]

    def season(self, name: str | None) -> tuple[float, ...]:
        """Thirteen factors that average one, whatever weights the file gives."""
        given = dict(self.seasons)[name] if name else (1.0,) * YEAR
        # Moved by a power of two, which changes no digit, so that the smallest numbers there are can be averaged too.
        size = frexp(max(given))[1]
        weights = [ldexp(weight, -size) for weight in given]
        mean = sum(weights) / YEAR
        return tuple(weight / mean for weight in weights)

    @property
    def weights(self) -> dict[str, float]:
        """Of each locality."""
        return {name: weight for name, _, weight in self.localities}

    @property
    def years(self) -> int:
        """Whole or begun years."""
        return -(-self.steps // YEAR)
