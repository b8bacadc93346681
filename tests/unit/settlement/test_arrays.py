"""The arithmetic of columns against Python's own integers, at the sizes where doubles and 64 bits end."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, strategies as st

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


@pytest.mark.parametrize("most", [10**3, 10**9, 2**46 - 1])
@pytest.mark.parametrize(
    "weights", [[3, 2], [1, 1, 1], [0, 5, 0], [2, 2, 3, 3, 7, 1], [2**45, 2**44 + 1, 12_345_678_901]]
)
def test_the_compiled_split_is_exact_in_doubles_and_beyond(most: int, weights: list[int]) -> None:
    random = np.random.default_rng(most)
    pence = np.concatenate([random.integers(-most, most, 200), [0, 1, -1, most, -most]])
    into, whole, rest = (np.zeros((len(weights), len(pence))) for _ in range(3))
    scratch = (whole, rest, np.zeros(len(pence)))
    kernels.split(pence.astype(np.float64), np.array(weights, np.float64), into, scratch, (0.0,) * len(weights))
    assert [tuple(int(part) for part in column) for column in into.T] == [allocate(int(p), weights) for p in pence]
