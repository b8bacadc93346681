"""Named shocks: what a partner fears, as data.

A :class:`Shock` has a name that people use and one or more effects. Effects on spend change a world's years; effects on
money paid in (withheld, a partner that leaves) make the fund short. See :mod:`cronfa.foresight.shocked` for what each one
does and :mod:`cronfa.foresight.shock_file` for how they are written.
"""

from dataclasses import dataclass
from fractions import Fraction

from cronfa.language import Text

WEEKS_IN_MONTH = Fraction(365, 84)
"""365 days ÷ 7 ÷ 12."""
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Fees:
    """Everything in some schemes costs a share more (below zero: less), from one month of the year to another."""

    up: Fraction
    schemes: tuple[str, ...] = ()
    """Every scheme if empty."""
    from_month: int = 1
    """Counted from the first month of the financial year."""
    to_month: int = MONTHS


@dataclass(frozen=True, slots=True)
class Placements:
    """More people in a scheme than expected, from one month of the year to another; fewer if below zero."""

    scheme: str
    number: int
    weekly_fee_pence: int
    partner: str | None = None
    """Whose responsibility they are; as the scheme's other spend if left out."""
    from_month: int = 1
    to_month: int = MONTHS

    @property
    def pence(self) -> int:
        """What they cost, down to the penny."""
        months = self.to_month - self.from_month + 1
        return int(self.number * self.weekly_fee_pence * WEEKS_IN_MONTH * months)


@dataclass(frozen=True, slots=True)
class Extra:
    """A sum more spent on a scheme; below zero, a sum saved."""

    scheme: str
    pence: int
    partner: str | None = None
    """Whose responsibility it is; as the scheme's other spend if left out."""
    cause: str | None = None
    """The cause that is recorded for it, where the agreement's steps ask for one (R7, R12)."""
    from_month: int = 1
    to_month: int = MONTHS


@dataclass(frozen=True, slots=True)
class Withheld:
    """A partner does not pay a share of what it was to contribute, and the fund is short of it."""

    partner: str
    share: Fraction
    schemes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaves:
    """From a month on, a partner pays in nothing more; its people's spend leaves with it, or stays in the fund."""

    partner: str
    from_month: int
    people_leave: bool = True

    @property
    def share(self) -> Fraction:
        """The part of the year that is left."""
        return Fraction(MONTHS + 1 - self.from_month, MONTHS)


Effect = Fees | Placements | Extra | Withheld | Leaves
SpendEffect = Fees | Placements | Extra


@dataclass(frozen=True, slots=True)
class Shock:
    """A worry with a name."""

    id: str
    name: Text
    effects: tuple[Effect, ...]
    whose: str | None = None
    """The partner that worries; nobody's in particular if left out."""
    chance: Fraction | None = None
    """How likely it is in a year; a shock without one is tried, but not expected to happen by itself."""
