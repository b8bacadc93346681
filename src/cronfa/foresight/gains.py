"""What pooling is worth to each partner: how much risk it takes away, what it costs on average, and who gets savings.

*Alone* a partner bears its own responsibilities, whatever they cost, with its own budget, and shares nothing. A partner's
*cost* in the pool is its bill and its part of what is still to come: reserves drawn, deficits carried, what waits, loans. So
costs of all partners add up to what the fund spends, and so do the costs of all partners alone.

The *diversification gain* of a partner is what the pool takes off its bad years, each measured from its own average::

    gain = (ES(alone) − mean(alone)) − (ES(cost) − mean(cost))

where ES is the mean of the worst 1 in 20 years. Above zero, pooling makes its worst years less bad.
"""

from dataclasses import dataclass
from fractions import Fraction

from cronfa.foresight.simulating import Summary, Work, name
from cronfa.foresight.summaries import Distribution, nearest
from cronfa.foresight.tails import BAD, of_plan


@dataclass(frozen=True, slots=True)
class Gain:
    """One partner, or the fund as a whole, in the pool and alone. Pence."""

    partner: str
    alone_mean_pence: int
    alone_bad_pence: int
    """How much worse than its average its bad years are, alone."""
    pool_mean_pence: int
    pool_bad_pence: int
    alone_deviation_pence: int
    pool_deviation_pence: int

    @property
    def gain_pence(self) -> int:
        """What pooling takes off its bad years."""
        return self.alone_bad_pence - self.pool_bad_pence

    @property
    def subsidy_pence(self) -> int:
        """What it pays for others on average; below zero, what others pay for it."""
        return self.pool_mean_pence - self.alone_mean_pence


def gains(work: Work, summary: Summary, draft: int = 0) -> tuple[Gain, ...]:
    """Every partner's gain, in the agreement's order."""
    id_, _ = of_plan(work, draft)
    found = []
    for partner in work.partners:
        apart, pooled = summary.columns[name("alone", partner)], summary.columns[name("cost", id_, partner)]
        found.append(_gain(partner, apart, pooled))
    return tuple(found)


def _gain(partner: str, apart: Distribution, pooled: Distribution) -> Gain:
    return Gain(
        partner,
        apart.mean_pence,
        bad(apart),
        pooled.mean_pence,
        bad(pooled),
        apart.deviation_pence,
        pooled.deviation_pence,
    )


def bad(found: Distribution) -> int:
    """How much worse than their average the worst 1 in 20 years are."""
    return found.worst(BAD).mean_pence - found.mean_pence


@dataclass(frozen=True, slots=True)
class Saving:
    """Who gets what the fund saves: a partner's years in which it pays less than planned."""

    partner: str
    chance: Fraction
    mean_pence: int
    """What it pays less, in the years in which it pays less."""
    best_pence: int
    """What it pays less, on average, in its best 1 in 20 years; below zero if even then it pays more."""


def savings(work: Work, summary: Summary, draft: int = 0) -> tuple[Saving, ...]:
    """Every partner's share of good years."""
    id_, _ = of_plan(work, draft)
    found = []
    for partner in work.partners:
        bills = summary.columns[name("bill", id_, partner)]
        times = summary.counts[name("back", id_, partner)]
        less = -int(bills.sums[bills.keys < 0].sum())
        mean = nearest(Fraction(less, times)) if times else 0
        best = bills.anchor_pence - bills.best(BAD).mean_pence
        found.append(Saving(partner, Fraction(times, summary.runs), mean, best))
    return tuple(found)
