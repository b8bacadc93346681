"""Parameters from a fund's own records of stays: how long people stay, and how many come.

Records say when each stay began and, if it has, when it ended. Stays that were under way when the watching began are
counted from then on only (they would not be in the records had they ended before), and those not ended when it closed
count as long as they were seen. What is not in such records is not fitted: payments alone do not say whose stay they paid for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log

import numpy as np

from cronfa.foresight.demand import codes
from cronfa.foresight.demand.model import WEEKS, YEAR, Arrivals, Source, Weibull, Which
from cronfa.foresight.demand.outcomes import Floats
from cronfa.language import Text
from cronfa.problems import NOWHERE, Problem, Problems

LEAST_ENDED = 20
"""Ended stays below which a shape says more about chance than about stays."""
STEP_DAYS = 7 * WEEKS


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay. ``end`` is the day it ended; nothing if it goes on."""

    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class FittedStay:
    """A hazard fitted to stays, and how sure it is."""

    hazard: Weibull
    ended: int
    stays: int
    shape_error: float
    """Standard error of the logarithm of the shape, from the curvature of the likelihood."""
    source: Source


def fit_stays(stays: Sequence[Stay], opened: date, closed: date) -> FittedStay:
    """The Weibull that makes what was seen from ``opened`` to ``closed`` most likely.

    Raises:
        Problems: records that cannot be, or too few ended stays.
    """
    _check(stays, opened, closed)
    ended = sum(1 for stay in stays if stay.end is not None and stay.end <= closed)
    if ended < LEAST_ENDED:
        raise Problems([codes.TOO_FEW_TO_FIT.at(ended=ended, least=LEAST_ENDED)])
    entry = np.array([max((opened - stay.start).days, 0) / 7 for stay in stays])
    last = [min(stay.end or closed, closed) for stay in stays]
    leave = np.array([max((day - stay.start).days, 1) / 7 for day, stay in zip(last, stays, strict=True)])
    gone = np.array([stay.end is not None and stay.end <= closed for stay in stays])

    def likelihood(log_shape: float) -> float:
        return _profile(exp(log_shape), entry, leave, gone)

    best = _highest(likelihood, log(0.2), log(10.0))
    step = 1e-3
    curvature = (likelihood(best + step) - 2 * likelihood(best) + likelihood(best - step)) / step**2
    shape = exp(best)
    exposure = float((leave**shape - entry**shape).sum())
    words = Text(
        en="fitted to {stays} stays, {ended} of them ended, {opened} to {closed}",
        cy="wedi'i ffitio i {stays} arhosiad, {ended} ohonynt wedi dod i ben, {opened} i {closed}",
    ).filled(stays=len(stays), ended=ended, opened=opened, closed=closed)
    hazard = Weibull(shape, float((exposure / ended) ** (1 / shape)))
    return FittedStay(hazard, ended, len(stays), float((-1 / curvature) ** 0.5), Source("fitted", words))


def fit_arrivals(stays: Sequence[Stay], which: Which, opened: date, closed: date) -> Arrivals:
    """How many come a year, and the spread beyond chance, from the stays that began while they were watched.

    Season and trend are left out: to tell them from chance takes more years than such records mostly have.

    Raises:
        Problems: records that cannot be, or fewer than two whole steps, or nobody came.
    """
    _check(stays, opened, closed)
    steps = ((closed - opened).days + 1) // STEP_DAYS
    counts = np.zeros(max(steps, 1))
    for stay in stays:
        step = (stay.start - opened).days // STEP_DAYS
        if 0 <= step < steps:
            counts[step] += 1
    if steps < 2 or not counts.sum():
        raise Problems([codes.TOO_FEW_TO_FIT.at(ended=int(counts.sum()), least=2)])
    mean, variance = float(counts.mean()), float(counts.var(ddof=1))
    words = Text(
        en="fitted to {came} arrivals in {steps} four-week steps from {opened}",
        cy="wedi'i ffitio i {came} o ddyfodiaid mewn {steps} o gamau pedair wythnos o {opened}",
    ).filled(came=int(counts.sum()), steps=steps, opened=opened)
    spread = max(variance - mean, 0.0) ** 0.5 / mean
    return Arrivals(which, mean * YEAR, Source("fitted", words), spread=spread)


def _check(stays: Sequence[Stay], opened: date, closed: date) -> None:
    problems: list[Problem] = []
    for row, stay in enumerate(stays, start=1):
        end = stay.end or closed
        if end < stay.start or end < opened or stay.start > closed:
            facts: dict[str, object] = {
                "row": row,
                "start": stay.start,
                "end": stay.end or "–",
                "opened": opened,
                "closed": closed,
            }
            problems.append(codes.IMPOSSIBLE_RECORD.at(NOWHERE, **facts))
    if problems:
        raise Problems(problems)


def _profile(shape: float, entry: Floats, leave: Floats, gone: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float:
    """The log-likelihood of a shape, with the scale that suits it best."""
    ended = int(gone.sum())
    exposure = float((leave**shape - entry**shape).sum())
    return ended * log(shape) - ended * log(exposure / ended) + (shape - 1) * float(np.log(leave[gone]).sum()) - ended


def _highest(height: Callable[[float], float], low: float, high: float) -> float:
    """Where a function with one top is highest (golden section)."""
    ratio = (5**0.5 - 1) / 2
    left, right = high - ratio * (high - low), low + ratio * (high - low)
    at_left, at_right = height(left), height(right)
    while high - low > 1e-9:
        if at_left > at_right:
            high, right, at_right = right, left, at_left
            left = high - ratio * (high - low)
            at_left = height(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + ratio * (high - low)
            at_right = height(right)
    return (low + high) / 2
