"""A world whose spend is people × weeks × fees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

import numpy as np

from cronfa.foresight.demand.assumptions import assumptions
from cronfa.foresight.demand.closed_form import means
from cronfa.foresight.demand.model import Demand
from cronfa.foresight.demand.people import CROSSING, Engine, Scratch, in_blocks
from cronfa.foresight.demand.prices import Prices, expected_failure_pence, prices
from cronfa.foresight.demand.shocks import Shocks, arrival_shocks, mean_factors
from cronfa.foresight.demand.tables import Plan, plan
from cronfa.foresight.demand.worth import Worth, worth
from cronfa.foresight.shocked import ShockedWorld
from cronfa.foresight.shocks import Shock
from cronfa.foresight.worlds import Assumption, World, Years
from cronfa.language import Text, same
from cronfa.settlement.arrays import Column, Table
from cronfa.settlement.scenarios import Scenarios

PEOPLE_CAUSE = Text(en="chance in the number of people", cy="siawns yn nifer y bobl")


@dataclass(frozen=True)
class DemandWorld:
    """Possible years of a fund, from a demand model. Pickles small: arrays are made again where they are needed."""

    demand: Demand
    partners: tuple[str, ...]
    """In the agreement's order: the rows of every table."""
    seed: int = 0
    of_year: int = 0
    """From nought: the model's first year."""
    engine: Engine = "best"
    threads: int | None = None
    """How many work at once; one for each processor if left out."""

    def __post_init__(self) -> None:
        assert 0 <= self.seed < 2**64, "a seed of at most 64 bits"
        assert (self.of_year + 1) * 13 <= self.demand.steps, "a year beyond the model's last step"

    def __getstate__(self) -> dict[str, Any]:
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self.__dict__.update(state)

    @property
    def name(self) -> Text:
        return self.demand.title or same(self.demand.name)

    @property
    def year(self) -> str:
        begins = int(self.demand.first_year[:4]) + self.of_year
        return f"{begins}-{(begins + 1) % 100:02d}"

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        return assumptions(self.demand)

    @property
    def causes(self) -> Mapping[str, Text]:
        names = {name: same(name) for name in self._causes}
        return names | {"people": PEOPLE_CAUSE}

    @property
    def fingerprint(self) -> str:
        """Which engine draws the people counts too: each draws other years of the same law."""
        facts = (self.demand, self.partners, self.seed, self.of_year, self.engine)
        return sha256(repr(facts).encode()).hexdigest()[:16]

    @property
    def illustrative(self) -> Text | None:
        return self.demand.illustrative

    @property
    def expected_pence(self) -> int:
        _, by_group, factors, failures = self._worth
        steady = self._valued.steady
        shocks = self._ready[1]
        products = np.array([factors[about].prod(axis=0) for about in shocks.arrays.about]).reshape(by_group.shape)
        return round(steady + float((products * by_group).sum())) + int(failures.sum()) + self._fixed_pence

    def years(self, first: int, count: int) -> Years:
        """See :class:`~cronfa.foresight.worlds.World`."""
        priced = self._priced
        spend = np.empty((len(priced.places), count), np.int64)
        path = np.empty((priced.window[1] - priced.window[0], count), np.int64)
        drivers = np.empty((len(self._causes), count), np.int64)

        def block(start: int, stop: int) -> None:
            self._block(first + start, tuple(table[:, start:stop] for table in (spend, path, drivers)))

        in_blocks(count, block, self.threads)
        path[:] += self._fixed_path[:, None]
        return Years(first, self._scenarios(spend, count), dict(zip(self._causes, drivers, strict=True)), path)

    def shocked(self, shocks: Sequence[Shock]) -> World:
        return ShockedWorld(self, tuple(shocks), self.partners)

    def _block(self, first: int, found: tuple[Table, ...]) -> None:
        from cronfa.foresight.demand.spending import spend_of_runs

        ready, shocks = self._ready
        priced = self._priced
        tables = ((ready.packed, ready.entering), shocks.arrays, priced.arrays)
        window = (*priced.window, priced.year)
        money = (
            np.zeros((len(priced.fee_shocks) + 1, len(priced.arrays.weekly_pence)), np.int64),
            np.zeros((len(priced.failures), priced.localities, ready.steps), np.int64),
            np.zeros(len(priced.arrays.weekly_pence), np.int64),
        )
        crossing, scratch = CROSSING[self.engine], Scratch(ready, shocks).parts
        spend_of_runs(tables, np.uint64(self.seed), first, crossing, window, self._worth, scratch, money, found)

    def _scenarios(self, spend: Table, count: int) -> Scenarios:
        rows = {name: place for place, name in enumerate(self.partners)}
        tables: dict[str, Table] = {}
        for (scheme, partner), pence in zip(self._priced.places, spend, strict=True):
            table = tables.setdefault(scheme, np.zeros((len(rows), count), np.int64))
            table[rows[partner]] += pence
        for fixed in self.demand.fixed:
            table = tables.setdefault(fixed.scheme, np.zeros((len(rows), count), np.int64))
            table[rows[fixed.partner]] += fixed.pence
        return Scenarios(self.year, count, tables)

    @cached_property
    def _ready(self) -> tuple[Plan, Shocks]:
        """Steps after the year need not be drawn: the past does not ask for them."""
        ready = plan(self.demand, (self.of_year + 1) * 13)
        return ready, arrival_shocks(self.demand, ready.cells)

    @cached_property
    def _priced(self) -> Prices:
        return prices(self.demand, self._ready[0].cells, self.of_year)

    @cached_property
    def _valued(self) -> Worth:
        return worth(*self._ready, self._priced)

    @cached_property
    def _worth(self) -> tuple[float, Any, Any, Any]:
        ready, shocks = self._ready
        here = means(self.demand, ready.steps)
        failures = [expected_failure_pence(self._priced, here, failure) for failure in range(len(self.demand.failures))]
        factors = mean_factors(shocks, ready.steps)
        return self._valued.steady, self._valued.by_group, factors, np.array(failures, np.int64)

    @cached_property
    def _causes(self) -> tuple[str, ...]:
        return (*self._ready[1].names, "people", *self._priced.fee_shocks, *self._priced.failures)

    @property
    def _fixed_pence(self) -> int:
        return sum(fixed.pence for fixed in self.demand.fixed)

    @property
    def _fixed_path(self) -> Column:
        """The fixed money over the thirteen periods, as evenly as whole pence go."""
        each, odd = divmod(self._fixed_pence, 13)
        return np.array([each + (period < odd) for period in range(13)], np.int64)
