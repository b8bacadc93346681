"""The tables by which one number finds the end of a stay hold the chances that the hazards give, and nothing else."""

from typing import Any

import numba
import numpy as np
import pytest

from cronfa.foresight.demand.lives import outcome
from cronfa.foresight.demand.outcomes import CHANCE_BITS, WAY_BITS, outcomes
from cronfa.foresight.demand.randoms import AHEAD, PLACE, SOURCE_WORDS
from cronfa.foresight.demand.tables import plan
from made_up_demand import many, one_cell, small


def chances_of(ends: np.ndarray, finer: np.ndarray, own: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]  # words
    """Rows × outcomes: what the slots of a row come to, in parts of a slot."""
    found = np.zeros((len(ends), int(own.max()) + 1))
    rows = np.arange(len(ends))
    for slot, code in enumerate(own.tolist()):
        keep = ((ends[:, slot] >> np.uint32(16)) * 2.0**32 + finer[:, slot]) / 2.0**CHANCE_BITS
        found[rows, code] += keep
        np.add.at(found, (rows, (ends[:, slot] & np.uint32(65535)).astype(np.int64)), 1.0 - keep)
    return found / own.size


@pytest.mark.parametrize("demand", [small(60, 39), one_cell(), one_cell(steps=1), many(2_000, 3, 26)])
def test_every_outcome_has_the_chance_that_the_hazards_give(demand: object) -> None:
    ready = plan(demand)  # type: ignore[arg-type]  # models of several makers
    arrays, steps = ready.arrays, ready.steps
    length = arrays.log_stay.shape[1]
    found = chances_of(ready.packed.ends, ready.packed.finer, ready.packed.own).reshape(len(arrays.ways), length, -1)
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
    found = chances_of(*outcomes(np.full((1, 9), log_stay), np.full((1, 9, 2), 0.5), 4))
    assert found.sum(axis=1) == pytest.approx(1, abs=1e-12)
    assert found[0, 4 << WAY_BITS] == pytest.approx(np.exp(3 * log_stay), abs=1e-13)
    assert found[0, 1 << WAY_BITS] == pytest.approx(-np.expm1(log_stay) / 2, abs=1e-13)


@numba.njit
def _picked(source: Any, rows: Any, finer: Any, own: Any, numbers: Any, found: Any) -> None:
    for at in range(numbers.size):
        found[at] = outcome(source, rows, finer, own, np.uint64(0), numbers[at])


def picked(chance: int, numbers: list[int]) -> list[int]:
    """What each number picks in a row of two slots whose first has its own outcome (7) by a chance of 48 bits, else 9."""
    rows, finer = (np.array([[part, 0]], np.uint32) for part in ((chance >> 32) << 16 | 9, chance & (2**32 - 1)))
    source, found = np.zeros(SOURCE_WORDS, np.uint64), np.zeros(len(numbers), np.uint64)
    source[PLACE] = AHEAD
    _picked(source, rows, finer, np.array([7, 5], np.uint64), np.array(numbers, np.uint64), found)
    return [int(code) for code in found]


@pytest.mark.parametrize("upper", [0, 1, 3, 40_000, 65_535])
def test_the_upper_bits_pick_between_the_two_outcomes_of_a_slot(upper: int) -> None:
    """Those below the chance its own, those above it the other."""
    numbers = [mine << 16 for mine in (0, 2, 4, 39_999, 40_001, 65_535) if mine != upper]
    assert picked(upper << 32, numbers) == [7 if number >> 16 < upper else 9 for number in numbers]


@pytest.mark.parametrize(("finer", "share"), [(0, 0.0), (2**30, 0.25), (2**32 - 1, 1.0)])
def test_where_they_are_those_of_the_chance_its_finer_part_decides(finer: int, share: float) -> None:
    codes = picked(3 << 32 | finer, [3 << 16] * 4_000)
    assert codes.count(7) / len(codes) == pytest.approx(
        share, abs=5 * (0.25 / len(codes)) ** 0.5 if share == 0.25 else 0
    )
    assert codes.count(7) + codes.count(9) == len(codes)
