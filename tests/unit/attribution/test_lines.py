"""Worked lines: one for each rule of attribution, with its clause."""

from datetime import date
from fractions import Fraction

import pytest

from cronfa.attribution import (
    Component,
    Crossing,
    Dated,
    Line,
    Rule,
    Rules,
    attribute_line,
    attribute_lines,
    codes,
    postings,
)
from cronfa.attribution.lines import (
    AS_CONTRIBUTED,
    BY_CATEGORY,
    FIXED_SHARES,
    NAMED,
    OTHERWISE,
    OWN_PERCENTAGES,
    crossings,
)
from cronfa.problems import Kind, Problems, Where

PARTNERS = ("leeds", "nhs-leeds")
YEAR = (date(2012, 4, 1), date(2013, 3, 31))
FUNDING = (201, 129)


def rules(rule: Rule, partners: tuple[str, ...] = PARTNERS) -> Rules:
    return Rules(partners, {"homes": (Dated(*YEAR, rule),)})


def line(amount: int, **facts: object) -> Line:
    return Line("homes", amount, date(2012, 6, 1), **facts)  # type: ignore[arg-type]


RESPONSIBILITY = rules(
    Rule("responsibility", "Sch 2", categories={"nursing": "nhs-leeds"}, otherwise="leeds", funding=FUNDING)
)


@pytest.mark.parametrize(
    ("spend", "responsible", "reason"),
    [
        (line(100_00, responsible="nhs-leeds", category="home care"), (0, 100_00), NAMED),
        (line(100_00, responsible="leeds", category="nursing"), (100_00, 0), NAMED),
        (line(100_00, category="nursing"), (0, 100_00), BY_CATEGORY),
        (line(100_00, category="home care"), (100_00, 0), OTHERWISE),
        (line(100_00), (100_00, 0), OTHERWISE),
        (line(-100_00, category="nursing"), (0, -100_00), BY_CATEGORY),
    ],
)
def test_by_responsibility(spend: Line, responsible: tuple[int, int], reason: object) -> None:
    done = attribute_line(spend, RESPONSIBILITY)
    assert done.responsible_pence == responsible
    assert [part.reason for part in done.parts] == [reason]
    assert done.clause == done.parts[0].clause == "Sch 2"


def test_one_partner_s_money_pays_for_the_other_and_stands_in_clearing() -> None:
    done = attribute_line(line(330_00, category="nursing"), RESPONSIBILITY)
    assert done.funded_pence == (201_00, 129_00)
    assert done.responsible_pence == (0, 330_00)
    assert done.crossings == (Crossing("leeds", "nhs-leeds", 201_00),)


def test_by_contributions_nothing_crosses() -> None:
    done = attribute_line(
        line(330_01), rules(Rule("contributions", "4.1", weights=FUNDING, funding=FUNDING, funding_clause="3.2"))
    )
    assert done.responsible_pence == done.funded_pence == (201_01, 129_00)
    assert done.crossings == ()
    assert (done.clause, done.funding_clause) == ("4.1", "3.2")
    assert {part.reason for part in done.parts} == {AS_CONTRIBUTED}


def test_by_fixed_shares() -> None:
    done = attribute_line(line(100_01), rules(Rule("shares", "5", weights=(1, 1), funding=(1, 0))))
    assert done.responsible_pence == (50_01, 50_00)
    assert done.funded_pence == (100_01, 0)
    assert done.crossings == (Crossing("leeds", "nhs-leeds", 50_00),)
    assert done.parts[0].reason == FIXED_SHARES


def test_by_the_line_s_own_percentages() -> None:
    spend = line(1_000, percentages={"nhs-leeds": Fraction("0.3333"), "leeds": Fraction("0.6667")})
    done = attribute_line(spend, rules(Rule("line", "6", funding=FUNDING)))
    assert done.responsible_pence == (667, 333)
    assert done.parts[0].reason == OWN_PERCENTAGES


NURSING = Component("nursing", "nhs-leeds", "7(a)")


def test_a_component_goes_to_its_partner_and_the_rest_to_the_council_of_ordinary_residence() -> None:
    rule = rules(Rule("components", "7", components=(NURSING,), funding=FUNDING, otherwise=None))
    done = attribute_line(line(700_00, components={"nursing": 108_70}, responsible="leeds"), rule)
    assert done.responsible_pence == (591_30, 108_70)
    assert [(part.partner, part.clause) for part in done.parts] == [("nhs-leeds", "7(a)"), ("leeds", "7")]
    assert done.parts[0].reason.to("en") == "component “nursing”"
    refund = attribute_line(line(-700_00, components={"nursing": -108_70}, responsible="leeds"), rule)
    assert refund.responsible_pence == (-591_30, -108_70)


@pytest.mark.parametrize("called", ["nursing", "FNC"])
def test_a_mapping_may_call_a_component_by_its_name_or_by_its_column(called: str) -> None:
    named = Component("nursing", "nhs-leeds", column="FNC")
    rule = rules(Rule("components", components=(named,), funding=FUNDING, otherwise="leeds"))
    assert attribute_line(line(700_00, components={called: 108_70}), rule).responsible_pence == (591_30, 108_70)


def test_a_line_that_is_all_component_needs_no_other_body() -> None:
    rule = rules(Rule("components", "7", components=(NURSING,), funding=FUNDING))
    assert attribute_line(line(50, components={"nursing": 50}), rule).responsible_pence == (0, 50)


@pytest.mark.parametrize(
    ("component", "spend", "to_health"),
    [
        (Component("nursing", "nhs-leeds", up_to_pence=100_00), line(700_00), 100_00),
        (Component("nursing", "nhs-leeds", up_to_pence=100_00), line(60_00), 60_00),
        (Component("nursing", "nhs-leeds", up_to_pence=100_00), line(700_00, components={"nursing": 80_00}), 80_00),
        (Component("nursing", "nhs-leeds", up_to_pence=100_00), line(700_00, components={"nursing": 180_00}), 100_00),
        (Component("nursing", "nhs-leeds", up_to_pence=108_70, per="week"), line(5000_00, days=28), 434_80),
        (Component("nursing", "nhs-leeds", up_to_pence=108_70, per="week"), line(5000_00, days=3), 46_59),
        (Component("nursing", "nhs-leeds", up_to_pence=108_70, per="week"), line(-5000_00), -108_70),
    ],
)
def test_a_component_may_be_capped_by_the_line_or_the_week(component: Component, spend: Line, to_health: int) -> None:
    rule = rules(Rule("components", "7", components=(component,), otherwise="leeds", funding=FUNDING))
    assert attribute_line(spend, rule).responsible_pence == (spend.amount_pence - to_health, to_health)


def test_each_for_its_own_crosses_nothing() -> None:
    done = attribute_line(line(99, responsible="nhs-leeds"), rules(Rule("responsibility", "8")))
    assert done.funded_pence == done.responsible_pence == (0, 99)
    assert done.crossings == ()


def test_the_version_on_the_service_date_decides() -> None:
    old, new = (
        Rule("shares", "old", weights=(1, 0), funding=(1, 1)),
        Rule("shares", "new", weights=(0, 1), funding=(1, 1)),
    )
    both = Rules(
        PARTNERS,
        {"homes": (Dated(YEAR[0], date(2012, 9, 30), old), Dated(date(2012, 10, 1), YEAR[1], new))},
    )
    clauses = [attribute_line(Line("homes", 2, day), both).clause for day in (date(2012, 9, 30), date(2012, 10, 1))]
    assert clauses == ["old", "new"]
    assert both.on("homes", date(2012, 3, 31)) is both.on("homes", date(2013, 4, 1)) is both.on("x", YEAR[0]) is None


@pytest.mark.parametrize(
    ("rule", "spend", "kind"),
    [
        (Rule("responsibility", "1", funding=FUNDING), line(1, category="x"), codes.NOBODY_RESPONSIBLE),
        (Rule("responsibility", "1", funding=FUNDING), line(1, responsible="x"), codes.NOT_A_PARTNER),
        (Rule("responsibility", "1", otherwise="leeds", funding=(0, 0)), line(1), codes.NOBODY_FUNDS),
        (Rule("contributions", "1", weights=(0, 0), funding=(0, 0)), line(1), codes.NOBODY_FUNDS),
        (Rule("line", "1", funding=FUNDING), line(1), codes.NO_PERCENTAGES),
        (Rule("line", "1", funding=FUNDING), line(1, percentages={"x": Fraction(1)}), codes.NOT_A_PARTNER),
        (
            Rule("line", "1", funding=FUNDING),
            line(1, percentages={"leeds": Fraction(99, 100)}),
            codes.PERCENTAGES_NOT_WHOLE,
        ),
        (
            Rule("line", "1", funding=FUNDING),
            line(1, percentages={"leeds": Fraction(3, 2), "nhs-leeds": Fraction(-1, 2)}),
            codes.PERCENTAGES_NOT_WHOLE,
        ),
        (
            Rule("components", "1", components=(NURSING,), otherwise="leeds", funding=FUNDING),
            line(10, components={"nursing": 11}),
            codes.COMPONENTS_EXCEED,
        ),
        (
            Rule("components", "1", components=(NURSING,), otherwise="leeds", funding=FUNDING),
            line(10, components={"nursing": -1}),
            codes.COMPONENTS_EXCEED,
        ),
        (Rule("components", "1", components=(NURSING,), funding=FUNDING), line(10), codes.NOBODY_RESPONSIBLE),
    ],
)
def test_what_cannot_be_attributed_is_a_problem_with_its_place(rule: Rule, spend: Line, kind: Kind) -> None:
    placed = Line(**{name: getattr(spend, name) for name in spend.__slots__} | {"where": Where("may.csv", 7)})
    with pytest.raises(Problems) as caught:
        attribute_line(placed, rules(rule))
    (problem,) = caught.value.problems
    assert problem.kind is kind
    assert str(problem.where) == "may.csv:7"
    for language in ("en", "cy"):
        assert "{" not in problem.what(language) + problem.remedy(language)


def test_every_bad_line_is_reported_and_nothing_is_attributed() -> None:
    bad = [Line("gone", 1, date(2012, 6, 1)), line(1), Line("homes", 1, date(2011, 6, 1))]
    with pytest.raises(Problems) as caught:
        attribute_lines(bad, RESPONSIBILITY)
    assert [problem.kind for problem in caught.value.problems] == [codes.NO_RULE, codes.NO_RULE]


def test_crossings_pair_two_funders_with_two_others_and_add_up_both_ways() -> None:
    names = ("a", "b", "c", "d")
    found = crossings(names, (70, 31, 0, 0), (0, 0, 50, 51))
    assert found == (
        Crossing("a", "c", 35),
        Crossing("a", "d", 35),
        Crossing("b", "c", 15),
        Crossing("b", "d", 16),
    )
    undone = crossings(names, (-70, -31, 0, 0), (0, 0, -50, -51))
    assert undone == tuple(Crossing(each.funder, each.responsible, -each.pence) for each in found)


def test_a_line_s_postings_balance_for_every_partner() -> None:
    done = attribute_line(line(330_00, category="nursing"), RESPONSIBILITY)
    lines = postings(done, PARTNERS)
    assert [(each.account, each.partner, each.pence, each.counterparty) for each in lines] == [
        ("expenditure", "nhs-leeds", 330_00, None),
        ("bank", "leeds", -201_00, None),
        ("bank", "nhs-leeds", -129_00, None),
        ("clearing", "leeds", 201_00, "nhs-leeds"),
        ("clearing", "nhs-leeds", -201_00, "leeds"),
    ]
    for partner in PARTNERS:
        assert sum(each.pence for each in lines if each.partner == partner) == 0


@pytest.mark.parametrize(
    "rule",
    [
        Rule("shares", weights=(1,), funding=FUNDING),
        Rule("responsibility", weights=(1, 1), funding=FUNDING),
        Rule("responsibility", funding=(1,)),
        Rule("responsibility", otherwise="x"),
        Rule("responsibility", categories={"a": "x"}),
    ],
)
def test_a_rule_that_does_not_fit_its_partners_cannot_exist(rule: Rule) -> None:
    with pytest.raises(AssertionError):
        rules(rule)


def test_rules_of_one_scheme_cannot_overlap() -> None:
    rule = Rule("responsibility", otherwise="leeds")
    with pytest.raises(AssertionError):
        Rules(PARTNERS, {"homes": (Dated(*YEAR, rule), Dated(YEAR[1], date(2014, 3, 31), rule))})


def test_every_code_is_its_own() -> None:
    assert len({kind.code for kind in codes.KINDS}) == len(codes.KINDS)
    assert all(kind.code.startswith("AT") for kind in codes.KINDS)


def test_two_components_of_one_partner_add_up() -> None:
    both = (NURSING, Component("continence", "nhs-leeds", "7(b)"))
    rule = rules(Rule("components", "7", components=both, otherwise="leeds", funding=FUNDING))
    done = attribute_line(line(100_00, components={"nursing": 20_00, "continence": 5_00}), rule)
    assert done.responsible_pence == (75_00, 25_00)
    assert [(part.pence, part.clause) for part in done.parts] == [(20_00, "7(a)"), (5_00, "7(b)"), (75_00, "7")]
    assert done.parts[-1].reason == OTHERWISE


def test_shares_and_percentages_carry_their_clause() -> None:
    shared = attribute_line(line(100), rules(Rule("shares", "5", weights=(1, 1), funding=(1, 0))))
    assert {part.clause for part in shared.parts} == {"5"}
    whole = line(100, percentages={"leeds": Fraction(1)})
    assert attribute_line(whole, rules(Rule("line", "6", funding=FUNDING))).responsible_pence == (100, 0)


@pytest.mark.parametrize(
    ("rule", "spend", "words"),
    [
        (Rule("responsibility", "Sch 4", funding=FUNDING), line(1, category="rent"), ("“rent”", "Sch 4")),
        (Rule("responsibility", funding=FUNDING), line(1), ("“–”", "(–)")),
        (Rule("responsibility", "1", funding=FUNDING), line(1, responsible="york"), ("“york”", "leeds, nhs-leeds")),
        (Rule("responsibility", "1", otherwise="leeds", funding=(0, 0)), line(1), ("“homes”", "2012-06-01")),
        (Rule("shares", "1", weights=(0, 0), funding=(1, 1)), line(1), ("“homes”", "2012-06-01")),
        (Rule("line", "Sch 6", funding=FUNDING), line(1), ("Sch 6",)),
        (Rule("line", "1", funding=FUNDING), line(1, percentages={"leeds": Fraction("0.995")}), ("99.5%",)),
        (
            Rule("components", "1", components=(NURSING,), otherwise="leeds", funding=FUNDING),
            line(10_00, components={"nursing": 11_00, "other": 5}),
            ("£11.00", "£10.00"),
        ),
    ],
)
def test_a_problem_says_what_it_is_about(rule: Rule, spend: Line, words: tuple[str, ...]) -> None:
    with pytest.raises(Problems) as caught:
        attribute_line(spend, rules(rule))
    (problem,) = caught.value.problems
    for language in ("en", "cy"):
        for word in words:
            assert word in problem.what(language) + problem.remedy(language)


def test_a_scheme_or_a_day_that_the_agreement_lacks_is_named() -> None:
    with pytest.raises(Problems) as caught:
        attribute_line(Line("gone", 1, date(2012, 6, 1), where=Where("x.csv", 9)), RESPONSIBILITY)
    (problem,) = caught.value.problems
    assert "“gone”" in problem.what() and "2012-06-01" in problem.what()
    assert str(problem.where) == "x.csv:9"
