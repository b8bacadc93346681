"""Virements in monitoring: a budget changes in the month it is moved, and what was moved falls on the months left."""

import pytest

from cronfa.monitoring import SchemeTerms


def test_a_budget_changes_in_its_month_and_not_before() -> None:
    scheme = SchemeTerms(1_200, moved=((4, -90), (10, 30)))
    assert [scheme.budget_at(month) for month in (3, 4, 9, 10, 12)] == [1_200, 1_110, 1_110, 1_140, 1_140]
    assert scheme.budget_to_date(3) == 300
    assert scheme.by_month(4) == (100, 100, 100, 90, 90, 90, 90, 90, 90, 90, 90, 90)
    assert scheme.budget_to_date(12) == 1_140


def test_it_follows_the_schemes_profile() -> None:
    scheme = SchemeTerms(600, profile=(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1), moved=((9, 40),))
    assert scheme.by_month(12) == (0, 0, 0, 0, 0, 0, 100, 100, 110, 110, 110, 110)


def test_where_the_profile_has_no_months_left_it_falls_on_its_own() -> None:
    scheme = SchemeTerms(100, profile=(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), moved=((6, 7),))
    assert scheme.by_month(6) == (50, 50, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize("moved", [(), ((1, 500),), ((12, -500),), ((2, 333), (7, -1))])
def test_the_months_add_up_to_the_budget(moved: tuple[tuple[int, int], ...]) -> None:
    scheme = SchemeTerms(1_001, moved=moved)
    assert all(sum(scheme.by_month(month)) == scheme.budget_at(month) for month in range(1, 13))


def test_a_scheme_without_a_budget_has_what_was_moved_into_it() -> None:
    assert SchemeTerms(None).budget_at(12) is None
    assert SchemeTerms(None, moved=((3, 50),)).budget_at(12) == 50
