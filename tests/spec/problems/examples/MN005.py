"""Ten pounds among partners of whom none has a share."""

from cronfa.money import allocate

allocate(1_000, [0, 0])
