"""What is kept of many runs: exact where it says exact, near where it says near, and the same however it is put together."""

from fractions import Fraction

import numpy as np
import pytest

from cronfa.foresight.summaries import EXACT_RUNS, Distribution, adding_up, bucket, merge_all, nearest

BUDGET = 3_000_000_000


def _column(count: int, seed: int = 1) -> np.ndarray:
    bell = np.random.default_rng(seed).normal(0, 1, count)
    return (bell * 80_000_000 + BUDGET).astype(np.int64)


def test_sums_and_squares_are_those_of_python() -> None:
    column = _column(5_000)
    found = Distribution.of(column, BUDGET)
    assert found.total == sum(int(pence) for pence in column)
    assert found.squares == sum((int(pence) - BUDGET) ** 2 for pence in column)
    assert (found.least, found.most) == (int(column.min()), int(column.max()))


def test_sums_of_the_largest_amounts_do_not_leave_64_bits() -> None:
    column = np.full(4096, 10**14, np.int64)
    found = Distribution.of(column)
    assert found.total == 4096 * 10**14
    assert found.squares == 4096 * 10**28


def test_an_amount_too_large_to_be_exact_is_refused() -> None:
    with pytest.raises(AssertionError):
        Distribution.of(np.array([2**60], np.int64))


def test_quantiles_are_exact_while_values_are_kept() -> None:
    column = _column(1_001)
    found = Distribution.of(column, BUDGET)
    ranked = sorted(int(pence) for pence in column)
    assert found.quantile_pence(Fraction(1, 2)) == ranked[500]
    assert found.quantile_pence(Fraction(95, 100)) == ranked[950]
    assert found.quantile_pence(Fraction(0)) == ranked[0]
    assert found.quantile_pence(Fraction(1)) == ranked[-1]


def test_beyond_the_exact_runs_quantiles_are_within_a_fifth_of_a_percent_of_their_distance() -> None:
    parts = [_column(EXACT_RUNS // 4, seed) for seed in range(5)]
    whole = merge_all([Distribution.of(part, BUDGET) for part in parts])
    assert not whole.is_exact
    ranked = np.sort(np.concatenate(parts))
    for hundredths in (1, 5, 25, 75, 95, 99):
        share = Fraction(hundredths, 100)
        exact = int(ranked[-(-len(ranked) * hundredths // 100) - 1])
        assert abs(whole.quantile_pence(share) - exact) <= abs(exact - BUDGET) // 500 + 1


def test_the_worst_years_are_the_mean_of_the_highest() -> None:
    column = _column(20_000)
    exact = np.sort(column)[-1_000:].mean()
    tail = Distribution.of(column, BUDGET).worst(Fraction(1, 20))
    assert tail.runs == 1_000
    assert tail.mean_pence == pytest.approx(exact, abs=(exact - BUDGET) / 1_000)


def test_the_best_years_are_the_worst_of_the_mirror_image() -> None:
    column = _column(3_000)
    best = Distribution.of(column).best(Fraction(1, 20))
    mirrored = Distribution.of(-column).worst(Fraction(1, 20))
    assert best.mean_pence == -mirrored.mean_pence


def test_parts_of_the_worst_years_add_up_to_them() -> None:
    column = _column(4_000)
    parts = np.stack([column // 3, column - column // 3])
    tail = Distribution.of(column, 0, parts).worst(Fraction(1, 20))
    assert sum(adding_up(tail.mean_pence, tail.parts_pence)) == tail.mean_pence
    assert abs(sum(tail.parts_pence) - tail.mean_pence) <= 1


def test_the_share_of_runs_over_an_amount_counts_those_over_it_only() -> None:
    found = Distribution.of(np.array([1, 2, 2, 3], np.int64))
    assert found.over(2) == Fraction(1, 4)
    assert found.over(0) == 1


def test_buckets_keep_the_order_of_amounts_and_are_narrow() -> None:
    amounts = np.array(
        sorted({sign * (2**power + step) for power in range(46) for step in (0, 1, 7) for sign in (1, -1)})
    )
    places = bucket(amounts)
    assert (np.diff(places) >= 0).all()
    assert bucket(np.array([0]))[0] == 0
    for power in range(12, 46):
        same = bucket(np.array([2**power, 2**power + 2 ** (power - 9) - 1, 2**power + 2 ** (power - 9)]))
        assert same[0] == same[1] < same[2]


def test_rounded_parts_are_put_right_by_pennies() -> None:
    assert sum(adding_up(10, (3, 3, 3))) == 10
    assert adding_up(9, (3, 3, 3)) == (3, 3, 3)
    with pytest.raises(AssertionError):
        adding_up(100, (1, 1))


def test_nearest_rounds_halves_away_from_nought() -> None:
    assert [nearest(Fraction(number, 2)) for number in (1, 3, -1, -3, 4)] == [1, 2, -1, -2, 2]
