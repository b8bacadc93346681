"""Worlds give each run the same pence however they are asked; engines give the same bits whoever works."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st

from cronfa.foresight import simulating
from cronfa.foresight.draws import below, bits
from cronfa.foresight.engines import Processes, local
from cronfa.foresight.simulating import Summary, simulate
from unit.foresight.a_pool import work, world
from unit.foresight.test_history import _fitted, _history

WORLDS = {"assumed": world(3), "history": _fitted(_history(24), seed=3)}


@given(st.integers(0, 2**63), st.integers(0, 50), st.integers(0, 500), st.integers(1, 40), st.integers(1, 9))
def test_the_bits_of_a_run_do_not_depend_on_who_else_is_drawn(
    seed: int, stream: int, first: int, count: int, each: int
) -> None:
    assert np.array_equal(bits(seed, stream, 0, first + count, each)[first:], bits(seed, stream, first, count, each))


@given(st.integers(1, 2**31 - 1))
def test_draws_below_a_limit_stay_below_it(limit: int) -> None:
    drawn = below(bits(1, 2, 0, 50, 1)[:, 0], limit)
    assert drawn.min() >= 0
    assert drawn.max() < limit


@pytest.mark.parametrize("which", WORLDS)
@given(first=st.integers(0, 9_000), count=st.integers(1, 30))
def test_any_cut_of_the_runs_gives_the_same_pence(which: str, first: int, count: int) -> None:
    whole, cut = WORLDS[which].years(0, 9_100), WORLDS[which].years(first, count)
    for scheme, table in cut.scenarios.spend.items():
        assert np.array_equal(whole.scenarios.spend[scheme][:, first : first + count], table)
    for cause, column in cut.drivers.items():
        assert np.array_equal(whole.drivers[cause][first : first + count], column)


def _plain(summary: Summary) -> dict[str, Any]:
    columns = {
        name: tuple(
            each.tolist() if isinstance(each := getattr(column, field), np.ndarray) else each for field in _FIELDS
        )
        for name, column in summary.columns.items()
    }
    return {"runs": summary.runs, "counts": dict(summary.counts), **columns}


_FIELDS = ("anchor_pence", "count", "total", "squares", "least", "most", "keys", "counts", "sums", "parts", "values")


def test_the_size_of_a_block_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = simulate(work(1_000), local)
    monkeypatch.setattr(simulating, "BLOCK", 137)
    assert _plain(simulate(work(1_000), local)) == _plain(whole)


def test_processes_give_the_same_bits_as_one() -> None:
    asked = work(9_000)
    assert _plain(simulate(asked, Processes(2))) == _plain(simulate(asked, local))
