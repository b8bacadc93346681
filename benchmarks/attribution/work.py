"""The work of row A: ten million lines of a regional pool, each shared by the version in force on its service date.

Twenty schemes and six partners (a health board and five councils), four dated versions of the shares in four years.
Every engine gets the same arrays and the same dated shares, and must give each partner's exact pence for each line
(largest remainder, ties by the order of the partners) and their totals by version and partner.
"""

from pathlib import Path
from typing import Any

import numpy as np

PARTNERS = 6
SCHEMES = 20
FIRST_DAY = 734_594  # 1 April 2012, as a proleptic ordinal
DAYS = 1461
COLUMNS = ("amount", "scheme", "day", "body")


def make(folder: Path, lines: int, seed: int = 2012) -> None:
    """Write the columns, in order of date as ledgers have them, from a fixed seed."""
    chance = np.random.default_rng(seed)
    columns = {
        "amount": chance.integers(-200_000, 5_000_000, lines),
        "scheme": chance.integers(0, SCHEMES, lines).astype(np.uint32),
        "day": np.sort(chance.integers(FIRST_DAY, FIRST_DAY + DAYS, lines)).astype(np.int32),
        "body": chance.integers(0, PARTNERS, lines).astype(np.int32),
    }
    for name, column in columns.items():
        np.save(folder / f"{name}.npy", column)


def load(folder: Path) -> dict[str, Any]:
    return {name: np.load(folder / f"{name}.npy") for name in COLUMNS}


def versions(seed: int = 2013) -> list[tuple[int, int, int, list[int]]]:
    """Scheme, first day, last day and weights by partner of every version, in that order."""
    chance = np.random.default_rng(seed)
    found: list[tuple[int, int, int, list[int]]] = []
    for scheme in range(SCHEMES):
        starts = [FIRST_DAY, *sorted(chance.choice(np.arange(FIRST_DAY + 1, FIRST_DAY + DAYS), 3, False).tolist())]
        ends = [start - 1 for start in starts[1:]] + [FIRST_DAY + DAYS - 1]
        for first, last in zip(starts, ends, strict=True):
            found.append((scheme, first, last, chance.integers(1, 10_000, PARTNERS).tolist()))
    return found


def checksum(shares: Any, totals: Any) -> str:
    """What every engine must agree on: each partner's total, a sum over lines that moves if any penny does."""
    places = np.arange(1, shares[0].size + 1, dtype=np.int64)
    moved = [int((np.asarray(share) * places).sum(dtype=np.int64)) for share in shares]
    return f"{[int(np.asarray(total).sum()) for total in totals]} {moved}"
