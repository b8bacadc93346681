"""Years, months, quarters and pay runs."""

from datetime import date

import pytest

from cronfa.calendars import (
    BACKWARDS,
    DAYS_NOT_COVERED,
    NOT_A_YEAR,
    CalendarError,
    Period,
    Year,
    accrue,
    month_of,
    named,
    overlap_days,
    pay_runs,
)
from cronfa.language import same
from cronfa.problems import Where


def test_a_financial_year_runs_april_to_march() -> None:
    year = Year("2012-13")
    assert (year.first_day, year.last_day, year.days) == (date(2012, 4, 1), date(2013, 3, 31), 365)
    assert Year("2011-12").days == 366
    assert year.kind == "financial"


def test_a_calendar_year_runs_january_to_december() -> None:
    year = Year("2012")
    assert (year.first_day, year.last_day, year.days) == (date(2012, 1, 1), date(2012, 12, 31), 366)
    assert year.kind == "calendar"


@pytest.mark.parametrize("text", ["2012-13", "2012/13", "2012–13", "2012-2013", " 2012/2013 "])
def test_the_ways_people_write_a_year(text: str) -> None:
    assert Year.parse(text) == Year("2012-13")
    assert str(Year.parse(text)) == "2012-13"


def test_a_year_over_the_century() -> None:
    assert Year.parse("1999-2000") == Year("1999-00")
    assert Year("1999-00").last_day == date(2000, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2012-14",
        "2012-12",
        "12-13",
        "2012-2014",
        "2012-20x3",
        "20x2-2013",
        "0999",
        "9999-00",
        "year",
        "²012",
    ],
)
def test_what_is_not_a_year_is_a_problem(text: str) -> None:
    with pytest.raises(CalendarError) as caught:
        Year.parse(text)
    problem = caught.value.at(Where(file="fund.yaml", line=3))
    assert problem.kind is NOT_A_YEAR
    assert problem.where.line == 3
    assert f"“{text}”" in problem.what("en")
    assert "flwyddyn" in problem.what("cy")


def test_the_constructor_takes_only_the_plain_label() -> None:
    with pytest.raises(CalendarError):
        Year("2012/13")


def test_the_year_that_holds_a_day() -> None:
    assert Year.containing(date(2013, 3, 31)) == Year("2012-13")
    assert Year.containing(date(2013, 4, 1)) == Year("2013-14")
    assert Year.containing(date(2013, 3, 31), "calendar") == Year("2013")


def test_next_and_previous_years() -> None:
    assert Year("1999-00").next == Year("2000-01")
    assert Year("2000-01").previous == Year("1999-00")
    assert Year("2012").next == Year("2013")
    assert sorted([Year("2013-14"), Year("1999-00")]) == [Year("1999-00"), Year("2013-14")]


def test_months_are_numbered_from_the_year_s_first() -> None:
    months = Year("2012-13").months()
    assert [month.number for month in months] == list(range(1, 13))
    assert (months[0].label, months[0].first_day, months[0].last_day) == (
        "2012-04",
        date(2012, 4, 1),
        date(2012, 4, 30),
    )
    assert (months[8].label, months[8].last_day) == ("2012-12", date(2012, 12, 31))
    assert months[11].last_day == date(2013, 3, 31)
    assert months[11].name.to("cy") == "Mawrth 2013"
    assert Year("2012").months()[0].label == "2012-01"


def test_month_of_a_day() -> None:
    assert month_of(date(2012, 4, 30)) == Year("2012-13").months()[0]
    assert month_of(date(2013, 2, 1)) == Year("2012-13").months()[10]
    assert month_of(date(2012, 2, 29), "calendar") == Year("2012").months()[1]


def test_quarters() -> None:
    quarters = Year("2012-13").quarters()
    assert [quarter.label for quarter in quarters] == ["2012-13 Q1", "2012-13 Q2", "2012-13 Q3", "2012-13 Q4"]
    assert (quarters[2].first_day, quarters[2].last_day) == (date(2012, 10, 1), date(2012, 12, 31))
    assert quarters[3].last_day == date(2013, 3, 31)
    assert [quarter.number for quarter in quarters] == [1, 2, 3, 4]
    assert quarters[3].name.to("cy") == "chwarter 4 o 2012-13"


@pytest.mark.parametrize("anchor", [date(2012, 4, 9), date(2010, 8, 2), date(2020, 3, 16)])
def test_four_weekly_runs_from_any_anchor(anchor: date) -> None:
    year = Year("2012-13")
    runs = pay_runs(year, anchor)
    assert len(runs) == 14  # 365 days touch fourteen runs when the first and last straddle the year's ends
    assert all((run.first_day - anchor).days % 28 == 0 and run.days == 28 for run in runs)
    assert runs[0].first_day <= year.first_day <= runs[0].last_day
    assert sum(overlap_days(run, year) for run in runs) == 365
    assert [run.number for run in runs] == list(range(1, 15))
    assert runs[1].label == "2012-13 R02"
    assert str(runs[0].first_day) in runs[0].name.en and str(runs[0].first_day) in runs[0].name.cy


def test_a_run_that_begins_on_the_first_day_is_the_first() -> None:
    runs = pay_runs(Year("2012-13"), date(2012, 4, 1), weeks=1)
    assert runs[0].first_day == date(2012, 4, 1)
    assert len(runs) == 53
    assert overlap_days(runs[-1], Year("2012-13")) == 1
    assert overlap_days(runs[-1], Year("2013-14")) == 6
    assert overlap_days(runs[0], Year("2013-14")) == 0


def test_accrual_by_days_is_exact() -> None:
    march, april = Year("2011-12").months()[11], Year("2012-13").months()[0]
    # Ten days: four in March, six in April.
    assert accrue(100_00, date(2012, 3, 28), date(2012, 4, 6), [march, april]) == (40_00, 60_00)
    assert accrue(-100_01, date(2012, 3, 28), date(2012, 4, 6), [march, april]) == (-40_00, -60_01)
    assert accrue(10, date(2012, 4, 1), date(2013, 3, 31), [Year("2012-13"), Year("2013-14")]) == (10, 0)


def test_accrual_refuses_periods_that_miss_or_repeat_a_day() -> None:
    march, april = Year("2011-12").months()[11], Year("2012-13").months()[0]
    for periods in ([april], [march, april, april], [march, march]):
        with pytest.raises(CalendarError) as caught:
            accrue(1, date(2012, 3, 31), date(2012, 4, 2), periods)
        assert caught.value.kind is DAYS_NOT_COVERED


def test_a_period_cannot_run_backwards() -> None:
    with pytest.raises(CalendarError) as caught:
        Period(date(2012, 4, 2), date(2012, 4, 1), 1, "x", same("x"))
    assert caught.value.kind is BACKWARDS
    with pytest.raises(CalendarError):
        accrue(1, date(2012, 4, 2), date(2012, 4, 1), Year("2012-13").months())


def test_a_day_is_in_its_period() -> None:
    month = Year("2012-13").months()[0]
    assert date(2012, 4, 1) in month and date(2012, 4, 30) in month
    assert date(2012, 4, 1) in Year("2012-13") and date(2013, 3, 31) in Year("2012-13")
    assert date(2012, 5, 1) not in month
    assert date(2013, 4, 1) not in Year("2012-13")


def test_a_months_label_is_read_as_people_say_it_and_no_other_label_is() -> None:
    assert (named("2013-12").en, named("2013-12").cy) == ("December 2013", "Rhagfyr 2013")
    assert [named(label).en for label in ("2013-13", "2013-14 P3", "2013")] == ["2013-13", "2013-14 P3", "2013"]
