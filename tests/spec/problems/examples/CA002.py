"""Working days in a year whose bank holidays are not published yet."""

from datetime import date

from cronfa.calendars import is_working_day

is_working_day(date(2099, 1, 4), "wales")
