"""What the people of a run cost, compiled: whole pence by place and four-week period, and what each cause brought."""

from collections.abc import Callable
from typing import Any

import numpy as np

from cronfa.foresight.demand.compiling import Whole, digest, part, whole
from cronfa.foresight.demand.factors import draw_failures, draw_fees
from cronfa.foresight.demand.model import WEEKS
from cronfa.foresight.demand.runs import people_of_run

MILLION = 1_000_000


@part
def cost(
    prices: Any,
    counts: Any,
    fees: Any,
    active: Any,
    weeks: Any,
    window: Any,
    spend: Any,
    path: Any,
    drivers: Any,
    arrival_shocks: int,
) -> None:
    """People × weeks × fees, and what failures add. ``weeks`` gets the weeks of care at each fee."""
    spend[:], path[:], drivers[:], weeks[:] = 0, 0, 0, 0
    last = fees.shape[0] - 1
    first_failure = arrival_shocks + 1 + last
    for line in range(prices.cell.size):
        fee, cell = prices.fee[line], prices.cell[line]
        for step in range(window[0], window[1]):
            care = counts[cell, step] * WEEKS
            pence = care * fees[last, fee]
            weeks[fee] += care
            for failure in range(prices.chance.size):
                if prices.struck[failure, line]:
                    times = active[failure, prices.locality[line], step]
                    extra = care * fees[last, fee] * times * prices.millionths[failure] // MILLION
                    drivers[first_failure + failure] += extra
                    pence += extra
            spend[prices.place[line]] += pence
            path[step - window[0]] += pence


@part
def causes(shocks: Any, worth: Any, scratch: Any, fees: Any, weeks: Any, drivers: Any) -> None:
    """What each cause brought, one after another: arrivals shocks, chance in the number of people, fee shocks; failures
    hold their cost already, and lose what was expected of them."""
    steady, by_group, mean_factors, expected_failures = worth
    factors = scratch[2]
    arrival_shocks = shocks.sigma.size
    before = expected(shocks, steady, by_group, mean_factors, factors, 0)
    for shock in range(arrival_shocks):
        after = expected(shocks, steady, by_group, mean_factors, factors, shock + 1)
        drivers[shock] = after - before
        before = after
    at_fee = np.int64(0)
    for fee in range(weeks.size):
        at_fee += weeks[fee] * fees[0, fee]
    drivers[arrival_shocks] = at_fee - before
    for shock in range(fees.shape[0] - 1):
        for fee in range(weeks.size):
            drivers[arrival_shocks + 1 + shock] += weeks[fee] * (fees[shock + 1, fee] - fees[shock, fee])
    for failure in range(expected_failures.size):
        drivers[arrival_shocks + fees.shape[0] + failure] -= expected_failures[failure]


@part
def expected(shocks: Any, steady: float, by_group: Any, mean_factors: Any, factors: Any, known: int) -> Whole:
    """Pence expected of the year once the first ``known`` shocks are known."""
    pence = steady
    for group in range(by_group.shape[0]):
        for step in range(by_group.shape[1]):
            product = 1.0
            for shock in range(factors.shape[0]):
                if shocks.about[group, shock]:
                    product *= factors[shock, step] if shock < known else mean_factors[shock, step]
            pence += product * by_group[group, step]
    return np.int64(np.rint(pence))


def _spend_of_runs(sources: str) -> Callable[..., None]:
    def spend_of_runs(
        tables: Any,
        seed: Any,
        first: int,
        crossing: float,
        window: Any,
        worth: Any,
        scratch: Any,
        money: Any,
        found: Any,
    ) -> None:
        """Fill ``found``: spend (places × runs), path (periods × runs), drivers (causes × runs).

        ``tables`` are the arrays of people, shocks and prices; ``window`` the year's first step and the one after its last;
        ``worth`` what expected people bring (see :mod:`cronfa.foresight.demand.worth`); ``money`` what fees and failures are
        written on.
        """
        assert sources
        plan, shocks, prices = tables
        spend, path, drivers = found
        fees, active, weeks = money
        for run in range(spend.shape[1]):
            people_of_run(plan, shocks, seed, first + run, crossing, scratch)
            key = (seed, np.uint64(first + run))
            draw_fees(scratch[0], prices, key, window[2], fees)
            draw_failures(scratch[0], prices, key, active)
            cost(
                prices,
                scratch[4],
                fees,
                active,
                weeks,
                window,
                spend[:, run],
                path[:, run],
                drivers[:, run],
                shocks.sigma.size,
            )
            causes(shocks, worth, scratch, fees, weeks, drivers[:, run])

    return whole(spend_of_runs)


spend_of_runs = _spend_of_runs(digest())
