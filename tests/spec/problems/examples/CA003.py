"""Months that leave a day out."""

from datetime import date

from cronfa.calendars import Year, accrue

accrue(10_000, date(2026, 4, 1), date(2026, 5, 1), Year("2026-27").months()[:1])
