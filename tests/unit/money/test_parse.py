"""What people write as money, and what is refused."""

import pytest

from cronfa.money import (
    AMBIGUOUS_SUFFIX,
    AMOUNT_TOO_LARGE,
    FRACTION_OF_A_PENNY,
    KINDS,
    NOT_AN_AMOUNT,
    PENCE_LIMIT,
    MoneyError,
    parse_pence,
    pounds,
    whole_pounds,
)
from cronfa.problems import Kind


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("£1,234.50", 123450),
        ("1234.5", 123450),
        ("(1,234.50)", -123450),
        ("(£1,234.50)", -123450),
        ("-1234.5", -123450),
        ("−1234.5", -123450),
        ("–£1,234.50", -123450),
        ("-£1,234.50", -123450),
        ("£-1,234.50", -123450),
        ("1,234.50-", -123450),
        ("1,234.50 CR", -123450),
        ("12CR", -1200),
        ("12DR", 1200),
        ("12-", -1200),
        ("0" * 59 + "7", 700),
        ("1,234.50cr", -123450),
        ("£1,234.50 DR", 123450),
        ("+12", 1200),
        ("£+12", 1200),
        (" £ 12 ", 1200),
        ("12\xa0", 1200),
        ("12.", 1200),
        (".05", 5),
        ("0", 0),
        ("-0.00", 0),
        ("000012.30", 1230),
        ("12.3400", 1234),
        ("1,000,000,000,000.00", PENCE_LIMIT),
    ],
)
def test_ways_of_writing_an_amount(text: str, pence: int) -> None:
    assert parse_pence(text) == pence


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", NOT_AN_AMOUNT),
        (" ", NOT_AN_AMOUNT),
        (".", NOT_AN_AMOUNT),
        ("£", NOT_AN_AMOUNT),
        ("-", NOT_AN_AMOUNT),
        ("()", NOT_AN_AMOUNT),
        ("CR", NOT_AN_AMOUNT),
        ("n/a", NOT_AN_AMOUNT),
        ("1e5", NOT_AN_AMOUNT),
        ("1_000", NOT_AN_AMOUNT),
        ("1,23", NOT_AN_AMOUNT),
        ("1,234,5", NOT_AN_AMOUNT),
        (",123", NOT_AN_AMOUNT),
        ("12.34.56", NOT_AN_AMOUNT),
        ("1 234", NOT_AN_AMOUNT),
        ("$12", NOT_AN_AMOUNT),
        ("££12", NOT_AN_AMOUNT),
        ("£-£12", NOT_AN_AMOUNT),
        ("１２", NOT_AN_AMOUNT),
        ("12\n13", NOT_AN_AMOUNT),
        ("m", NOT_AN_AMOUNT),
        ("team", NOT_AN_AMOUNT),
        ("nan", NOT_AN_AMOUNT),
        # Two signs say two things.
        ("--12", NOT_AN_AMOUNT),
        ("+-12", NOT_AN_AMOUNT),
        ("++12", NOT_AN_AMOUNT),
        ("(12", NOT_AN_AMOUNT),
        ("12)", NOT_AN_AMOUNT),
        ("-+12", NOT_AN_AMOUNT),
        ("(-12)", NOT_AN_AMOUNT),
        ("-12-", NOT_AN_AMOUNT),
        ("+12-", NOT_AN_AMOUNT),
        ("-12 CR", NOT_AN_AMOUNT),
        ("-12 DR", NOT_AN_AMOUNT),
        ("(12) CR", NOT_AN_AMOUNT),
        ("1.2m", AMBIGUOUS_SUFFIX),
        ("-£1.2m", AMBIGUOUS_SUFFIX),
        (".5M", AMBIGUOUS_SUFFIX),
        ("(850k)", AMBIGUOUS_SUFFIX),
        ("12.345", FRACTION_OF_A_PENNY),
        ("0.001", FRACTION_OF_A_PENNY),
        ("1,000,000,000,000.01", AMOUNT_TOO_LARGE),
        ("-1000000000001", AMOUNT_TOO_LARGE),
        ("0" * 60 + "7", AMOUNT_TOO_LARGE),
        ("9" * 5000, AMOUNT_TOO_LARGE),
    ],
)
def test_what_is_refused_and_as_what(text: str, kind: Kind) -> None:
    with pytest.raises(MoneyError) as caught:
        parse_pence(text)
    assert caught.value.kind is kind
    assert caught.value.facts == {"text": text}
    assert str(caught.value) == kind.what.to("en", text=text)


def test_suffixes_count_when_the_mapping_declares_them() -> None:
    assert parse_pence("£1.2m", suffixes=True) == 120_000_000
    assert parse_pence("(850 K)", suffixes=True) == -85_000_000
    assert parse_pence("12", suffixes=True) == 1200
    with pytest.raises(MoneyError) as caught:
        parse_pence("0.0000001k", suffixes=True)
    assert caught.value.kind is FRACTION_OF_A_PENNY
    with pytest.raises(MoneyError) as caught:
        parse_pence("1000001m", suffixes=True)
    assert caught.value.kind is AMOUNT_TOO_LARGE


def test_showing_pounds() -> None:
    assert [pounds(pence) for pence in (0, 5, -5, 123450, -100_000_000)] == [
        "£0.00",
        "£0.05",
        "-£0.05",
        "£1,234.50",
        "-£1,000,000.00",
    ]
    assert [pounds(pence, sign=True) for pence in (1, 0, -1)] == ["+£0.01", "£0.00", "-£0.01"]


def test_whole_pounds_round_half_away_from_zero() -> None:
    assert [whole_pounds(pence) for pence in (49, 50, -49, -50, 149, 150, 123_456_789)] == [
        "£0",
        "£1",
        "£0",
        "-£1",
        "£1",
        "£2",
        "£1,234,568",
    ]
    assert [whole_pounds(pence, sign=True) for pence in (49, 50, -50)] == ["£0", "+£1", "-£1"]


def test_every_kind_has_its_own_code() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes)
    assert all(code.startswith("MN") for code in codes)
