"""The cross-subsidy matrix, before and after settlement."""

import pytest

from cronfa.attribution.matrix import Clearing, CrossSubsidy, cross_subsidy

PARTNERS = ("leeds", "nhs")
MONTHS = ("2012-04", "2012-05", "2012-06")


def pair(period: str, funder: str, other: str, pence: int, event: str = "spend") -> list[Clearing]:
    return [Clearing(period, funder, other, pence, event), Clearing(period, other, funder, -pence, event)]  # type: ignore[arg-type]


def test_crossings_accumulate_until_they_are_settled() -> None:
    lines = [
        *pair("2012-04", "leeds", "nhs", 100),
        *pair("2012-04", "leeds", "nhs", 50),
        *pair("2012-05", "nhs", "leeds", 30),
        *pair("2012-06", "leeds", "nhs", -120, "settlement"),
    ]
    assert cross_subsidy(lines, PARTNERS, MONTHS) == (
        CrossSubsidy("2012-04", "leeds", "nhs", 150, 0, 150),
        CrossSubsidy("2012-05", "nhs", "leeds", 30, 0, -120),
        CrossSubsidy("2012-06", "leeds", "nhs", 0, 120, 0),
    )


def test_what_is_still_owed_stands_in_later_months() -> None:
    rows = cross_subsidy(pair("2012-04", "nhs", "leeds", 5), PARTNERS, MONTHS)
    assert [(row.period, row.funder, row.before_pence, row.outstanding_pence) for row in rows] == [
        ("2012-04", "nhs", 5, 5),
        ("2012-05", "nhs", 0, 5),
        ("2012-06", "nhs", 0, 5),
    ]


def test_nothing_crossed_nothing_shown() -> None:
    assert cross_subsidy([], PARTNERS, MONTHS) == ()


@pytest.mark.parametrize(
    "lines",
    [
        [Clearing("2012-04", "leeds", "nhs", 5)],
        [Clearing("2012-04", "leeds", "nhs", 5), Clearing("2012-04", "nhs", "leeds", -4)],
        pair("2012-07", "leeds", "nhs", 5),
        pair("2012-04", "leeds", "york", 5),
    ],
)
def test_clearing_that_does_not_mirror_itself_is_refused(lines: list[Clearing]) -> None:
    with pytest.raises(AssertionError):
        cross_subsidy(lines, PARTNERS, MONTHS)
