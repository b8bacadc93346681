"""A payment that is in the ledger already is recorded a second time."""

from datetime import date

from cronfa.fund.contributing import Arrival, record_arrival
from cronfa.fund.opening import find

paid = Arrival("2026-27", "board", date(2026, 5, 4), "BACS 81", {"equipment": 120_000})
for _ in range(2):
    record_arrival(find(), paid, "officer")
