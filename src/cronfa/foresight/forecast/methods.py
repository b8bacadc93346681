"""The methods: each takes a view and gives pence for every month still to come, or nothing where it cannot.

The first three are what finance teams do now, and use the records as they stand but for incomplete months. The next three
see comparable months and are fitted by statsforecast; smoothing and ARIMA are learnt from what was known when
the last half year ended, and carried on from there. The last is the mean of the others.
"""

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Literal, get_args

from cronfa.foresight.forecast import fitting
from cronfa.foresight.forecast.view import View

Method = Literal[
    "straight line", "last year's profile", "budget profile", "smoothing", "ARIMA", "intermittent", "combination"
]
METHODS: tuple[Method, ...] = get_args(Method)
Path = tuple[float, ...]
LEAST_TO_FIT = 12
"""Whole months without which nothing is fitted."""
SEASONS_FROM = 36
"""Whole months from which a method may look for a pattern of the year."""
LUMPY = 1 - 1 / 1.32
"""A series with nothing in more than this part of its months is intermittent (Syntetos and Boylan 2005)."""
LEAST_PASSED = 0.5
"""What last year must have spent by now, in parts of an even share of it, for this year to be measured by it."""


def paths(seen: View) -> dict[Method, Path]:
    """The forecast of every method that can give one, the combination last."""
    wanted = LUMPY_METHODS if is_lumpy(seen) else STEADY_METHODS
    found: dict[Method, Path] = {}
    for method in wanted:
        path = PLAIN[method](seen) if method in PLAIN else _fitted(method, seen)
        if path is not None and all(map(isfinite, path)):
            found[method] = path
    if found:
        found["combination"] = tuple(sum(month) / len(found) for month in zip(*found.values(), strict=True))
    return found


def is_lumpy(seen: View) -> bool:
    """Whether so many months have nothing that the series comes in lumps; judged on its last two years."""
    recent = [pence for pence, whole in zip(seen.pence, seen.complete, strict=True) if whole][-24:]
    return bool(recent) and recent.count(0) > LUMPY * len(recent)


def straight_line(seen: View) -> Path | None:
    """Spend to date, divided by the part of the year's profile that has passed, goes on along the profile."""
    profile = seen.budget if seen.budget and sum(seen.budget) > 0 else (1,) * 12
    passed = [(pence, weight) for (pence, whole), weight in zip(seen.this_year, profile, strict=False) if whole]
    weights = sum(weight for _, weight in passed)
    if weights <= 0:
        return None
    rate = sum(pence for pence, _ in passed) / weights
    return tuple(rate * weight for weight in profile[seen.passed :])


def last_years_profile(seen: View) -> Path | None:
    """Last year's months, taken up or down as this year's months so far are above or below them.

    As they were where neither year has spent anything by now, as with what is paid in winter alone. Nothing where last year
    had spent little by now: what is many times a little says nothing of the year.
    """
    last = seen.last_year
    if last is None:
        return None
    pairs = [(now, before) for (now, whole), before in zip(seen.this_year, last, strict=False) if whole]
    before = sum(pence for _, pence in pairs)
    if not any(map(any, pairs)):
        return tuple(map(float, last[seen.passed :]))
    if before <= 0 or before < LEAST_PASSED * sum(last) * len(pairs) / 12:
        return None
    ratio = sum(pence for pence, _ in pairs) / before
    return tuple(ratio * pence for pence in last[seen.passed :])


def budget_profile(seen: View) -> Path | None:
    """The rest of the year as budgeted."""
    return tuple(map(float, seen.budget[seen.passed :])) if seen.budget else None


def _fitted(method: Method, seen: View) -> Path | None:
    if seen.known < LEAST_TO_FIT or not any(seen.pence):
        return None
    if method == "intermittent":
        return fitting.intermittent(seen.comparable, seen.ahead) if min(seen.pence) >= 0 else None
    learnt = seen.learnt if seen.learnt and any(seen.learnt.pence) else seen
    if method == "smoothing":
        seasonal = learnt.known >= SEASONS_FROM
        found = fitting.smoothing(learnt.comparable, seen.comparable, seen.ahead, seasonal=seasonal)
    else:
        found = fitting.arima(learnt.comparable, seen.comparable, seen.ahead)
    return None if found is None else seen.turned_back(found)


PLAIN: Mapping[Method, Callable[[View], Path | None]] = {
    "straight line": straight_line,
    "last year's profile": last_years_profile,
    "budget profile": budget_profile,
}
STEADY_METHODS: tuple[Method, ...] = (*PLAIN, "smoothing", "ARIMA")
LUMPY_METHODS: tuple[Method, ...] = (*PLAIN, "intermittent")
