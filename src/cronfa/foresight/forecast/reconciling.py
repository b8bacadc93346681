"""Making forecasts add up: the fund, its schemes and their categories are each forecast, and then made one.

Each figure gives way in proportion to how far out it has been: a forecast that has been good moves little. This is
least squares weighted by the variances of the errors (Hyndman, Ahmed, Athanasopoulos and Shang 2011), which on a tree is
one pass up and one pass down. The smallest parts are then rounded to the penny, and all wider figures are sums of those.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cronfa.foresight.forecast.view import SeriesId
from cronfa.money import allocate


@dataclass(frozen=True, slots=True)
class Figure:
    """A forecast of one month of one series, and the variance of its errors."""

    value: float
    variance: float


def reconciled(figures: Mapping[SeriesId, Figure], leaves: Sequence[SeriesId]) -> dict[SeriesId, float]:
    """The values of the leaves that add up. ``figures`` has every leaf, and any of the wider series."""
    children = _children(figures, leaves)
    risen: dict[SeriesId, Figure] = {}
    _rise((), children, figures, risen)
    settled: dict[SeriesId, float] = {}
    _fall((), risen[()].value, children, risen, settled)
    return {leaf: settled[leaf] for leaf in leaves}


def _children(figures: Mapping[SeriesId, Figure], leaves: Sequence[SeriesId]) -> dict[SeriesId, list[SeriesId]]:
    found: dict[SeriesId, list[SeriesId]] = {}
    for leaf in leaves:
        assert leaf in figures, "a leaf without a forecast"
        for length in range(len(leaf)):
            under = found.setdefault(leaf[:length], [])
            if leaf[: length + 1] not in under:
                under.append(leaf[: length + 1])
    return found


def _rise(
    at: SeriesId,
    children: Mapping[SeriesId, list[SeriesId]],
    figures: Mapping[SeriesId, Figure],
    risen: dict[SeriesId, Figure],
) -> None:
    """What a series comes to by its own forecast and by its parts', each weighted by how sure it is."""
    parts = children.get(at, [])
    for part in parts:
        _rise(part, children, figures, risen)
    own = figures.get(at)
    if not parts:
        assert own is not None
        risen[at] = own
        return
    value = sum(risen[part].value for part in parts)
    variance = sum(risen[part].variance for part in parts)
    if own is not None:
        weight = variance / (variance + own.variance)
        value += weight * (own.value - value)
        variance *= 1 - weight
    risen[at] = Figure(value, variance)


def _fall(
    at: SeriesId,
    value: float,
    children: Mapping[SeriesId, list[SeriesId]],
    risen: Mapping[SeriesId, Figure],
    settled: dict[SeriesId, float],
) -> None:
    """Give each part its share of what the whole was moved by, in proportion to the part's variance."""
    settled[at] = value
    parts = children.get(at, [])
    moved = value - sum(risen[part].value for part in parts)
    variance = sum(risen[part].variance for part in parts)
    for part in parts:
        _fall(part, risen[part].value + moved * risen[part].variance / variance, children, risen, settled)


def by_partner(pence: int, recent: Sequence[int]) -> tuple[int, ...]:
    """A category's pence split as its recent months fell to the partners; what came to less than nothing counts as nothing."""
    weights = [max(0, amount) for amount in recent]
    return allocate(pence, weights if any(weights) else [1] * len(weights))
