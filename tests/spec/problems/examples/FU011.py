"""A year is settled a second time."""

from cronfa.fund.opening import find
from cronfa.fund.settling import accept, close_months

close_months(find(), "2026-27", "officer")
accept(find(), "2026-27", "officer")
accept(find(), "2026-27", "officer")
