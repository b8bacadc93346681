"""A payment of nothing is recorded."""

from datetime import date

from cronfa.fund.contributing import Arrival, record_arrival
from cronfa.fund.opening import find

record_arrival(find(), Arrival("2026-27", "board", date(2026, 5, 4), "BACS 81", {"equipment": 0}), "officer")
