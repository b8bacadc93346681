"""Columns of money are split as the one function splits each amount."""

import numpy as np
from hypothesis import given, settings, strategies as st

import scale
from cronfa.money import PENCE_LIMIT, allocate
from cronfa.money_columns import LARGEST_AMOUNT, LARGEST_PRODUCT, Cells, WeightTable, allocate_columns

laws = settings(max_examples=scale.examples(80, 5_000))
WEIGHT = st.integers(0, 9) | st.integers(0, 10_000) | st.integers(0, PENCE_LIMIT) | st.integers(0, 3**60)
AMOUNT = st.integers(-20, 20) | st.integers(-10_000_000, 10_000_000) | st.integers(-PENCE_LIMIT, PENCE_LIMIT)


@laws
@given(st.data(), st.integers(1, 8), st.integers(1, 4))
def test_columns_split_as_the_one_function_does(data: st.DataObject, parties: int, rows: int) -> None:
    row_of_weights = st.lists(WEIGHT, min_size=parties, max_size=parties).filter(any)
    weights = data.draw(st.lists(row_of_weights, min_size=rows, max_size=rows))
    lines = data.draw(st.lists(st.tuples(AMOUNT, st.integers(0, rows - 1), st.integers(0, 2)), max_size=40))
    amounts, row, cell = (np.array([line[at] for line in lines], np.int64) for at in range(3))
    expected = [allocate(amount, weights[at]) for amount, at, _ in lines]
    for compiled in (False, True):
        places, cells = row.astype(np.uint32), Cells(cell.astype(np.uint32), 3)
        shares = allocate_columns(amounts, WeightTable.of(weights), places, cells=cells, compiled=compiled)
        assert shares.pence.T.tolist() == [list(share) for share in expected]
        for party in range(parties):
            for place in range(3):
                total = sum(share[party] for share, line in zip(expected, lines, strict=True) if line[2] == place)
                assert shares.totals[party, place] == total


@laws
@given(st.data(), st.integers(1, 5))
def test_at_the_edge_of_64_bits_every_penny_is_right(data: st.DataObject, parties: int) -> None:
    """Amounts as large as the compiled code takes, and a penny more: where an estimate is most likely to be wrong."""
    weights = data.draw(st.lists(st.integers(1, 2**40), min_size=parties, max_size=parties))
    limit = min(LARGEST_AMOUNT, LARGEST_PRODUCT // sum(weights))
    near = st.integers(max(limit - 3, 0), limit + 3) | st.integers(0, limit)
    amounts = np.array(data.draw(st.lists(near, min_size=1, max_size=20)), np.int64)
    table = WeightTable.of([weights])
    assert table.limits.tolist() == [limit]
    shares = allocate_columns(amounts, table, np.zeros(amounts.size, np.uint32), compiled=True)
    assert shares.pence.T.tolist() == [list(allocate(amount, weights)) for amount in amounts.tolist()]


@laws
@given(st.integers(1, 2**12), st.integers(1, 2**12), st.integers(0, 2**20))
def test_exact_halves_and_whole_shares_are_not_off_by_one(one: int, other: int, pence: int) -> None:
    """Quotients that come out whole are where a rounded estimate may land on the wrong side."""
    weights = [one, other, one]
    amounts = np.array([pence * sum(weights), pence * sum(weights) + 1, pence * sum(weights) - 1], np.int64)
    shares = allocate_columns(amounts, WeightTable.of([weights]), np.zeros(3, np.uint32), compiled=True)
    assert shares.pence.T.tolist() == [list(allocate(amount, weights)) for amount in amounts.tolist()]
