"""Named shocks: what a partner fears, as data.

A :class:`Shock` has a name that people use and one or more effects. Effects on spend change a world's years; effects on
the agreement (money withheld, a partner that leaves) change what is contributed as well. See
:mod:`cronfa.foresight.shocked` for what each one does.
"""

from dataclasses import dataclass
from fractions import Fraction

from cronfa.language import Text

WEEKS_IN_MONTH = Fraction(365, 84)
"""365 days ÷ 7 ÷ 12."""


@dataclass(frozen=True, slots=True)
class Fees:
    """Everything in some schemes costs a share more (below zero: less), from one month of the year to another."""

    up: Fraction
    schemes: tuple[str, ...] = ()
    """Every scheme if empty."""
    from_month: int = 1
    """Counted from the first month of the financial year."""
    to_month: int = 12


@dataclass(frozen=True, slots=True)
class Placements:
    """More people in a scheme than expected, from one month of the year to another; fewer if below zero."""

    scheme: str
    number: int
    weekly_fee_pence: int
    partner: str | None = None
    """Whose responsibility they are; as the scheme's other spend if left out."""
    from_month: int = 1
    to_month: int = 12

    @property
    def pence(self) -> int:
        """What they cost, down to the penny."""
        months = self.to_month - self.from_month + 1
        return int(self.number * self.weekly_fee_pence * WEEKS_IN_MONTH * months)


@dataclass(frozen=True, slots=True)
class Extra:
    """A sum more spent on a scheme (below zero: saved)."""

    scheme: str
    pence: int
    partner: str | None = None
    """Whose responsibility it is; as the scheme's other spend if left out."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A partner pays in a share less than it planned to, and the fund is short of it."""

    partner: str
    share: Fraction
    schemes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaves:
    """From a month on, a partner pays in nothing more; its people's spend leaves with it, or stays."""

    partner: str
    from_month: int
    people_leave: bool = True


Effect = Fees | Placements | Extra | Withheld | Leaves


@dataclass(frozen=True, slots=True)
class Shock:
    """A worry with a name."""

    id: str
    name: Text
    effects: tuple[Effect, ...]
    whose: str | None = None
    """The partner that worries; nobody's in particular if left out."""
