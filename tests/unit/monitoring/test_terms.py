"""The agreement's terms for monitoring."""

from fractions import Fraction

import pytest

from cronfa.agreement import parse
from cronfa.calendars import HOLIDAYS_UNKNOWN
from cronfa.monitoring import SchemeTerms, codes, last_years_pattern, terms_of
from cronfa.problems import Problems

TERMS = """
agreement: a-fund
power: nhs-act-2006-s75
term: {from: 2012-04-01, to: 2014-03-31}
host: council
partners: {council: local authority, board: health body}
rag: {watch: 0.5%, over: 1%, commentary over: £250,000}
schemes:
  homes:
    budget: {2012-13: £1,200, 2013-14: £1,300}
    profile: working days
    contributions: {council: 60%, board: 40%}
  stores:
    budget: £100
    profile: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]
    contributions: {council: 50%, board: 50%}
"""


def test_budgets_profiles_shares_and_thresholds() -> None:
    terms = terms_of(parse(TERMS).latest.terms, "2012-13")
    homes = terms.schemes["homes"]
    assert homes.budget_pence == 1200_00
    assert sum(homes.profile) == 250 and homes.profile[0] == 19, "April 2012 had nineteen working days in England"
    assert homes.partner_weights == (3, 2)
    assert terms.schemes["stores"].budget_to_date(11) == 84_62, "eleven thirteenths, rounded once"
    assert terms.schemes["stores"].budget_to_date(12) == 100_00
    assert (terms.thresholds.watch, terms.thresholds.over) == (Fraction(1, 200), Fraction(1, 100))
    assert terms.thresholds.commentary_over_pence == 250_000_00
    assert terms.partners == ("council", "board")


def test_last_year_s_pattern_takes_the_place_of_the_profile() -> None:
    pattern = [10, 20, -5, 0, 0, 0, 0, 0, 0, 0, 0, 30]
    terms = terms_of(parse(TERMS).latest.terms, "2013-14", last_year={"homes": pattern})
    assert terms.schemes["homes"].profile == (10, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 30)
    assert terms.schemes["homes"].budget_pence == 1300_00
    assert terms.schemes["stores"].profile[-1] == 2


def test_working_days_that_nobody_has_published_are_a_problem_at_the_profile() -> None:
    later = TERMS.replace("2012-04-01", "2030-04-01").replace("2014-03-31", "2032-03-31")
    with pytest.raises(Problems) as caught:
        terms_of(parse(later).latest.terms, "2030-31")
    (problem,) = caught.value.problems
    assert problem.kind is HOLIDAYS_UNKNOWN
    assert problem.where.path == "schemes.homes.profile"


@pytest.mark.parametrize("months", [[1] * 11, [0] * 12, [-1] * 12])
def test_a_year_without_spend_has_no_pattern(months: list[int]) -> None:
    with pytest.raises(Problems) as caught:
        last_years_pattern(months)
    assert caught.value.problems[0].kind is codes.NO_PATTERN


@pytest.mark.parametrize("profile", [(1,) * 11, (0,) * 12, (1,) * 11 + (-1,)])
def test_a_profile_is_twelve_weights(profile: tuple[int, ...]) -> None:
    with pytest.raises(AssertionError):
        SchemeTerms(1, profile=profile)
