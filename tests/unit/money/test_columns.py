"""Columns of money: what is refused, and which way long and short columns go."""

import numpy as np
import pytest

from cronfa import money_columns
from cronfa.money import PENCE_LIMIT, MoneyError, allocate
from cronfa.money_columns import Cells, WeightTable, allocate_columns, in_parts

TABLE = WeightTable.of([(1, 1, 1), (2, 1, 0)])


def rows(*places: int) -> np.ndarray:
    return np.array(places, np.uint32)


def test_totals_are_by_row_unless_cells_are_given() -> None:
    amounts = np.array([100, 9, -100])
    shares = allocate_columns(amounts, TABLE, rows(0, 1, 0))
    assert shares.pence.tolist() == [[34, 6, -34], [33, 3, -33], [33, 0, -33]]
    assert shares.totals.tolist() == [[0, 6], [0, 3], [0, 0]]
    cells = Cells(rows(0, 1, 2), 4)
    assert allocate_columns(amounts, TABLE, rows(0, 1, 0), cells=cells).totals[0].tolist() == [34, 6, -34, 0]


def test_amounts_that_leave_64_bits_are_split_exactly() -> None:
    weights = (PENCE_LIMIT, PENCE_LIMIT - 1, 1)
    amounts = np.array([PENCE_LIMIT, -PENCE_LIMIT, 1])
    shares = allocate_columns(amounts, WeightTable.of([weights]), rows(0, 0, 0), compiled=True)
    assert shares.pence.T.tolist() == [list(allocate(amount, weights)) for amount in amounts.tolist()]
    assert shares.totals[:, 0].tolist() == [sum(share) for share in shares.pence.tolist()]


@pytest.mark.parametrize(
    "weights", [(1,), (1, 1, 1), (0, 5, 0, 5), (2**30, 2**30 - 1), (2**19 - 1, 2, 2**19), (2**40, 1)]
)
def test_compiled_code_is_exact_where_doubles_end(weights: tuple[int, ...]) -> None:
    """Up to 2⁵⁰ a product is divided in doubles without putting right; a block with a larger one takes the other way."""
    total, chance = sum(weights), np.random.default_rng(sum(weights))
    most = min(2**50 // total, 2**31 - 1)
    edges = [sign * (most - off) for sign in (1, -1) for off in range(8)]
    whole = [sign * (most // total - off) * total + by for sign in (1, -1) for off in (0, 1) for by in (-1, 0, 1)]
    near = [amount for amount in edges + whole + chance.integers(-most, most, 3_000).tolist() if abs(amount) <= most]
    for amounts in (near, [*near[:700], most + 1, -most - 1, *near[700:]]):
        places = np.zeros(len(amounts), np.uint32)
        shares = allocate_columns(np.array(amounts), WeightTable.of([weights]), places, compiled=True)
        assert shares.pence.T.tolist() == [list(allocate(amount, weights)) for amount in amounts]
        assert shares.totals[:, 0].tolist() == shares.pence.sum(axis=1).tolist()


def test_products_beyond_doubles_are_never_divided_in_them() -> None:
    """Half of what they are split by: two odd weights leave half a penny each, a tie that doubles would not see."""
    weights = np.random.default_rng(0).integers(2**27, 2**28, (1_000, 3)) * 2 + [1, 1, 0]
    shares = allocate_columns(
        weights.sum(axis=1) // 2, WeightTable.of(weights.tolist()), rows(*range(1_000)), compiled=True
    )
    assert shares.pence.T.tolist() == (weights // 2 + [1, 0, 0]).tolist()


@pytest.mark.parametrize("parties", [1, 2, 3, 4, 5, 6, 7])
def test_any_number_of_parties_and_a_last_block_that_is_not_full_are_exact(parties: int) -> None:
    """Weights that are equal, nought or unlike, so that remainders meet and any number of pennies may be left."""
    chance = np.random.default_rng(parties)
    table = WeightTable.of(
        [(1,) * parties, (*chance.integers(0, 3, parties - 1), 1), chance.integers(1, 10**6, parties)]
    )
    amounts = np.array([*range(-600, 600), *chance.integers(-(10**8), 10**8, 500)])
    places = chance.integers(0, 3, amounts.size).astype(np.uint32)
    shares = allocate_columns(amounts, table, places, compiled=True)
    wanted = [allocate(int(amount), table.exact[row]) for amount, row in zip(amounts, places, strict=True)]
    assert shares.pence.T.tolist() == [list(share) for share in wanted]
    assert shares.totals.tolist() == [[int(share[places == row].sum()) for row in range(3)] for share in shares.pence]


@pytest.mark.parametrize("compiled", [True, False])
def test_nothing_to_split_by_is_the_same_problem(compiled: bool) -> None:
    table = WeightTable.of([(0, 0), (1, 0)])
    assert allocate_columns(np.array([0, 5]), table, rows(0, 1), compiled=compiled).pence.tolist() == [[0, 5], [0, 0]]
    with pytest.raises(MoneyError):
        allocate_columns(np.array([5, 5]), table, rows(0, 1), compiled=compiled)


@pytest.mark.parametrize("weights", [[], [(1, 2), (1,)], [(1, -1)]])
def test_a_table_needs_the_same_parties_in_every_row(weights: list[tuple[int, ...]]) -> None:
    with pytest.raises(AssertionError):
        WeightTable.of(weights)


def test_rows_and_cells_must_fit() -> None:
    for amounts, places, cells in (
        (np.array([1, 2]), rows(0), None),
        (np.array([1]), rows(2), None),
        (np.array([1]), rows(0), Cells(rows(3), 3)),
        (np.array([1]), rows(0), Cells(rows(0, 0), 3)),
    ):
        with pytest.raises(AssertionError):
            allocate_columns(amounts, TABLE, places, cells=cells)


def test_a_column_whose_totals_could_leave_64_bits_is_refused() -> None:
    largest = np.array([2**61, 2**61 - 1], np.int64)
    assert allocate_columns(largest, WeightTable.of([(1,)]), rows(0, 0)).totals.tolist() == [[2**62 - 1]]
    with pytest.raises(AssertionError):
        allocate_columns(np.array([-(2**61), 2**61], np.int64), WeightTable.of([(1,)]), rows(0, 0))


@pytest.mark.parametrize(("length", "expected"), [(9_999, False), (10_000, True)])
def test_only_long_columns_take_compiled_code(monkeypatch: pytest.MonkeyPatch, length: int, expected: bool) -> None:
    taken = []
    original = money_columns._compiled

    def watched(*given):  # type: ignore[no-untyped-def]
        taken.append(True)
        return original(*given)

    monkeypatch.setattr(money_columns, "_compiled", watched)
    amounts = np.arange(length)
    shares = allocate_columns(amounts, TABLE, np.zeros(length, np.uint32))
    assert bool(taken) is expected
    assert shares.pence.sum(axis=0).tolist() == amounts.tolist()


@pytest.mark.parametrize("size", [0, 1, 2, 3, 5, 1000, 600_001])
def test_work_in_parts_covers_every_line_once_in_order(size: int) -> None:
    spans = in_parts(size, lambda first, last: (first, last))
    assert [line for first, last in spans for line in range(first, last)] == list(range(size))
