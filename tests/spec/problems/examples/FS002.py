"""Five months of payments, asked what the year will come to."""

from cronfa.foresight.forecast import History, forecast
from cronfa.monitoring import Fact

forecast(History.of(Fact(f"2026-{month:02d}", "home-care", "", "council", 100_000_00) for month in range(4, 9)))
