"""Reading is liberal in how things are written and strict in what they mean."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from cronfa.agreement import Agreement, examine, load, parse
from cronfa.agreement.clauses import Scheme
from cronfa.agreement.contributions import BudgetShares, Fixed
from cronfa.agreement.steps import Carry, Draw, Return, SharedOut
from cronfa.agreement.values import Length, Limit
from cronfa.problems import Problems

BASE = """\
agreement: fund
power: nhs-act-2006-s75
term: {from: 2026-04-01, to: 2028-03-31}
host: leeds
partners: {leeds: local authority, nhs-leeds: health body}
reserves: {contingency: £500,000}
boards: {joint-board: Joint Board}
schemes:
  care:
    budget: £33,000,000
    contributions: {leeds: £20,100,000, nhs-leeds: £12,900,000}
"""


def read(*changes: tuple[str, str], more: str = "") -> Agreement:
    text = BASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return parse(text + more)


def care(*changes: tuple[str, str], more: str = "") -> Scheme:
    return read(*changes, more=more).latest.terms.schemes["care"]


def codes(text: str) -> list[str]:
    return [problem.code for problem in examine(text, "fund.yaml")[1] if problem.is_error]


CONTRIBUTIONS = "contributions: {leeds: £20,100,000, nhs-leeds: £12,900,000}"


@pytest.mark.parametrize(
    "written",
    [
        CONTRIBUTIONS,
        "contributions: {leeds: 20100000, nhs-leeds: 12900000}",
        'contributions: {leeds: "£20,100,000", nhs-leeds: "£12,900,000.00"}',
        "contributions: {by: fixed, amounts: {leeds: £20,100,000, nhs-leeds: £12,900,000}}",
        "contributions: {amounts: {leeds: £20,100,000, nhs-leeds: £12,900,000}}",
        "contributions: { leeds: £20,100,000.00 , nhs-leeds: £12,900,000 }",
        "contributions:\n      leeds: £20,100,000\n      nhs-leeds: £12,900,000",
        "contributions:\n      by: fixed\n      amounts:\n        leeds: 20,100,000\n        nhs-leeds: 12900000.00",
    ],
)
def test_fixed_sums_in_every_style(written: str) -> None:
    rule = care((CONTRIBUTIONS, written)).contributions
    assert isinstance(rule, Fixed)
    assert rule.amounts.for_year("2026-27") == {"leeds": 2_010_000_000, "nhs-leeds": 1_290_000_000}


@pytest.mark.parametrize(
    "written",
    [
        "contributions: {by: fixed, 2026-27: {leeds: £20,100,000, nhs-leeds: £12,900,000}}",
        "contributions: {2026-27: {leeds: £20,100,000, nhs-leeds: £12,900,000}}",
        "contributions: {by: fixed, amounts: {2026-27: {leeds: £20,100,000, nhs-leeds: £12,900,000}}}",
    ],
)
def test_fixed_sums_by_year_in_every_style(written: str) -> None:
    rule = care((CONTRIBUTIONS, written)).contributions
    assert isinstance(rule, Fixed)
    assert rule.amounts.every is None
    assert rule.amounts.for_year("2026-27") == {"leeds": 2_010_000_000, "nhs-leeds": 1_290_000_000}


@pytest.mark.parametrize(
    "written",
    [
        "contributions: {leeds: 2/3, nhs-leeds: 1/3}",
        "contributions: {shares: {leeds: 2/3, nhs-leeds: 1/3}}",
        "contributions: {by: budget shares, shares: {leeds: 2/3, nhs-leeds: 1/3}}",
        "contributions: {2026-27: {leeds: 2/3, nhs-leeds: 1/3}}",
        "contributions: {by: budget shares, 2026-27: {leeds: 2/3, nhs-leeds: 1/3}}",
    ],
)
def test_shares_of_the_budget_in_every_style(written: str) -> None:
    rule = care((CONTRIBUTIONS, written)).contributions
    assert isinstance(rule, BudgetShares)
    assert rule.shares.for_year("2026-27") == {"leeds": Fraction(2, 3), "nhs-leeds": Fraction(1, 3)}


def test_the_design_sketch_is_read() -> None:
    scheme = care(
        more="""\
    overspend:
      - draw:  {reserve: contingency, up to: 1% of budget,  clause: Sch 3 para 7(a)}
      - share: {by: contributions,    up to: £750,000,      clause: Sch 3 para 7(b)}
      - bear:  {partner: lead commissioner,                 clause: Sch 3 para 7(c)}
    underspend:
      - keep:   {reserve: contingency, until: £1,000,000}
      - return: {by: contributions}
"""
    )
    draw, share, bear = scheme.overspend
    assert isinstance(draw, Draw) and draw.up_to == (Limit(of="budget", share=Fraction(1, 100)),)
    assert share.up_to == (Limit(of="money", pence=75_000_000),) and share.clause == "Sch 3 para 7(b)"
    assert bear.kind == "bear"


@pytest.mark.parametrize(
    "written", ["[draw: contingency, share]", "[{draw: {reserve: contingency}}, {share: contributions}]"]
)
def test_steps_have_short_forms(written: str) -> None:
    draw, share = care(more=f"    overspend: {written}\n").overspend
    assert isinstance(draw, Draw) and draw.reserve == "contingency"
    assert isinstance(share, SharedOut) and share.by == "contributions"


def test_one_step_needs_no_list() -> None:
    scheme = care(more="    overspend: {share: equal}\n    underspend: carry\n")
    assert [step.kind for step in scheme.overspend] == ["share"]
    assert isinstance(scheme.underspend[0], Carry)


def test_shares_without_a_rule_are_the_rule() -> None:
    (step,) = care(more="    underspend: {return: {shares: {leeds: 60%, nhs-leeds: 40%}}}\n").underspend
    assert isinstance(step, Return) and step.by == "shares"


def test_an_amount_in_a_list_keeps_its_thousands() -> None:
    scheme = care(more="    virement: {limit: [2% of budget, £250,000], board: joint-board}\n")
    assert scheme.virement is not None
    assert scheme.virement.limit[1] == Limit(of="money", pence=25_000_000)


def test_numbers_in_a_list_stay_apart() -> None:
    assert care(more="    profile: [100,200,100,100,100,100,100,100,100,100,100,100]\n").profile == (
        100, 200, *[100] * 10,
    )  # fmt: skip


def test_an_amount_that_is_a_reserve_keeps_its_thousands() -> None:
    assert read().latest.terms.reserves["contingency"].opening == 50_000_000


def test_ambiguous_amounts_are_refused_with_a_remedy() -> None:
    found = [each for each in examine(BASE.replace("£33,000,000", "£1.5m"), "fund.yaml")[1] if each.is_error]
    assert [each.code for each in found] == ["MN003"]
    assert "in full" in found[0].remedy()


def test_words_are_words_and_not_yaml_truths() -> None:
    terms = read(more="aims: no\nreview: 2026-10-01\n").latest.terms
    assert terms.aims is not None and terms.aims.text.en == "no"
    assert terms.review is not None and terms.review.text.cy == "2026-10-01"


def test_purposes_may_be_listed() -> None:
    terms = read(more="aims: [Live at home, Live longer]\n").latest.terms
    assert terms.aims is not None and terms.aims.text.en == "Live at home; Live longer"


def test_one_language_stands_for_both_until_the_other_is_written() -> None:
    terms = read(more="title: {en: Learning disability}\n").latest.terms
    assert terms.title is not None and terms.title.cy == "Learning disability"


def test_measures_read_money_and_counts() -> None:
    measures = read(
        more="measures:\n"
        "  visits: {title: Visits, values: {leeds: '1,250', nhs-leeds: 40}}\n"
        "  plan: {title: Plan, unit: pence, per: fund, values: {fund: £1,000.50}}\n"
    ).latest.terms.measures
    assert measures["visits"].values == {"leeds": 1_250, "nhs-leeds": 40}
    assert measures["plan"].values == {"fund": 100_050}


@pytest.mark.parametrize("year", ["2026-27", "2026/27", "2026-2027", "2026–27", '"2026/2027"'])
def test_a_year_in_every_style(year: str) -> None:
    assert care(("£33,000,000", f"{{{year}: £33,000,000}}")).budget.years == {"2026-27": 3_300_000_000}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: b: c", "colon"),
        ("a: [1, 2", "square bracket"),
        ("a: {b: c", "brace"),
        ('a: "x', "quotation mark"),
        ("a:\n\tb: c", "tab"),
        ("a: *x", "anchor"),
        ("- a\nb: c", "list"),
        ("{a: b}}", "never opened"),
        ("a: b\n---\nc: d", "second document"),
        ("a: \x01", "control character"),
    ],
)
def test_what_yaml_cannot_read_is_told_in_plain_words(text: str, reason: str) -> None:
    _, (problem,) = examine(text, "fund.yaml")
    assert problem.code == "AG001" and reason in problem.what("en")
    assert problem.what("cy") != problem.what("en") and "expected" not in problem.what("cy")


def test_anchors_and_merges_save_writing() -> None:
    text = BASE.replace("  care:\n", "  care: &care\n") + "  day-care:\n    <<: *care\n    budget: £1,000,000\n"
    schemes = parse(text).latest.terms.schemes
    assert schemes["day-care"].contributions == schemes["care"].contributions
    assert schemes["day-care"].budget.every == 100_000_000


def test_a_byte_order_mark_and_comments_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "fund.yaml"
    file.write_bytes(b"\xef\xbb\xbf# a comment\n---\n" + BASE.replace("\n", "\r\n").encode())
    assert load(file).id == "fund"


def test_a_missing_file_is_the_callers_to_tell(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("leeds: £20,100,000", "leeds: £20,10,000", "MN001"),
        ("leeds: £20,100,000", "leeds: twenty", "MN001"),
        ("host: leeds", "host: [leeds]", "AG009"),
        ("2026-04-01", "1 April 2026", "AG014"),
        ("£33,000,000", "{26-27: £33,000,000}", "MN001"),
        ("partners: {", "partners: {Leeds: local authority, ", "AG009"),
        ("nhs-leeds: health body", "nhs-leeds: {}", "AG006"),
    ],
)
def test_what_cannot_be_meant_is_refused(old: str, new: str, code: str) -> None:
    assert old in BASE
    assert code in codes(BASE.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("host: leeds", "host: [leeds, {a: 50%}]", "“[leeds, {a: 50%}]”"),
        ("£33,000,000", "{26-27: [£33,000,000]}", "“{26-27: [£33,000,000]}”"),
    ],
)
def test_what_is_refused_is_shown_as_it_was_written(old: str, new: str, shown: str) -> None:
    _, problems = examine(BASE.replace(old, new, 1), "fund.yaml")
    assert any(shown in problem.what("en") for problem in problems), [problem.what("en") for problem in problems]


def test_every_mistake_is_shown_at_once() -> None:
    text = BASE.replace("agreement: fund", "agreement: A Fund").replace("£33,000,000", "£33m") + (
        "    overspend: [{share: {by: contributions, up to: £5}}]\n"
        "    underspend: [{keep: nowhere}]\n"
        "  day-care: {budget: £1,000, contributions: {leeds: 60%, nhs-leeds: 30%}}\n"
    )
    assert codes(text) == ["AG009", "MN003", "AG051", "AG022", "AG045"]


def test_an_agreement_with_an_error_does_not_exist() -> None:
    agreement, problems = examine(BASE.replace("host: leeds", "host: trust"), "fund.yaml")
    assert agreement is None and problems
    with pytest.raises(Problems):
        parse(BASE.replace("host: leeds", "host: trust"))


def test_places_follow_a_variation_to_its_words() -> None:
    text = BASE + (
        "variations:\n"
        "  - from: 2027-04-01\n"
        "    changes:\n"
        "      schemes:\n"
        "        care:\n"
        "          contributions: {leeds: 60%, nhs-leeds: 30%}\n"
    )
    (problem,) = [each for each in examine(text, "fund.yaml")[1] if each.is_error]
    assert (problem.code, problem.where.line, problem.where.column) == ("AG045", 17, 11)


def test_a_variation_writes_shares_anew_for_merged_they_would_be_more_than_all() -> None:
    more = (
        "exit: {by: shares, shares: {leeds: 50%, nhs-leeds: 50%}}\n"
        "variations: {from: 2027-04-01, changes: {exit: {shares: {leeds: 100%}}}}\n"
    )
    assert read(more=more).latest.terms.exit.shares == {"leeds": Fraction(1)}


VARIED = """\
variations:
  - from: 2027-04-01
    clause: Deed 1
    changes:
      host: nhs-leeds
      schemes: {care: {underspend: [carry], overspend: [{share: equal}]}}
  - from: 2027-10-01
    changes: {schemes: {care: {underspend: null}}}
"""


def test_money_is_judged_by_the_version_in_force() -> None:
    agreement = read(more=VARIED)
    assert [version.terms.host for version in agreement.versions] == ["leeds", "nhs-leeds", "nhs-leeds"]
    assert [(version.from_, version.to) for version in agreement.versions] == [
        (date(2026, 4, 1), date(2027, 3, 31)),
        (date(2027, 4, 1), date(2027, 9, 30)),
        (date(2027, 10, 1), date(2028, 3, 31)),
    ]
    assert agreement.on(date(2027, 3, 31)).number == 1 and agreement.on(date(2027, 4, 1)).number == 2


def test_a_clause_taken_away_leaves_the_standard_term() -> None:
    second, third = read(more=VARIED).versions[1:]
    assert not second.is_default(("schemes", "care", "underspend"))
    assert third.is_default(("schemes", "care", "underspend"))
    assert [step.kind for step in third.terms.schemes["care"].underspend] == ["return"]
    assert [step.kind for step in third.terms.schemes["care"].overspend] == ["share"]


def test_one_variation_needs_no_list() -> None:
    agreement = read(more="variations: {from: 2027-04-01, changes: {host: nhs-leeds}}\n")
    assert len(agreement.versions) == 2


def test_a_date_outside_the_term_is_a_problem() -> None:
    with pytest.raises(Problems) as raised:
        read().on(date(2030, 1, 1))
    assert [problem.code for problem in raised.value.problems] == ["AG015"]


def test_the_notice_is_a_length_of_time() -> None:
    assert read().latest.terms.term.notice == Length(12, "month")


@pytest.mark.parametrize(
    ("beside", "within"),
    [
        ("{share: own side, clause: 7(b)}", "{share: {by: own side, clause: 7(b)}}"),
        ("{draw: contingency, up to: £10,000}", "{draw: {reserve: contingency, up to: £10,000}}"),
        ("{carry: , clause: '7'}", "{carry: {clause: '7'}}"),
        (
            "{decide: joint-board, if undecided: next, clause: '7'}",
            "{decide: {board: joint-board, if undecided: next, clause: '7'}}",
        ),
        ("{share: {by: equal}, up to: £5}", "{share: {by: equal, up to: £5}}"),
    ],
)
def test_what_a_step_says_may_stand_beside_its_word(beside: str, within: str) -> None:
    last = "share"
    assert (
        care(more=f"    overspend: [{beside}, {last}]\n").overspend
        == care(more=f"    overspend: [{within}, {last}]\n").overspend
    )


def test_a_word_that_a_step_does_not_know_is_named_where_it_stands() -> None:
    with pytest.raises(Problems) as error:
        read(more="    overspend:\n      - {share: own side, colour: red}\n      - {share: equal, draw: contingency}\n")
    told = {(problem.code, problem.where.path) for problem in error.value.problems}
    assert ("AG005", "schemes.care.overspend[0].colour") in told
    assert ("AG007", "schemes.care.overspend[1]") in told


def test_shares_as_parts_of_one_are_not_taken_for_pounds() -> None:
    with pytest.raises(Problems) as error:
        read(("{leeds: £20,100,000, nhs-leeds: £12,900,000}", "{leeds: 0.6, nhs-leeds: .4}"))
    assert [problem.code for problem in error.value.problems] == ["AG010", "AG010"]


def test_a_part_that_is_missing_whole_is_asked_for_by_its_own_name() -> None:
    with pytest.raises(Problems) as error:
        read(("term: {from: 2026-04-01, to: 2028-03-31}\n", ""))
    assert [(problem.code, problem.facts["field"]) for problem in error.value.problems] == [("AG006", "term")]
