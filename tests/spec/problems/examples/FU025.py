"""A payment is dated before the agreement."""

from datetime import date

from cronfa.fund.contributing import Arrival, record_arrival
from cronfa.fund.opening import find

record_arrival(find(), Arrival("2026-27", "board", date(2025, 5, 4), "BACS 81", {"equipment": 120_000}), "officer")
