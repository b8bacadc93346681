"""Random numbers by counting: run 70,000 is the same whoever draws it, and whether or not the runs before were drawn.

Philox (Salmon et al., *Parallel random numbers: as easy as 1, 2, 3*, 2011) turns a key and a counter into random bits. The
key here is the seed and a stream; the counter is the place of the draw. Only whole numbers are made, so that every machine
gives the same.
"""

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
_PER_COUNT = 4
"""Philox gives four words for each count."""


def bits(seed: int, stream: int, first: int, count: int, each: int) -> Bits:
    """64 random bits for each of ``each`` draws of the runs ``first …``: one row for a run."""
    start, skip = divmod(first * each, _PER_COUNT)
    source = np.random.Philox(key=np.array([seed % 2**64, stream % 2**64], np.uint64), counter=[start, 0, 0, 0])
    words = np.asarray(source.random_raw(skip + count * each), np.uint64)
    return words[skip:].reshape(count, each)


def below(random: Bits, limit: int) -> NDArray[np.int64]:
    """Whole numbers from nought to below ``limit``, each as likely as the others to one part in 2**32 ÷ limit."""
    assert 0 < limit < 2**31, "a choice among too many"
    return np.asarray((random >> np.uint64(32)) * np.uint64(limit) >> np.uint64(32), np.int64)
