"""A year whose two parts do not follow each other."""

from cronfa.calendars import Year

Year.parse("2026-28")
