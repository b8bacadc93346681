"""How far a forecast may be out, by how far it has been out.

Every earlier origin's forecast, as reconciled there, is set beside what came. Its error over the next one, two, … months,
in parts of a usual month, gives a variance made of three things: *slips*, payments that fall on the other side of a month's
end and so count once, however many months are summed; *swings* of the months themselves, which partly cancel out; and a *level*
that was judged wrongly, which does not. The three are fitted to all errors of the last years. How many times that the width must
be is then read off the same errors: the multiple that held so many of them in every hundred (normalised conformal
intervals: Lei and others 2018). Where there are too few errors for that it is Student's *t*, and with fewer than eight the
swings of the months themselves stand in for errors.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, sqrt
from statistics import NormalDist, fmean, stdev

import numpy as np

LEVELS = (80, 95)
LEAST_ORIGINS = 8
"""Origins with errors, below which the months' own swings stand in."""


_CHOICES = [list(chosen) for count in (1, 2, 3) for chosen in combinations(range(3), count)]


@dataclass(frozen=True, slots=True)
class Spread:
    """The variance of a sum of ``h`` months ahead is ``usual_pence² · (slip + swing · h + level · h²)``; of one month,
    ``month``."""

    usual_pence: float
    slip: float
    swing: float
    level: float
    month: float
    multiples: Mapping[int, float]
    from_errors: bool

    def half_width(self, ahead: int, percent: int) -> int:
        """Pence on each side of the sum of so many months ahead."""
        variance = self.slip + self.swing * ahead + self.level * ahead * ahead
        return round(self.usual_pence * sqrt(variance) * self.multiples[percent])

    def month_half_width(self, percent: int) -> int:
        """Pence on each side of one month."""
        return round(self.usual_pence * sqrt(self.month) * self.multiples[percent])


@dataclass(frozen=True, slots=True)
class Miss:
    """What one earlier origin's forecast missed by: pence of each following month, and a usual month then."""

    pence: tuple[float, ...]
    usual_pence: float


def spread(misses: Sequence[Miss], recent: Sequence[int]) -> Spread:
    """The spread of a forecast by its earlier misses; ``recent`` are the last whole months, a year of them if there is one."""
    usual = _usual(recent)
    counted = [miss for miss in misses if miss.pence and miss.usual_pence > 0]
    if len(counted) < LEAST_ORIGINS:
        return _from_swings(usual, recent)
    points = [
        (ahead, (sum(miss.pence[:ahead]) / miss.usual_pence / ahead) ** 2)
        for miss in counted
        for ahead in range(1, len(miss.pence) + 1)
    ]
    slip, swing, level = _fitted(points)
    month = fmean((pence / miss.usual_pence) ** 2 for miss in counted for pence in miss.pence)
    return Spread(usual, slip, swing, level, month, _multiples(counted, slip, swing, level), True)


def _multiples(misses: Sequence[Miss], slip: float, swing: float, level: float) -> dict[int, float]:
    """By level, how many of its own widths an interval must be to have held so many of the misses over all their months."""
    sizes = sorted(
        abs(sum(miss.pence)) / miss.usual_pence / (sqrt(slip + swing * ahead + level * ahead * ahead) or 1.0)
        for miss in misses
        if (ahead := len(miss.pence))
    )
    found: dict[int, float] = {}
    widest = 0.0
    for percent in LEVELS:
        place = ceil((len(sizes) + 1) * percent / 100)
        held = sizes[place - 1] if place <= len(sizes) else student_t(percent, _freedom(len(sizes)))
        widest = found[percent] = max(widest, held)
    return found


def _freedom(origins: int) -> float:
    """Neighbouring origins share most of the months that they are judged on, so three count as one."""
    return max(3.0, origins / 3)


def _usual(recent: Sequence[int]) -> float:
    return max(1.0, fmean(map(abs, recent))) if recent else 1.0


def _from_swings(usual: float, recent: Sequence[int]) -> Spread:
    """The months' swings about their mean, and the mean's own uncertainty."""
    swing = (stdev(recent) / usual) ** 2 if len(recent) > 1 else 1.0
    multiples = {percent: student_t(percent, max(3.0, len(recent) - 1.0)) for percent in LEVELS}
    return Spread(usual, 0.0, swing, swing / max(1, len(recent)), swing, multiples, False)


def _fitted(points: Sequence[tuple[int, float]]) -> tuple[float, float, float]:
    """Slip, swing and level, none below zero, so that a mean month's squared error is near slip / h² + swing / h + level.

    Least squares; with three terms, the best of the few choices of terms that leave none below zero is found by trying all.
    """
    terms = np.array([[ahead**-2.0, 1 / ahead, 1.0] for ahead, _ in points])
    squares = np.array([square for _, square in points])
    best: tuple[float, list[float]] | None = None
    for chosen in _CHOICES:
        found = np.linalg.lstsq(terms[:, chosen], squares, rcond=None)[0]
        if found.min() < 0:
            continue
        left = float(((terms[:, chosen] @ found - squares) ** 2).sum())
        if best is None or left < best[0]:
            full = [0.0, 0.0, 0.0]
            for place, value in zip(chosen, found, strict=True):
                full[place] = float(value)
            best = left, full
    assert best is not None, "squares have a mean that is not below zero"
    return best[1][0], best[1][1], best[1][2]


def student_t(percent: int, freedom: float) -> float:
    """The two-sided quantile of Student's t by its expansion about the normal (Fisher and Cornish 1960): within 1 % from
    three degrees of freedom on."""
    z = NormalDist().inv_cdf(0.5 + percent / 200)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + sum(term / freedom ** (power + 1) for power, term in enumerate(terms))
