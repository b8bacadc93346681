"""A month whose main file was never taken in."""

from cronfa.foresight.forecast import Declared, History
from cronfa.foresight.forecast.checks import gaps
from cronfa.monitoring import Fact

paid = [100_000_00, 98_000_00, 1_200_00, 103_000_00]
months = (f"2026-{month:02d}" for month in range(4, 8))
history = History.of(Fact(month, "home-care", "", "council", pence) for month, pence in zip(months, paid, strict=True))
problems = gaps(history, Declared())
