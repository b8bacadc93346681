"""Who enters, as tables for the compiled engines: one by one on the first day, and by blocks of steps after it.

A Poisson number of arrivals over many steps, each given its step by chance in proportion to what is expected of the step, *is* a
Poisson number in each step. So one number is drawn for all steps between which no common shock changes: a *block*.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cronfa.foresight.demand.model import YEAR
from cronfa.foresight.demand.outcomes import CHANCE_BITS, Floats, Halves, Ints, Words, alias
from cronfa.foresight.demand.shocks import Shocks

FEW = 4
"""So many who came together are drawn together; fewer are drawn with the others of their cell."""


class Entering(NamedTuple):
    """What compiled code asks of those who enter."""

    alone: Ints
    """Cells + 1: the first of each cell's people who came with few others, among those below."""
    elapsed: NDArray[np.uint16]
    """Of each of them: the whole steps since."""
    mean: Floats
    """Cells × blocks: arrivals expected if no common shock comes; nought where they spread by more than chance."""
    when: Ints
    """Cells × blocks: a row of the next two."""
    steps: Halves
    finer: Halves
    """Rows × slots: in which step of the block; see :func:`~cronfa.foresight.demand.outcomes.alias`."""
    own: Words
    """Of each slot, its own step."""
    block: Ints
    """Groups × steps: which of its blocks."""
    first: Ints
    """Groups × blocks: a step of it."""
    left: Floats
    """Groups × blocks: the steps that are left after each of its steps, together."""


def entering(start_of_cell: Ints, cohorts: tuple[Ints, Ints], rate: Floats, spread: Floats, shocks: Shocks) -> Entering:
    """The tables; ``cohorts`` are how long each has been there and its people, those of each cell from ``start_of_cell`` on."""
    elapsed, people = cohorts
    cells, steps = rate.shape
    block = np.array([_blocks(shocks, group, steps) for group in range(shocks.groups)], np.int64)
    inside = block[:, None, :] == np.arange(int(block.max(initial=0)) + 1)[:, None]
    by_chance = np.where(spread[:, None] > 0.0, 0.0, rate)
    come = by_chance[:, None, :] * inside[shocks.arrays.group]
    when, steps_of, finer, own = _steps(come)
    alone = np.where(people < FEW, people, 0)
    of_cell = np.repeat(np.arange(cells), np.diff(start_of_cell))
    return Entering(
        alone=np.cumsum([0, *np.bincount(of_cell, alone, cells).astype(np.int64)]),
        elapsed=np.repeat(elapsed, alone).astype(np.uint16),
        mean=come.sum(axis=2),
        when=when,
        steps=steps_of,
        finer=finer,
        own=own,
        block=block,
        first=inside.argmax(axis=2),
        left=(inside * np.arange(steps - 1.0, -1.0, -1.0)).sum(axis=2),
    )


def _blocks(shocks: Shocks, group: int, steps: int) -> list[int]:
    """Of each step: the steps of a year in which the same shocks work know the same factor; without shocks all do."""
    about = shocks.arrays.about[group]
    alike = [(step // YEAR, *shocks.arrays.steps[about, step % YEAR]) if about.any() else () for step in range(steps)]
    names = list(dict.fromkeys(alike))
    return [names.index(name) for name in alike]


def _steps(come: Floats) -> tuple[Ints, Halves, Halves, Words]:
    """The row of each cell and block, and the rows: cells alike but for their size share one."""
    cells, blocks, steps = come.shape
    flat = come.reshape(-1, steps)
    most = flat.max(axis=1, keepdims=True)
    parts = np.where(most > 0.0, np.rint(flat / np.where(most > 0.0, most, 1.0) * 2.0**CHANCE_BITS), 1.0)
    rows, row = np.unique(parts, axis=0, return_inverse=True)
    own = np.arange(1 << (steps - 1).bit_length(), dtype=np.uint64)
    chances = np.zeros((len(rows), own.size))
    chances[:, :steps] = rows
    return row.reshape(cells, blocks).astype(np.int64), *alias(chances, own), own
