"""Drawing the common shocks of a run, compiled. Each shock has a stream of its own, so that another beside it changes nothing."""

from typing import Any

import numpy as np

from cronfa.foresight.demand.compiling import Real, part
from cronfa.foresight.demand.model import YEAR
from cronfa.foresight.demand.randoms import ARRIVAL_SHOCKS, FAILURES, FEE_SHOCKS, normal, open_stream, uniform


@part
def draw_factors(source: Any, shocks: Any, key: Any, factors: Any) -> None:
    """Shocks × steps: by what each multiplies expected arrivals in each step."""
    for shock in range(factors.shape[0]):
        open_stream(source, key[0], key[1], ARRIVAL_SHOCKS, np.uint64(shock))
        factor = 1.0
        for step in range(factors.shape[1]):
            if step % YEAR == 0:
                factor = draw_factor(source, shocks.sigma[shock], shocks.chance[shock], shocks.up[shock])
            factors[shock, step] = factor if shocks.steps[shock, step % YEAR] else 1.0


@part
def draw_factor(source: Any, sigma: float, chance: float, up: float) -> Real:
    """A year's factor: of a swing lognormal with mean one, of a surge one or more."""
    if sigma > 0.0:
        return np.exp(sigma * normal(source) - 0.5 * sigma * sigma)
    return 1.0 + up if uniform(source) < chance else 1.0


@part
def multiply(about: Any, factors: Any, swings: Any) -> None:
    """Groups × steps: the product of the factors of the shocks that each group knows."""
    for group in range(swings.shape[0]):
        for step in range(swings.shape[1]):
            product = 1.0
            for shock in range(factors.shape[0]):
                if about[group, shock]:
                    product *= factors[shock, step]
            swings[group, step] = product


@part
def draw_fees(source: Any, prices: Any, key: Any, year: int, fees: Any) -> None:
    """Fee shocks + 1 × fees: weekly pence in a year, with none of the shocks, with the first, with the first two …, with all."""
    for fee in range(fees.shape[1]):
        fees[0, fee] = np.int64(np.rint(prices.weekly_pence[fee]))
    for shock in range(prices.sigma.shape[0]):
        open_stream(source, key[0], key[1], FEE_SHOCKS, np.uint64(shock))
        kept = 1.0
        for _ in range(year + 1):
            kept *= draw_factor(source, prices.sigma[shock], 0.0, 0.0)
        prices_so_far(prices, shock, kept, fees)


@part
def prices_so_far(prices: Any, shock: int, kept: float, fees: Any) -> None:
    """One more shock laid over the fees that it is about. Fees are rounded to the penny after each."""
    for fee in range(fees.shape[1]):
        about = prices.about[fee, shock]
        fees[shock + 1, fee] = np.int64(np.rint(fees[shock, fee] * kept)) if about else fees[shock, fee]


@part
def draw_failures(source: Any, prices: Any, key: Any, active: Any) -> None:
    """Failures × localities × steps: how many failures of each sort are being made good."""
    active[:, :, :] = 0
    for failure in range(active.shape[0]):
        for locality in range(active.shape[1]):
            open_stream(source, key[0], key[1], FAILURES, np.uint64(failure * active.shape[1] + locality))
            for first in range(0, active.shape[2], YEAR):
                strikes, when = uniform(source) < prices.chance[failure], first + np.int64(uniform(source) * YEAR)
                if strikes:
                    for step in range(when, min(when + prices.lasts[failure], active.shape[2])):
                        active[failure, locality, step] += 1
