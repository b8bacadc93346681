"""Those who come are drawn for many steps at once: the tables give each step what is expected of it."""

from dataclasses import replace

import numpy as np
import pytest

from cronfa.foresight.demand.model import Demand
from cronfa.foresight.demand.outcomes import CHANCE_BITS
from cronfa.foresight.demand.tables import Plan, plan
from made_up_demand import many, one_cell, small


def expected_by_step(ready: Plan) -> np.ndarray:  # type: ignore[type-arg]  # floats
    """Cells × steps: what the tables of blocks come to."""
    entering = ready.entering
    slots = entering.own.size
    keep = ((entering.steps >> np.uint32(16)) * 2.0**32 + entering.finer) / 2.0**CHANCE_BITS
    chances = np.zeros((len(entering.steps), slots))
    for slot in range(slots):
        chances[:, int(entering.own[slot])] += keep[:, slot] / slots
        others = (entering.steps[:, slot] & np.uint32(65535)).astype(np.int64)
        np.add.at(chances, (np.arange(len(chances)), others), (1 - keep[:, slot]) / slots)
    assert not chances[:, ready.steps :].any(), "nobody comes after the last step"
    by_block = entering.mean[:, :, None] * chances[entering.when]
    return np.asarray(by_block.sum(axis=1)[:, : ready.steps])


@pytest.mark.parametrize(
    "demand", [small(60, 39), small(60, 39, shocks=False), one_cell(), one_cell(steps=1), many(900, 3, 26)]
)
def test_every_step_expects_what_the_model_does(demand: Demand) -> None:
    """But for cells whose numbers spread by more than chance, which are drawn step by step."""
    ready = plan(demand)
    by_chance = np.where(ready.arrays.spread[:, None] > 0, 0.0, ready.arrays.rate)
    assert expected_by_step(ready) == pytest.approx(by_chance, rel=1e-9, abs=1e-12)


def test_a_block_has_the_steps_between_which_no_common_shock_changes() -> None:
    def blocks(demand: Demand) -> set[int]:
        return {len(set(group)) for group in plan(demand).entering.block.tolist()}

    assert blocks(one_cell(steps=26)) == {1}
    shocked = small(60, 39)
    assert blocks(replace(shocked, surges=())) == {1, 3}, "a year each where there is a swing"
    assert blocks(shocked) == {1, 3, 6}, "and apart in each the steps of the surge"


def test_cells_alike_but_for_their_size_share_a_row() -> None:
    ready = plan(many(900, 22, 26))
    assert len(ready.entering.steps) < 10 < len(np.flatnonzero(ready.entering.mean))


def test_the_fewest_and_the_most_that_a_number_can_tell() -> None:
    for per_year in (1e-300, 1e-30, 1e12):
        ready = plan(one_cell(per_year=per_year))
        assert expected_by_step(ready) == pytest.approx(ready.arrays.rate, rel=1e-9)


def test_of_whom_few_came_together_are_listed_one_by_one() -> None:
    ready = plan(small(60, 39))
    entering, arrays = ready.entering, ready.arrays
    for cell in range(len(ready.cells)):
        cohorts = slice(arrays.start_of_cell[cell], arrays.start_of_cell[cell + 1])
        people = dict(zip(arrays.start_elapsed[cohorts].tolist(), arrays.start_people[cohorts].tolist(), strict=True))
        alone = entering.elapsed[entering.alone[cell] : entering.alone[cell + 1]].tolist()
        assert sorted(alone) == sorted(since for since, number in people.items() if number < 4 for _ in range(number))
