"""The tables by which one number finds the end of a stay hold the chances that the hazards give, and nothing else."""

import numpy as np
import pytest

from cronfa.foresight.demand.outcomes import CHANCE_BITS, WAY_BITS, outcomes
from cronfa.foresight.demand.tables import plan
from made_up_demand import many, one_cell, small


def chances_of(ends: np.ndarray, own: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]  # words
    """Rows × outcomes: what the slots of a row come to, in parts of a slot."""
    found = np.zeros((len(ends), int(own.max()) + 1))
    rows = np.arange(len(ends))
    for slot, code in enumerate(own.tolist()):
        keep = (ends[:, slot] >> np.uint64(16)).astype(np.float64) / 2.0**CHANCE_BITS
        found[rows, code] += keep
        np.add.at(found, (rows, (ends[:, slot] & np.uint64(65535)).astype(np.int64)), 1.0 - keep)
    return found / own.size


@pytest.mark.parametrize("demand", [small(60, 39), one_cell(), one_cell(steps=1), many(2_000, 3, 26)])
def test_every_outcome_has_the_chance_that_the_hazards_give(demand: object) -> None:
    ready = plan(demand)  # type: ignore[arg-type]  # models of several makers
    arrays, steps = ready.arrays, ready.steps
    length = arrays.log_stay.shape[1]
    found = chances_of(ready.packed.ends, ready.packed.own).reshape(len(arrays.ways), length, -1)
    for kind in range(len(arrays.ways)):
        for since in (0, 1, length - steps - 1):
            stayed = 1.0
            for step in range(1, steps):
                leave = -np.expm1(arrays.log_stay[kind, since + step])
                for way, share in enumerate(arrays.shares[kind, since + step]):
                    assert found[kind, since, step << WAY_BITS | way] == pytest.approx(
                        stayed * leave * share, abs=1e-13
                    )
                stayed *= 1 - leave
            assert found[kind, since, steps << WAY_BITS] == pytest.approx(stayed, abs=1e-13)
            assert found[kind, since].sum() == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("log_stay", [0.0, -1e-12, -1e-3, -1.0, -800.0])
def test_chances_at_the_edges_fill_every_slot(log_stay: float) -> None:
    """Nobody leaves; hardly anybody does; everybody does at once."""
    ends, own = outcomes(np.full((1, 9), log_stay), np.full((1, 9, 2), 0.5), 4)
    found = chances_of(ends, own)
    assert found.sum(axis=1) == pytest.approx(1, abs=1e-12)
    assert found[0, 4 << WAY_BITS] == pytest.approx(np.exp(3 * log_stay), abs=1e-13)
    assert found[0, 1 << WAY_BITS] == pytest.approx(-np.expm1(log_stay) / 2, abs=1e-13)
