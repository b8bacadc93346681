"""Last year's spend among this year's."""

from datetime import date
from pathlib import Path

from cronfa.agreement import load
from cronfa.monitoring import Fact, positions, terms_of

terms = terms_of(load(Path(__file__).with_name("complete.yaml")).on(date(2026, 4, 1)).terms, "2026-27")
positions([Fact("2025-12", "home-care", "care", "council", 10_000)], terms)
