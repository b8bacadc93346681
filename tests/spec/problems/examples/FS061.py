"""Eleven months of payments, asked for a year."""

from cronfa.foresight.history import History, usable
from cronfa.language import same

months = {(f"2026-{month:02d}", "home-care", "council"): 100_000_00 for month in range(1, 12)}
usable(History.of(months, same("payments.csv")))
