"""The work of row S: a million outcomes of an agreement of twenty schemes and six partners.

Every scheme has the same waterfall. Of an overspend, a reserve that all schemes share gives up to 1 % of the scheme's
budget, as long as it lasts; the partners share what is left up to £150,000, as they contribute; the lead commissioner
bears the rest. An underspend is returned as they contribute. Shares are whole pence by largest remainder, ties by the
order of the partners. Schemes are settled in their order. Every engine gets the same spend, one column of pence for
each scheme, and must give what each partner bears and what the reserve holds.
"""

from typing import Any

import numpy as np

PARTNERS = 6
SCHEMES = 20
CAP_PENCE = 15_000_000
RESERVE_PENCE = 200_000_000


def contributions() -> list[list[int]]:
    """Pence by scheme and partner."""
    return [[25_000_000 * (p + 1) + 100_000 * s + 1_700 * p for p in range(PARTNERS)] for s in range(SCHEMES)]


def budgets() -> list[int]:
    return [sum(scheme) for scheme in contributions()]


def draw_limits() -> list[int]:
    return [budget // 100 for budget in budgets()]


def leads() -> list[int]:
    """The lead commissioner of each scheme."""
    return [scheme % PARTNERS for scheme in range(SCHEMES)]


def spend(scenarios: int, seed: int = 2014) -> Any:
    """Pence by scheme and scenario: 4 % about the budget, from a fixed seed."""
    chance = np.random.default_rng(seed)
    return np.array([(budget * chance.normal(1.0, 0.04, scenarios)).astype(np.int64) for budget in budgets()])


def checksum(borne: Any, reserve: Any) -> str:
    """What every engine must agree on: sums that move if any penny does."""
    places = np.arange(1, len(reserve) + 1, dtype=np.int64)
    return " ".join(str(int((np.asarray(row, np.int64) * places).sum())) for row in (*borne, reserve))
