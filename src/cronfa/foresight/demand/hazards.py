"""Hazards as people know them: by a mean and a median length of stay, by a scale, or by a rate a year."""

from collections.abc import Mapping
from math import gamma, log
from typing import Any

from cronfa.agreement.document import Path
from cronfa.foresight.demand import codes
from cronfa.foresight.demand.fields import Reader
from cronfa.foresight.demand.model import Gompertz, Hazard, Weibull
from cronfa.language import Text

FORMS = ("weibull", "gompertz", "constant")
LEAST_SHAPE, MOST_SHAPE = 0.2, 20.0
MOST_A_YEAR = 1_000.0
"""Who leaves at such a rate stays nine hours: nobody is in care for less, and its powers stay within what a number can tell."""


def hazard(reader: Reader, row: Mapping[str, Any], path: Path) -> Hazard:
    """The hazard that a row writes: exactly one form of it."""
    written = [form for form in FORMS if row.get(form) is not None]
    if len(written) != 1:
        reader.required({}, "weibull", path, "{mean: 801 days, median: 462 days}")
        return Weibull(1.0, 1.0)
    form = written[0]
    place = (*path, form)
    if form == "weibull":
        return _weibull(reader, reader.mapping(row[form], place, ("shape", "scale", "mean", "median")), place)
    settings = reader.mapping(row[form], place, ("a year", "growth") if form == "gompertz" else ("a year",))
    rate = reader.number(
        reader.required(settings, "a year", place, "25%") or 1, (*place, "a year"), 0.0, MOST_A_YEAR, above=True
    )
    growth = reader.number(settings.get("growth", 0), (*place, "growth"), -1.0, 10.0, above=True)
    return Gompertz(rate, growth)


def _weibull(reader: Reader, settings: Mapping[str, Any], place: Path) -> Weibull:
    """From two of shape, scale, mean and median; mean and median together give the shape."""
    shape = settings.get("shape")
    times = {
        name: reader.weeks(settings[name], (*place, name)) for name in ("scale", "mean", "median") if name in settings
    }
    if shape is None and {"mean", "median"} == times.keys():
        return _from_mean_and_median(reader, times["mean"], times["median"], place)
    if shape is None or len(times) != 1:
        two = Text(en="two of shape, scale, mean and median", cy="dau o shape, scale, mean a median")
        example = "weibull: {shape: 0.8, median: 84 weeks}"
        reader.refuse(codes.UNREADABLE, place, text=", ".join(settings), wanted=two, example=example)
        return Weibull(1.0, 1.0)
    k = reader.number(shape, (*place, "shape"), LEAST_SHAPE, MOST_SHAPE)
    name, weeks = next(iter(times.items()))
    return Weibull(k, weeks / {"scale": 1.0, "mean": gamma(1 + 1 / k), "median": log(2) ** (1 / k)}[name])


def _from_mean_and_median(reader: Reader, mean: float, median: float, place: Path) -> Weibull:
    """The shape whose mean over median is this one's, by halving: the ratio falls as the shape rises to three."""
    low, high = LEAST_SHAPE, 3.0
    if not _mean_over_median(high) <= mean / median <= _mean_over_median(low):
        possible = Text(en="between 0.99 and 500 times the median", cy="rhwng 0.99 a 500 gwaith y canolrif")
        reader.refuse(codes.IMPOSSIBLE, (*place, "mean"), field="mean", text=f"{mean / median:.3g}×", range=possible)
        return Weibull(1.0, 1.0)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _mean_over_median(middle) > mean / median else (low, middle)
    return Weibull(low, median / log(2) ** (1 / low))


def _mean_over_median(shape: float) -> float:
    return float(gamma(1 + 1 / shape) / log(2) ** (1 / shape))
