"""The two fast engines, compiled: whole lives and cohorts. Both fill differences: how many more, or fewer, from a step on.

*Whole lives* (:mod:`~cronfa.foresight.demand.lives`): each person's stays are drawn one after another. *Cohorts*: those who
entered together are thinned step by step by binomials, and those who move go on as cohorts. A cohort of n people costs n draws as
lives and about one draw a step as a cohort, so ``crossing`` says from how many people a step on the second is taken; it changes
the numbers drawn, not their law. Nought makes everything a cohort, infinity makes everyone a life.
"""

from typing import Any

import numpy as np

from cronfa.foresight.demand.compiling import Whole, inlined, part
from cronfa.foresight.demand.entering import FEW
from cronfa.foresight.demand.lives import THERE, draw_alone, draw_coming, draw_stays, live
from cronfa.foresight.demand.randoms import (
    PEOPLE,
    SMALL_MEAN,
    binomial,
    binomial_up,
    negative_binomial,
    open_stream,
    poisson,
    uniform,
)
from cronfa.foresight.demand.tables import ALIKE, FIRST, KIND, LEAVE, LOG_STAY, NEXT, SHARE, STOP, WAYS

LEAVERS = 4
"""Up to so many leavers, asking each which way is quicker than sharing them out."""


@part
def people(
    source: Any, plan: Any, entering: Any, swings: Any, group: Any, key: Any, crossing: float, waits: Any, counts: Any
) -> None:
    """One run: how many people are in each cell at each step, into ``counts`` (cells × steps + 1, the last for those beyond).

    ``plan`` is :class:`~cronfa.foresight.demand.tables.Packed`, ``entering``
    :class:`~cronfa.foresight.demand.entering.Entering`; ``swings`` (groups × steps) multiplies expected arrivals, ``group`` names
    each cell's row of it; ``key`` is (seed, run).
    """
    for cell in range(counts.shape[0]):
        for step in range(counts.shape[1]):
            counts[cell, step] = 0
    for cell in range(counts.shape[0]):
        open_stream(source, key[0], key[1], PEOPLE, np.uint64(cell))
        in_care(source, plan, entering, cell, crossing, waits, counts)
        if plan.come[cell, counts.shape[1] - 1] > 0.0:
            come_by_step(source, plan, cell, swings[group[cell]], crossing, waits, counts)
        else:
            come_by_block(source, plan, entering, cell, group[cell], swings, crossing, waits, counts)
        while waits[1][THERE] > 0:
            waits[1][THERE] = draw_stays(source, plan, waits[1], waits[1][THERE], counts)
    for cell in range(counts.shape[0]):
        there = np.int32(0)
        for step in range(counts.shape[1] - 1):
            there += counts[cell, step]
            counts[cell, step] = there


@part
def in_care(source: Any, plan: Any, entering: Any, cell: int, crossing: float, waits: Any, counts: Any) -> None:
    """Those who are in a cell on the first day. The smallest cohorts are drawn one by one, unless even they are to be cohorts."""
    one_by_one = crossing * (counts.shape[1] - 2) >= FEW - 1
    stop = plan.places[cell, ALIKE] if one_by_one else plan.places[cell, STOP]
    for start in range(plan.places[cell, FIRST], stop):
        since, there = plan.starts[start, 0], plan.starts[start, 1]
        enter(source, plan, cell, 0, since, there, crossing, waits, counts)
    if one_by_one:
        draw_alone(source, plan, entering, cell, waits[1], counts)


@part
def come_by_step(source: Any, plan: Any, cell: int, swings: Any, crossing: float, waits: Any, counts: Any) -> None:
    """Those who come to a cell, step by step, where numbers spread by more than chance: each step's spread is its own."""
    steps = counts.shape[1] - 1
    for step in range(steps):
        if plan.come[cell, step] > 0.0:
            come = negative_binomial(source, plan.come[cell, step] * swings[step], plan.come[cell, steps])
            enter(source, plan, cell, step, 0, come, crossing, waits, counts)


@part
def come_by_block(
    source: Any, plan: Any, entering: Any, cell: int, group: int, swings: Any, crossing: float, waits: Any, counts: Any
) -> None:
    """Those who come to a cell: so few that each is a life all at once, else step by step."""
    for block in range(entering.mean.shape[1]):
        mean = entering.mean[cell, block] * swings[group, entering.first[group, block]]
        if mean <= 0.0:
            continue
        if mean <= crossing * entering.left[group, block]:
            draw_coming(source, plan, entering, cell, block, poisson(source, mean), waits[1], counts)
            continue
        for step in range(counts.shape[1] - 1):
            if entering.block[group, step] == block:
                come = poisson(source, plan.come[cell, step] * swings[group, step])
                enter(source, plan, cell, step, 0, come, crossing, waits, counts)


@inlined
def enter(
    source: Any, plan: Any, cell: int, step: int, since: int, count: int, crossing: float, waits: Any, counts: Any
) -> None:
    """People who enter a cell together; ``since`` steps ago they came, as their clock counts."""
    if count <= crossing * (counts.shape[1] - 1 - step):
        live(source, plan, cell, step, since, count, waits[1], counts)
    else:
        thin(source, plan, cell, step, since, count, crossing, waits, counts)


@part
def thin(
    source: Any, plan: Any, cell: int, step: int, since: int, count: int, crossing: float, waits: Any, counts: Any
) -> None:
    """A cohort, and the cohorts that come of its moves."""
    steps, stack = counts.shape[1] - 1, waits[0]
    height = push(stack, 0, cell, step, since, count)
    while height > 0:
        height -= 1
        here, now, elapsed, left = stack[height, 0], stack[height, 1], stack[height, 2], stack[height, 3]
        kind = plan.places[here, KIND]
        counts[here, now] += left
        while left > 0 and now + 1 < steps:
            now += 1
            elapsed += 1
            leave = leavers(source, left, plan.stays[kind, elapsed, LEAVE], plan.stays[kind, elapsed, LOG_STAY])
            if leave > 0:
                left -= leave
                counts[here, now] -= leave
                height = move(source, plan, here, now, elapsed, leave, crossing, waits, height, counts)


@part
def leavers(source: Any, people: int, chance: float, log_stay: float) -> Whole:
    """How many of them leave in a step; ``log_stay`` is the logarithm of the chance that one does not."""
    if people * chance < SMALL_MEAN and chance <= 0.5:
        return binomial_up(source, people, chance, people * log_stay)
    return binomial(source, people, chance)


@part
def move(
    source: Any,
    plan: Any,
    cell: int,
    step: int,
    elapsed: int,
    leave: int,
    crossing: float,
    waits: Any,
    height: int,
    counts: Any,
) -> Whole:
    """Share those who leave over the ways out; gives the new height of the stack of cohorts still to thin."""
    kind, ways = plan.places[cell, KIND], plan.places[cell, WAYS]
    if leave <= LEAVERS:
        for _ in range(leave):
            u, way = uniform(source), 0
            while way + 1 < ways and u >= plan.stays[kind, elapsed, SHARE + way]:
                u -= plan.stays[kind, elapsed, SHARE + way]
                way += 1
            height = go_on(source, plan, cell, way, step, elapsed, 1, crossing, waits, height, counts)
        return height
    share_left = 1.0
    for way in range(ways):
        share = plan.stays[kind, elapsed, SHARE + way]
        taken = leave
        if way + 1 < ways:
            taken = binomial(source, leave, min(share / share_left, 1.0) if share_left > 0.0 else 1.0)
        leave -= taken
        share_left -= share
        if taken > 0:
            height = go_on(source, plan, cell, way, step, elapsed, taken, crossing, waits, height, counts)
        if leave == 0:
            break
    return height


@part
def go_on(
    source: Any,
    plan: Any,
    cell: int,
    way: int,
    step: int,
    elapsed: int,
    taken: int,
    crossing: float,
    waits: Any,
    height: int,
    counts: Any,
) -> Whole:
    """Those who leave one way: out of care, or on as lives, or as a cohort that waits on the stack; gives its new height."""
    most = plan.stays.shape[2] - SHARE
    after = plan.places[cell, NEXT + way]
    if after < 0:
        return height
    clock = elapsed * plan.places[cell, NEXT + most + way]
    if taken > crossing * (counts.shape[1] - 1 - step):
        return push(waits[0], height, after, step, clock, taken)
    live(source, plan, after, step, clock, taken, waits[1], counts)
    return height


@part
def push(stack: Any, height: int, cell: int, step: int, since: int, count: int) -> Whole:
    stack[height, 0], stack[height, 1], stack[height, 2], stack[height, 3] = cell, step, since, count
    return height + 1
