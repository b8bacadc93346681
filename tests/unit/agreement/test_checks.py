"""Checks that need more than one example: what they let pass, and what they tell once."""

from pathlib import Path

import pytest

from cronfa.agreement import checks, examine
from cronfa.agreement.checks.dates import is_day_of_the_year
from cronfa.agreement.vocabulary import words_at
from cronfa.problems import Problem

EXAMPLES = Path(__file__).resolve().parents[2] / "spec" / "problems" / "examples"
COMPLETE = (EXAMPLES / "complete.yaml").read_text(encoding="utf-8")
SCHEME = "    contributions: {council: 60%, board: 40%}\n"


def problems(text: str, *codes: str) -> list[Problem]:
    return [problem for problem in examine(text, "fund.yaml")[1] if not codes or problem.code in codes]


def with_steps(direction: str, *steps: str) -> str:
    written = "".join(f"      - {step}\n" for step in steps)
    return COMPLETE.replace(SCHEME, f"{SCHEME}    {direction}:\n{written}")


@pytest.mark.parametrize(
    "last",
    [
        "share: contributions",
        "share: {by: equal, among: [council]}",
        "share: {by: contributions, up to: 100% of amount}",
        "bear: host",
        "carry",
        "lend: {partner: council, repay: {years: 2}}",
        "decide: joint-board",
    ],
)
def test_a_last_step_that_takes_the_rest(last: str) -> None:
    assert not problems(with_steps("overspend", last) + "boards: {joint-board: Joint Board}\n")


@pytest.mark.parametrize(
    "last",
    [
        "share: {by: contributions, up to: £5}",
        "share: {by: contributions, up to: 99% of amount}",
        "share: {by: contributions, each up to: remaining contribution}",
        "share: {by: contributions, each up to: {board: £5}}",
        "share: {by: contributions, when: {cause: flood}}",
        "share: {by: contributions, when: {over: 1% of budget}}",
        "share: {by: contributions, unless: rescue}",
        "bear: {partner: host, up to: £5}",
        "offset: all",
        "draw: contingency",
        "decide: {board: joint-board, if undecided: next}",
    ],
)
def test_a_last_step_that_leaves_some_over(last: str) -> None:
    text = with_steps("overspend", last) + "boards: {joint-board: Joint Board}\nreserves: {contingency: £5}\n"
    assert [problem.code for problem in problems(text)] == ["AG051"]


def test_an_underspend_may_be_kept_without_limit() -> None:
    assert not problems(with_steps("underspend", "keep: contingency") + "reserves: {contingency: £5}\n")
    limited = with_steps("underspend", "keep: {reserve: contingency, until: £10}") + "reserves: {contingency: £5}\n"
    assert [problem.code for problem in problems(limited)] == ["AG051"]


def test_a_step_after_a_decision_can_act_when_the_board_cannot_agree() -> None:
    text = (
        with_steps("overspend", "decide: joint-board", "share: contributions") + "boards: {joint-board: Joint Board}\n"
    )
    assert not problems(text)


@pytest.mark.parametrize(
    ("shares", "sums"),
    [
        ("{council: 1/3, board: 2/3}", True),
        ("{council: 33.33%, board: 66.66%}", False),
        ("{council: 86.87%, board: 13.13%}", True),
    ],
)
def test_shares_are_compared_exactly(shares: str, sums: bool) -> None:
    found = problems(COMPLETE.replace("{council: 60%, board: 40%}", shares))
    assert [problem.code for problem in found] == ([] if sums else ["AG045"])


@pytest.mark.parametrize(
    "where",
    [
        "    overspend: [{share: {shares: {council: 60%, board: 39%}}}]\n",
        "    attribute: {by: shares, shares: {council: 60%, board: 39%}}\n",
        "    exit: {shares: {council: 60%, board: 39%}}\n",
        "exit: {shares: {council: 60%, board: 39%}}\n",
        "reserves: {contingency: {opening: £5, shares: {council: 60%, board: 39%}}}\n",
    ],
)
def test_shares_add_up_wherever_they_stand(where: str) -> None:
    found = problems(COMPLETE + where)
    assert [problem.code for problem in found] == ["AG045"]
    assert found[0].facts["sum"] == "99%"


def test_instalments_add_up() -> None:
    text = COMPLETE.replace(
        "{council: 60%, board: 40%}",
        "{shares: {council: 60%, board: 40%}, instalments: [{due: 1 April, share: 50%}, {due: 1 Hydref, share: 40%}]}",
    )
    assert [problem.code for problem in problems(text)] == ["AG045"]


def test_years_with_the_same_difference_are_told_once() -> None:
    found = problems(COMPLETE.replace("{council: 60%, board: 40%}", "{council: £2,400,000, board: £1,500,000}"))
    assert [(problem.code, problem.facts["year"]) for problem in found] == [("AG069", "2026-27 … 2027-28")]


def test_what_two_versions_share_is_told_once() -> None:
    text = with_steps("overspend", "share: {by: contributions, up to: £5}") + (
        "variations:\n  - from: 2027-04-01\n    changes: {settle: quarterly}\n"
    )
    assert [problem.code for problem in problems(text)] == ["AG051"]


def test_a_scheme_title_is_needed_in_welsh_only_in_wales() -> None:
    title = SCHEME + "    title: Home care\n"
    assert not problems(COMPLETE.replace(SCHEME, title), "AG083")
    wales = COMPLETE.replace("joint-working-scotland-2014", "part-9-2014").replace(SCHEME, title)
    assert problems(wales, "AG083")


def test_a_pool_is_judged_by_its_largest_year() -> None:
    large = COMPLETE.replace("£4,000,000", "{2026-27: £1,000,000, 2027-28: £3,000,000}")
    small = COMPLETE.replace("£4,000,000", "{2026-27: £1,000,000, 2027-28: £2,999,999.99}")
    assert not problems(large, "AG079")
    assert [problem.facts["year"] for problem in problems(small, "AG079")] == ["2027-28"]


def test_section_75_names_the_paragraph_of_each_missing_head() -> None:
    found = problems(COMPLETE.replace("joint-working-scotland-2014", "nhs-act-2006-s75"), "AG084")
    told = " ".join(problem.what() for problem in found)
    for letter in "adefg":
        assert f"reg 7(3)({letter})" in told
    assert "reg 7(3)(b)" not in told and "reg 7(3)(c)" not in told  # contributions and functions are there


@pytest.mark.parametrize(
    ("text", "is_day"),
    [
        ("1 October", True),
        ("29 February", True),
        ("31 Mawrth", True),
        ("30 February", False),
        ("October", False),
        ("0 May", False),
    ],
)
def test_a_day_of_the_year(text: str, is_day: bool) -> None:
    assert is_day_of_the_year(text) is is_day


def test_the_words_of_a_place_are_the_clauses_own() -> None:
    assert "risk profile" in words_at(("schemes", "care"))
    assert "cap lifted by" in words_at(("schemes", "care", "overspend", 0, "share"))
    assert "reserve" in words_at(("schemes", "care", "overspend", 0, "draw"))
    assert "derivation" in words_at(("schemes", "care", "contributions", "fixed"))
    assert words_at(("nowhere",)) == ()


def test_every_rule_says_what_it_holds() -> None:
    for rule in (*checks.OVER_TIME, *checks.EACH_VERSION):
        assert rule.__doc__ and rule.__doc__.endswith(".")


@pytest.mark.parametrize(
    ("rag", "count"),
    [("{watch: 5%, over: 2%}", 1), ("{over: 0.5%}", 1), ("{watch: 2%, over: 2%}", 0), ("{over: 3%}", 0)],
)
def test_amber_comes_before_red(rag: str, count: int) -> None:
    assert len(problems(COMPLETE + f"rag: {rag}\n", "AG086")) == count
