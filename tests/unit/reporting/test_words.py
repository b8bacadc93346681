"""How amounts, percentages and days look; checked against Babel where Babel knows."""

from datetime import date
from fractions import Fraction

import pytest
from babel.dates import format_date

from cronfa.language import LANGUAGES, same
from cronfa.reporting import words


@pytest.mark.parametrize(
    ("pence", "said"),
    [(0, "£0.00"), (1, "£0.01"), (-1, "−£0.01"), (123_456_789_012, "£1,234,567,890.12"), (-100_000, "−£1,000.00")],
)
def test_money_has_thousands_separators_and_a_true_minus(pence: int, said: str) -> None:
    assert words.money(pence).en == words.money(pence).cy == said


@pytest.mark.parametrize(
    ("pence", "said"),
    [
        (49, "£0"),
        (50, "£1"),
        (999_999, "£10,000"),
        (1_000_000, "£10k"),
        (3_100_000_000, "£31.0m"),
        (3_104_999_999, "£31.0m"),
        (3_105_000_000, "£31.1m"),
        (123_400_000_000, "£1.2bn"),
        (-77_100_000, "−£771k"),
        (-1, "£0"),
        (-50, "−£1"),
    ],
)
def test_short_money_for_drawings(pence: int, said: str) -> None:
    assert words.short_money(pence) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Fraction(16, 1000), "1.6%"),
        (Fraction(-16, 1000), "−1.6%"),
        (Fraction(1, 2000), "0.1%"),
        (Fraction(-1, 10_000), "0.0%"),
        (Fraction(1, 3), "33.3%"),
    ],
)
def test_percentages_round_half_away_from_zero_to_one_decimal(share: Fraction, said: str) -> None:
    assert words.percent(share) == said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_days_are_written_as_babel_writes_them(language: str, month: int) -> None:
    on = date(2013, month, 7)
    assert words.day(on).to(language) == format_date(on, "d MMMM y", locale=language)  # type: ignore[arg-type]


def test_lists_end_with_and_in_each_language() -> None:
    joined = words.and_list([same("A"), same("b"), same("Cyngor")])
    assert (joined.en, joined.cy) == ("A, b and Cyngor", "A, b, Cyngor")
    assert words.and_list([same("b"), same("Ynys Môn")]).cy == "b ac Ynys Môn"
    assert words.and_list([same("b"), same("mae GIG Ffug i dalu")]).cy == "b ac mae GIG Ffug i dalu"
    assert words.and_list([same("b")]).cy == "b"
