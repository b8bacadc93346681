"""A date that stands in several columns: a year and a period, or a month's name."""

from datetime import date
from pathlib import Path

import pytest

from cronfa.intake import guess, parse_mapping, read
from cronfa.intake.dates import check_format, is_outside_months, parse_date
from cronfa.problems import Problems
from made_up_files import outcome, taken, written

MAPPING = """\
mapping: made-up
columns: {date: [Year, Period], amount: Amount}
dates: financial yyyy pp
schemes: [{scheme: care}]
"""
FILE = "Year,Period,Amount\n2025/26,3,10.50\n2025/26,P10,2.00\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025/26 3", date(2025, 6, 1)),
        ("2025/26 P03", date(2025, 6, 1)),
        ("2025-26 003", date(2025, 6, 1)),
        ("2025/2026 Period 12", date(2026, 3, 1)),
        ("25/26 1", date(2025, 4, 1)),
        ("2025 June", date(2025, 6, 1)),
        ("2025/26 January", date(2026, 1, 1)),
        ("2025-26 Mehefin", date(2025, 6, 1)),
        ("2025/26 01 - April", date(2025, 4, 1)),
        ("2025/26 P10 (Jan)", date(2026, 1, 1)),
        ("2025/26 01-Jan", date(2026, 1, 1)),
        ("FY2025 3", date(2025, 6, 1)),
    ],
)
def test_a_year_and_a_period_are_a_month(text: str, expected: date) -> None:
    assert parse_date(text, ["financial yyyy pp"]) == expected


@pytest.mark.parametrize(
    "text", ["2025/27 3", "2025/26", "2025/26 13", "2025/26 0", "2025/26 P", "2025/26 5 - April", "2025/26 Total", "3"]
)
def test_what_is_no_year_and_period_is_refused(text: str) -> None:
    assert parse_date(text, ["financial yyyy pp"]) is None


def test_a_year_alone_may_be_the_one_that_ends() -> None:
    assert parse_date("2026 3", ["financial ending yyyy pp"]) == date(2025, 6, 1)
    assert parse_date("FY26 10", ["financial ending yyyy pp"]) == date(2026, 1, 1)
    assert parse_date("2025/26 10", ["financial ending yyyy pp"]) == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("written", "text"), [("financial yyyy pp", "2025 13"), ("financial yyyypp", "202514"), ("financial pp 2025-26", "P16")]
)  # fmt: skip
def test_adjustments_are_of_the_last_month_where_the_mapping_says_so(written: str, text: str) -> None:
    check_format(f"{written} and adjustments")
    assert parse_date(text, [written]) is None
    assert is_outside_months(text, [written])
    assert parse_date(text, [f"{written} and adjustments"]) == date(2026, 3, 1)


def test_no_year_has_more_than_four_periods_of_adjustments() -> None:
    assert parse_date("2025/26 17", ["financial yyyy pp and adjustments"]) is None
    assert not is_outside_months("soon", ["financial yyyy pp", "dd/mm/yyyy"])


def test_two_columns_are_put_together(tmp_path: Path) -> None:
    intake = taken(tmp_path, FILE + "\n,,\nYear,Period,Amount\nTotal,,12.50\n", MAPPING)
    assert [line.posting_date for line in intake.lines()] == [date(2025, 6, 1), date(2026, 1, 1)]
    assert dict(intake.total_rows) == {7: 1250}
    assert not intake.problems


def test_a_service_date_may_stand_in_several_columns(tmp_path: Path) -> None:
    mapping = MAPPING.replace("date: [Year, Period]", "date: Paid, service date: [Month, Year]").replace(
        "financial yyyy pp", "dd/mm/yyyy\nservice dates: mmmm yyyy"
    )
    intake = taken(tmp_path, "Paid,Month,Year,Amount\n01/07/2025,June,2025,1\n02/07/2025,,,2\n", mapping)
    assert [line.service_date for line in intake.lines()] == [date(2025, 6, 1), date(2025, 7, 2)]


def test_what_is_wrong_is_shown_with_its_place(tmp_path: Path) -> None:
    intake = taken(tmp_path, FILE + "2025/26,13,4\n2025/26,,5\n2025/26,June 3,6\n", MAPPING)
    found = [(problem.code, problem.where.line, problem.where.column) for problem in intake.problems]
    assert found == [("IN061", 4, 2), ("IN031", 5, 2), ("IN031", 6, 2)]
    assert "Year Period" in intake.problems[0].what() and "2025/26 13" in intake.problems[0].what()


def test_an_adjustment_may_be_ignored_with_a_reason(tmp_path: Path) -> None:
    mapping = MAPPING.replace("[{scheme", "[{when: {Period: 13}, ignore: year-end adjustments}, {scheme")
    intake = taken(tmp_path, FILE + "2025/26,13,4\n", mapping)
    assert intake.ok and intake.ignored["year-end adjustments"].pence == 400


def test_a_column_called_like_both_together_stays_itself(tmp_path: Path) -> None:
    file = "Year,Period,Year Period,Amount\n2025/26,3,2025/26 P09,1\n"
    mapping = MAPPING.replace("amount:", "narrative: Year Period, amount:")
    line = next(taken(tmp_path, file, mapping).lines())
    assert (line.posting_date, line.narrative) == (date(2025, 6, 1), "2025/26 P09")


@pytest.mark.parametrize("wrong", ["{a: b}", "[]", "[Year, {a: b}]"])
def test_a_date_is_one_column_or_several(wrong: str) -> None:
    with pytest.raises(Problems) as caught:
        parse_mapping(MAPPING.replace("[Year, Period]", wrong))
    assert [(problem.code, "`date`" in problem.what()) for problem in caught.value.problems] == [("IN004", True)]


def test_a_column_that_is_lacking_is_named(tmp_path: Path) -> None:
    assert outcome(tmp_path, FILE.replace("Period", "Quarter"), MAPPING) == {"IN020"}


GUESSED = {
    "Financial Year,Period,Team,Amount\n2025/26,3,LD,1.10\n2025/26,12,Store,2\n": ("financial yyyy pp", "2025-06-01"),
    "Year,Month,Team,Amount\n2025,June,LD,1.10\n2026,Jan,Store,2\n": ("yyyy mmmm", "2025-06-01"),
    "Year,Month,Team,Amount\n2025,6,LD,1.10\n2026,1,Store,2\n": ("yyyy mm", "2025-06-01"),
    "Year,Period,Team,Amount\n2025,3,LD,1.10\n2025,12,Store,2\n": ("financial yyyy pp", "2025-06-01"),
    "Fiscal Year,Month,Team,Amount\n2025,June,LD,1.10\n2025,Jan,Store,2\n": ("financial yyyy pp", "2025-06-01"),
    "FY,Prd,Team,Amount\nFY26,P03,LD,1.10\nFY26,P12,Store,2\n": ("financial ending yyyy pp", "2025-06-01"),
    "Blwyddyn,Mis,Adran,Swm\n2025-26,Mehefin,LD,1.10\n2025-26,Ionawr,St,2\n": ("financial yyyy pp", "2025-06-01"),
    "Yr,Mth,Day,Team,Value\n2025,6,3,LD,1.10\n2025,12,31,St,2\n": ("yyyy mm dd", "2025-06-03"),
    "Pooled fund 2025/26\n\nPeriod,Team,Amount\nP03,LD,1.10\nP12,St,2\n": ("financial pp 2025-26", "2025-06-01"),
    "Year,Period,DOB,Team,Amount\n2025/26,3,1940-01-01,LD,1.10\n": ("financial yyyy pp", "2025-06-01"),
}


@pytest.mark.parametrize("file", GUESSED)
def test_a_year_and_a_period_are_proposed(file: str, tmp_path: Path) -> None:
    path = written(tmp_path, file)
    found = guess(path)
    dates, first = GUESSED[file]
    assert found.mapping.dates == (dates,)
    assert not found.mapping.columns.service_date
    intake = read(path, found.mapping.model_copy(update={"schemes": parse_mapping(MAPPING).schemes}))
    assert next(intake.lines()).posting_date.isoformat() == first


def test_a_date_that_is_called_so_comes_first(tmp_path: Path) -> None:
    file = "Year,Period,Invoice date,Team,Amount\n2025/26,3,2025-06-09,LD,1.10\n"
    assert guess(written(tmp_path, file)).mapping.columns.date == "Invoice date"


def test_a_period_without_a_year_is_no_date(tmp_path: Path) -> None:
    with pytest.raises(Problems) as caught:
        guess(written(tmp_path, "Period,Team,Amount\nP03,LD,1.10\nP12,St,2\n"))
    assert caught.value.problems[0].code == "IN024"
