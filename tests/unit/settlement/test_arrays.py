"""The arithmetic of columns against Python's own integers, at the sizes where doubles and 64 bits end."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, strategies as st
from numpy.typing import NDArray

from cronfa.money import PENCE_LIMIT, allocate
from cronfa.settlement import arrays, kernels

amounts = st.lists(st.one_of(st.integers(0, 1_000), st.integers(0, PENCE_LIMIT)), min_size=1, max_size=8)
weight_lists = st.lists(
    st.one_of(st.integers(0, 3), st.integers(0, 10_000), st.integers(0, PENCE_LIMIT), st.integers(0, 2**62)),
    min_size=1,
    max_size=7,
)


def expected(amount: int, weights: list[int]) -> tuple[int, ...]:
    return allocate(amount, weights) if any(weights) else (0,) * len(weights)


@given(amounts, weight_lists)
def test_a_split_of_a_column_is_the_split_of_each(pence: list[int], weights: list[int]) -> None:
    parts = arrays.split(np.array(pence, np.int64), weights)
    assert [tuple(column) for column in parts.T] == [expected(amount, weights) for amount in pence]


@given(amounts, weight_lists)
def test_a_negative_amount_gives_negated_shares(pence: list[int], weights: list[int]) -> None:
    positive = arrays.signed_split(np.array(pence, np.int64), weights)
    assert np.array_equal(arrays.signed_split(-np.array(pence, np.int64), weights), -positive)


@given(
    st.lists(
        st.tuples(st.integers(0, PENCE_LIMIT), st.lists(st.integers(0, PENCE_LIMIT), min_size=3, max_size=3)),
        min_size=1,
    )
)
def test_each_amount_by_its_own_weights(rows: list[tuple[int, list[int]]]) -> None:
    pence = np.array([amount for amount, _ in rows], np.int64)
    weights = np.array([own for _, own in rows], np.int64).T
    parts = arrays.split_each(pence, weights)
    assert [tuple(column) for column in parts.T] == [expected(amount, own) for amount, own in rows]


@pytest.mark.parametrize(
    ("amount", "weight", "total"),
    [
        (
            10_209_118_816_541,
            732_888_538_236_598,
            1_485_072_548_070_647,
        ),  # the estimate in doubles is a penny too high,
        (5_191_477_722_078, 305_988_514_350_889, 406_003_944_616_777),  # a penny too low,
        (99_695_624_476_900, 34_149_096_706_997_322, 50_940_476_282_716_824),  # too low where nothing remains
    ],
)
def test_an_estimate_off_by_a_penny_is_put_right(amount: int, weight: int, total: int) -> None:
    whole, rest = divmod(amount * weight, total)
    estimate = np.floor(np.array([amount], np.float64) * weight / total).astype(np.int64)
    assert estimate[0] != whole, "no longer a hard case"
    column = np.array([amount, 1], np.int64)
    assert [tuple(found) for found in arrays.quotient(column, weight, total)] == [(whole, 0), (rest, weight)]
    weights = [weight, total - weight]
    assert tuple(arrays.split(column, weights)[:, 0]) == allocate(amount, weights)


def test_weights_beyond_64_bits_are_still_exact() -> None:
    weights = np.array([[2**61], [2**60 + 1]], np.int64)
    assert tuple(arrays.split_each(np.array([PENCE_LIMIT]), weights)[:, 0]) == allocate(PENCE_LIMIT, [2**61, 2**60 + 1])


@given(amounts, st.fractions(0, 1))
def test_a_share_of_a_column_is_down_to_the_penny(pence: list[int], share: Fraction) -> None:
    column = np.array(pence, np.int64)
    assert list(arrays.part_of_column(share, column)) == [int(share * amount // 1) for amount in pence]
    assert list(arrays.part_of_column(share, -column)) == [int(share * -amount // 1) for amount in pence]


def test_fits_is_a_trillion_pounds() -> None:
    assert arrays.fits(np.array([PENCE_LIMIT, -PENCE_LIMIT]), 5)
    assert not arrays.fits(np.array([1, PENCE_LIMIT + 1]))
    assert not arrays.fits(-PENCE_LIMIT - 1)


def compiled_split(pence: list[int], weights: list[int]) -> list[tuple[int, ...]]:
    """What the compiled split gives for each amount."""
    into = np.zeros((len(weights), len(pence)))
    split_into(into, pence, weights)
    return [tuple(int(part) for part in column) for column in into.T]


def split_into(into: NDArray[np.float64], pence: list[int], weights: list[int]) -> None:
    whole, rest = np.zeros_like(into), np.zeros_like(into)
    lot = (len(weights), kernels.NEAR_LOT)
    near = (*(np.zeros(lot, np.int32) for _ in range(2)), *(np.zeros(lot[1], np.int32) for _ in range(2)))
    scratch = (whole, rest, np.zeros(len(pence)), near)
    given_to = (0.0,) * len(weights)
    kernels.split(np.array(pence, np.float64), np.array(weights, np.float64), into, scratch, given_to)


@pytest.mark.parametrize("most", [10**3, 10**9, 2**46 - 1])
@pytest.mark.parametrize(
    "weights", [[3, 2], [1, 1, 1], [0, 5, 0], [2, 2, 3, 3, 7, 1], [2**45, 2**44 + 1, 12_345_678_901]]
)
def test_the_compiled_split_is_exact_in_doubles_and_beyond(most: int, weights: list[int]) -> None:
    random = np.random.default_rng(most)
    pence = [*random.integers(-most, most, 200).tolist(), 0, 1, -1, most, -most]
    assert compiled_split(pence, weights) == [allocate(amount, weights) for amount in pence]


@pytest.mark.parametrize("weights", [[1], [1, 1, 1], [0, 5, 0, 5], [715_827_882, 357_913_941], [2**19 - 1, 2, 2**19]])
@pytest.mark.parametrize("count", [kernels.NEAR_LOT, kernels.BLOCK])
def test_what_is_near_is_exact_up_to_its_limits(weights: list[int], count: int) -> None:
    total = sum(weights)
    most = min(2**50 // total, 2**31 - 1)
    assert total * len(weights) < 2**31
    pence = near_a_limit(total, most, count)
    assert compiled_split(pence, weights) == [allocate(amount, weights) for amount in pence]
    beyond = [*pence[:-1], most + 1]
    assert compiled_split(beyond, weights) == [allocate(amount, weights) for amount in beyond]


@pytest.mark.parametrize(
    "weights",
    [[1, 1], [1, 2, 2], [3, 3, 3, 3], [9, 8, 7, 6, 5], [1, 1, 1, 1, 1, 1], [0, 7, 7, 0, 7, 1], [2**33, 1, 2**33 - 1]],
)
def test_few_partners_are_split_exactly_up_to_the_limit_of_the_product(weights: list[int]) -> None:
    total = sum(weights)
    most = 2**50 // total
    pence = near_a_limit(total, most, kernels.BLOCK)
    assert compiled_split(pence, weights) == [allocate(amount, weights) for amount in pence]
    beyond = [*pence[:-1], most + 1]
    assert compiled_split(beyond, weights) == [allocate(amount, weights) for amount in beyond]


def test_a_split_is_added_to_what_partners_bear_already() -> None:
    into = np.arange(3.0 * kernels.BLOCK).reshape(3, kernels.BLOCK)
    before = into.copy()
    split_into(into, [100] * kernels.BLOCK, [1, 1, 1])
    assert (into - before == np.array([[34.0], [33.0], [33.0]])).all()


def near_a_limit(total: int, most: int, count: int) -> list[int]:
    """So many amounts: the largest, those about whole multiples of the weights' sum, small ones, and any."""
    edges = [sign * (most - off) for sign in (1, -1) for off in range(8)]
    whole = [sign * (most // total - off) * total + by for sign in (1, -1) for off in (0, 1) for by in (-1, 0, 1)]
    some = np.random.default_rng(total).integers(-most, most, count).tolist()
    pence = [amount for amount in (edges + whole + list(range(-40, 40)) + some) if abs(amount) <= most][:count]
    assert len(pence) == count
    return pence
