"""How forecasts of a year turned out that is not over."""

from cronfa.foresight.forecast import History, track_record
from cronfa.monitoring import Fact

months = [f"2026-{month:02d}" for month in range(1, 13)]
track_record(History.of(Fact(month, "home-care", "", "council", 100_000_00) for month in months), "2026-27")
