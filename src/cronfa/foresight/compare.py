"""Drafts side by side on the same years, and worries one by one: what changes for whom.

The same random years go through every draft and every shock, so that a difference is the rules' doing and no chance.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from cronfa.foresight.simulating import Summary, Work, name
from cronfa.foresight.summaries import adding_up, nearest
from cronfa.foresight.tails import HIGH, LOW


@dataclass(frozen=True, slots=True)
class Change:
    """What another draft changes in one partner's bill, year by year. Pence; above zero it pays more."""

    partner: str
    mean_pence: int
    error_pence: int
    """How far the mean may be off because only so many years were drawn (95 %)."""
    low_pence: int
    high_pence: int
    """Nine years in ten are between these two."""
    gains: Fraction
    loses: Fraction
    bad_year_pence: int
    """The change of its bad year."""


def changes(work: Work, summary: Summary, draft: int) -> tuple[Change, ...]:
    """What a draft changes against the first, for every partner."""
    first, other = work.drafts[0].id, work.drafts[draft].id
    found = []
    for partner in work.partners:
        change = summary.columns[name("change", other, partner)]
        bad = [summary.columns[name("bill", id_, partner)].quantile_pence(HIGH) for id_ in (first, other)]
        found.append(
            Change(
                partner,
                change.mean_pence,
                change.error_pence,
                change.quantile_pence(LOW),
                change.quantile_pence(HIGH),
                Fraction(summary.counts[name("gains", other, partner)], summary.runs),
                Fraction(summary.counts[name("loses", other, partner)], summary.runs),
                bad[1] - bad[0],
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """What one clause carries for one partner under two drafts, on average; pence."""

    partner: str
    scheme: str | None
    direction: str
    kind: str
    clause: str | None
    before_pence: int
    after_pence: int

    @property
    def change_pence(self) -> int:
        return self.after_pence - self.before_pence


def by_clause(work: Work, summary: Summary, draft: int) -> tuple[ClauseChange, ...]:
    """Where a partner gains and loses: every clause that carries another sum; the largest changes first.

    For each partner the changes add up to the change of its mean bill.
    """
    found = []
    for at, partner in enumerate(work.partners):
        sums: dict[_Clause, list[int]] = {}
        for which, number in enumerate((0, draft)):
            for key, total in _totals(work, summary, partner, number):
                sums.setdefault(key, [0, 0])[which] += total
        differing = {key: totals for key, totals in sums.items() if totals[0] != totals[1]}
        moved = [nearest(Fraction(after - before, summary.runs)) for before, after in differing.values()]
        exact = adding_up(changes(work, summary, draft)[at].mean_pence, moved)
        for (key, (before, _)), change in zip(differing.items(), exact, strict=True):
            pence = nearest(Fraction(before, summary.runs))
            found.append(ClauseChange(partner, *key, pence, pence + change))
    return tuple(sorted(found, key=lambda each: (work.partners.index(each.partner), -abs(each.change_pence))))


_Clause = tuple[str | None, str, str, str | None]
"""Scheme, direction, kind and clause: what is compared with what."""


def _totals(work: Work, summary: Summary, partner: str, draft: int) -> Iterator[tuple[_Clause, int]]:
    """The pence of every part over all runs."""
    parts = work.plans[draft].parts
    bills = summary.columns[name("bill", work.drafts[draft].id, partner)]
    for part, row in zip(parts, bills.parts, strict=False):
        yield (part.scheme, part.direction, _kind(part.kind, part.direction), part.clause), int(row.sum())


def _kind(kind: str, direction: str) -> str:
    """A contribution is compared with a contribution, whatever its rule."""
    return direction if direction == "contribution" else kind


@dataclass(frozen=True, slots=True)
class Tried:
    """What one worry does to one partner. Pence; above zero it pays more."""

    partner: str
    mean_pence: int
    """The change of its bill in an average year."""
    bad_year_pence: int
    """What a bad year adds to its budget once the worry has come true."""
    alone_pence: int
    """What the worry would cost it on average with no pool."""


def tried(work: Work, summary: Summary) -> Mapping[str, tuple[Tried, ...]]:
    """The grid: for every shock, what it does to every partner under the first draft and alone."""
    grid = {}
    for shock in work.shocks:
        row = []
        for partner in work.partners:
            shocked = summary.columns[name("shocked", shock.id, partner)]
            row.append(
                Tried(
                    partner,
                    summary.columns[name("shock", shock.id, partner)].mean_pence,
                    shocked.quantile_pence(HIGH) - shocked.anchor_pence,
                    summary.columns[name("apart", shock.id, partner)].mean_pence,
                )
            )
        grid[shock.id] = tuple(row)
    return grid
