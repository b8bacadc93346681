"""Laws of the calendars over many dates."""

from datetime import date, timedelta

from hypothesis import given, settings, strategies as st

import scale
from cronfa.calendars import (
    Nation,
    Year,
    YearKind,
    accrue,
    add_working_days,
    is_working_day,
    month_of,
    pay_runs,
    working_days,
)

DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
COVERED = st.dates(date(2012, 3, 1), date(2028, 10, 31))
KINDS = st.sampled_from(["financial", "calendar"])
NATIONS = st.sampled_from(["england", "wales", "scotland", "northern-ireland"])
EXAMPLES = scale.examples(100, 5_000)


@settings(max_examples=EXAMPLES)
@given(DAYS, KINDS)
def test_every_day_is_in_one_year_and_one_month(day: date, kind: YearKind) -> None:
    year = Year.containing(day, kind)
    assert day in year and day not in year.next and day not in year.previous
    assert [month for month in year.months() if day in month] == [month_of(day, kind)]
    assert year.last_day + timedelta(1) == year.next.first_day
    assert year.next.previous == year == Year.parse(year.label)
    assert sum(month.days for month in year.months()) == sum(quarter.days for quarter in year.quarters()) == year.days


@settings(max_examples=EXAMPLES)
@given(st.integers(-(10**14), 10**14), DAYS, st.integers(0, 800), KINDS)
def test_accrual_conserves_money_over_months(amount: int, first: date, length: int, kind: YearKind) -> None:
    last = first + timedelta(length)
    year, months = Year.containing(first, kind), []
    while year.first_day <= last:
        months.extend(year.months())
        year = year.next
    shares = accrue(amount, first, last, months)
    assert sum(shares) == amount
    outside = [
        share for share, month in zip(shares, months, strict=True) if month.last_day < first or month.first_day > last
    ]
    assert not any(outside)


@settings(max_examples=EXAMPLES)
@given(DAYS, DAYS, st.integers(1, 8))
def test_pay_runs_hold_every_day_of_the_year_once(day: date, anchor: date, weeks: int) -> None:
    year = Year.containing(day)
    runs = pay_runs(year, anchor, weeks)
    assert sum(accrue(1_000_000, year.first_day, year.last_day, runs)) == 1_000_000


@settings(max_examples=EXAMPLES)
@given(COVERED, st.integers(1, 30), NATIONS)
def test_adding_working_days_counts_them(day: date, count: int, nation: Nation) -> None:
    later = add_working_days(day, count, nation)
    assert is_working_day(later, nation)
    assert working_days(day + timedelta(1), later, nation) == count
