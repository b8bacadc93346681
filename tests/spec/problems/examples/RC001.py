"""The last month is before the first."""

from cronfa.fund.reconciling import months_between

months_between("2026-09", "2026-04")
