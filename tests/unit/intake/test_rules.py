"""Which scheme a line belongs to."""

import polars as pl
import pytest

from cronfa.intake.mapping import Rule
from cronfa.intake.rules import RULE, first_rule, matches, with_rule


@pytest.mark.parametrize(
    ("pattern", "value", "expected"),
    [
        ("Residential", "residential", True),
        ("Residential", " Residential  ", True),
        ("Residential", "Residential Care", False),
        ("Residential*", "Residential Care", True),
        ("Residential - *", "Residential - Terminally Ill", True),
        ("*", "anything", True),
        ("*", "", True),
        ("", "", True),
        ("", "x", False),
        ("*** No Description ***", "*** No Description ***", True),
        ("*** No Description ***", "*** No Description *** x", False),
        ("Third party payments", "Third Party  Payments", True),
        ("=1+1", "=1+1", True),
    ],
)
def test_a_pattern_fits_a_value(pattern: str, value: str, expected: bool) -> None:
    assert matches(pattern, value) is expected


RULES = [
    Rule.model_validate({"when": {"Type": "Home*", "Centre": ["A", "B"]}, "scheme": "home-ab"}),
    Rule.model_validate({"when": {"Type": "Home*"}, "spend": "capital", "scheme": "home-capital"}),
    Rule.model_validate({"when": {"Type": "Home*"}, "scheme": "home"}),
    Rule.model_validate({"when": {"Type": "Old"}, "ignore": "before the fund"}),
]


@pytest.mark.parametrize(
    ("kind", "centre", "spend", "expected"),
    [
        ("Home Care", "A", None, 0),
        ("Home Care", "C", "capital", 1),
        ("Home Care", "C", "revenue", 2),
        ("Home Care", "C", None, 2),
        ("Old", "A", None, 3),
        ("New", "A", None, None),
    ],
)
def test_the_first_rule_that_fits_wins(kind: str, centre: str, spend: str | None, expected: int | None) -> None:
    assert first_rule(RULES, {"Type": kind, "Centre": centre}, spend) == expected


def test_columns_get_the_same_rules_in_their_order() -> None:
    frame = pl.DataFrame(
        {"t": ["Old", "Home Care", "New", "Home Care"], "c": ["A", "A", "A", "C"], "s": ["", "C", "C", "Cap"]}
    )
    ruled = with_rule(frame, RULES, {"Type": "t", "Centre": "c"}, "s")
    assert ruled[RULE].to_list() == [3, 0, None, 1]


def test_a_rule_without_conditions_takes_everything() -> None:
    frame = pl.DataFrame({"t": ["x", "y"]})
    assert with_rule(frame, [Rule(scheme="all")], {}, None)[RULE].to_list() == [0, 0]
    assert with_rule(frame, [], {}, None)[RULE].to_list() == [None, None]
