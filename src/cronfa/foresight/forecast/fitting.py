"""The fitted methods, by statsforecast: the only module that knows the library, and it is imported when first used.

Nothing here draws random numbers: the same months give the same figures.
"""

import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

ARIMA_ORDERS = ((0, 1, 1), (1, 1, 1), (1, 1, 0), (0, 1, 0))
"""Each with drift, since what care costs goes up: first differences, and what is left of them explained in four ways."""


def smoothing(months: Sequence[float], ahead: int, *, seasonal: bool) -> tuple[float, ...] | None:
    """Exponential smoothing; error, trend and season are chosen by the corrected Akaike criterion."""
    from statsforecast.models import AutoETS

    return _forecast(lambda: AutoETS(season_length=12 if seasonal else 1), months, ahead)


def arima(months: Sequence[float], ahead: int) -> tuple[float, ...] | None:
    """ARIMA of first differences with drift; the order is chosen by the corrected Akaike criterion."""
    from statsforecast.models import ARIMA

    best: tuple[float, Any] | None = None
    values, unit = _scaled(months)
    for order in ARIMA_ORDERS:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                model = ARIMA(order=order, include_drift=True).fit(values)
            except (ValueError, np.linalg.LinAlgError, ZeroDivisionError):
                continue
        criterion = float(model.model_["aicc"])
        if np.isfinite(criterion) and (best is None or criterion < best[0]):
            best = criterion, model
    if best is None:
        return None
    return tuple(float(value) * unit for value in best[1].predict(h=ahead)["mean"])


def intermittent(months: Sequence[float], ahead: int) -> tuple[float, ...] | None:
    """ADIDA: lumps are added up over as many months as usually lie between them, smoothed, and spread again.

    Source: Nikolopoulos and others 2011. Croston's method, tried beside it, takes the months before the first lump for an
    interval, and said four thirds of what a lump every fourth month comes to.
    """
    from statsforecast.models import ADIDA

    return _forecast(ADIDA, months, ahead)


def _forecast(make: Callable[[], Any], months: Sequence[float], ahead: int) -> tuple[float, ...] | None:
    values, unit = _scaled(months)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = make().forecast(y=values, h=ahead)["mean"]
        except (ValueError, np.linalg.LinAlgError, ZeroDivisionError):
            return None
    return tuple(float(value) * unit for value in found)


def _scaled(months: Sequence[float]) -> tuple[np.ndarray[Any, np.dtype[np.float64]], float]:
    """Months as parts of their mean size, so that optimisers work on numbers near one."""
    values = np.asarray(months, dtype=np.float64)
    unit = float(np.abs(values).mean()) or 1.0
    return values / unit, unit
