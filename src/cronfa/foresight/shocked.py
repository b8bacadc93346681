"""What a shock does to years: the same runs, with the shock laid over them.

Changes of spend are laid over the spend of every run; a share of it is taken down to the penny. Money withheld, or not paid
after a partner has left, makes the fund short by a sum that is known beforehand: :func:`shortfalls`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from cronfa.agreement.values import percent
from cronfa.foresight.draws import below, bits
from cronfa.foresight.shocks import MONTHS, Extra, Fees, Leaves, Placements, Shock, Withheld
from cronfa.foresight.worlds import Assumption, World, Years
from cronfa.language import Text, same
from cronfa.settlement.arrays import Column, Table, part_of_column, split_each

_STREAM = 0x5_40_C4
"""The stream of the draws that decide whether a shock happens."""
_FINE = 2**31 - 1

CHANCE = Text(en="How likely in a year: {shock}", cy="Pa mor debygol mewn blwyddyn: {shock}")
SAID = Text(en="the file of shocks", cy="y ffeil ergydion")


@dataclass(frozen=True, slots=True)
class ShockedWorld:
    """A world with shocks laid over every year; those with a chance happen in that share of the years only."""

    base: World
    shocks: tuple[Shock, ...]
    partners: tuple[str, ...]
    by_chance: bool = False
    """Whether a shock's own chance decides, or it happens in every year."""

    @property
    def name(self) -> Text:
        return self.base.name

    @property
    def year(self) -> str:
        return self.base.year

    @property
    def seed(self) -> int:
        return self.base.seed

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        if not self.by_chance:
            return self.base.assumptions
        said = [
            Assumption(CHANCE.filled(shock=shock.name), same(percent(shock.chance)), SAID, "assumed")
            for shock in self.shocks
            if shock.chance
        ]
        return (*self.base.assumptions, *said)

    @property
    def illustrative(self) -> Text | None:
        return self.base.illustrative

    @property
    def expected_pence(self) -> int:
        """Of the world without the shocks: what they add is told by their drivers."""
        return self.base.expected_pence

    @property
    def causes(self) -> Mapping[str, Text]:
        return {**self.base.causes, **{shock.id: shock.name for shock in self.shocks}}

    @property
    def fingerprint(self) -> str:
        return f"{self.base.fingerprint} + {self.shocks!r} {self.by_chance}"

    def years(self, first: int, count: int) -> Years:
        years = self.base.years(first, count)
        for number, shock in enumerate(self.shocks):
            happens = self._happens(number, shock, first, count) if self.by_chance else None
            years = laid_over(years, shock, self.partners, happens)
        return years

    def shocked(self, shocks: Sequence[Shock]) -> World:
        return ShockedWorld(self, tuple(shocks), self.partners)

    def _happens(self, number: int, shock: Shock, first: int, count: int) -> Column:
        chance = shock.chance or Fraction(0)
        drawn = below(bits(self.seed, _STREAM + number, first, count, 1)[:, 0], _FINE)
        return np.asarray(drawn * chance.denominator < _FINE * chance.numerator, np.int64)


def laid_over(years: Years, shock: Shock, partners: Sequence[str], happens: Column | None = None) -> Years:
    """One shock over a block of years; ``happens`` is one where it does and nought where it does not."""
    spend = dict(years.scenarios.spend)
    causes = {scheme: dict(by) for scheme, by in years.scenarios.causes.items()}
    path = None if years.path is None else years.path.copy()
    brought = np.zeros(years.count, np.int64)
    for effect in shock.effects:
        for scheme, (more, months) in _changes(effect, spend, partners).items():
            more = more if happens is None else more * happens
            spend[scheme] = spend[scheme] + more
            total = more if more.ndim == 1 else more.sum(axis=0)
            brought += total
            if path is not None:
                _spread(path, total, months)
            if isinstance(effect, Extra) and effect.cause:
                known = causes.setdefault(scheme, {})
                known[effect.cause] = known.get(effect.cause, 0) + total
    scenarios = replace(years.scenarios, spend=spend, causes=causes)
    return Years(years.first, scenarios, {**years.drivers, shock.id: brought}, path)


_Change = tuple[Table, tuple[int, int]]
"""What is added to a scheme's spend, and the months that it falls on."""


def _changes(effect: object, spend: Mapping[str, Table], partners: Sequence[str]) -> dict[str, _Change]:
    match effect:
        case Fees(up, schemes, first, last):
            share = up * (last - first + 1) / MONTHS
            return {name: (_share(share, spend[name]), (first, last)) for name in schemes or spend}
        case Placements(scheme, partner=partner, from_month=first, to_month=last):
            return {scheme: (_fallen(effect.pence, scheme, partner, spend, partners), (first, last))}
        case Extra(scheme, pence, partner, from_month=first, to_month=last):
            return {scheme: (_fallen(pence, scheme, partner, spend, partners), (first, last))}
        case Leaves(partner, first, True):
            row = partners.index(partner)
            return {
                name: (_in_row(_share(-effect.share, table[row]), row, table), (first, MONTHS))
                for name, table in spend.items()
                if table.ndim == 2
            }
        case _:
            return {}


def _share(share: Fraction, spend: Table) -> Table:
    """A share of each amount, with the sign of both."""
    flat = np.abs(spend).ravel()
    part = part_of_column(abs(share), flat).reshape(spend.shape)
    return np.where((spend < 0) != (share < 0), -part, part)


def _fallen(pence: int, scheme: str, partner: str | None, spend: Mapping[str, Table], partners: Sequence[str]) -> Table:
    """A sum on the partner that is responsible for it, or as the scheme's other spend falls."""
    table = spend[scheme]
    amount = np.full(table.shape[-1], pence, np.int64)
    if table.ndim == 1:
        return amount
    if partner is not None:
        return _in_row(amount, partners.index(partner), table)
    weights = np.maximum(table, 0)
    weights[:, ~weights.any(axis=0)] = 1
    parts = split_each(np.abs(amount), weights)
    return -parts if pence < 0 else parts


def _in_row(amount: Column, row: int, like: Table) -> Table:
    table = np.zeros_like(like)
    table[row] = amount
    return table


def _spread(path: Table, total: Column, months: tuple[int, int]) -> None:
    """Add a change to the year's parts, evenly over its months; odd pence to the last."""
    rows = len(path)
    first, last = (months[0] - 1) * rows // MONTHS, max(-(-months[1] * rows // MONTHS), 1)
    each = total // (last - first)
    path[first:last] += each
    path[last - 1] += total - each * (last - first)


Short = Mapping[str, Mapping[int, int]]
"""By scheme and partner's row: pence that were due and are not paid."""


def shortfalls(shock: Shock, dues: Mapping[str, Column], partners: Sequence[str]) -> Short:
    """By how much a shock leaves each scheme short; ``dues`` are the planned contributions, one for each partner."""
    short: dict[str, dict[int, int]] = {}
    for effect in shock.effects:
        if not isinstance(effect, Withheld | Leaves):
            continue
        row = partners.index(effect.partner)
        named = effect.schemes if isinstance(effect, Withheld) else ()
        for scheme in named or dues:
            due = max(0, int(dues[scheme][row]))
            found = short.setdefault(scheme, {})
            found[row] = found.get(row, 0) + due * effect.share.numerator // effect.share.denominator
    return short
