"""However runs are cut into blocks and in whatever order blocks are merged, the same bits come out."""

import random

import numpy as np
from hypothesis import given, strategies as st

from cronfa.foresight.summaries import Distribution, merge_all

amounts = st.lists(st.integers(-(10**13), 10**13), min_size=2, max_size=60)


def _same(one: Distribution, other: Distribution) -> bool:
    plain = ("anchor_pence", "count", "total", "squares", "least", "most")
    arrays = ("keys", "counts", "sums", "parts", "values")
    return all(getattr(one, name) == getattr(other, name) for name in plain) and all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in arrays
    )


@given(amounts, st.integers(-(10**9), 10**9), st.data())
def test_any_cut_and_any_order_gives_the_same(column: list[int], anchor: int, data: st.DataObject) -> None:
    pence = np.array(column, np.int64)
    parts = np.stack([pence // 2, pence - pence // 2])
    whole = Distribution.of(pence, anchor, parts)
    cuts = sorted(data.draw(st.sets(st.integers(1, len(column) - 1))))
    blocks = [
        Distribution.of(pence[start:stop], anchor, parts[:, start:stop])
        for start, stop in zip([0, *cuts], [*cuts, len(column)], strict=True)
    ]
    random.Random(data.draw(st.integers(0, 99))).shuffle(blocks)
    assert _same(whole, merge_all(blocks))
