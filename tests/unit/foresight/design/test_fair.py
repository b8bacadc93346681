"""Reference points: the sums that other rules would give, by their laws."""

from fractions import Fraction
from itertools import permutations

import numpy as np

from cronfa.foresight.design.fair import MOST_PARTNERS, adding_up, shapley, shares


def spend(rows: int, runs: int = 400, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).integers(1_000, 9_000_000, (rows, runs)).astype(np.int64)


def test_a_textbook_game_gives_its_values() -> None:
    """The glove game: one right glove, two left ones; a pair is worth one."""
    worth = {(0, 1): 1, (0, 2): 1, (0, 1, 2): 1}
    assert shapley(3, lambda members: worth.get(members, 0)) == (Fraction(2, 3), Fraction(1, 6), Fraction(1, 6))


def test_it_is_the_average_over_every_order_of_joining() -> None:
    chance = np.random.default_rng(4)
    worths = {frozenset(): 0}

    def worth(members: tuple[int, ...]) -> int:
        return worths.setdefault(frozenset(members), int(chance.integers(0, 100)))

    found = shapley(4, worth)
    for player in range(4):
        gains = []
        for order in permutations(range(4)):
            before = frozenset(order[: order.index(player)])
            gains.append(worths[before | {player}] - worths[before])
        assert found[player] == Fraction(sum(gains), len(gains))


def test_shapley_euler_and_proportional_shares_add_up_to_the_penny() -> None:
    for rows in range(1, MOST_PARTNERS + 1):
        names = [f"p{row}" for row in range(rows)]
        found = shares(spend(rows), names, [100 * (row + 1) for row in range(rows)])
        for rule in (found.shapley, found.euler, found.proportional):
            assert sum(rule.values()) == found.total_pence and list(rule) == names


def test_equals_have_equal_shapley_shares() -> None:
    one = spend(1)
    found = shares(np.vstack([one, spend(1, seed=2), one]), ["a", "b", "c"], [1, 1, 1])
    assert abs(found.shapley["a"] - found.shapley["c"]) <= 1


def test_a_partner_without_risk_has_no_share() -> None:
    steady = np.full((1, 400), 5_000_000, np.int64)
    found = shares(np.vstack([spend(2), steady]), ["a", "b", "steady"], [1, 1, 1])
    assert found.shapley["steady"] == found.euler["steady"] == found.alone["steady"] == 0


def test_pooling_never_adds_to_the_worst_years() -> None:
    for seed in range(10):
        assert shares(spend(4, seed=seed), list("abcd"), [1, 2, 3, 4]).gain_pence >= -4


def test_there_are_too_many_orders_for_many_partners() -> None:
    found = shares(spend(9), [f"p{row}" for row in range(9)], [1] * 9)
    assert not found.shapley and sum(found.euler.values()) == found.total_pence


def test_odd_pennies_go_to_the_largest_remainders() -> None:
    assert adding_up(10, [Fraction(10, 3)] * 3) == (4, 3, 3)
    assert adding_up(0, [Fraction(-1, 2), Fraction(1, 2)]) == (0, 0)
