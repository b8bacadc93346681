"""Working days in each nation, against dates that were public."""

from datetime import date

import pytest

from cronfa.calendars import (
    HOLIDAYS_UNKNOWN,
    CalendarError,
    Nation,
    Year,
    add_working_days,
    bank_holidays,
    is_working_day,
    working_days,
)


@pytest.mark.parametrize(
    ("day", "closed_in"),
    [
        (date(2012, 6, 5), {"england", "wales", "scotland", "northern-ireland"}),  # Diamond Jubilee
        (date(2013, 1, 2), {"scotland"}),
        (date(2013, 3, 18), {"northern-ireland"}),  # St Patrick's Day fell on a Sunday
        (date(2013, 4, 1), {"england", "wales", "northern-ireland"}),  # Easter Monday
        (date(2013, 8, 5), {"scotland"}),  # first Monday in August
        (date(2013, 8, 26), {"england", "wales", "northern-ireland"}),  # last Monday in August
        (date(2022, 9, 19), {"england", "wales", "scotland", "northern-ireland"}),  # state funeral
    ],
)
def test_bank_holidays_differ_by_nation(day: date, closed_in: set[str]) -> None:
    nations: list[Nation] = ["england", "wales", "scotland", "northern-ireland"]
    assert {nation for nation in nations if not is_working_day(day, nation)} == closed_in


def test_weekends_are_not_working_days() -> None:
    assert is_working_day(date(2012, 5, 18), "england")
    assert not is_working_day(date(2012, 5, 19), "england")
    assert not is_working_day(date(2012, 5, 20), "england")


def test_working_days_of_a_financial_year() -> None:
    year = Year("2013-14")
    # 261 weekdays and seven bank holidays: Easter Monday on 1 April 2013 is in; Good Friday of 2013 was the
    # March before and that of 2014 the April after.
    assert working_days(year.first_day, year.last_day, "england") == 254
    assert working_days(date(2013, 4, 2), date(2013, 4, 1), "england") == 0
    assert working_days(date(2013, 4, 2), date(2013, 4, 2), "england") == 1


def test_five_working_days_over_easter() -> None:
    # Thursday 28 March 2013: Good Friday and Easter Monday follow, then Tuesday is the first.
    assert add_working_days(date(2013, 3, 28), 1, "england") == date(2013, 4, 2)
    assert add_working_days(date(2013, 3, 28), 5, "england") == date(2013, 4, 8)
    assert add_working_days(date(2013, 3, 28), 1, "scotland") == date(2013, 4, 1)
    assert add_working_days(date(2013, 4, 2), -1, "england") == date(2013, 3, 28)
    assert add_working_days(date(2013, 3, 30), 0, "england") == date(2013, 3, 30)


def test_outside_the_published_years_is_a_problem_not_a_guess() -> None:
    for day in (date(2011, 12, 30), date(2029, 1, 2)):
        with pytest.raises(CalendarError) as caught:
            is_working_day(day, "wales")
        assert caught.value.kind is HOLIDAYS_UNKNOWN
        assert "2012 to 2028" in str(caught.value)
    with pytest.raises(CalendarError):
        add_working_days(date(2028, 12, 29), 1, "wales")
    assert not is_working_day(date(2012, 1, 1), "wales")
    assert is_working_day(date(2028, 12, 29), "wales")


def test_england_and_wales_share_a_list() -> None:
    assert bank_holidays("england") == bank_holidays("wales") != bank_holidays("scotland")
