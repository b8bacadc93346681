"""Money has come, and nothing says from whom."""

from datetime import date

from cronfa.fund.contributing import Arrival, check
from cronfa.fund.opening import find

check(find(), Arrival("2026-27", "", date(2026, 5, 1), "BACS 81", {"equipment": 50_000}))
