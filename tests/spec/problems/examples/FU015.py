"""A year is settled that the agreement does not have."""

from cronfa.fund.opening import find
from cronfa.fund.settling import work_out

work_out(find(), "2035-36")
