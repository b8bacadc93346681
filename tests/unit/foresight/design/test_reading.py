"""A brief says what may vary and what must hold; what cannot be read is told with its place, all at once."""

import pytest

from cronfa.foresight.design.brief import Constraint, Measure
from cronfa.foresight.design.dials import Dial, LimitTerm
from cronfa.problems import Problems
from unit.foresight.design.drafts import brief, draft


def codes(words: str) -> list[str]:
    with pytest.raises(Problems) as raised:
        brief(words=words)
    return [problem.code for problem in raised.value.problems]


def one(entry: str, more: str = "") -> str:
    return f"year: 2026-27\nmay vary:\n  - {entry}\n{more}"


def test_every_dial_stands_where_the_draft_stands() -> None:
    wanted = brief()
    terms = draft().latest.terms
    places = wanted.lattice.nearest(terms)
    assert places == (2, 2, 4, 2, 2, 0)
    said = [term.now(terms) for term in wanted.lattice.terms]
    assert said == [(5_000_000,), (6_000,), (6_000,), (6_000,), (10_000_000,), (0,)]


def test_a_share_of_the_budget_is_counted_in_basis_points() -> None:
    wanted = brief(words=one('{limit: "schemes.home-care.overspend[0]", from: 0%, to: 2% of budget, by: 0.5%}'))
    (term,) = wanted.lattice.terms
    assert isinstance(term, LimitTerm) and term.of == "budget" and term.dials == (Dial(0, 200, 50),)


def test_caps_may_be_one_for_each_partner() -> None:
    entry = '{cap: "schemes.equipment.overspend[0]", of: {council: {from: £0, to: £90,000}, board: £0 to £9}, by: £1}'
    (term,) = brief(words=one(entry)).lattice.terms
    assert isinstance(term, LimitTerm) and term.partners == ("council", "board")
    assert term.dials == (Dial(0, 9_000_000, 100), Dial(0, 900, 100))


def test_limits_may_be_for_all_partners_or_for_some() -> None:
    wanted = brief("must hold: {exposure: {council: £9}, worse off than alone: £5, reserve runs out: 2.5%}\n")
    assert wanted.constraints == (
        Constraint("exposure", 900, "council"),
        Constraint("worse off than alone", 500, "council"),
        Constraint("worse off than alone", 500, "board"),
        Constraint("reserve runs out", 250),
    )


def test_measures_are_taken_for_each_partner() -> None:
    wanted = brief("better on: [exposure, cross-subsidy]\n")
    assert wanted.measures == (Measure("exposure", "council"), Measure("exposure", "board"), Measure("cross-subsidy"))


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ('{limit: "schemes.home-care.overspend[9]", from: £0, to: £5, by: £1}', "FS103"),
        ('{cap: "schemes.home-care.overspend[0]", from: £0, to: £5, by: £1}', "FS103"),
        ("{shares: schemes.nowhere.contributions, of: {council: 1% to 2%}, by: 1%}", "FS103"),
        ("{order: schemes.home-care.underspend}", "FS103"),
        ('{limit: "schemes.home-care.overspend[1]", from: £5, to: £5, by: £1}', "FS100"),
        ('{limit: "schemes.home-care.overspend[1]", from: £5, to: 10%, by: £1}', "FS100"),
        ('{limit: "schemes.home-care.overspend[1]", from: 1%, to: 10%, by: 1%}', "FS100"),
        ('{limit: "schemes.home-care.overspend[1]", from: £0, to: £5}', "FS102"),
        ("{shares: schemes.home-care.contributions, by: 1%}", "FS102"),
        ("{shares: schemes.home-care.contributions, of: {trust: 1% to 2%}, by: 1%}", "FS107"),
        ("{shares: schemes.home-care.contributions, of: {council: £1 to £2}, by: £1}", "FS100"),
        ("{reserve: sunny-day, from: £0, to: £5, by: £1}", "FS107"),
        ("{reserve: rainy-day, from: 0%, to: 5% of budget, by: 1%}", "FS100"),
        ("{order: schemes.home-care.overspend, steps: 3}", "FS110"),
        ("{order: schemes.home-care.overspend, steps: 9}", "FS100"),
        ("{wish: schemes.home-care.overspend}", "FS100"),
    ],
)
def test_what_cannot_vary_is_refused(entry: str, code: str) -> None:
    assert codes(one(entry)) == [code]


def test_every_problem_is_told_at_once() -> None:
    words = one("{reserve: sunny-day, from: £0, to: £5, by: £1}", "must hold: {luck: £5}\nbetter on: [price]\n")
    assert codes(words) == ["FS107", "FS101", "FS100"]


@pytest.mark.parametrize(
    "stages", ["{2026-27: 50%, 2027-28: 20%}", "{2026-27: 0%, 2028-29: 50%}", "{2035-36: 10%}", "{2026-27: 101%}"]
)
def test_a_glide_path_never_turns_back_and_stays_inside_the_term(stages: str) -> None:
    words = one("{reserve: rainy-day, from: £0, to: £5, by: £1}", f"glide path: {{stages: {stages}}}\n")
    assert set(codes(words)) == {"FS113"}


def test_a_year_outside_the_agreement_is_a_problem_at_its_place() -> None:
    words = one("{reserve: rainy-day, from: £0, to: £5, by: £1}").replace("2026-27", "2036-37")
    with pytest.raises(Problems) as raised:
        brief(words=words)
    (problem,) = raised.value.problems
    assert (problem.code, problem.where.line, problem.where.column) == ("FS062", 1, 1)
