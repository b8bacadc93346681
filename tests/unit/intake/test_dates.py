"""Dates as councils write them."""

from datetime import date

import pytest

from cronfa.intake.dates import COMMON_FORMATS, check_format, parse_date


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("2019-01-10", "yyyy-mm-dd", date(2019, 1, 10)),
        ("2019-01-10T00:00:00", "yyyy-mm-dd", date(2019, 1, 10)),
        ("16/05/2012", "dd/mm/yyyy", date(2012, 5, 16)),
        ("6/5/2012", "dd/mm/yyyy", date(2012, 5, 6)),
        ("16/05/2012 00:00", "dd/mm/yyyy", date(2012, 5, 16)),
        ("05/16/2012", "mm/dd/yyyy", date(2012, 5, 16)),
        ("16-May-12", "dd-mmm-yy", date(2012, 5, 16)),
        ("16-MAY-12", "dd-mmm-yy", date(2012, 5, 16)),
        ("16-Sept-12", "dd-mmm-yy", date(2012, 9, 16)),
        ("16-Mai-12", "dd-mmm-yy", date(2012, 5, 16)),
        ("1 Tachwedd 2012", "d mmmm yyyy", date(2012, 11, 1)),
        ("16.05.2012", "dd.mm.yyyy", date(2012, 5, 16)),
        ("20120516", "yyyymmdd", date(2012, 5, 16)),
        ("16/05/79", "dd/mm/yy", date(2079, 5, 16)),
        ("16/05/80", "dd/mm/yy", date(1980, 5, 16)),
        ("201812", "yyyymm", date(2018, 12, 1)),
        ("201801", "financial yyyypp", date(2018, 4, 1)),
        ("201809", "financial yyyypp", date(2018, 12, 1)),
        ("201810", "financial yyyypp", date(2019, 1, 1)),
        ("201812", "financial yyyypp", date(2019, 3, 1)),
        ("61", "excel 1900", date(1900, 3, 1)),
        ("43475", "excel 1900", date(2019, 1, 10)),
        ("43475.75", "excel-1900", date(2019, 1, 10)),
        ("42013", "excel 1904", date(2019, 1, 10)),
        ("0", "excel 1904", date(1904, 1, 1)),
    ],
)
def test_a_date_is_read_by_its_format(text: str, written: str, expected: date) -> None:
    assert parse_date(text, [written]) == expected


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("31/02/2019", "dd/mm/yyyy"),
        ("16/05/2012", "mm/dd/yyyy"),
        ("16-Xyz-12", "dd-mmm-yy"),
        ("2019-1", "yyyy-mm-dd"),
        ("201813", "financial yyyypp"),
        ("201800", "financial yyyypp"),
        ("201813", "yyyymm"),
        ("60", "excel 1900"),
        ("minus", "excel 1900"),
        ("2012516", "yyyymmdd"),
        ("", "yyyy-mm-dd"),
        ("٢٠١٩-٠١-١٠x", "yyyy-mm-dd"),
        ("9" * 30, "excel 1900"),
    ],
)
def test_what_is_not_a_date_is_none(text: str, written: str) -> None:
    assert parse_date(text, [written]) is None


def test_the_first_format_that_fits_wins() -> None:
    assert parse_date("03/04/2019", ["dd/mm/yyyy", "mm/dd/yyyy"]) == date(2019, 4, 3)


@pytest.mark.parametrize("name", COMMON_FORMATS)
def test_every_common_format_is_one(name: str) -> None:
    check_format(name)


@pytest.mark.parametrize("name", ["", "yyyy", "mm-dd", "yyyy-dd", "dd/dd/yyyy", "day month year", "yyyy-mm-dd-dd"])
def test_a_format_without_a_month_and_a_year_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="year"):
        check_format(name)


@pytest.mark.parametrize("text", ["P10", "10", "p10", "Period 10", "Cyfnod 10", "M10"])
def test_a_period_of_the_year_that_the_format_names(text: str) -> None:
    assert parse_date(text, ["financial pp 2018-19"]) == date(2019, 1, 1)


@pytest.mark.parametrize("text", ["201810", "2018-10", "2018/19 P10", "2018-P10", "2018P10"])
def test_a_year_and_period_in_every_style(text: str) -> None:
    assert parse_date(text, ["financial yyyypp"]) == date(2019, 1, 1)


@pytest.mark.parametrize("text", ["P13", "P0", "0", "100", "P", "10.5", ""])
def test_what_is_no_period(text: str) -> None:
    assert parse_date(text, ["financial pp 2018-19"]) is None
