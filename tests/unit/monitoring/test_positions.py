"""Worked positions: what a board reads at the end of a month."""

from fractions import Fraction

import pytest

from cronfa.calendars import Year
from cronfa.monitoring import Fact, MonitoringTerms, Position, SchemeTerms, Thresholds, codes, positions
from cronfa.monitoring.words import NIL_BUDGET, NO_BUDGET, RAG_NAMES
from cronfa.problems import Problems

MONTHS = [month.label for month in Year("2012-13").months()]
TERMS = MonitoringTerms(
    year=Year("2012-13"),
    partners=("leeds", "nhs"),
    schemes={
        "homes": SchemeTerms(1200_00, partner_weights=(3, 1)),
        "equipment": SchemeTerms(120_00, profile=(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1), partner_weights=(1, 1)),
    },
    thresholds=Thresholds(Fraction(1, 100), Fraction(2, 100), commentary_over_pence=20_00),
)


def spend(scheme: str, *pence: int, partner: str = "leeds", category: str = "care") -> list[Fact]:
    """One fact a month from April."""
    return [Fact(month, scheme, category, partner, amount) for month, amount in zip(MONTHS, pence, strict=False)]


def homes(facts: list[Fact], month: int, **options: object) -> Position:
    return positions(facts, TERMS, month=month, **options)[0]  # type: ignore[arg-type]


def test_a_position_says_where_a_scheme_stands() -> None:
    position = homes([*spend("homes", 100_00, 110_00, 105_00)], 3)
    assert (position.scheme, position.category, position.partner) == ("homes", None, None)
    assert position.month.label == "2012-06"
    assert position.budget_year_pence == 1200_00
    assert position.budget_to_date_pence == 300_00
    assert position.actual_month_pence == 105_00
    assert position.actual_to_date_pence == 315_00
    assert position.variance_pence == 15_00
    assert position.variance_part == Fraction(1, 20)
    assert position.forecast_pence == 1260_00
    assert position.outturn_variance_pence == 60_00
    assert position.outturn_variance_part == Fraction(1, 20)
    # Last month's straight line was 210 × 6 = 1,260 as well.
    assert position.movement_pence == 0
    assert position.direction == "unchanged"
    assert position.rag == "red"
    assert position.committed_pence == 0
    assert position.commentary_required
    assert position.notes == ()


def test_what_is_only_in_view_is_no_part_of_the_fund() -> None:
    schemes = {**TERMS.schemes, "hospital": SchemeTerms(900_000_00, partner_weights=(0, 1), in_view=True)}
    terms = MonitoringTerms(TERMS.year, TERMS.partners, schemes, TERMS.thresholds)
    own = spend("homes", 100_00)
    facts = [*own, *spend("hospital", 70_000_00, partner="nhs")]
    for cut in ((), ("scheme",), ("partner",), ("scheme", "category")):
        assert positions(facts, terms, month=1, by=cut) == positions(own, TERMS, month=1, by=cut)  # type: ignore[arg-type]
    [beside] = positions(facts, terms, month=1, in_view=True)
    assert (beside.scheme, beside.budget_year_pence, beside.actual_to_date_pence) == ("hospital", 900_000_00, 70_000_00)
    assert positions(own, TERMS, month=1, in_view=True) == ()


def test_the_remaining_budget_method() -> None:
    position = homes(spend("homes", 100_00, 110_00, 105_00), 3, method="remaining budget")
    assert position.forecast_pence == 1215_00
    assert position.outturn_variance_pence == 15_00
    assert position.movement_pence == 5_00
    assert position.direction == "worse"
    assert position.rag == "amber"
    assert not position.commentary_required
    assert "rest of the year as budgeted" in position.method.en


def test_movement_toward_the_budget_is_better_on_either_side() -> None:
    assert homes(spend("homes", 110_00, 100_00), 2).direction == "better"
    assert homes(spend("homes", 90_00, 100_00), 2).direction == "better"
    assert homes(spend("homes", 90_00, 80_00), 2).direction == "worse"
    assert homes(spend("homes", 90_00), 1).direction is None
    assert homes(spend("homes", 90_00), 1).movement_pence is None


@pytest.mark.parametrize(
    ("april", "colour"),
    [(100_99, "green"), (101_00, "green"), (101_01, "amber"), (102_00, "amber"), (102_01, "red"), (50_00, "green")],
)
def test_thresholds_are_strictly_exceeded(april: int, colour: str) -> None:
    position = homes(spend("homes", april), 1)
    assert position.rag == colour
    assert "more than 2% over" in position.rag_rule.en and "more than 1% over" in position.rag_rule.en
    assert "fwy na 2%" in position.rag_rule.cy


def test_a_profile_that_has_not_begun_gives_no_line_to_draw() -> None:
    position = positions(spend("equipment", 7_00), TERMS, month=1)[1]
    assert position.budget_to_date_pence == 0
    assert position.variance_pence == 7_00
    assert position.variance_part is None
    assert position.forecast_pence == 7_00


def test_a_straight_line_follows_the_profile() -> None:
    position = positions(spend("equipment", 0, 0, 0, 0, 0, 0, 30_00), TERMS, month=7)[1]
    assert position.forecast_pence == 180_00


def test_the_whole_fund_and_every_cut_add_up() -> None:
    facts = [
        *spend("homes", 33_33, 33_34, partner="leeds", category="care"),
        *spend("homes", 1_01, 7, partner="nhs", category="nursing"),
        *spend("equipment", 5, -3, partner="nhs"),
    ]
    (whole,) = positions(facts, TERMS, month=2, by=())
    for by in (("scheme",), ("partner",), ("scheme", "partner")):
        parts = positions(facts, TERMS, month=2, by=by)  # type: ignore[arg-type]
        for name in (
            "budget_year_pence",
            "budget_to_date_pence",
            "actual_to_date_pence",
            "forecast_pence",
            "movement_pence",
        ):
            assert sum(getattr(part, name) for part in parts) == getattr(whole, name), (by, name)
    cut = positions(facts, TERMS, month=2, by=("category", "scheme", "partner"))
    assert sum(part.forecast_pence or 0 for part in cut) == whole.forecast_pence


def test_a_partner_s_budget_is_its_contribution_share() -> None:
    leeds, nhs = positions([], TERMS, by=("partner",))
    assert (leeds.partner, leeds.budget_year_pence) == ("leeds", 960_00)
    assert (nhs.partner, nhs.budget_year_pence) == ("nhs", 360_00)


def test_there_is_no_budget_by_category_and_the_position_says_so() -> None:
    (position,) = positions(spend("homes", 5), TERMS, month=1, by=("category",))
    assert (position.category, position.budget_year_pence, position.variance_pence, position.rag) == (
        "care",
        None,
        None,
        None,
    )
    assert position.forecast_pence == 60
    assert position.notes == (NO_BUDGET,)
    (remaining,) = positions(spend("homes", 5), TERMS, month=1, by=("category",), method="remaining budget")
    assert remaining.forecast_pence is None


def test_a_nil_budget_has_no_percentage() -> None:
    terms = MonitoringTerms(Year("2012-13"), ("a",), {"x": SchemeTerms(0), "y": SchemeTerms(None)})
    nil, none = positions([*spend("x", 5), *spend("y", 5)], terms, month=1)
    assert nil.variance_pence == 5 and nil.outturn_variance_part is None
    assert nil.notes == (NIL_BUDGET,)
    assert nil.rag == "red"
    assert none.notes == (NO_BUDGET,)
    (whole,) = positions([], terms, month=1, by=())
    assert any("y" in note.en and "leaves out" in note.en for note in whole.notes)


def test_commitments_are_of_the_month_reported_and_warn_when_they_pass_the_forecast() -> None:
    facts = [
        *spend("homes", 100_00, 100_00),
        Fact("2012-04", "homes", "care", "leeds", 9_999_00, "committed"),
        Fact("2012-05", "homes", "care", "leeds", 1_100_00, "committed"),
    ]
    position = homes(facts, 2)
    assert position.committed_pence == 1_100_00
    assert position.actual_to_date_pence == 200_00
    assert any("£100.00 above this forecast" in note.en for note in position.notes)


def test_missing_and_thin_months_are_said_in_words() -> None:
    facts = [*spend("homes", 100_00, 5_00, 100_00), *[Fact("2012-08", "homes", "care", "leeds", 100_00)]]
    position = homes(facts, 5)
    missing, thin = position.notes
    assert "July 2012" in missing.en and "Gorffennaf 2012" in missing.cy
    assert "May 2012" in thin.en and "£100.00" in thin.en and "July" not in thin.en


def test_a_year_that_begins_thin_is_measured_against_its_budget() -> None:
    assert any("April 2012, May 2012" in note.en for note in homes(spend("homes", 5_00, 6_00), 2).notes)


def test_late_services_are_said_in_words() -> None:
    late = Fact("2012-05", "homes", "care", "leeds", 40_00, service_period="2012-03")
    assert any(
        "£40.00" in note.en and "earlier months" in note.en for note in homes([*spend("homes", 60_00), late], 2).notes
    )
    assert not any("earlier" in note.en for note in homes([*spend("homes", 60_00, 60_00, 60_00), late], 3).notes)


@pytest.mark.parametrize("month", [0, 13, -1])
def test_a_month_that_is_not_one(month: int) -> None:
    with pytest.raises(Problems) as caught:
        positions([], TERMS, month=month)
    assert caught.value.problems[0].kind is codes.NOT_A_MONTH


def test_facts_of_another_year_are_refused_all_at_once() -> None:
    facts = [Fact("2011-04", "homes", "care", "leeds", 1), Fact("2013-04", "homes", "care", "leeds", 2)]
    with pytest.raises(Problems) as caught:
        positions(facts, TERMS)
    assert [problem.kind for problem in caught.value.problems] == [codes.OTHER_YEAR] * 2
    assert "2012-13" in caught.value.problems[0].what("cy")


def test_every_colour_has_words() -> None:
    assert {name.en.split(":")[0].lower() for name in RAG_NAMES.values()} == set(RAG_NAMES)
    assert len({kind.code for kind in codes.KINDS}) == len(codes.KINDS)


def test_facts_of_one_month_add_up_wherever_they_stand() -> None:
    facts = [
        Fact("2012-09", "homes", "care", "leeds", 9_99),  # a later month, first in the list
        *spend("homes", 60_00, 40_00),
        *spend("homes", 40_00, 61_00),
        Fact("2012-05", "homes", "care", "nhs", 7_00, "committed"),
        Fact("2012-05", "homes", "care", "leeds", 5_00, "committed"),
        Fact("2012-05", "homes", "care", "leeds", 2_00, service_period="2012-04"),
        Fact("2012-05", "homes", "care", "leeds", 3_00, service_period="2012-04"),
        Fact("2012-05", "homes", "care", "leeds", 4_00, service_period="2012-05"),
    ]
    position = homes(facts, 2)
    assert position.actual_to_date_pence == 210_00
    assert position.actual_month_pence == 110_00
    assert position.committed_pence == 12_00
    assert [note.en[:5] for note in position.notes] == ["£5.00"]


def test_a_refund_is_forecast_below_nothing() -> None:
    assert homes(spend("homes", -10_00), 1).forecast_pence == -120_00


def test_a_variance_of_exactly_the_limit_needs_no_commentary() -> None:
    at, over = homes(spend("homes", 1220_00), 1), homes(spend("homes", 0, 0, 305_00), 3)
    assert over.outturn_variance_pence == 20_00 and not over.commentary_required
    assert at.commentary_required


def test_a_scheme_that_the_terms_do_not_know_is_drawn_in_equal_months() -> None:
    strange = positions(spend("strange", 10), TERMS, month=1)[-1]
    assert (strange.scheme, strange.forecast_pence, strange.budget_year_pence) == ("strange", 120, None)
