"""Which candidates become proposals: those on the edge, and among them the ones that dominate the draft."""

from dataclasses import replace

from cronfa.foresight.design.brief import Constraint
from cronfa.foresight.design.choosing import balanced, bindings, choose, dominates, front, nearest
from cronfa.foresight.design.measures import Numbers
from cronfa.foresight.design.search import Candidate
from unit.foresight.design.drafts import brief

NOTHING = Numbers({}, 100, 0, 0, 0)


def one(*values: int, excesses: tuple[int, ...] = ()) -> Candidate:
    return Candidate(values, NOTHING, values, excesses)


def test_dominance_is_no_worse_anywhere_and_better_somewhere() -> None:
    assert dominates(one(1, 2), one(2, 2))
    assert not dominates(one(2, 2), one(2, 2))
    assert not dominates(one(1, 3), one(2, 2))


def test_the_edge_holds_what_nothing_dominates_and_each_value_once() -> None:
    edge = front([one(3, 3), one(1, 4), one(4, 1), one(1, 4), one(2, 2), one(5, 5)])
    assert sorted(each.values for each in edge) == [(1, 4), (2, 2), (4, 1)]


def test_what_dominates_the_draft_comes_before_what_only_trades() -> None:
    chosen = choose([one(0, 9), one(2, 2), one(3, 1), one(9, 0)], one(4, 4))
    assert [each.candidate.values for each in chosen] == [(2, 2), (3, 1)]
    assert [each.best_on for each in chosen] == [None, 1]


def test_without_dominance_the_edge_itself_is_proposed() -> None:
    chosen = choose([one(0, 9), one(5, 5), one(9, 0)], one(4, 4))
    assert [each.candidate.values for each in chosen] == [(5, 5), (0, 9), (9, 0)]


def test_what_breaks_a_constraint_is_never_proposed() -> None:
    assert choose([one(0, 0, excesses=(1,))], one(4, 4)) == []


def test_the_balanced_one_is_nearest_to_the_best_on_its_worst_measure() -> None:
    assert balanced([one(0, 100), one(4, 40), one(10, 0)]).values == (4, 40)


CONSTRAINED = replace(
    brief(), constraints=(Constraint("exposure", 100, "council"), Constraint("exposure", 1_000, "board"))
)


def test_a_constraint_that_nothing_meets_binds_alone() -> None:
    found = bindings([one(1, excesses=(7, 0)), one(2, excesses=(9, 5))], CONSTRAINED)
    assert [(each.constraint.partner, each.excess, each.alone) for each in found] == [("council", 7, True)]


def test_constraints_that_only_conflict_are_told_at_the_nearest() -> None:
    every = [one(1, excesses=(50, 0)), one(2, excesses=(0, 200))]
    assert nearest(every, CONSTRAINED).excesses == (0, 200)
    found = bindings(every, CONSTRAINED)
    assert [(each.constraint.partner, each.excess, each.alone) for each in found] == [("board", 200, False)]
