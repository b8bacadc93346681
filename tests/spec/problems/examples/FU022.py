"""A payment is recorded without the bank's reference."""

from datetime import date

from cronfa.fund.contributing import Arrival, record_arrival
from cronfa.fund.opening import find

record_arrival(find(), Arrival("2026-27", "board", date(2026, 5, 4), "", {"equipment": 120_000}), "officer")
