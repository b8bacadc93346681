"""Many outcomes at once, and what they settle to: columns of pence, one place for each scenario."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from cronfa.settlement.arrays import Column, Table, fits
from cronfa.settlement.outcome import Decision, Direction, Outcome, Party

Number = int | Column
"""The same in every scenario, or one for each."""
LineKey = tuple[str | None, Direction, int, Party]
"""Scheme, direction, step and party: what names a line of a waterfall."""


@dataclass(frozen=True, slots=True)
class Scenarios:
    """What an :class:`~cronfa.settlement.outcome.Outcome` holds, for many outcomes of one year.

    ``spend`` is by scheme, with one row for each partner in the agreement's order; a single row of totals is enough for
    schemes whose rules do not ask whose responsibilities were met. Decisions are the same in every scenario.
    """

    year: str
    count: int
    spend: Mapping[str, Table | Column]
    measures: Mapping[str, Mapping[str, Number]] = field(default_factory=dict)
    causes: Mapping[str, Mapping[str, Number]] = field(default_factory=dict)
    uncommitted: Mapping[str, Number] = field(default_factory=dict)
    reserves: Mapping[str, Number] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    months: int = 12
    brought_forward: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """By scheme and partner, the same in every scenario: earlier years are over."""

    def block(self, start: int, stop: int) -> "Scenarios":
        """The scenarios from one place to another."""
        return Scenarios(
            self.year,
            min(stop, self.count) - start,
            {scheme: column[..., start:stop] for scheme, column in self.spend.items()},
            {name: _cut(numbers, start, stop) for name, numbers in self.measures.items()},
            {name: _cut(numbers, start, stop) for name, numbers in self.causes.items()},
            _cut(self.uncommitted, start, stop),
            _cut(self.reserves, start, stop),
            self.decisions,
            self.months,
            self.brought_forward,
        )

    def column(self, number: Number) -> Column:
        """A number as a column of its own."""
        return np.array(np.broadcast_to(np.asarray(number, np.int64), self.count))

    @property
    def in_range(self) -> bool:
        """Whether every amount is within £1 trillion."""
        groups = [*self.measures.values(), *self.causes.values(), self.uncommitted, self.reserves]
        groups += self.brought_forward.values()
        return fits(*self.spend.values(), *(number for group in groups for number in group.values()))


def _cut(numbers: Mapping[str, Number], start: int, stop: int) -> dict[str, Number]:
    return {name: n[start:stop] if isinstance(n, np.ndarray) else n for name, n in numbers.items()}


def stack(outcomes: Sequence[Outcome], partners: Sequence[str]) -> Scenarios:
    """Single outcomes of one year as scenarios; measures and causes that one of them lacks count as nought."""
    first = outcomes[0]
    assert all((o.year, o.months, o.decisions) == (first.year, first.months, first.decisions) for o in outcomes)
    assert all(outcome.brought_forward == first.brought_forward for outcome in outcomes)
    schemes = dict.fromkeys(scheme for outcome in outcomes for scheme in outcome.spend)
    spend = {
        scheme: np.array([[o.spend.get(scheme, {}).get(name, 0) for o in outcomes] for name in partners], np.int64)
        for scheme in schemes
    }
    return Scenarios(
        first.year,
        len(outcomes),
        spend,
        _nested([outcome.measures for outcome in outcomes]),
        _nested([outcome.causes for outcome in outcomes]),
        _flat([outcome.uncommitted for outcome in outcomes]),
        _flat([outcome.reserves for outcome in outcomes]),
        first.decisions,
        first.months,
        first.brought_forward,
    )


def _nested(every: Sequence[Mapping[str, Mapping[str, int]]]) -> dict[str, Mapping[str, Number]]:
    names = dict.fromkeys(name for one in every for name in one)
    return {name: _flat([one.get(name, {}) for one in every]) for name in names}


def _flat(every: Sequence[Mapping[str, int]]) -> dict[str, Number]:
    names = dict.fromkeys(name for one in every for name in one)
    return {name: np.array([one.get(name, 0) for one in every], np.int64) for name in names}


@dataclass(frozen=True, slots=True)
class Results:
    """What many outcomes settle to. Tables have one row for each partner in the agreement's order."""

    partners: tuple[str, ...]
    due_pence: Table
    borne_pence: Table
    lent_pence: Table
    reserves_pence: Mapping[str, Column]
    """What each reserve holds afterwards."""
    undecided_pence: Column
    """What waits for a board, or is taken by no step."""
    carried_pence: Column
    """What next year's fund begins with."""
    outside_pence: Column
    """What is met from outside the pool: by measures, and by cutting budgets not yet committed."""
    lines: Mapping[LineKey, Column] = field(default_factory=dict)
    """Every line by its key, if they were asked for; nought where a scenario does not have it."""
