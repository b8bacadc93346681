"""A back-test of records that hold no whole year with a year before it."""

from cronfa.foresight.forecast import History, back_test
from cronfa.monitoring import Fact

back_test(History.of(Fact(f"2026-{month:02d}", "home-care", "", "council", 100_000_00) for month in range(1, 13)))
