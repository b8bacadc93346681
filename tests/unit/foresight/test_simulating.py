"""What is drawn, settled and summed up: against the reference, one year at a time."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from cronfa.foresight import compare, gains, tails
from cronfa.foresight.assumed import around_budgets
from cronfa.foresight.engines import local
from cronfa.foresight.shocks import Extra, Leaves, Placements, Shock, Withheld
from cronfa.foresight.simulating import Work, alone, name, simulate, told_apart
from cronfa.language import same
from cronfa.problems import Problems
from cronfa.settlement import Outcome, settle
from unit.foresight.a_pool import TEXT, YEAR, draft, pool, work, world

FAIRER = TEXT.replace("contributions: {council: 30%, board: 70%}", "contributions: {council: 50%, board: 50%}")


def _reference(runs: int) -> list[dict[str, int]]:
    """Each run's bills by the reference engine."""
    years, terms = world().years(0, runs), pool()
    found = []
    for run in range(runs):
        spend = {
            scheme: dict(zip(terms.partner_ids, table[:, run].tolist(), strict=True))
            for scheme, table in years.scenarios.spend.items()
        }
        settled = settle(terms, Outcome(year=YEAR, spend=spend))
        found.append({each.partner: each.due_pence + each.borne_pence for each in settled.partners})
    return found


def test_bills_are_those_of_the_reference_engine() -> None:
    asked = work(120)
    summary = simulate(asked, local)
    reference = _reference(120)
    for partner in asked.partners:
        bills = sorted(each[partner] for each in reference)
        found = tails.bill(asked, summary, partner)
        assert found.high_pence == bills[113]
        assert found.middle_pence == bills[59]
        assert summary.columns[name("bill", "pool", partner)].total == sum(bills)
        over = sum(pence > found.planned_pence for pence in bills)
        assert found.over == Fraction(over, 120)
    past = sum(each["council"] > 3_000_000_00 + 100_000_00 for each in reference)
    assert tails.bill(asked, summary, "council").past_tolerance == Fraction(past, 120)
    assert tails.bill(asked, summary, "board").past_tolerance is None


def test_what_partners_plan_to_pay_is_their_share_of_the_budgets() -> None:
    asked = work()
    assert asked.plans[0].planned_pence == (3_000_000_00, 3_000_000_00)


def test_parts_add_up_to_bills_and_to_their_bad_years() -> None:
    asked = work(400)
    summary = simulate(asked, local)
    for bill in tails.bills(asked, summary):
        parts = tails.by_part(asked, summary, bill.partner)
        assert sum(mean for _, mean, _ in parts) == bill.mean_pence
        assert sum(bad for _, _, bad in parts) == bill.shortfall_pence
        shares = tails.by_scheme(asked, summary, bill.partner)
        assert sum(share.mean_pence for share in shares) == bill.mean_pence - bill.planned_pence
        assert sum(share.bad_pence for share in shares) == bill.shortfall_pence - bill.planned_pence


def test_what_several_schemes_share_falls_to_each_as_its_own_variance() -> None:
    together = (
        TEXT.partition("schemes:")[0]
        + """\
overspend: [{share: {by: contributions, clause: cl 8}}]
underspend: [{return: {by: contributions, clause: cl 8}}]
schemes:
  home-care: {budget: {2026-27: £4,000,000}, contributions: {council: 60%, board: 40%}}
  nursing: {budget: {2026-27: £2,000,000}, contributions: {council: 30%, board: 70%}}
"""
    )
    one = Work.of([draft(together)], world(), 400)
    summary = simulate(one, local)
    for bill in tails.bills(one, summary):
        shares = tails.by_scheme(one, summary, bill.partner)
        assert {share.id for share in shares} == {"home-care", "nursing"}
        assert sum(share.bad_pence for share in shares) == bill.shortfall_pence - bill.planned_pence
        assert all(share.bad_pence > 0 for share in shares)  # in the worst years both are over their budgets


def test_causes_add_up_to_what_the_fund_spent_over_its_expectation() -> None:
    asked = work(400)
    summary = simulate(asked, local)
    fund = summary.columns[name("spend")]
    shares = tails.by_cause(asked, summary)
    assert sum(share.mean_pence for share in shares) == fund.mean_pence - asked.world.expected_pence
    assert sum(share.bad_pence for share in shares) == tails.fund_tail(summary).mean_pence - asked.world.expected_pence


def test_costs_of_all_partners_add_up_to_what_the_fund_spends_in_the_pool_and_alone() -> None:
    asked = work(400)
    summary = simulate(asked, local)
    spent = summary.columns[name("spend")].total
    assert sum(summary.columns[name("cost", "pool", partner)].total for partner in asked.partners) == spent
    assert sum(summary.columns[name("alone", partner)].total for partner in asked.partners) == spent


def test_alone_a_partner_bears_its_own_responsibilities() -> None:
    asked = work()
    years = asked.world.years(0, 50)
    own = alone(asked.plans[0], years)
    spend = years.scenarios.spend
    assert (own[1] == spend["home-care"][1] + spend["nursing"][1]).all()


def test_pooling_gains_are_what_their_formula_says() -> None:
    asked = work(400)
    summary = simulate(asked, local)
    for gain in gains.gains(asked, summary):
        apart = summary.columns[name("alone", gain.partner)]
        pooled = summary.columns[name("cost", "pool", gain.partner)]
        bad = [each.worst(tails.BAD).mean_pence - each.mean_pence for each in (apart, pooled)]
        assert gain.gain_pence == bad[0] - bad[1]
        assert gain.subsidy_pence == pooled.mean_pence - apart.mean_pence
    assert abs(sum(gain.subsidy_pence for gain in gains.gains(asked, summary))) <= 2  # each mean is rounded


def test_decisions_wait_as_often_as_the_reference_says() -> None:
    asked = work(150)
    summary = simulate(asked, local)
    years, terms, times = world().years(0, 150), pool(), 0
    for run in range(150):
        spend = {
            scheme: dict(zip(terms.partner_ids, table[:, run].tolist(), strict=True))
            for scheme, table in years.scenarios.spend.items()
        }
        times += bool(settle(terms, Outcome(year=YEAR, spend=spend)).decisions)
    waits = tails.waiting(asked, summary)
    assert waits.chance == Fraction(times, 150)
    assert [(part.clause, often) for part, often, _ in waits.by_part] == [("cl 5(c)", Fraction(times, 150))]


def test_a_reserve_that_is_drawn_to_nothing_is_counted() -> None:
    asked = work(300)
    summary = simulate(asked, local)
    (reserve,) = tails.reserves(asked, summary)
    closing = summary.columns[name("reserve", "pool", "winter")]
    assert closing.values is not None
    assert reserve.empty == Fraction(int((closing.values + 50_000_00 <= 0).sum()), 300)
    assert 0 < reserve.empty < 1


def test_a_worry_adds_to_each_partner_what_the_clauses_say() -> None:
    more = Shock("more", same("more"), (Extra("nursing", 100_000_00, "board"),))
    asked = work(200, (more,))
    grid = compare.tried(asked, simulate(asked, local))["more"]
    assert [each.mean_pence for each in grid] == [30_000_00, 70_000_00]
    assert [each.alone_pence for each in grid] == [0, 100_000_00]


def test_what_is_saved_goes_where_the_clause_for_its_cause_says() -> None:
    """R12: a windfall goes back by its shares, what management saved is carried."""
    text = """\
agreement: windfall
power: joint-working-scotland-2014
term: {from: 2026-04-01, to: 2028-03-31}
host: council
partners: {council: local authority, board: health body}
schemes:
  nursing:
    budget: {2026-27: £2,000,000}
    contributions: {council: 30%, board: 70%}
    overspend: [share]
    underspend:
      - return: {by: shares, shares: {council: 25%, board: 75%}, when: {cause: windfall}}
      - carry
"""
    saved = tuple(
        Shock(cause, same(cause), (Extra("nursing", -500_000_00, cause=cause),)) for cause in ("windfall", "plan")
    )
    terms = pool(text)
    asked = Work.of([draft(text)], around_budgets(terms, YEAR), 300, saved)
    grid = compare.tried(asked, simulate(asked, local))
    gains_of = {cause: [each.bad_year_pence for each in grid[cause]] for cause in ("windfall", "plan")}
    assert gains_of["plan"] == [0, 0]  # so large a saving leaves every year underspent: all of it is carried
    assert all(pence < 0 for pence in gains_of["windfall"])


def test_money_withheld_is_missed_by_the_fund_and_borne_as_the_clauses_share_it() -> None:
    held = Shock("held", same("held"), (Withheld("council", Fraction(1, 4), ("nursing",)),))
    asked = work(200, (held,))
    council, board = compare.tried(asked, simulate(asked, local))["held"]
    unpaid = 600_000_00 // 4
    assert council.mean_pence == -unpaid + unpaid * 30 // 100
    assert board.mean_pence == unpaid * 70 // 100
    assert (council.alone_pence, board.alone_pence) == (0, 0)


def test_alone_there_is_nobody_to_leave() -> None:
    gone = Shock("gone", same("gone"), (Leaves("board", 7),))
    asked = work(200, (gone,))
    assert [each.alone_pence for each in compare.tried(asked, simulate(asked, local))["gone"]] == [0, 0]


def test_drafts_of_one_title_are_told_apart_by_their_names() -> None:
    signed, other = draft(id_="signed"), draft(id_="other")
    copies = [replace(each, title=same("The pool")) for each in (signed, draft(id_="changed"), draft(id_="changed"))]
    said = [each.title.en for each in told_apart([*copies, other])]
    assert said == ["The pool (signed)", "The pool (changed, 2)", "The pool (changed, 3)", "other"]


def test_the_same_draft_twice_changes_nothing() -> None:
    asked = work(200, (), draft(id_="again"))
    summary = simulate(asked, local)
    assert all(
        change.mean_pence == change.low_pence == change.high_pence == 0 for change in compare.changes(asked, summary, 1)
    )
    assert compare.by_clause(asked, summary, 1) == ()


def test_a_fairer_draft_moves_money_between_partners_and_says_by_which_clause() -> None:
    asked = work(200, (), draft(FAIRER, "fairer"))
    summary = simulate(asked, local)
    council, board = compare.changes(asked, summary, 1)
    assert council.loses == 1
    assert board.gains == 1
    assert abs(council.mean_pence + board.mean_pence) <= 1
    changes = compare.by_clause(asked, summary, 1)
    assert {change.scheme for change in changes} == {"nursing"}
    by_council = sum(change.change_pence for change in changes if change.partner == "council")
    bills = [tails.bill(asked, summary, "council", number).mean_pence for number in (0, 1)]
    assert by_council == bills[1] - bills[0]


def test_savings_go_where_the_underspend_goes() -> None:
    asked = work(400)
    summary = simulate(asked, local)
    for saving in gains.savings(asked, summary):
        bills = summary.columns[name("bill", "pool", saving.partner)].values
        assert bills is not None
        less = -bills[bills < 0]
        assert saving.chance == Fraction(len(less), 400)
        assert saving.mean_pence == pytest.approx(float(np.mean(less)), abs=1)


@pytest.mark.parametrize("runs", [0, -1, 99, 10**9])
def test_impossible_numbers_of_runs_are_refused_before_anything_is_drawn(runs: int) -> None:
    with pytest.raises(Problems) as raised:
        work(runs)
    assert raised.value.problems[0].code == "FS060"


def test_drafts_between_other_partners_are_refused() -> None:
    with pytest.raises(Problems) as raised:
        Work.of(
            [
                draft(),
                draft(TEXT.replace("  board: health body", "  board: health body\n  trust: health body"), "other"),
            ],
            world(),
            200,
        )
    assert raised.value.problems[0].code == "FS080"


def test_placements_are_the_shock_that_costs_most_where_they_are_many() -> None:
    shocks = tuple(
        Shock(f"{number}", same(str(number)), (Placements("nursing", number, 1_000_00, "board"),)) for number in (1, 10)
    )
    asked = work(150, shocks)
    grid = compare.tried(asked, simulate(asked, local))
    assert grid["10"][1].mean_pence > grid["1"][1].mean_pence > 0


@pytest.mark.long
def test_memory_does_not_grow_with_runs() -> None:
    """Beyond the runs that are kept exactly, twice as many take the same room but for a few more buckets."""

    def held(runs: int) -> int:
        columns = simulate(work(runs), local).columns.values()
        arrays = [(each.keys, each.counts, each.sums, each.parts, each.values) for each in columns]
        return sum(array.nbytes for each in arrays for array in each if array is not None)

    assert held(400_000) < 1.2 * held(200_000)
