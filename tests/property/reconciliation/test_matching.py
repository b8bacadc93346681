"""Laws of reconciliation: every line once, both sides add up, and the order of the lines decides nothing."""

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings, strategies as st

from cronfa.language import same
from cronfa.reconciliation import Bounds, Item, Reason, Result, Side, match, statement
from scale import examples

START = date(2024, 4, 1)
DAYS = st.integers(0, 60).map(lambda days: START + timedelta(days))
AMOUNTS = st.sampled_from([-500, -100, 0, 100, 200, 300, 400, 500, 700, 1_200])
"""Few different amounts, so that lines often meet."""


@st.composite
def ledgers(draw: st.DrawFn) -> list[Item]:
    size = draw(st.integers(0, 25))
    made = []
    for number in range(size):
        undoes = str(draw(st.integers(0, number - 1))) if number and draw(st.integers(0, 5)) == 0 else ""
        made.append(
            Item(
                str(number), draw(DAYS), draw(AMOUNTS), draw(st.sampled_from(["", "", "A1", "A2", "B7"])),
                draw(st.sampled_from(["", "acme", "bevan"])), draw(st.sampled_from(["", "beds"])), undoes,
            )
        )  # fmt: skip
    return made


@settings(max_examples=examples(60, 5_000), deadline=None)
@given(ledgers(), ledgers())
def test_every_line_stands_once_and_matches_come_to_the_same(theirs: list[Item], ours: list[Item]) -> None:
    result = match(theirs, ours)
    for given_, unmatched, taken in (
        (theirs, result.theirs, [item for each in result.matches for item in each.theirs]),
        (ours, result.ours, [item for each in result.matches for item in each.ours]),
    ):
        assert sorted(item.id for item in (*unmatched, *taken)) == sorted(item.id for item in given_)
    for each in result.matches:
        assert sum(item.amount_pence for item in each.theirs) == sum(item.amount_pence for item in each.ours)


@settings(max_examples=examples(60, 5_000), deadline=None)
@given(ledgers(), ledgers(), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_decides_nothing(theirs: list[Item], ours: list[Item], chance: Random) -> None:
    shuffled = [list(theirs), list(ours)]
    for each in shuffled:
        chance.shuffle(each)
    assert match(shuffled[0], shuffled[1]) == match(theirs, ours)


@settings(max_examples=examples(40, 2_000), deadline=None)
@given(ledgers())
def test_a_ledger_beside_itself_leaves_nothing(ours: list[Item]) -> None:
    result = match(ours, ours)
    assert not result.theirs and not result.ours


@settings(max_examples=examples(40, 2_000), deadline=None)
@given(ledgers(), ledgers(), st.integers(0, 5), st.integers(0, 5), st.randoms(use_true_random=False))
def test_the_statement_leads_from_one_balance_to_the_other(
    theirs: list[Item], ours: list[Item], before: int, before_ours: int, chance: Random
) -> None:
    result = match(theirs, ours)
    reasons: dict[tuple[Side, str], Reason] = {}
    reasons |= {("theirs", item.id): chance.choice(list(Reason)) for item in result.theirs if chance.random() < 0.7}
    reasons |= {("ours", item.id): chance.choice(list(Reason)) for item in result.ours if chance.random() < 0.7}
    carried: dict[Side, list[Item]] = {"theirs": theirs[:before], "ours": ours[:before_ours]}
    made = statement(result, partner=same("Board"), carried=carried, reasons=reasons)
    assert made.theirs_pence == sum(item.amount_pence for item in theirs[before:])
    assert made.ours_pence == sum(item.amount_pence for item in ours[before_ours:])
    assert sum(step.pence for step in made.steps[:-1]) == made.ours_pence
    counted = sum(step.count or 0 for step in made.steps if step.side)
    assert counted == len(result.theirs) + len(result.ours)


@settings(max_examples=examples(30, 1_000), deadline=None)
@given(ledgers(), ledgers())
def test_wider_bounds_never_lose_a_match_of_a_reference(theirs: list[Item], ours: list[Item]) -> None:
    def of_reference(result: Result) -> set[tuple[str, ...]]:
        return {tuple(item.id for item in each.theirs) for each in result.matches if each.rule == "reference"}

    assert of_reference(match(theirs, ours, Bounds(days=0, parts=2))) == of_reference(
        match(theirs, ours, Bounds(days=30))
    )
