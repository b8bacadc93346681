"""How a stay may end, as tables in which one random number finds it at once (Walker's alias method, 1977).

For each sort of stay and each number of steps that it has lasted there is a row of slots. A number's lowest bits choose the slot;
sixteen more decide between the two outcomes that share it, and where they are just those of the chance, a finer part of it does.
Chances are kept to 2⁻⁴⁸ of a slot, finer than a double's uniform.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Words = NDArray[np.uint64]
Halves = NDArray[np.uint32]

WAY_BITS = 4
"""An outcome is ``steps until the end << WAY_BITS | way``; what lies beyond the last step is the way nought."""
CHANCE_BITS = 48


def outcomes(log_stay: Floats, shares: Floats, steps: int) -> tuple[Halves, Halves, Words]:
    """The two parts of the table (see :func:`alias`; kinds × steps since entry as one, × slots) and each slot's own outcome.

    ``log_stay`` (kinds × steps since entry) is the logarithm of the chance to stay through a step, ``shares`` (× ways) each way's
    share of those who leave in it.
    """
    own = _codes(steps, shares.shape[2])
    assert own.max() < 1 << 16, "more steps or ways than an outcome can tell"
    chances = np.concatenate([_chances(log_stay[kind], shares[kind], steps, own.size) for kind in range(len(shares))])
    return *alias(chances, own), own


def _codes(steps: int, ways: int) -> Words:
    """Of every slot: each way in each step, then the end of all steps; there are as many slots as a power of two."""
    assert 0 < ways <= 1 << WAY_BITS, "more ways than an outcome can tell"
    ends = [(step << WAY_BITS) | way for step in range(1, steps) for way in range(ways)]
    slots = 1 << len(ends).bit_length()
    return np.array([*ends, *[steps << WAY_BITS] * (slots - len(ends))], np.uint64)


def _chances(log_stay: Floats, shares: Floats, steps: int, slots: int) -> Floats:
    """Steps since entry × slots: the chance of each outcome for those who have stayed so long."""
    length, ways = shares.shape
    found = np.zeros((length, slots))
    ahead = np.concatenate([log_stay, np.zeros(steps)])  # nobody is asked about who would outlive the table
    share = np.concatenate([shares, np.zeros((steps, ways))])
    stayed = np.ones(length)
    for step in range(1, steps):
        leave = -np.expm1(ahead[step : step + length])
        at = (step - 1) * ways
        found[:, at : at + ways] = (stayed * leave)[:, None] * share[step : step + length]
        stayed *= 1.0 - leave
    found[:, (steps - 1) * ways] = stayed
    return found


def alias(chances: Floats, own: Words) -> tuple[Halves, Halves]:
    """Rows × slots: ``chance << 16 | other``, and the next 32 bits of the chance: that of the slot's own outcome, else it is the
    other.

    Slots that are less than full are filled up from those that are more than full, one after another, row by row at once.
    """
    rows, slots = chances.shape
    size = chances * (slots / chances.sum(axis=1))[:, None]
    order = np.argsort(size >= 1.0, axis=1, kind="stable")  # in each row those less than full, then the others
    few = (size < 1.0).sum(axis=1)
    row, light, heavy = np.arange(rows), np.zeros(rows, np.int64), few.copy()
    left = size[row, order[row, heavy]]
    keep, other = np.ones((rows, slots)), np.broadcast_to(np.arange(slots), (rows, slots)).copy()
    for _ in range(slots - 1):
        last = heavy == slots - 1
        fill = (light < few) & ((left > 1.0) | last)
        at = order[row, np.where(fill, light, heavy)]
        after = order[row, np.where(fill, heavy, np.minimum(heavy + 1, slots - 1))]
        kept = np.where(fill, size[row, at], left)
        keep[row, at], other[row, at] = kept, after
        left = left + np.where(fill, size[row, at], size[row, after]) - 1.0
        light, heavy = light + fill, heavy + ~fill
    full = keep >= 1.0
    chance = np.where(full, 0.0, np.floor(keep * 2.0**CHANCE_BITS)).astype(np.uint64)
    upper, finer = chance >> np.uint64(32), chance & np.uint64((1 << 32) - 1)
    rough = (upper << np.uint64(16)) | own[np.where(full, np.arange(slots), other)]
    return rough.astype(np.uint32), finer.astype(np.uint32)
