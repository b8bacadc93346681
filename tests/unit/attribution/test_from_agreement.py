"""An agreement's clauses become dated rules."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from cronfa.agreement import load, parse
from cronfa.attribution import Component, Line, Rule, attribute_line, codes, rules_of
from cronfa.attribution.from_agreement import contribution_weights
from cronfa.money import as_weights
from cronfa.problems import Problems
from cronfa.settlement.contributions import planned_for_year
from cronfa.settlement.outcome import Outcome

AGREEMENT = """
agreement: leeds-learning-disability
power: nhs-act-2006-s75
term: {from: 2012-04-01, to: 2015-03-31}
host: leeds
partners:
  leeds: {kind: local authority}
  nhs-leeds: {kind: health body}
schemes:
  residential:
    clause: Sch 2 para 4
    budget: {2012-13: £330, 2013-14: £400}
    contributions: {by: fixed, clause: Sch 2 para 5, amounts: {2012-13: {leeds: £201, nhs-leeds: £129},
      2013-14: {leeds: £200, nhs-leeds: £200}}}
    attribute: {by: responsibility, categories: {Nursing: nhs-leeds}, otherwise: leeds, clause: Sch 4}
  equipment:
    contributions: {leeds: 51%, nhs-leeds: 49%}
  packages:
    contributions: {leeds: 60%, nhs-leeds: 40%}
    attribute: {by: line}
  nursing:
    contributions: {by: liability}
    attribute:
      by: components
      components: [{name: fnc, partner: nhs-leeds, column: Nursing care, clause: 9(a)}]
      otherwise: leeds
  grown:
    budget: £150
    contributions: {by: increment, baseline: {leeds: £60, nhs-leeds: £40}, shares: {leeds: 20%, nhs-leeds: 80%}}
    attribute: {by: shares, shares: {leeds: 1/3, nhs-leeds: 2/3}}
  listed:
    form: in view
    attribute: {by: responsibility, otherwise: leeds}
variations:
  - from: 2013-07-01
    changes: {schemes: {equipment: {contributions: {shares: {leeds: 3/4, nhs-leeds: 1/4}}}}}
"""


@pytest.fixture(scope="module")
def rules():  # type: ignore[no-untyped-def]
    return rules_of(parse(AGREEMENT))


def on(rules, scheme: str, *day: int) -> Rule:  # type: ignore[no-untyped-def]
    rule = rules.on(scheme, date(*day))
    assert rule is not None
    return rule


def test_responsibility_with_its_categories_and_clauses(rules) -> None:  # type: ignore[no-untyped-def]
    assert on(rules, "residential", 2012, 4, 1) == Rule(
        "responsibility",
        clause="Sch 4",
        categories={"Nursing": "nhs-leeds"},
        otherwise="leeds",
        funding=(67, 43),
        funding_clause="Sch 2 para 5",
    )


def test_contributions_change_with_the_year_and_end_where_no_sum_is_given(rules) -> None:  # type: ignore[no-untyped-def]
    assert on(rules, "residential", 2013, 4, 1).funding == (1, 1)
    assert on(rules, "residential", 2014, 4, 1).funding == (0, 0)
    with pytest.raises(Problems) as caught:
        attribute_line(Line("residential", 1, date(2014, 4, 1)), rules)
    assert caught.value.problems[0].kind is codes.NOBODY_FUNDS


def test_a_variation_changes_the_shares_from_its_day(rules) -> None:  # type: ignore[no-untyped-def]
    before, after = on(rules, "equipment", 2013, 6, 30), on(rules, "equipment", 2013, 7, 1)
    assert (before.weights, before.funding) == ((51, 49), (51, 49))
    assert (after.weights, after.funding) == ((3, 1), (3, 1))
    assert len(rules.schemes["equipment"]) == 2, "years that say the same are one rule"


def test_the_other_kinds(rules) -> None:  # type: ignore[no-untyped-def]
    assert on(rules, "packages", 2012, 4, 1) == Rule("line", funding=(3, 2))
    assert on(rules, "nursing", 2012, 4, 1).components == (
        Component("fnc", "nhs-leeds", "9(a)", column="Nursing care"),
    )
    assert on(rules, "nursing", 2012, 4, 1).funding is None
    assert on(rules, "grown", 2012, 4, 1).weights == (1, 2)
    assert on(rules, "grown", 2012, 4, 1).funding == (7, 8), "60 + 20% of 50 to 40 + 80% of 50"
    assert on(rules, "listed", 2012, 4, 1).funding is None


def test_nothing_is_in_force_outside_the_term(rules) -> None:  # type: ignore[no-untyped-def]
    assert rules.on("equipment", date(2012, 3, 31)) is rules.on("equipment", date(2015, 4, 1)) is None


RULES = sorted((Path(__file__).parents[2] / "spec" / "agreement" / "rules").glob("C*.yaml"))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_whose_money_pays_is_what_settlement_plans(path: Path) -> None:
    """Every contribution rule of the catalogue: the same proportions where no contractual shares are written."""
    terms = load(path).latest.terms
    for year in ("2017-18", "2018-19", "2024-25", "2025-26", "2026-27", "2027-28"):
        for name, scheme in terms.schemes.items():
            weights = contribution_weights(scheme, year, terms.partner_ids)
            if any(weights) and not scheme.contributions.shares.for_year(year):  # type: ignore[union-attr]
                planned = planned_for_year(terms, name, Outcome(year=year, spend={}))
                assert weights == as_weights([Fraction(max(planned[partner], 0)) for partner in terms.partner_ids])


def test_one_off_changes_and_charges_move_the_shares() -> None:
    text = AGREEMENT.replace(
        "contributions: {leeds: 51%, nhs-leeds: 49%}",
        "contributions: {by: fixed, amounts: {leeds: £60, nhs-leeds: £40}, one off: [{year: 2012-13, amounts: "
        "{leeds: £20}}], charges: {collected by: leeds, budget: £10}}",
    )
    changed = rules_of(parse(text[: text.index("variations")]))
    assert on(changed, "equipment", 2012, 4, 1).funding == (7, 4)
    assert on(changed, "equipment", 2013, 4, 1).funding == (5, 4)


def test_a_baseline_is_rolled_forward_to_the_penny() -> None:
    text = AGREEMENT.replace(
        "contributions: {leeds: 51%, nhs-leeds: 49%}",
        "contributions: {by: baseline, baseline: {leeds: £100, nhs-leeds: £50}, recurrent: {leeds: £10}, "
        "uplift: {leeds: 10%}, planned: {nhs-leeds: £5}, efficiency: {nhs-leeds: 10%}}",
    )
    changed = rules_of(parse(text[: text.index("variations")]))
    assert on(changed, "equipment", 2012, 4, 1).funding == (121, 50)


def test_a_fund_of_calendar_years_and_a_partner_that_joins_later() -> None:
    text = """
agreement: a-fund
power: nhs-act-2006-s75
year: january
term: {from: 2012-01-01, to: 2013-12-31}
host: one
partners: {one: local authority, two: health body}
schemes:
  homes:
    contributions: {by: fixed, amounts: {2012: {one: £60, two: £40}, 2013: {one: £50, two: £50}}}
variations:
  - from: 2013-07-01
    changes:
      partners: {three: health body}
      schemes: {homes: {contributions: {amounts: {2013: {one: £50, two: £50, three: £100}}}}}
"""
    found = rules_of(parse(text))
    assert found.partners == ("one", "two", "three")
    assert on(found, "homes", 2012, 12, 31).funding == (3, 2, 0)
    assert on(found, "homes", 2013, 1, 1).funding == (1, 1, 0)
    assert on(found, "homes", 2013, 7, 1).funding == (1, 1, 2)
