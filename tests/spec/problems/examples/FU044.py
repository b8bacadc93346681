"""An accrual is sent without a month."""

from cronfa.fund.accruing import Accrual, check
from cronfa.fund.opening import find

check(find(), Accrual("", "equipment", "Hoists", 25_000, "two hoists not yet invoiced"))
