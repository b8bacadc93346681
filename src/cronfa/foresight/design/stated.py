"""A world as a brief states it: what each partner is expected to spend on each scheme, how widely it may differ, and how much
of that is common to all of them.

It is for trying a draft before there is any history, and for examples. Every figure is an assumption, and says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import isqrt

import numpy as np

from cronfa.foresight import draws
from cronfa.foresight.shocked import ShockedWorld
from cronfa.foresight.shocks import Shock
from cronfa.foresight.worlds import OTHER, Assumption, World, Years
from cronfa.language import Text, same
from cronfa.money import pounds
from cronfa.settlement.arrays import Column
from cronfa.settlement.scenarios import Scenarios

COMMON = "common"
_STREAM = 0xDE51
_WORDS = 3
"""Random words for one swing: twelve sixteen-bit numbers, whose sum has a standard deviation of 65,536."""
_UNIT = 1 << 16
_ONE_BP = 10_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One partner's spend on one scheme: what is expected, and its standard deviation as basis points of that."""

    scheme: str
    partner: str
    expected_pence: int
    spread_bp: int


@dataclass(frozen=True, slots=True)
class StatedWorld:
    """Years about an expectation. ``together_bp`` is the part of every cell's variance that comes from one common cause.

    Swings are sums of twelve even numbers, bell-shaped and within six deviations, in whole numbers throughout: the same
    pence on every machine.
    """

    year: str
    partners: tuple[str, ...]
    cells: tuple[Cell, ...]
    together_bp: int = 0
    seed: int = 0

    @property
    def name(self) -> Text:
        return Text(en="the spread that the brief states", cy="y gwasgariad a nodir yn y briff")

    @property
    def illustrative(self) -> Text | None:
        return Text(
            en="What each partner is expected to spend, and how widely that differs, is what the brief states; it is nobody's "
            "record.",
            cy="Yr hyn a nodir yn y briff yw'r gwariant disgwyliedig i bob partner, a pha mor eang y mae'n amrywio; nid cofnod "
            "neb mohono.",
        )

    @property
    def expected_pence(self) -> int:
        return sum(cell.expected_pence for cell in self.cells)

    @property
    def causes(self) -> Mapping[str, Text]:
        return {COMMON: Text(en="what moves all schemes together", cy="yr hyn sy'n symud pob cynllun gyda'i gilydd")}

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        source = Text(en="the brief; nobody's record", cy="y briff; nid cofnod neb")
        expected = Text(en="{scheme}, {partner}: expected spend", cy="{scheme}, {partner}: gwariant disgwyliedig")
        value = Text(en="{sum}, standard deviation {spread}%", cy="{sum}, gwyriad safonol {spread}%")
        made = [
            Assumption(
                expected.filled(scheme=cell.scheme, partner=cell.partner),
                value.filled(sum=pounds(cell.expected_pence), spread=f"{cell.spread_bp / 100:g}"),
                source,
                "assumed",
            )
            for cell in self.cells
        ]
        together = Text(en="part of the variance common to all", cy="y rhan o'r amrywiant sy'n gyffredin i bawb")
        return (*made, Assumption(together, same(f"{self.together_bp / 100:g}%"), source, "assumed"))

    @property
    def fingerprint(self) -> str:
        return sha256(repr(self).encode()).hexdigest()[:16]

    def years(self, first: int, count: int) -> Years:
        shared = self._swings(0, first, count)
        weights = isqrt(self.together_bp * _ONE_BP), isqrt((_ONE_BP - self.together_bp) * _ONE_BP)
        total, common = np.zeros(count, np.int64), np.zeros(count, np.int64)
        spend = {cell.scheme: np.zeros((len(self.partners), count), np.int64) for cell in self.cells}
        for stream, cell in enumerate(self.cells, start=1):
            deviation = cell.expected_pence * cell.spread_bp // _ONE_BP
            moved = _times(deviation, weights[0] * shared)
            swing = moved + _times(deviation, weights[1] * self._swings(stream, first, count))
            spent = np.maximum(0, cell.expected_pence + swing)
            spend[cell.scheme][self.partners.index(cell.partner)] += spent
            total += spent
            common += moved
        drivers = {COMMON: common, OTHER: total - self.expected_pence - common}
        return Years(first, Scenarios(self.year, count, spend), drivers)

    def shocked(self, shocks: Sequence[Shock]) -> World:
        return ShockedWorld(self, tuple(shocks), self.partners)

    def _swings(self, stream: int, first: int, count: int) -> Column:
        """One swing for each run, in 65,536ths of a standard deviation."""
        words = draws.bits(self.seed, _STREAM + stream, first, count, _WORDS)
        quarters = [(words >> np.uint64(shift)) & np.uint64(0xFFFF) for shift in (0, 16, 32, 48)]
        total = sum((part.astype(np.int64).sum(axis=1) for part in quarters), np.zeros(count, np.int64))
        return total - 6 * (_UNIT - 1)


def _times(deviation_pence: int, swing: Column) -> Column:
    """A swing, in 65,536ths of a deviation times ten thousand, in pence; in two parts, to stay within 64 bits."""
    whole, rest = np.divmod(swing, _ONE_BP)
    return np.asarray((deviation_pence * whole + deviation_pence * rest // _ONE_BP) // _UNIT, np.int64)
