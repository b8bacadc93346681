"""The same invoice is accrued twice."""

from cronfa.fund.accruing import Accrual, accrue_spend
from cronfa.fund.opening import find

for _ in range(2):
    accrue_spend(find(), Accrual("2026-05", "equipment", "Nursing", 25_000, "Invoice 771 to come"), "officer")
