"""The numbers by which a draft is judged: what it costs each partner on average and in bad years, on the same fixed runs.

What a year *costs* a partner is its contributions, what it bears, its share of what waits for a board or is carried into
next year, and its part of what the reserves lost. All partners' costs add up to what was spent. What it is *asked for* is
the same less its contributions and less the reserves, which are paid in beforehand: its surprise at the year's end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from cronfa.agreement.clauses import Terms
from cronfa.money import allocate
from cronfa.settlement.arrays import Column, Table, signed_split
from cronfa.settlement.scenarios import Results, Scenarios
from cronfa.settlement.terms import NEVER_SETTLED, weights_of

BAD_YEAR = Fraction(95, 100)
"""A bad year is one that 95 in 100 do not exceed; the worst years are the other five."""


@dataclass(frozen=True, slots=True)
class PartnerNumbers:
    """One partner, in pence."""

    due_pence: int
    """What it contributes before any variance."""
    cost_pence: int
    """What a year costs it on average, whoever's money the reserve was."""
    owned_pence: int
    """What its own responsibilities cost on average: what it would pay alone."""
    asked_pence: int
    """What it is asked for over its contributions on average; below zero, what it gets back."""
    exposure_pence: int
    """What it is asked for over its contributions in a bad year."""
    shortfall_pence: int
    """What it is asked for on average in the worst five years of a hundred (expected shortfall)."""

    @property
    def subsidy_pence(self) -> int:
        """What it pays for others on average; below zero, what others pay for it."""
        return self.cost_pence - self.owned_pence


@dataclass(frozen=True, slots=True)
class Numbers:
    """One agreement on one set of runs."""

    partners: Mapping[str, PartnerNumbers]
    runs: int
    runs_out: int
    """Runs in which a reserve was emptied."""
    reserve_pence: int
    """What the reserves hold at the beginning, all together: money that nobody can use."""
    waits: int
    """Runs in which a board must decide, or no step takes the rest."""

    @property
    def runs_out_share(self) -> Fraction:
        return Fraction(self.runs_out, self.runs)

    @property
    def subsidy_pence(self) -> int:
        """What is paid for others on average, all together."""
        return sum(max(0, each.subsidy_pence) for each in self.partners.values())


def asked(scenarios: Scenarios, results: Results, weights: tuple[int, ...]) -> Table:
    """What every run asks of every partner over its contributions. What waits for a board or is carried on is shared by
    ``weights``: somebody will have to pay it."""
    lent = results.lent_pence
    table = results.borne_pence if lent.strides[-1] == 0 and not lent[:, 0].any() else results.borne_pence + lent
    if results.undecided_pence.strides == (0,) and results.carried_pence.strides == (0,):
        return table
    open_ends = results.undecided_pence - results.carried_pence
    (found,) = np.nonzero(open_ends)
    if found.size:
        table = table.copy()
        table[:, found] += signed_split(open_ends[found], weights)
    return table


def _used(terms: Terms, scenarios: Scenarios, results: Results, weights: tuple[int, ...]) -> tuple[int, ...]:
    """What the reserves lose on average, by whose money it is."""
    total = [0] * len(weights)
    for name, reserve in terms.reserves.items():
        opening = scenarios.reserves.get(name, reserve.opening)
        lost = mean(np.asarray(opening - results.reserves_pence[name], np.int64))
        parts = allocate(lost, weights_of(reserve.shares, terms.partner_ids) if reserve.shares else weights)
        total = [before + part for before, part in zip(total, parts, strict=True)]
    return tuple(total)


def _dues(results: Results) -> tuple[int, ...]:
    """How partners share what nobody has been given: as they contribute on average, or equally if none does."""
    dues = results.due_pence
    means = dues[:, 0] if dues.strides[-1] == 0 else dues.mean(axis=1).astype(np.int64)
    weights = tuple(max(0, int(pence)) for pence in means)
    return weights if any(weights) else (1,) * len(weights)


def owned(terms: Terms, scenarios: Scenarios) -> Table:
    """What each partner's own responsibilities cost in every run: its bill if there were no agreement.

    Schemes that are only in view are left out on both sides. Spend must be given by partner.
    """
    total = np.zeros((len(terms.partner_ids), scenarios.count), np.int64)
    for name, scheme in terms.schemes.items():
        spend = scenarios.spend.get(name)
        if spend is not None and scheme.form not in NEVER_SETTLED:
            assert spend.ndim == 2, "spend by partner is needed to say what each would pay alone"
            total += spend
    return total


def numbers(terms: Terms, scenarios: Scenarios, results: Results, owned_pence: tuple[int, ...]) -> Numbers:
    """The numbers of one agreement; ``owned_pence`` are the means of :func:`owned`."""
    weights = _dues(results)
    used = _used(terms, scenarios, results, weights)
    table = asked(scenarios, results, weights)
    partners: dict[str, PartnerNumbers] = {}
    for row, name in enumerate(terms.partner_ids):
        due, more = mean(results.due_pence[row]), mean(table[row])
        partners[name] = PartnerNumbers(due, due + more + used[row], owned_pence[row], more, *bad_years(table[row]))
    emptied = np.zeros(scenarios.count, np.bool_)
    for name, reserve in terms.reserves.items():
        if reserve.opening:
            emptied |= results.reserves_pence[name] <= 0
    waits = 0 if results.undecided_pence.strides == (0,) else int(np.count_nonzero(results.undecided_pence))
    reserve_pence = sum(reserve.opening for reserve in terms.reserves.values())
    return Numbers(partners, scenarios.count, int(np.count_nonzero(emptied)), reserve_pence, waits)


def mean(column: Column) -> int:
    """The mean, to the nearest penny."""
    if column.strides == (0,):
        return int(column[0])
    return (2 * int(column.sum()) + column.size) // (2 * column.size)


def bad_years(column: Column) -> tuple[int, int]:
    """What 95 in 100 runs do not exceed, and the mean of the worst five in a hundred."""
    place = -(-column.size * BAD_YEAR.numerator // BAD_YEAR.denominator) - 1
    worst = max(1, column.size - place - 1)
    ordered = np.partition(column, (place, column.size - worst))
    return int(ordered[place]), mean(ordered[column.size - worst :])
