"""More is recorded as paid than was invoiced."""

from datetime import date

from cronfa.fund.opening import find
from cronfa.fund.paying import record_payment

record_payment(find(), "board", 5_000, date(2026, 5, 4), "BACS 1", "officer")
