"""How far a forecast may be out, by how far it has been out.

Every earlier origin's forecast, as reconciled there, is set beside what came. Where the line has grown since, its misses are
taken to have grown by the root of that, and by no more than twice: a line made of many payments swings by the root of their
number, and one that began with little and missed by five times that little has shown nothing of missing by five times
what it spends now. (Scaled in full, intervals of lumpy lines were several times as wide and held less often.)

One month's interval is as wide as held so many in a hundred of the single months. Over the next one, two, … months errors are
made of three things: *slips*, payments that fall on the other side of a month's end and so count once, however many months are
summed; *swings* of the months themselves, which partly cancel out; and a *level* that was judged wrongly, which does not.
The three are fitted to all errors of the last years. How many times that the width must be is then read off the same errors:
the multiple that held so many of them in every hundred (normalised conformal intervals: Lei and others 2018). Where there are
too few errors for that it is Student's *t*, and with fewer than eight the swings of the months themselves stand in for errors.
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
MOST_GROWN = 2.0
"""The most times that an earlier miss is made larger or smaller, for a line that has grown or shrunk since."""


_CHOICES = [list(chosen) for count in (1, 2, 3) for chosen in combinations(range(3), count)]


@dataclass(frozen=True, slots=True)
class Miss:
    """What one earlier origin's forecast missed by: pence of each following month, and a usual month then."""

    pence: tuple[float, ...]
    usual_pence: float

    def now(self, usual_pence: float) -> tuple[float, ...]:
        """The same for a line whose usual month has become this one."""
        if self.usual_pence <= 0 or usual_pence <= 0:
            return self.pence
        grown = min(MOST_GROWN, max(1 / MOST_GROWN, sqrt(usual_pence / self.usual_pence)))
        return tuple(pence * grown for pence in self.pence)


def usual(recent: Sequence[int]) -> float:
    """The mean size of the last whole months, in pence."""
    return fmean(map(abs, recent)) if recent else 0.0


@dataclass(frozen=True, slots=True)
class Spread:
    """The variance of a sum of ``h`` months ahead, in square pence, is ``slip + swing · h + level · h²``; ``multiples`` of
    its root are an interval's half width, by level. ``months`` are the half widths of one month, in pence."""

    slip: float
    swing: float
    level: float
    multiples: Mapping[int, float]
    months: Mapping[int, float]
    from_errors: bool

    def half_width(self, ahead: int, percent: int) -> int:
        """Pence on each side of the sum of so many months ahead."""
        variance = self.slip + self.swing * ahead + self.level * ahead * ahead
        return round(sqrt(variance) * self.multiples[percent])

    def month_half_width(self, percent: int) -> int:
        """Pence on each side of one month."""
        return round(self.months[percent])


def spread(misses: Sequence[Miss], recent: Sequence[int]) -> Spread:
    """The spread of a forecast by its earlier misses; ``recent`` are the last whole months, a year of them if there is one."""
    now = usual(recent)
    counted = [miss.now(now) for miss in misses if miss.pence]
    if len(counted) < LEAST_ORIGINS:
        return _from_swings(recent)
    points = [(ahead, (sum(miss[:ahead]) / ahead) ** 2) for miss in counted for ahead in range(1, len(miss) + 1)]
    slip, swing, level = _fitted(points)
    sums = [
        abs(sum(miss)) / (sqrt(slip + swing * ahead + level * ahead * ahead) or 1.0)
        for miss in counted
        if (ahead := len(miss))
    ]
    single = [abs(pence) for miss in counted for pence in miss]
    root = sqrt(fmean(size * size for size in single)) or 1.0
    months = {percent: times * root for percent, times in _held([size / root for size in single], len(counted)).items()}
    return Spread(slip, swing, level, _held(sums, len(counted)), months, True)


def _held(sizes: Sequence[float], origins: int) -> dict[int, float]:
    """By level, the size that held so many in a hundred of all sizes, which are in parts of what is usual."""
    ordered = sorted(sizes)
    found: dict[int, float] = {}
    widest = 0.0
    for percent in LEVELS:
        enough = ceil((origins + 1) * percent / 100) <= origins
        place = min(len(ordered), ceil((len(ordered) + 1) * percent / 100))
        held = ordered[place - 1] if enough else student_t(percent, _freedom(origins))
        widest = found[percent] = max(widest, held)
    return found


def _freedom(origins: int) -> float:
    """Neighbouring origins share most of the months that they are judged on, so three count as one."""
    return max(3.0, origins / 3)


def _from_swings(recent: Sequence[int]) -> Spread:
    """The months' swings about their mean, and the mean's own uncertainty; of a single month, its size."""
    size = stdev(recent) if len(recent) > 1 else usual(recent)
    swing = size * size
    multiples = {percent: student_t(percent, max(3.0, len(recent) - 1.0)) for percent in LEVELS}
    months = {percent: size * multiple for percent, multiple in multiples.items()}
    return Spread(0.0, swing, swing / max(1, len(recent)), multiples, months, False)


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
