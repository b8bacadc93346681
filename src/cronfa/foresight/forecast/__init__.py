"""Forecasts of the year's outturn, each with its intervals, by the method that has done best on the fund's own past.

Enter by :func:`forecast` for what the open months and the year will come to, :func:`back_test` for how each method would
have done in years that are over, and :func:`track_record` for how last year's forecasts turned out, month by month. Words: an
*origin* is the end of a month, and a forecast made there sees nothing later; a *path* is pence for each month still to
come; a *series* is the fund, a scheme or a category; *declared* is what people know of the records and
no figure shows: months that are incomplete, changes of level, pay runs.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cronfa.foresight.forecast.backtest import BackTest as BackTest, back_test as back_test
    from cronfa.foresight.forecast.declared import Declared as Declared
    from cronfa.foresight.forecast.declared_file import load_declared as load_declared, read_declared as read_declared
    from cronfa.foresight.forecast.history import History as History
    from cronfa.foresight.forecast.outturn import Forecast as Forecast, forecast as forecast
    from cronfa.foresight.forecast.record import TrackRecord as TrackRecord, track_record as track_record

_HOMES = {
    "BackTest": "backtest",
    "back_test": "backtest",
    "Declared": "declared",
    "load_declared": "declared_file",
    "read_declared": "declared_file",
    "History": "history",
    "Forecast": "outturn",
    "forecast": "outturn",
    "TrackRecord": "record",
    "track_record": "record",
}


def __getattr__(name: str) -> Any:
    """Names are fetched when first used, so that the command line starts fast."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"cronfa.foresight.forecast.{_HOMES[name]}"), name)
