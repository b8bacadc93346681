"""Last year as a pattern, when nothing was spent in it."""

from cronfa.monitoring import last_years_pattern

last_years_pattern([0] * 12)
