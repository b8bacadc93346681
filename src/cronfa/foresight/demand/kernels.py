"""The two fast engines, compiled: whole lives and cohorts. Both fill differences: how many more, or fewer, from a step on.

*Whole lives*: each person's stays are drawn one after another, each with one number. *Cohorts*: those who entered together are
thinned step by step by binomials, and those who move go on as cohorts. A cohort of n people costs n draws as lives and
about one draw a step as a cohort, so ``crossing`` says from how many people a step on the second is taken; it changes the
numbers drawn, not their law. Nought makes everything a cohort, infinity makes everyone a life.
"""

from typing import Any

import numpy as np

from cronfa.foresight.demand.compiling import Whole, inlined, part
from cronfa.foresight.demand.randoms import (
    PEOPLE,
    SMALL_MEAN,
    binomial,
    binomial_up,
    negative_binomial,
    open_stream,
    uniform,
)
from cronfa.foresight.demand.tables import EDGE, FIRST, GUIDE, KIND, LEAVE, LOG_STAY, NEXT, STOP, WAYS

ONE = np.uint64(1)
FEW = 4
"""Up to so many leavers, asking each which way is quicker than sharing them out."""


@part
def people(source: Any, plan: Any, swings: Any, group: Any, key: Any, crossing: float, stack: Any, counts: Any) -> None:
    """One run: how many people are in each cell at each step, into ``counts`` (cells × steps + 1, the last for those beyond).

    ``plan`` is :class:`~cronfa.foresight.demand.tables.Packed`; ``swings`` (groups × steps) multiplies expected arrivals,
    ``group`` names each cell's row of it; ``key`` is (seed, run).
    """
    steps = counts.shape[1] - 1
    for cell in range(counts.shape[0]):
        for step in range(steps + 1):
            counts[cell, step] = 0
    for cell in range(counts.shape[0]):
        open_stream(source, key[0], key[1], PEOPLE, np.uint64(cell))
        for start in range(plan.places[cell, FIRST], plan.places[cell, STOP]):
            since, there = plan.starts[start, 0], plan.starts[start, 1]
            enter(source, plan, cell, 0, since, there, crossing, stack, counts)
        for step in range(steps):
            if plan.come[cell, step] > 0.0:
                mean = plan.come[cell, step] * swings[group[cell], step]
                come = negative_binomial(source, mean, plan.come[cell, steps])
                enter(source, plan, cell, step, 0, come, crossing, stack, counts)
    for cell in range(counts.shape[0]):
        there = np.int32(0)
        for step in range(steps):
            there += counts[cell, step]
            counts[cell, step] = there


@inlined
def enter(
    source: Any, plan: Any, cell: int, step: int, since: int, count: int, crossing: float, stack: Any, counts: Any
) -> None:
    """People who enter a cell together; ``since`` steps ago they came, as their clock counts."""
    if count <= crossing * (counts.shape[1] - 1 - step):
        live(source, plan, cell, step, since, count, counts)
    else:
        thin(source, plan, cell, step, since, count, crossing, stack, counts)


@inlined
def live(source: Any, plan: Any, cell: int, step: int, since: int, count: int, counts: Any) -> None:
    """Each of them from entering a cell until care ends or the steps do.

    Nearly free of branches, since whatever a processor would guess about one person is wrong for the next; and in numbers
    without a sign, since an index that may be below nought is asked about every time.
    """
    steps = np.uint64(counts.shape[1] - 1)
    edges = (plan.stays.shape[2] - EDGE) // 2
    most = np.uint64(edges)
    counts[cell, step] += count
    for _ in range(count):
        here, now, elapsed = np.uint64(cell), np.uint64(step), np.uint64(since)
        while True:
            kind = np.uint64(plan.places[here, KIND])
            v = (1.0 - uniform(source)) * plan.survival[kind, elapsed]
            end = max(np.uint64(plan.guide[kind, np.uint64(np.int64(v * GUIDE))]), elapsed + ONE)
            end += np.uint64(plan.survival[kind, end] >= v)
            while plan.survival[kind, end] >= v:
                end += ONE
            now += end - elapsed
            counts[here, min(now, steps)] -= 1
            way = np.uint64(NEXT)
            for edge in range(EDGE, EDGE + edges - 1):
                way += np.uint64(v > plan.stays[kind, end, edge])
            after = plan.places[here, way]
            if after < 0 or now >= steps:
                break
            elapsed = end * np.uint64(plan.places[here, most + way])
            here = np.uint64(after)
            counts[here, now] += 1


@part
def thin(
    source: Any, plan: Any, cell: int, step: int, since: int, count: int, crossing: float, stack: Any, counts: Any
) -> None:
    """A cohort, and the cohorts that come of its moves."""
    steps = counts.shape[1] - 1
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
                height = move(source, plan, here, now, elapsed, leave, crossing, stack, height, counts)


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
    stack: Any,
    height: int,
    counts: Any,
) -> Whole:
    """Share those who leave over the ways out; gives the new height of the stack of cohorts still to thin."""
    kind, ways, most = plan.places[cell, KIND], plan.places[cell, WAYS], (plan.stays.shape[2] - EDGE) // 2
    if leave <= FEW:
        for _ in range(leave):
            u, way = uniform(source), 0
            while way + 1 < ways and u >= plan.stays[kind, elapsed, EDGE + most + way]:
                u -= plan.stays[kind, elapsed, EDGE + most + way]
                way += 1
            height = go_on(source, plan, cell, way, step, elapsed, 1, crossing, stack, height, counts)
        return height
    share_left = 1.0
    for way in range(ways):
        share = plan.stays[kind, elapsed, EDGE + most + way]
        taken = leave
        if way + 1 < ways:
            taken = binomial(source, leave, min(share / share_left, 1.0) if share_left > 0.0 else 1.0)
        leave -= taken
        share_left -= share
        if taken > 0:
            height = go_on(source, plan, cell, way, step, elapsed, taken, crossing, stack, height, counts)
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
    stack: Any,
    height: int,
    counts: Any,
) -> Whole:
    """Those who leave one way: out of care, or on as lives, or as a cohort that waits on the stack; gives its new height."""
    most = (plan.stays.shape[2] - EDGE) // 2
    after = plan.places[cell, NEXT + way]
    if after < 0:
        return height
    clock = elapsed * plan.places[cell, NEXT + most + way]
    if taken > crossing * (counts.shape[1] - 1 - step):
        return push(stack, height, after, step, clock, taken)
    live(source, plan, after, step, clock, taken, counts)
    return height


@part
def push(stack: Any, height: int, cell: int, step: int, since: int, count: int) -> Whole:
    stack[height, 0], stack[height, 1], stack[height, 2], stack[height, 3] = cell, step, since, count
    return height + 1
