"""A journal with no lines."""

from cronfa.fund.journals import Journal, check
from cronfa.fund.opening import find

check(find(), Journal("2026-05", "booked to the wrong scheme", ()))
