"""The two fast engines, compiled: whole lives and cohorts. Both fill differences: how many more, or fewer, from a step on.

*Whole lives*: each person's stays are drawn one after another, each with one number. *Cohorts*: those who entered together are
thinned step by step by binomials, and those who move go on as cohorts. A cohort of n people costs n draws as lives and
about one draw a step as a cohort, so ``crossing`` says from how many people a step on the second is taken; it changes the
numbers drawn, not their law. Nought makes everything a cohort, infinity makes everyone a life.
"""

from typing import Any

import numpy as np

from cronfa.foresight.demand.compiling import Whole, inlined, part
from cronfa.foresight.demand.outcomes import WAY_BITS
from cronfa.foresight.demand.randoms import (
    PEOPLE,
    SMALL_MEAN,
    binomial,
    binomial_up,
    negative_binomial,
    open_stream,
    uniform,
    word,
)
from cronfa.foresight.demand.tables import FIRST, KIND, LEAVE, LOG_STAY, NEXT, ROW, SHARE, STOP, WAYS

NONE, ONE = np.uint64(0), np.uint64(1)
CELL, STEP, SIXTEEN, SIXTEEN_BITS = np.uint64(32), np.uint64(16), np.uint64(65535), np.uint64(16)
WAY, WAY_LENGTH = np.uint64((1 << WAY_BITS) - 1), np.uint64(WAY_BITS)
ROOM = np.uint64(128)
"""People who may wait to be drawn: so many that few are drawn alone, so few that they stay in the nearest cache."""
SOME = np.uint64(64)
"""At most so many of those who came together are drawn at a time."""
MANY = 4
"""From so many on, those who came together are drawn together."""
THERE, GONE = ROOM, ROOM + ONE
WAITING_WORDS = 2 * int(ROOM) + 1
"""Where it stands how many wait, and the stays of those just drawn."""
FEW = 4
"""Up to so many leavers, asking each which way is quicker than sharing them out."""


@part
def people(source: Any, plan: Any, swings: Any, group: Any, key: Any, crossing: float, waits: Any, counts: Any) -> None:
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
            enter(source, plan, cell, 0, since, there, crossing, waits, counts)
        for step in range(steps):
            if plan.come[cell, step] > 0.0:
                mean = plan.come[cell, step] * swings[group[cell], step]
                come = negative_binomial(source, mean, plan.come[cell, steps])
                enter(source, plan, cell, step, 0, come, crossing, waits, counts)
        while waits[1][THERE] > 0:
            waits[1][THERE] = draw_stays(source, plan, waits[1], waits[1][THERE], counts)
    for cell in range(counts.shape[0]):
        there = np.int32(0)
        for step in range(steps):
            there += counts[cell, step]
            counts[cell, step] = there


@inlined
def enter(
    source: Any, plan: Any, cell: int, step: int, since: int, count: int, crossing: float, waits: Any, counts: Any
) -> None:
    """People who enter a cell together; ``since`` steps ago they came, as their clock counts."""
    if count <= crossing * (counts.shape[1] - 1 - step):
        live(source, plan, cell, step, since, count, waits[1], counts)
    else:
        thin(source, plan, cell, step, since, count, crossing, waits, counts)


@inlined
def live(source: Any, plan: Any, cell: int, step: int, since: int, count: int, waiting: Any, counts: Any) -> None:
    """They enter a cell, and each is drawn by itself: a few wait until there are enough of them, many are drawn together."""
    there, left = waiting[THERE], count
    while left > 0:
        if there >= ROOM - SOME:
            there = draw_stays(source, plan, waiting, there, counts)
        elif left < MANY:
            for _ in range(left):
                waiting[there] = pack(cell, step, since)
                there += ONE
            left = 0
        else:
            some: Whole = min(left, np.int64(SOME))
            there = draw_alike(
                source, plan, np.uint64(cell), np.uint64(step), np.uint64(since), some, waiting, there, counts
            )
            left -= some
    waiting[THERE] = there


@part
def draw_alike(
    source: Any, plan: Any, here: Any, now: Any, elapsed: Any, people: int, waiting: Any, there: Any, counts: Any
) -> Any:
    """One stay of people who came together; those who move on wait behind ``there`` others. Gives how many then wait."""
    steps, last = np.uint64(counts.shape[1] - 1), np.uint64(plan.own.size - 1)
    ways = np.uint64(plan.stays.shape[2] - SHARE)
    row = np.uint64(plan.places[here, ROW]) + elapsed
    counts[here, now] += people
    for _ in range(people):
        end = outcome(plan, row, last, word(source))
        way, end = np.uint64(NEXT) + (end & WAY), end >> WAY_LENGTH
        then = min(now + end, steps)
        counts[here, then] -= 1
        after = plan.places[here, way]
        clock = (elapsed + end) * np.uint64(plan.places[here, ways + way])
        waiting[there] = (np.uint64(after) << CELL) | (then << STEP) | clock
        there += np.uint64(after >= 0) & np.uint64(then < steps)
    return there


@inlined
def outcome(plan: Any, row: Any, last: Any, bits: Any) -> Any:
    """Which of a row's outcomes a random number picks; without a branch, since half of them would be guessed wrong."""
    slot = bits & last
    shared = plan.ends[row, slot]
    other = shared & SIXTEEN
    is_own = np.uint64(bits >> SIXTEEN_BITS < shared >> SIXTEEN_BITS)
    return other ^ ((other ^ plan.own[slot]) & (NONE - is_own))


@part
def draw_stays(source: Any, plan: Any, waiting: Any, there: Any, counts: Any) -> Any:
    """One stay of everybody who waits; those who move on wait again, at the front. Gives how many they are.

    Without a branch on what becomes of a person, since whatever a processor would guess about one is wrong for the next; what
    became of all is drawn before the first is counted, so that it works on several together and need not wait for a count that
    it has just written; and in numbers without a sign, since an index that may be below nought is asked about every time.
    """
    steps, last = np.uint64(counts.shape[1] - 1), np.uint64(plan.own.size - 1)
    ways = np.uint64(plan.stays.shape[2] - SHARE)
    on = NONE
    for at in range(there):
        place = np.uint64(at)
        here, now, elapsed = waiting[place] >> CELL, (waiting[place] >> STEP) & SIXTEEN, waiting[place] & SIXTEEN
        end = outcome(plan, np.uint64(plan.places[here, ROW]) + elapsed, last, word(source))
        way, end = np.uint64(NEXT) + (end & WAY), end >> WAY_LENGTH
        then = min(now + end, steps)
        waiting[GONE + place] = (waiting[place] & ~SIXTEEN) | then
        after = plan.places[here, way]
        clock = (elapsed + end) * np.uint64(plan.places[here, ways + way])
        waiting[on] = (np.uint64(after) << CELL) | (then << STEP) | clock
        on += np.uint64(after >= 0) & np.uint64(then < steps)
    for at in range(there):
        stay = waiting[GONE + np.uint64(at)]
        counts[stay >> CELL, (stay >> STEP) & SIXTEEN] += 1
        counts[stay >> CELL, stay & SIXTEEN] -= 1
    return on


@inlined
def pack(cell: int, step: int, since: int) -> Any:
    """A person in one number: the cell it is in, the step in which it came, and the steps its clock then showed."""
    return (np.uint64(cell) << CELL) | (np.uint64(step) << STEP) | np.uint64(since)


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
    if leave <= FEW:
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
