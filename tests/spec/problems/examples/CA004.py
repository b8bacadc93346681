"""A period that ends before it begins."""

from datetime import date

from cronfa.calendars import Period
from cronfa.language import same

Period(date(2026, 4, 30), date(2026, 4, 1), 1, "2026-04", same("April"))
