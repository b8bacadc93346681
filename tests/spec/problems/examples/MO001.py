"""The position at the end of a thirteenth month."""

from datetime import date
from pathlib import Path

from cronfa.agreement import load
from cronfa.monitoring import positions, terms_of

terms = terms_of(load(Path(__file__).with_name("complete.yaml")).on(date(2026, 4, 1)).terms, "2026-27")
positions([], terms, month=13)
