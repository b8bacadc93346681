"""More workers than the machine has memory for."""

from cronfa.foresight.simulating import check_fits

check_fits(needed=64_000_000_000, free=8_000_000_000)
