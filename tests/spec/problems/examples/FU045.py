"""An accrual is sent without a scheme."""

from cronfa.fund.accruing import Accrual, check
from cronfa.fund.opening import find

check(find(), Accrual("2026-05", "", "Hoists", 25_000, "two hoists not yet invoiced"))
