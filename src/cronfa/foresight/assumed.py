"""A world for a fund that has no past yet: spend around its budgets, by spreads that nobody has measured and we state.

Every scheme is expected to spend its budget. A year's spend moves by a part that all schemes share and a part of the
scheme's own, both bell-shaped. Every output says *assumed*.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from cronfa.agreement.clauses import Terms
from cronfa.foresight import words
from cronfa.foresight.anatomy import anatomy
from cronfa.foresight.draws import bits
from cronfa.foresight.shocked import ShockedWorld
from cronfa.foresight.shocks import Shock
from cronfa.foresight.worlds import Assumption, World, Years
from cronfa.language import Text
from cronfa.settlement.arrays import Column, Table
from cronfa.settlement.scenarios import Scenarios

COMMON_SPREAD = Fraction(2, 100)
OWN_SPREAD = Fraction(4, 100)
_STREAM = 0xA55
_TWELVE = 12
"""A bell is the sum of twelve even draws of 16 bits each: its standard deviation is one of them."""


@dataclass(frozen=True, slots=True)
class AssumedWorld:
    """Spend around budgets. ``budgets`` holds pence by scheme, one for each partner's responsibilities in their order."""

    year: str
    seed: int
    partners: tuple[str, ...]
    budgets: Mapping[str, tuple[int, ...]]
    profile: Mapping[str, tuple[int, ...]]
    """By scheme: the budget of each month."""
    titles: Mapping[str, Text]
    common: Fraction = COMMON_SPREAD
    own: Fraction = OWN_SPREAD

    @property
    def name(self) -> Text:
        return words.ASSUMED_WORLD

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        spreads = [words.SPREAD.filled(share=words.share_of(share)) for share in (self.common, self.own)]
        return (
            Assumption(words.EXPECTED, words.AS_BUDGET, words.OUR_CHOICE, "assumed"),
            Assumption(words.COMMON, spreads[0], words.OUR_CHOICE, "assumed"),
            Assumption(words.OWN, spreads[1], words.OUR_CHOICE, "assumed"),
            Assumption(words.WHOSE, words.AS_CONTRIBUTED, words.OUR_CHOICE, "assumed"),
        )

    @property
    def illustrative(self) -> None:
        return None

    @property
    def expected_pence(self) -> int:
        return sum(sum(parts) for parts in self.budgets.values())

    @property
    def causes(self) -> Mapping[str, Text]:
        return {"common": words.ALL_SCHEMES, **{f"own:{scheme}": self.titles[scheme] for scheme in self.budgets}}

    @property
    def fingerprint(self) -> str:
        parts = (self.year, self.seed, self.partners, dict(self.budgets), dict(self.profile), self.common, self.own)
        return f"assumed {parts!r}"

    def years(self, first: int, count: int) -> Years:
        every = bits(self.seed, _STREAM, first, count, (1 + len(self.budgets)) * _TWELVE // 4)
        together = _bell(every[:, :3])
        spend, path = {}, np.zeros((12, count), np.int64)
        drivers = {"common": np.zeros(count, np.int64)}
        for number, (scheme, budget) in enumerate(self.budgets.items(), start=1):
            alone = _bell(every[:, 3 * number : 3 * number + 3])
            weights = np.array(budget, np.int64)[:, None]
            shared, apart = _moved(weights, together, self.common), _moved(weights, alone, self.own)
            spend[scheme] = weights + shared + apart
            drivers["common"] += shared.sum(axis=0)
            drivers[f"own:{scheme}"] = apart.sum(axis=0)
            path += _months(np.array(self.profile[scheme], np.int64), spend[scheme].sum(axis=0))
        return Years(first, Scenarios(self.year, count, spend), drivers, path)

    def shocked(self, shocks: Sequence[Shock]) -> World:
        return ShockedWorld(self, tuple(shocks), self.partners)


def around_budgets(terms: Terms, year: str, seed: int = 0) -> AssumedWorld:
    """Spend around the budgets of one year of an agreement.

    Raises:
        Problems: the agreement has no sums for the year.
    """
    plan = anatomy(terms, year)
    profile = {scheme: plan.profile(scheme) for scheme in plan.schemes}
    return AssumedWorld(year, seed, plan.partners, plan.rows, profile, plan.titles)


def _bell(random: np.ndarray[tuple[int, ...], np.dtype[np.uint64]]) -> Column:
    """Bell-shaped whole numbers around nought with a standard deviation of 2**16, from three words of 64 bits."""
    total = np.zeros(len(random), np.int64)
    for shift in range(0, 64, 16):
        total += ((random >> np.uint64(shift)) & np.uint64(0xFFFF)).astype(np.int64).sum(axis=1)
    return total - _TWELVE * 0xFFFF // 2


def _moved(weights: Table, bell: Column, spread: Fraction) -> Table:
    """A budget's share of a bell, in pence: budget × spread × bell, down to the penny."""
    scaled = weights * spread.numerator // spread.denominator
    return np.asarray((scaled * bell[None, :]) >> 16, np.int64)


def _months(profile: Column, spend: Column) -> Table:
    """A year's spend on its months as the budget falls; odd pence in the last."""
    total = max(1, int(profile.sum()))
    parts = np.stack([(spend // total) * int(month) + (spend % total) * int(month) // total for month in profile])
    parts[-1] += spend - parts.sum(axis=0)
    return parts
