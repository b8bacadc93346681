"""Splitting an amount: worked examples."""

from fractions import Fraction

import pytest

from cronfa.money import NOTHING_TO_SPLIT_BY, MoneyError, allocate, as_weights, spread


@pytest.mark.parametrize(
    ("amount", "weights", "shares"),
    [
        (100, (1, 1, 1), (34, 33, 33)),  # the odd penny goes to the party named first
        (200, (1, 1, 1), (67, 67, 66)),
        (-100, (1, 1, 1), (-34, -33, -33)),
        (100, (0, 1, 1), (0, 50, 50)),
        (101, (0, 1, 1), (0, 51, 50)),
        (1, (1, 3, 2), (0, 1, 0)),  # the largest remainder, not the first party
        (0, (3, 4), (0, 0)),
        (0, (0, 0), (0, 0)),
        (7, (5,), (7,)),
        (10_000, (51, 49), (5100, 4900)),
    ],
)
def test_worked_splits(amount: int, weights: tuple[int, ...], shares: tuple[int, ...]) -> None:
    assert allocate(amount, weights) == shares


def test_a_trillion_by_trillions() -> None:
    trillion = 10**14
    # Thirds of £1 trillion, less a hair for the third party: its remainder falls below the others' by a hair too.
    assert allocate(trillion, (trillion, trillion, trillion - 3)) == (33333333333334, 33333333333334, 33333333333332)


def test_nothing_to_split_by_is_a_problem() -> None:
    with pytest.raises(MoneyError) as caught:
        allocate(1, (0, 0))
    assert caught.value.kind is NOTHING_TO_SPLIT_BY
    assert caught.value.facts == {"amount": "£0.01"}
    with pytest.raises(MoneyError):
        allocate(-1, ())


def test_a_weight_below_zero_is_a_broken_invariant() -> None:
    with pytest.raises(AssertionError):
        allocate(1, (2, -1))


def test_one_more_penny_can_move_a_whole_penny_between_parties() -> None:
    # Known of every largest-remainder rule (the Alabama paradox): the third party loses a penny as the amount grows.
    assert allocate(10, (6, 6, 2)) == (4, 4, 2)
    assert allocate(11, (6, 6, 2)) == (5, 5, 1)


def test_exact_shares_become_small_whole_weights() -> None:
    assert as_weights([Fraction("0.51"), Fraction("0.49")]) == (51, 49)
    assert as_weights([Fraction(1, 3), Fraction(2, 3)]) == (1, 2)
    assert as_weights([Fraction("86.87"), Fraction("13.13")]) == (8687, 1313)
    assert as_weights([Fraction(0), Fraction(5)]) == (0, 1)
    assert as_weights([Fraction(0)]) == (0,)


def test_the_first_months_of_a_sum_spread_evenly_are_their_part_of_the_year() -> None:
    months = spread(1_000_000_00, (1,) * 12)
    assert [sum(months[:count]) for count in (3, 6, 9, 12)] == [250_000_00, 500_000_00, 750_000_00, 1_000_000_00]
    assert spread(100, (0, 3, 0, 3)) == (0, 50, 0, 50)
    assert spread(0, (0, 0)) == (0, 0)
