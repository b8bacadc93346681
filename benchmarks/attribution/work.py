"""The work of row A: ten million lines of a regional pool, each shared by the version in force on its service date.

Twenty schemes and six partners (a health board and five councils), four dated versions of the shares in four years.
Every engine gets the same arrays, the same dated shares and the same table of categories, and must give for each line
the version in force, the responsible body (by scheme and category) and each partner's exact pence (largest remainder,
ties by the order of the partners), and the totals by version, responsible body and funding partner.
"""

from pathlib import Path
from typing import Any

import numpy as np

PARTNERS = 6
SCHEMES = 20
FIRST_DAY = 734_594  # 1 April 2012, as a proleptic ordinal
DAYS = 1461
CATEGORIES = 8
COLUMNS = ("amount", "scheme", "day", "category")


def make(folder: Path, lines: int, seed: int = 2012) -> None:
    """Write the columns, in order of date as ledgers have them, from a fixed seed."""
    chance = np.random.default_rng(seed)
    columns = {
        "amount": chance.integers(-200_000, 5_000_000, lines),
        "scheme": chance.integers(0, SCHEMES, lines).astype(np.uint32),
        "day": np.sort(chance.integers(FIRST_DAY, FIRST_DAY + DAYS, lines)).astype(np.int32),
        "category": chance.integers(0, CATEGORIES, lines).astype(np.int32),
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


def bodies(seed: int = 2014) -> list[list[int]]:
    """The responsible partner of every category, scheme by scheme."""
    return np.random.default_rng(seed).integers(0, PARTNERS, (SCHEMES, CATEGORIES)).tolist()  # type: ignore[no-any-return]  # lists, as NumPy makes them


def checksum(body: Any, shares: Any, totals: Any) -> str:
    """What every engine must agree on: sums over lines that move if any body or penny does, and all totals.

    ``totals`` are sums by version, responsible body and partner, in that order.
    """
    places = np.arange(1, body.size + 1, dtype=np.int64)
    moved = [int((np.asarray(share) * places).sum(dtype=np.int64)) for share in (body, *shares)]
    weights = np.arange(1, np.asarray(totals).size + 1, dtype=np.int64)
    return f"{moved} {int((np.asarray(totals).ravel() * weights).sum(dtype=np.int64))}"
