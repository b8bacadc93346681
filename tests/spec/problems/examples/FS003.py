"""Payments to March, asked for the year that then is over."""

from cronfa.foresight.forecast import History, forecast
from cronfa.monitoring import Fact

months = [f"2026-{month:02d}" for month in range(1, 13)] + [f"2027-{month:02d}" for month in (1, 2, 3)]
forecast(History.of(Fact(month, "home-care", "", "council", 100_000_00) for month in months))
