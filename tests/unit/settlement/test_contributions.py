"""What is due under each rule, and the words that derive it."""

from fractions import Fraction

import pytest

from cronfa.attribution.from_agreement import contribution_weights
from cronfa.money import as_weights
from cronfa.problems import Problems
from cronfa.settlement import Outcome, contributions
from cronfa.settlement.books import basis
from cronfa.settlement.contribution_rules import nearest
from cronfa.settlement.contributions import Funding
from unit.settlement.agreements import HEAD, outcome_of, terms_of


def funded(scheme: str, outcome: str = "spend: {}\n", before: str = "", head: str = HEAD) -> Funding:
    terms = terms_of(f"{before}schemes:\n  pool:\n{scheme}", head)
    return contributions.fund(terms, "pool", outcome_of(terms, outcome))


def words(funding: Funding, partner: str) -> list[str]:
    [due] = [due for due in funding.dues if due.partner == partner]
    return [text.en for text in due.how]


def test_a_fixed_sum_says_its_year() -> None:
    funding = funded("    budget: £3\n    contributions: {council: £1, board: £2}\n")
    assert funding.due == {"council": 100, "board": 200}
    assert words(funding, "board") == ["fixed sum for 2026-27: £2.00"]


def test_the_words_are_there_in_welsh() -> None:
    funding = funded("    budget: £3\n    contributions: {council: £1, board: £2}\n")
    assert funding.dues[0].how[0].cy == "swm sefydlog ar gyfer 2026-27: £1.00"


def test_a_due_carries_its_rule_and_clause() -> None:
    funding = funded("    clause: Sch 2\n    budget: £3\n    contributions: {council: £1, board: £2}\n")
    assert {(due.rule, due.clause, due.scheme) for due in funding.dues} == {("fixed", "Sch 2", "pool")}
    own = "    clause: Sch 2\n    budget: £3\n    contributions: {by: fixed, amounts: {council: £3}, clause: Sch 3}\n"
    assert {due.clause for due in funded(own).dues} == {"Sch 3"}


def test_shares_of_the_budget_say_what_of() -> None:
    funding = funded("    budget: £10\n    contributions: {council: 60%, board: 40%}\n")
    assert words(funding, "council") == ["60% of the budget of £10.00"]
    assert funding.shares == {"council": Fraction(3, 5), "board": Fraction(2, 5)}


def test_shares_of_expenditure_follow_the_spend() -> None:
    rule = "    budget: £10\n    contributions: {by: expenditure shares, shares: {council: 60%, board: 40%}}\n"
    funding = funded(rule, "spend: {pool: £20}\n")
    assert funding.due == {"council": 1200, "board": 800}
    assert words(funding, "board") == ["40% of all expenditure, £20.00"]
    assert funding.planned == {"council": 600, "board": 400, "trust": 0}, "planned on the budget"


def test_a_baseline_is_rolled_forward_and_rounded_once() -> None:
    rule = """\
    contributions:
      by: baseline
      baseline: {council: £100.01, board: £50}
      recurrent: {council: £10}
      uplift: {council: 2.5%}
      planned: {council: -£1}
      efficiency: {council: 1%}
"""
    funding = funded(rule)
    assert funding.due == {"council": 11066, "board": 5000}, "110.01 × 1.015 − 1 = 110.66015"
    assert words(funding, "council") == [
        "(baseline £100.01 +£10.00 recurrent) × (1 + 2.5% uplift − 1% efficiency) -£1.00 planned"
    ]


@pytest.mark.parametrize(
    ("value", "penny"), [(Fraction(1, 2), 1), (Fraction(3, 2), 2), (Fraction(49, 100), 0), (Fraction(-1, 2), 0)]
)
def test_the_nearest_penny_takes_halves_up(value: Fraction, penny: int) -> None:
    assert nearest(value) == penny


@pytest.mark.parametrize(
    ("rule", "weights"),
    [
        ("{by: increment, baseline: {council: £50, board: £40}, shares: {council: 30%, board: 70%}}", (53, 47, 0)),
        ("{by: no worse off, alone: {council: £50, board: £60}, shares: {council: 30%, board: 70%}}", (5, 6, 0)),
        ("{shares: {council: 30%, board: 70%}, amounts: {council: £50, board: £50}, by: fixed}", (3, 7, 0)),
    ],
)
def test_by_contributions_goes_by_whole_contributions_in_settlement_and_attribution(
    rule: str, weights: tuple[int, ...]
) -> None:
    terms = terms_of(f"schemes:\n  pool:\n    budget: £100\n    contributions: {rule}\n")
    funding = contributions.fund(terms, "pool", outcome_of(terms, "spend: {pool: £100}\n"))
    for found in (
        basis([funding], terms.partner_ids),
        contribution_weights(terms.schemes["pool"], "2026-27", terms.partner_ids),
    ):
        assert as_weights([Fraction(weight) for weight in found]) == weights


def test_an_increment_shares_only_what_the_budget_adds() -> None:
    rule = "    budget: £100\n    contributions: {by: increment, baseline: {council: £50, board: £40}, shares: {council: 30%, board: 70%}}\n"
    funding = funded(rule)
    assert funding.due == {"council": 5300, "board": 4700}
    assert words(funding, "board") == ["own baseline £40.00, and 70% of the £10.00 that the budget adds"]


def test_liability_is_what_was_spent_on_each() -> None:
    rule = "    budget: £10\n    contributions: {by: liability}\n    attribute: {by: responsibility}\n"
    funding = funded(rule, "spend: {pool: {council: £7, board: £2.50}}\n")
    assert funding.due["council"] == 700 and funding.due["board"] == 250
    assert words(funding, "council") == ["what was spent on its own responsibilities: £7.00"]
    assert funding.planned["board"] == 250


VOLUME = """\
    budget: £1,000
    contributions:
      by: volume
      amounts: {council: £500, board: £300, trust: £200}
      reductions:
        - {partners: [council, board], up to: 10%}
        - {partners: [council, board, trust]}
"""


@pytest.mark.parametrize(
    ("spend", "due"),
    [
        ("£1,100", (50000, 30000, 20000)),
        ("£1,000", (50000, 30000, 20000)),
        ("£960", (47500, 28500, 20000)),
        ("£920", (45000, 27000, 20000)),
        ("£460", (22500, 13500, 10000)),
        ("£0", (0, 0, 0)),
    ],
)
def test_a_contract_below_plan_cuts_tier_by_tier(spend: str, due: tuple[int, ...]) -> None:
    funding = funded(VOLUME, f"spend: {{pool: {spend}}}\n")
    assert tuple(funding.due.values()) == due


def test_the_cut_is_in_the_words() -> None:
    assert words(funded(VOLUME, "spend: {pool: £920}\n"), "council") == [
        "£500.00 at the planned volume, -£50.00 because it came in below plan"
    ]


@pytest.mark.parametrize(("spend", "due"), [("£90", (6300, 2700)), ("£110", (7700, 3300))])
def test_nobody_is_worse_off_alone(spend: str, due: tuple[int, int]) -> None:
    rule = (
        "    contributions: {by: no worse off, alone: {council: £70, board: £30}, shares: {council: 70%, board: 30%}}\n"
    )
    funding = funded(rule, f"spend: {{pool: {spend}}}\n")
    assert (funding.due["council"], funding.due["board"]) == due


DELAYS = """\
    form: cross charge
    contributions: {by: daily charge, payer: council, payee: board, rate: £155, measure: days}
"""


def test_a_daily_charge_passes_between_two() -> None:
    before = "measures: {days: {title: Days, per: fund}}\n"
    funding = funded(DELAYS, "spend: {}\nmeasures: {days: {fund: 3}}\n", before)
    assert funding.due == {"council": 46500, "board": -46500}
    assert words(funding, "board") == ["3 delayed days at £155.00 a day: £465.00"]


def test_days_that_nobody_reported_are_a_problem() -> None:
    funding = funded(DELAYS, before="measures: {days: {title: Days, per: fund}}\n")
    assert [problem.code for problem in funding.problems] == ["SE006"]
    assert funding.due == {"council": 0, "board": 0}


CHARGES = """\
    budget: £1,000
    contributions:
      by: fixed
      amounts: {council: £600, board: £400}
      charges: {collected by: council, budget: £50, measure: collected}
"""
COLLECTED = "measures: {collected: {title: Collected, unit: pence}}\n"


def test_charges_count_as_collected_and_as_budgeted_until_then() -> None:
    known = funded(CHARGES, "spend: {}\nmeasures: {collected: {council: £45}}\n", COLLECTED)
    assert (known.due["council"], known.other_income_pence) == (55500, 4500)
    assert words(known, "council")[1] == "less charges really collected: £45.00"
    unknown = funded(CHARGES, before=COLLECTED)
    assert (unknown.due["council"], unknown.other_income_pence) == (55000, 5000)
    assert words(unknown, "council")[1] == "less charges it collects, as budgeted: £50.00"
    assert known.planned["council"] == unknown.planned["council"] == 55000


def test_a_one_off_change_is_of_its_year_only() -> None:
    rule = """\
    budget: £1,000
    contributions:
      by: fixed
      amounts: {council: £600, board: £400}
      one off: [{year: 2026-27, amounts: {council: £10, board: -£10}}, {year: 2027-28, amounts: {council: £99}}]
"""
    funding = funded(rule)
    assert funding.due == {"council": 61000, "board": 39000}
    assert words(funding, "board")[1] == "one-off change in 2026-27: -£10.00"


@pytest.mark.parametrize(("reported", "due"), [("£25", 42500), ("£60", 44000), ("-£5", 40000), (None, 40000)])
def test_a_slice_is_paid_as_far_as_it_is_earned(reported: str | None, due: int) -> None:
    rule = """\
    budget: £1,000
    contributions:
      by: fixed
      amounts: {council: £600, board: £400}
      performance: [{partner: board, amount: £40, measure: earned}]
"""
    outcome = f"spend: {{}}\nmeasures: {{earned: {{fund: {reported}}}}}\n" if reported else "spend: {}\n"
    before = "measures: {earned: {title: Earned, unit: pence, per: fund}}\n"
    funding = funded(rule, outcome, before)
    assert funding.due["board"] == due
    assert funding.problems == (), "what nobody has earned need not be reported"


def test_what_stands_beside_the_sum_is_said() -> None:
    rule = """\
    budget: £1,000
    contributions:
      by: fixed
      amounts: {council: £600, board: £400}
      grants: [{partner: council, what: A grant, amount: {2026-27: £100, 2027-28: £200}}]
      in kind: [{partner: council, what: A room, value: £20}]
      status: {council: {status: withheld, amount: £5}, board: confirmed}
"""
    funding = funded(rule)
    assert words(funding, "council")[1:] == [
        "of which £100.00 is a grant: A grant",
        "beside it, in kind: A room, worth £20.00",
        "status: £5.00 withheld",
    ]
    assert words(funding, "board")[1:] == ["status: confirmed"]


def test_a_sum_below_its_minimum_is_a_problem() -> None:
    rule = CHARGES + "      minimum: [{partner: council, amount: £560, source: test}]\n"
    funding = funded(rule, "spend: {}\nmeasures: {collected: {council: £45}}\n", COLLECTED)
    [problem] = funding.problems
    assert problem.code == "SE005"
    assert problem.what() == "council must contribute at least £560.00 to pool; the rule gives £555.00."


def test_a_sum_at_its_minimum_is_enough() -> None:
    rule = CHARGES + "      minimum: [{partner: council, amount: £555, source: test}]\n"
    assert funded(rule, "spend: {}\nmeasures: {collected: {council: £45}}\n", COLLECTED).problems == ()


def test_months_follow_the_profile() -> None:
    rule = "    profile: [3, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]\n    budget: £12\n    contributions: {council: £6, board: £6}\n"
    funding = funded(rule, "months: 2\nspend: {}\n")
    assert (funding.due["council"], funding.budget_pence) == (150, 300)
    assert words(funding, "council")[-1] == "the part that belongs to the first 2 months"
    assert funding.planned["council"] == 600, "the basis of sharing is the whole year"


@pytest.mark.parametrize(("profile", "part"), [("equal", 10000), ("days", 9863), ("working days", 9562)])
def test_profiles_by_the_calendar(profile: str, part: int) -> None:
    """April 2026 has 30 of 365 days, and 20 of the year's 251 working days in England."""
    rule = f"    profile: {profile}\n    budget: £1,200\n    contributions: {{council: £1,200}}\n"
    assert funded(rule, "months: 1\nspend: {}\n").budget_pence == part


def test_a_scheme_without_contributions_is_funded_by_its_budget() -> None:
    terms = terms_of("schemes:\n  pool:\n    budget: £1,000\n    contributions: {council: £1,000}\n")
    bare = terms.model_copy(
        update={"schemes": {"pool": terms.schemes["pool"].model_copy(update={"contributions": None})}}
    )
    funding = contributions.fund(bare, "pool", Outcome(year="2026-27", spend={}, months=6))
    assert (funding.due, funding.other_income_pence) == ({}, 50_000), "half a year is half the sum"


def test_a_quarter_of_the_year_is_a_quarter_of_each_contribution() -> None:
    """So that an instalment paid in full leaves nothing to pay when the quarter is settled."""
    rule = "    budget: £1,000,000\n    contributions: {council: £600,000, board: £400,000}\n"
    for months, part in ((3, 4), (6, 2)):
        due = funded(rule, f"months: {months}\nspend: {{}}\n").due
        assert due == {"council": 600_000_00 // part, "board": 400_000_00 // part}


def test_a_year_without_sums_stops() -> None:
    with pytest.raises(Problems, match="SE004"):
        terms = terms_of("schemes:\n  pool:\n    budget: £3\n    contributions: {2026-27: {council: £1, board: £2}}\n")
        contributions.fund(terms, "pool", Outcome(year="2027-28", spend={}))
