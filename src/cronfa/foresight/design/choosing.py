"""Which of the candidates that were tried are worth the partners' time."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cronfa.foresight.design.brief import Brief, Constraint
from cronfa.foresight.design.search import Candidate

PROPOSALS = 5
"""As many as people can compare at a table."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate and what it is chosen for: the number of the measure on which it is the lowest, or none for balance."""

    candidate: Candidate
    best_on: int | None


@dataclass(frozen=True, slots=True)
class Binding:
    """A constraint that no candidate meets, or that the nearest one breaks."""

    constraint: Constraint
    excess: int
    alone: bool
    """Whether no candidate at all meets it, whatever the others say."""


def dominates(one: Candidate, other: Candidate) -> bool:
    """At least as low on every measure, and lower on one."""
    pairs = list(zip(one.values, other.values, strict=True))
    return all(mine <= yours for mine, yours in pairs) and any(mine < yours for mine, yours in pairs)


def front(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that no other dominates; of those with equal values the one that was tried first."""
    best: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda each: each.values):
        if not any(dominates(known, candidate) or known.values == candidate.values for known in best):
            best.append(candidate)
    return best


def choose(candidates: Sequence[Candidate], draft: Candidate, wanted: int = PROPOSALS) -> list[Chosen]:
    """The proposals, from what holds every constraint: first those that dominate the draft, if there are any.

    The most balanced comes first, then for each measure the one that is lowest on it.
    """
    holding = [candidate for candidate in candidates if candidate.holds]
    better = [candidate for candidate in holding if dominates(candidate, draft)]
    edge = front(better or holding)
    if not edge:
        return []
    chosen = [Chosen(balanced(edge), None)]
    for number in range(len(draft.values)):
        lowest = min(edge, key=lambda each: (each.values[number], _evenness(each, edge)))
        if all(lowest is not known.candidate for known in chosen):
            chosen.append(Chosen(lowest, number))
    return chosen[:wanted]


def balanced(edge: Sequence[Candidate]) -> Candidate:
    """The candidate that is, on its worst measure, nearest to the best that was found."""
    return min(edge, key=lambda each: (_evenness(each, edge), each.values))


def _evenness(candidate: Candidate, edge: Sequence[Candidate]) -> tuple[Fraction, Fraction]:
    """How far it is from the lowest value on its worst measure, and on all together, as parts of each measure's range."""
    parts = [Fraction(0)]
    for column, value in zip(zip(*(each.values for each in edge), strict=True), candidate.values, strict=True):
        low, high = min(column), max(column)
        parts.append(Fraction(value - low, high - low) if high > low else Fraction(0))
    return max(parts), sum(parts, Fraction(0))


def nearest(candidates: Sequence[Candidate], brief: Brief) -> Candidate:
    """The candidate that breaks the constraints least, each counted as a part of its limit."""

    def broken(candidate: Candidate) -> tuple[Fraction, tuple[int, ...]]:
        parts = [
            Fraction(excess, max(1, abs(constraint.limit)))
            for excess, constraint in zip(candidate.excesses, brief.constraints, strict=True)
        ]
        return sum(parts, Fraction(0)), candidate.values

    return min(candidates, key=broken)


def bindings(candidates: Sequence[Candidate], brief: Brief) -> list[Binding]:
    """Why nothing holds: the constraints that no candidate meets; if each is met by some, those that the nearest breaks."""
    least = [min(candidate.excesses[number] for candidate in candidates) for number in range(len(brief.constraints))]
    if any(least):
        return [
            Binding(constraint, excess, True)
            for constraint, excess in zip(brief.constraints, least, strict=True)
            if excess
        ]
    broken = nearest(candidates, brief)
    return [
        Binding(constraint, excess, False)
        for constraint, excess in zip(brief.constraints, broken.excesses, strict=True)
        if excess
    ]
