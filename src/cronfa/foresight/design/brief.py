"""What the partners ask of a design: what may vary, what must hold, and on what it should be better."""

from dataclasses import dataclass, field
from typing import Literal

from cronfa.foresight.design.dials import Lattice
from cronfa.foresight.design.measures import Numbers
from cronfa.foresight.worlds import World
from cronfa.problems import NOWHERE, Where

MeasureName = Literal["exposure", "shortfall", "cross-subsidy", "reserve runs out", "reserve", "waiting"]
MEASURES: tuple[MeasureName, ...] = ("exposure", "shortfall", "cross-subsidy", "reserve runs out", "reserve", "waiting")
BY_PARTNER: tuple[MeasureName, ...] = ("exposure", "shortfall")
"""Measures that each partner has for itself."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of an agreement, the lower the better; of one partner, or of the whole fund."""

    name: MeasureName
    partner: str | None = None

    def of(self, numbers: Numbers) -> int:
        """Pence, or runs for what is a chance."""
        match self.name:
            case "cross-subsidy":
                return numbers.subsidy_pence
            case "reserve runs out":
                return numbers.runs_out
            case "reserve":
                return numbers.reserve_pence
            case "waiting":
                return numbers.waits
        assert self.partner is not None
        known = numbers.partners[self.partner]
        return known.exposure_pence if self.name == "exposure" else known.shortfall_pence

    @property
    def is_chance(self) -> bool:
        return self.name in ("reserve runs out", "waiting")


ConstraintName = Literal[
    "worse off than alone", "cross-subsidy", "exposure", "shortfall", "reserve runs out", "waiting"
]


@dataclass(frozen=True, slots=True)
class Constraint:
    """What must hold: a number of one partner, or of the fund, that may not be over a limit."""

    name: ConstraintName
    limit: int
    """Pence; for a chance, parts of ten thousand."""
    partner: str | None = None
    where: Where = field(default=NOWHERE, compare=False)
    """Where the brief says so."""

    def value(self, numbers: Numbers) -> int:
        """What is compared with the limit, in its unit."""
        match self.name:
            case "reserve runs out":
                return -(-numbers.runs_out * 10_000 // numbers.runs)
            case "waiting":
                return -(-numbers.waits * 10_000 // numbers.runs)
        assert self.partner is not None
        known = numbers.partners[self.partner]
        return {
            "worse off than alone": known.subsidy_pence,
            "cross-subsidy": abs(known.subsidy_pence),
            "exposure": known.exposure_pence,
            "shortfall": known.shortfall_pence,
        }[self.name]

    def excess(self, numbers: Numbers) -> int:
        """By how much it is broken; nought if it holds."""
        return max(0, self.value(numbers) - self.limit)

    @property
    def is_chance(self) -> bool:
        return self.name in ("reserve runs out", "waiting")


@dataclass(frozen=True, slots=True)
class Stage:
    """One year of a glide path, and which part of the pool shares risk in it, in basis points."""

    year: str
    part_bp: int


@dataclass(frozen=True, slots=True)
class GlidePath:
    """Risk shared on a growing part of the pool, year by year."""

    stages: tuple[Stage, ...]
    schemes: tuple[str, ...]
    clause: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief."""

    name: str
    year: str
    lattice: Lattice
    constraints: tuple[Constraint, ...]
    measures: tuple[Measure, ...]
    glide: GlidePath | None = None
    world: World | None = None
    """Possible years, if the brief says itself what may happen."""
    where: Where = field(default=NOWHERE, compare=False)
    """Where it says what may vary."""
