"""The fitted methods, by statsforecast: the only module that knows the library, and it is imported when first used.

A model is *learnt* from some months (which form it has, and its parameters), which takes long, and then carried on through
the months that have come since, which does not. Nothing here draws random numbers: the same months give the same figures.
"""

import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

ARIMA_ORDERS = ((0, 1, 1), (1, 1, 1), (1, 1, 0), (0, 1, 0))
"""Each with drift, since what care costs goes up: first differences, and what is left of them explained in four ways."""
KEPT = 256
"""Models kept: enough for all series of a large fund, some ten kilobytes each."""

Months = tuple[float, ...]


def smoothing(learnt: Months, months: Months, ahead: int, *, seasonal: bool) -> Months | None:
    """Exponential smoothing; error, trend and season are chosen by the corrected Akaike criterion on the months learnt from.

    ``months`` begin with those that ``learnt`` are of, perhaps at another level, and go on to the origin.
    """
    if min(months) <= 0 < min(learnt):
        learnt = months  # errors and seasons that multiply cannot be carried on below nought
    return _carried_on(lambda of: _smoothing(of, seasonal), learnt, months, ahead)


def arima(learnt: Months, months: Months, ahead: int) -> Months | None:
    """ARIMA of first differences with drift; the order is chosen by the corrected Akaike criterion on the months learnt from."""
    return _carried_on(_arima, learnt, months, ahead)


def intermittent(months: Months, ahead: int) -> Months | None:
    """ADIDA: lumps are added up over as many months as usually lie between them, smoothed, and spread again.

    Source: Nikolopoulos and others 2011. Croston's method, tried beside it, takes the months before the first lump for an
    interval, and said four thirds of what a lump every fourth month comes to.
    """
    from statsforecast.models import ADIDA

    return _path(lambda: ADIDA().forecast(y=_values(months, months), h=ahead), _unit(months))


def _carried_on(learn: Callable[[Months], Any], learnt: Months, months: Months, ahead: int) -> Months | None:
    """The forecast of a model learnt from earlier months; from all months, where nothing can be learnt from those."""
    model = learn(learnt)
    if model is None and len(learnt) < len(months):
        learnt, model = months, learn(months)
    if model is None:
        return None
    unit = _unit(months[: len(learnt)])
    if len(learnt) == len(months):
        return _path(lambda: model.predict(h=ahead), unit)
    return _path(lambda: model.forward(y=_values(months, learnt), h=ahead), unit)


@lru_cache(KEPT)
def _smoothing(months: Months, seasonal: bool) -> Any:
    from statsforecast.models import AutoETS

    return _quietly(lambda: AutoETS(season_length=12 if seasonal else 1).fit(_values(months, months)))


@lru_cache(KEPT)
def _arima(months: Months) -> Any:
    from statsforecast.models import ARIMA

    values = _values(months, months)
    best: tuple[float, Any] | None = None
    for order in ARIMA_ORDERS:
        model = _quietly(lambda order=order: ARIMA(order=order, include_drift=True).fit(values))  # type: ignore[misc]  # bound now
        criterion = float(model.model_["aicc"]) if model is not None else np.inf
        if np.isfinite(criterion) and (best is None or criterion < best[0]):
            best = criterion, model
    return best[1] if best else None


def _path(said: Callable[[], Any], unit: float) -> Months | None:
    found = _quietly(said)
    return None if found is None else tuple(float(value) * unit for value in found["mean"])


def _quietly(work: Callable[[], Any]) -> Any:
    """What comes of it, without the library's warnings; nothing where its arithmetic fails."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return work()
        except (ValueError, np.linalg.LinAlgError, ZeroDivisionError):
            return None


def _values(months: Months, learnt: Months) -> NDArray[np.float64]:
    """Months as parts of the mean size of those learnt from, so that optimisers work on numbers near one."""
    return np.asarray(months, dtype=np.float64) / _unit(months[: len(learnt)])


def _unit(months: Months) -> float:
    return float(np.abs(np.asarray(months)).mean()) or 1.0
