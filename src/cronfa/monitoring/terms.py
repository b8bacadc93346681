"""What monitoring must know of the agreement: budgets, profiles, shares by partner, thresholds. Plain numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from cronfa.agreement.clauses import Terms
from cronfa.attribution.from_agreement import contribution_weights
from cronfa.calendars import Year
from cronfa.money import spread
from cronfa.monitoring import codes
from cronfa.problems import stop
from cronfa.settlement.terms import month_weights

EQUAL = (1,) * 12
Moved = Mapping[str, Sequence[tuple[int, int]]]
"""Virements by scheme: the month of the year from which on, and pence in or out."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a forecast overspend is watched and when it is over, as parts of the budget; strictly above counts."""

    watch: Fraction = Fraction(1, 100)
    over: Fraction = Fraction(2, 100)
    commentary_over_pence: int | None = None


@dataclass(frozen=True, slots=True)
class SchemeTerms:
    """One scheme in one year. ``profile`` is twelve weights; ``partner_weights`` are the contribution shares.

    ``budget_pence`` is ``None`` where the agreement gives the scheme no budget for the year. ``moved`` holds virements: the
    month of the year (1 to 12) from which each counts, and pence moved in (above zero) or out. What is only ``in_view`` is
    reported beside the fund and is no part of it (C13).
    """

    budget_pence: int | None
    profile: tuple[int, ...] = EQUAL
    partner_weights: tuple[int, ...] = ()
    moved: tuple[tuple[int, int], ...] = ()
    in_view: bool = False

    def __post_init__(self) -> None:
        assert len(self.profile) == 12 and any(self.profile) and min(self.profile) >= 0, "a profile is twelve weights"

    def budget_at(self, month: int) -> int | None:
        """The year's budget as it stands at the end of a month: as agreed, and what has been moved until then."""
        moved = [pence for since, pence in self.moved if since <= month]
        return self.budget_pence if not moved else (self.budget_pence or 0) + sum(moved)

    def by_month(self, month: int) -> tuple[int, ...]:
        """The twelve months of that budget: as agreed by the profile; what was moved, over the months from then on."""
        parts = [spread(self.budget_pence or 0, self.profile)]
        for since, pence in self.moved:
            if since <= month:
                rest = (0,) * (since - 1) + self.profile[since - 1 :]
                parts.append(spread(pence, rest if any(rest) else (0,) * (since - 1) + (1,) + (0,) * (12 - since)))
        return tuple(map(sum, zip(*parts, strict=True)))

    def budget_to_date(self, month: int) -> int:
        """The budget of the year's first months; nothing where there is no budget."""
        return sum(self.by_month(month)[:month])


@dataclass(frozen=True, slots=True)
class MonitoringTerms:
    """All that monitoring needs for one year of one fund; schemes and partners in the agreement's order."""

    year: Year
    partners: tuple[str, ...]
    schemes: Mapping[str, SchemeTerms]
    thresholds: Thresholds = field(default_factory=Thresholds)


def terms_of(
    terms: Terms,
    year: str,
    *,
    last_year: Mapping[str, Sequence[int]] | None = None,
    partners: tuple[str, ...] = (),
    moved: Moved | None = None,
) -> MonitoringTerms:
    """The agreement's terms for monitoring a year, with the virements of the year where they are given.

    ``last_year`` gives twelve months of pence by scheme; a scheme named there follows last year's pattern in place of
    its own profile. ``partners`` may add those of other versions of the agreement.
    """
    names = partners or terms.partner_ids
    schemes = {
        name: SchemeTerms(
            budget_pence=scheme.budget.for_year(year),
            profile=last_years_pattern(last_year[name])
            if last_year and name in last_year
            else month_weights(terms, name, year),
            partner_weights=contribution_weights(scheme, year, names),
            moved=tuple((moved or {}).get(name, ())),
            in_view=scheme.form == "in view",
        )
        for name, scheme in terms.schemes.items()
    }
    rag = terms.rag
    return MonitoringTerms(Year(year), names, schemes, Thresholds(rag.watch, rag.over, rag.commentary_over))


def last_years_pattern(months_pence: Sequence[int]) -> tuple[int, ...]:
    """Last year's months as weights; a month that came to less than nothing counts as nothing.

    Raises:
        Problems: there are not twelve months, or none had spend.
    """
    weights = tuple(max(pence, 0) for pence in months_pence)
    if len(weights) != 12 or not any(weights):
        stop(codes.NO_PATTERN)
    return weights
