"""A payment is recorded for somebody who is no partner."""

from datetime import date

from cronfa.fund.opening import find
from cronfa.fund.paying import record_payment

record_payment(find(), "bord", 5_000, date(2026, 5, 4), "BACS 1", "officer")
