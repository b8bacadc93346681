"""What is left at the end is divided a second time."""

from cronfa.fund.leaving import accept_division
from cronfa.fund.opening import find

for _ in range(2):
    accept_division(find(), "2028-29", "officer")
