"""What is left is to be divided before the last year has been settled."""

from cronfa.fund.leaving import accept_division
from cronfa.fund.opening import find

accept_division(find(), "2028-29", "officer")
