"""What is left at the end is divided a second time."""

from cronfa.fund.leaving import accept_division
from cronfa.fund.opening import find
from cronfa.fund.settling import accept, close_months

close_months(find(), "2028-29", "officer")
accept(find(), "2028-29", "officer")
for _ in range(2):
    accept_division(find(), "2028-29", "officer")
