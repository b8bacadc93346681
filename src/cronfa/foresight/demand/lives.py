"""Whole lives, compiled: each person's stays are drawn one after another, each with half a random word in a table.

Those who move on wait in a list of at most :data:`ROOM`, and are drawn many at a time. Nothing here branches on what becomes of a
person, since whatever a processor would guess about one is wrong for the next; what became of all is drawn before the first is
counted, so that it works on several together and need not wait for a count that it has just written; and numbers have no sign,
since an index that may be below nought is asked about every time.
"""

from typing import Any

import numpy as np

from cronfa.foresight.demand.compiling import Whole, inlined, part
from cronfa.foresight.demand.entering import FEW
from cronfa.foresight.demand.outcomes import WAY_BITS
from cronfa.foresight.demand.randoms import word
from cronfa.foresight.demand.tables import NEXT, ROW, SHARE

NONE, ONE, TWO = np.uint64(0), np.uint64(1), np.uint64(2)
HALF, LOWER_HALF, BELOW_NOUGHT = np.uint64(32), np.uint64((1 << 32) - 1), np.int64(32)
CELL, STEP, SIXTEEN, SIXTEEN_BITS = np.uint64(32), np.uint64(16), np.uint64(65535), np.uint64(16)
WAY, WAY_LENGTH = np.uint64((1 << WAY_BITS) - 1), np.uint64(WAY_BITS)
ROOM = np.uint64(128)
"""People who may wait to be drawn: so many that few are drawn alone, so few that they stay in the nearest cache."""
SOME = np.uint64(64)
"""At most so many are drawn at a time, before those who go on from there."""
THERE, GONE = ROOM, ROOM + ONE
WAITING_WORDS = 2 * int(ROOM) + 1
"""Where it stands how many wait, and the stays of those just drawn."""


@inlined
def outcome(source: Any, rows: Any, finer: Any, own: Any, row: Any, bits: Any) -> Any:
    """Which of a row's outcomes 32 random bits pick.

    Their lowest bits choose the slot, the upper sixteen decide between the two outcomes that share it. Once in 65,536 times they
    are those of the chance itself; then another word decides. The answer is worked out as all ones or none by a shift, because a
    comparison would be compiled to a branch.
    """
    slot = bits & np.uint64(own.size - 1)
    shared = np.uint64(rows[row, slot])
    mine, chance, other = bits >> SIXTEEN_BITS, shared >> SIXTEEN_BITS, shared & SIXTEEN
    is_own = np.int64(mine - chance) >> BELOW_NOUGHT
    if mine == chance:
        is_own = is_below(source, finer[row, slot])
    return other ^ ((other ^ own[slot]) & np.uint64(is_own))


@part
def is_below(source: Any, chance: Any) -> Any:
    return np.int64((word(source) >> HALF) - np.uint64(chance)) >> BELOW_NOUGHT


@inlined
def end_stay(
    source: Any, plan: Any, here: Any, now: Any, elapsed: Any, bits: Any, waiting: Any, at: Any, there: Any, counts: Any
) -> Any:
    """One stay. Its end is written down as that of person ``at``; who moves on waits behind ``there`` others. Gives how many
    then wait."""
    steps, ways = np.uint64(counts.shape[1] - 1), np.uint64(plan.stays.shape[2] - SHARE)
    row = np.uint64(plan.places[here, ROW]) + elapsed
    end = outcome(source, plan.ends, plan.finer, plan.own, row, bits)
    way, end = np.uint64(NEXT) + (end & WAY), end >> WAY_LENGTH
    then = min(now + end, steps)
    after = plan.places[here, way]
    clock = (elapsed + end) * np.uint64(plan.places[here, ways + way])
    waiting[there] = (np.uint64(after) << CELL) | (then << STEP) | clock
    waiting[GONE + at] = (here << CELL) | (now << STEP) | then
    return there + (np.uint64(after >= 0) & np.uint64(then < steps))


@inlined
def count_stays(waiting: Any, number: Any, counts: Any) -> None:
    """The stays of those just drawn: one more from the first step on, one fewer from the end."""
    for at in range(NONE, number, ONE):
        stay = waiting[GONE + at]
        counts[stay >> CELL, (stay >> STEP) & SIXTEEN] += 1
        counts[stay >> CELL, stay & SIXTEEN] -= 1


@inlined
def live(source: Any, plan: Any, cell: int, step: int, since: int, count: int, waiting: Any, counts: Any) -> None:
    """They enter a cell, and each is drawn by itself: a few wait until there are enough of them, many are drawn together."""
    there, left = waiting[THERE], count
    while left > 0:
        if there >= ROOM - SOME:
            there = draw_stays(source, plan, waiting, there, counts)
        elif left < FEW:
            for _ in range(left):
                waiting[there] = pack(cell, step, since)
                there += ONE
            left = 0
        else:
            some: Whole = min(left, np.int64(SOME))
            alike = (np.uint64(cell), np.uint64(step), np.uint64(since))
            there = draw_alike(source, plan, alike, np.uint64(some), waiting, there, counts)
            left -= some
    waiting[THERE] = there


@part
def draw_alike(source: Any, plan: Any, alike: Any, number: Any, waiting: Any, there: Any, counts: Any) -> Any:
    """One stay of people who came together: to a cell, in a step, so long ago. Gives how many then wait."""
    here, now, elapsed = alike
    for at in range(NONE, number, TWO):
        bits = word(source)
        there = end_stay(source, plan, here, now, elapsed, bits & LOWER_HALF, waiting, at, there, counts)
        if at + ONE < number:
            there = end_stay(source, plan, here, now, elapsed, bits >> HALF, waiting, at + ONE, there, counts)
    count_stays(waiting, number, counts)
    return there


@part
def draw_alone(source: Any, plan: Any, entering: Any, cell: int, waiting: Any, counts: Any) -> None:
    """One stay of those who are in a cell on the first day and came there with few others."""
    here, there = np.uint64(cell), waiting[THERE]
    first, stop = np.uint64(entering.alone[cell]), np.uint64(entering.alone[cell + 1])
    while first < stop:
        if there > ROOM - SOME:
            there = draw_stays(source, plan, waiting, there, counts)
            continue
        number = min(stop - first, SOME)
        for at in range(NONE, number, TWO):
            bits, since = word(source), np.uint64(entering.elapsed[first + at])
            there = end_stay(source, plan, here, NONE, since, bits & LOWER_HALF, waiting, at, there, counts)
            if at + ONE < number:
                since = np.uint64(entering.elapsed[first + at + ONE])
                there = end_stay(source, plan, here, NONE, since, bits >> HALF, waiting, at + ONE, there, counts)
        count_stays(waiting, number, counts)
        first += number
    waiting[THERE] = there


@part
def draw_coming(
    source: Any, plan: Any, entering: Any, cell: int, block: int, count: int, waiting: Any, counts: Any
) -> None:
    """Those who come to a cell in the steps of a block: of each the step, and how the first stay ends."""
    here, there, left = np.uint64(cell), waiting[THERE], np.uint64(count)
    row = np.uint64(entering.when[cell, block])
    while left > NONE:
        if there > ROOM - SOME:
            there = draw_stays(source, plan, waiting, there, counts)
            continue
        number = min(left, SOME)
        for at in range(NONE, number, ONE):
            bits = word(source)
            now = outcome(source, entering.steps, entering.finer, entering.own, row, bits & LOWER_HALF)
            there = end_stay(source, plan, here, now, NONE, bits >> HALF, waiting, at, there, counts)
        count_stays(waiting, number, counts)
        left -= number
    waiting[THERE] = there


@part
def draw_stays(source: Any, plan: Any, waiting: Any, there: Any, counts: Any) -> Any:
    """One stay of everybody who waits; those who move on wait again, at the front. Gives how many they are."""
    on = NONE
    for at in range(NONE, there, TWO):
        bits = word(source)
        on = draw_waiting(source, plan, waiting, at, bits & LOWER_HALF, on, counts)
        if at + ONE < there:
            on = draw_waiting(source, plan, waiting, at + ONE, bits >> HALF, on, counts)
    count_stays(waiting, there, counts)
    return on


@inlined
def draw_waiting(source: Any, plan: Any, waiting: Any, at: Any, bits: Any, on: Any, counts: Any) -> Any:
    """One stay of the person at a place of the list; where it is written, at most as far on, has been read."""
    stay = waiting[at]
    here, now, elapsed = stay >> CELL, (stay >> STEP) & SIXTEEN, stay & SIXTEEN
    return end_stay(source, plan, here, now, elapsed, bits, waiting, at, on, counts)


@inlined
def pack(cell: int, step: int, since: int) -> Any:
    """A person in one number: the cell it is in, the step in which it came, and the steps its clock then showed."""
    return (np.uint64(cell) << CELL) | (np.uint64(step) << STEP) | np.uint64(since)
