"""What a summary says about each partner: its bill, its bad years, and what they are made of.

A *bad year* is one that comes 1 time in 20: the bill that 95 % of years do not pass. The *expected shortfall* is the mean of
the worst 5 % of years. Its parts are Euler contributions: the mean of each part in those same years, so that they add up to
it (Tasche, *Risk contributions and performance measurement*, 1999).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from cronfa.foresight.anatomy import Anatomy, Part
from cronfa.foresight.simulating import Summary, Work, name
from cronfa.foresight.summaries import Distribution, Tail, adding_up
from cronfa.foresight.worlds import OTHER
from cronfa.language import Text

BAD = Fraction(1, 20)
LOW, MIDDLE, HIGH = Fraction(5, 100), Fraction(50, 100), Fraction(95, 100)
EXCEEDANCE_POINTS = 60


@dataclass(frozen=True, slots=True)
class Bill:
    """What a year may cost one partner. Everything but the chances is pence."""

    partner: str
    planned_pence: int
    """Its budget for the fund: its contributions when spend is as planned."""
    mean_pence: int
    error_pence: int
    """How far the mean may be off because only so many years were drawn (95 %)."""
    low_pence: int
    middle_pence: int
    high_pence: int
    shortfall_pence: int
    """The mean of the worst 1 in 20 years."""
    best_pence: int
    """The mean of the best 1 in 20 years."""
    over: Fraction
    """The chance that it pays more than planned."""
    back: Fraction
    """The chance that it pays less than planned."""
    tolerance_pence: int | None
    past_tolerance: Fraction | None
    """The chance that it pays more than planned by more than its tolerance."""

    @property
    def bad_year_pence(self) -> int:
        """What a bad year adds to its budget; below zero if even then it pays less."""
        return self.high_pence - self.planned_pence


@dataclass(frozen=True, slots=True)
class Share:
    """A part of something over all years, and in its bad years; pence."""

    id: str
    mean_pence: int
    bad_pence: int


def of_plan(work: Work, draft: int = 0) -> tuple[str, Anatomy]:
    """A draft's id and its anatomy."""
    return work.drafts[draft].id, work.plans[draft]


def bill(work: Work, summary: Summary, partner: str, draft: int = 0) -> Bill:
    """One partner's year under a draft."""
    id_, plan = of_plan(work, draft)
    found = summary.columns[name("bill", id_, partner)]
    tolerance = plan.terms.partners[partner].tolerance
    passed = summary.counts.get(name("tolerance", id_, partner))
    return Bill(
        partner,
        found.anchor_pence,
        found.mean_pence,
        found.error_pence,
        found.quantile_pence(LOW),
        found.quantile_pence(MIDDLE),
        found.quantile_pence(HIGH),
        found.worst(BAD).mean_pence,
        found.best(BAD).mean_pence,
        Fraction(summary.counts[name("over", id_, partner)], summary.runs),
        Fraction(summary.counts[name("back", id_, partner)], summary.runs),
        tolerance,
        None if passed is None else Fraction(passed, summary.runs),
    )


def bills(work: Work, summary: Summary, draft: int = 0) -> tuple[Bill, ...]:
    """Every partner's year, in the agreement's order."""
    return tuple(bill(work, summary, partner, draft) for partner in work.partners)


def by_part(work: Work, summary: Summary, partner: str, draft: int = 0) -> tuple[tuple[Part, int, int], ...]:
    """Every part of a partner's bill: its mean, and its mean in the partner's bad years; both add up to the bill's."""
    id_, plan = of_plan(work, draft)
    found = summary.columns[name("bill", id_, partner)]
    count, tail = len(plan.parts), found.worst(BAD)
    means = adding_up(found.mean_pence, found.part_means_pence[:count])
    bad = adding_up(tail.mean_pence, tail.parts_pence[:count])
    return tuple(zip(plan.parts, means, bad, strict=True))


def by_scheme(work: Work, summary: Summary, partner: str, draft: int = 0) -> tuple[Share, ...]:
    """What each scheme adds to a partner's budget, on average and in its bad years; what no scheme brought is ``fund``.

    The parts add up to the mean bill less the budget, and to the expected shortfall less the budget.
    """
    id_, plan = of_plan(work, draft)
    found = summary.columns[name("bill", id_, partner)]
    row = plan.partners.index(partner)
    here = slice(len(plan.parts), len(plan.parts) + len(plan.schemes) + 1)
    means = adding_up(found.mean_pence, found.part_means_pence[here])
    tail = found.worst(BAD)
    bad = adding_up(tail.mean_pence, tail.parts_pence[here])
    dues = [*(int(plan.dues[scheme][row]) for scheme in plan.schemes), 0]
    shares = [
        Share(scheme, mean - due, worst - due)
        for scheme, mean, worst, due in zip((*plan.schemes, "fund"), means, bad, dues, strict=True)
    ]
    return tuple(share for share in shares if share.mean_pence or share.bad_pence)


def by_cause(work: Work, summary: Summary, partner: str | None = None, draft: int = 0) -> tuple[Share, ...]:
    """What each cause brought to the fund's spend over its expectation: on average, and in the bad years.

    Bad years are a partner's own, or the fund's. The causes add up to what the fund spent over its expectation.
    """
    causes = list(work.world.causes)
    if partner is None:
        found = summary.columns[name("spend")]
        plan = work.plans[0]
        names, start, whole = [*work.drivers, OTHER], len(plan.schemes), True
    else:
        id_, plan = of_plan(work, draft)
        found = summary.columns[name("bill", id_, partner)]
        names, start, whole = list(work.drivers), len(plan.parts) + len(plan.schemes) + 1, False
    tail = found.worst(BAD)
    means, bad = found.part_means_pence[start:], tail.parts_pence[start:]
    if whole:
        means = adding_up(found.mean_pence - found.anchor_pence, means)
        bad = adding_up(tail.mean_pence - found.anchor_pence, bad)
    shares = [Share(id_, mean, worst) for id_, mean, worst in zip(names, means, bad, strict=True)]
    order = {cause: at for at, cause in enumerate(causes)}
    kept = (share for share in shares if share.mean_pence or share.bad_pence or share.id != OTHER)
    return tuple(sorted(kept, key=lambda share: (-share.bad_pence, order.get(share.id, len(order)))))


def fund_by_scheme(work: Work, summary: Summary) -> tuple[Share, ...]:
    """What each scheme spends, on average and in the fund's bad years; they add up to the fund's spend."""
    found = summary.columns[name("spend")]
    schemes = work.plans[0].schemes
    tail = found.worst(BAD)
    means = adding_up(found.mean_pence, found.part_means_pence[: len(schemes)])
    bad = adding_up(tail.mean_pence, tail.parts_pence[: len(schemes)])
    return tuple(Share(*each) for each in zip(schemes, means, bad, strict=True))


def fund_tail(summary: Summary) -> Tail:
    """The fund's bad years."""
    return summary.columns[name("spend")].worst(BAD)


def cause_name(work: Work, cause: str) -> Text:
    """A cause in words."""
    return work.world.causes.get(cause) or REST


REST = Text(en="everything else", cy="popeth arall")


def exceedance(found: Distribution) -> tuple[tuple[int, Fraction], ...]:
    """Points of the curve that says how likely it is to pass an amount: pence over the anchor, and the share of years."""
    points = []
    for at in range(EXCEEDANCE_POINTS + 1):
        share = Fraction(at, EXCEEDANCE_POINTS)
        pence = found.quantile_pence(min(max(share, Fraction(1, 1000)), Fraction(999, 1000)))
        points.append((pence - found.anchor_pence, 1 - min(max(share, Fraction(1, 1000)), Fraction(999, 1000))))
    return tuple(dict(points).items())


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is left to a board: how often, and how much when it happens."""

    chance: Fraction
    mean_pence: int
    """Over all years."""
    high_pence: int
    by_part: tuple[tuple[Part, Fraction, int], ...]
    """Each step that waits: how often, and its mean in the years in which it does."""


def waiting(work: Work, summary: Summary, draft: int = 0) -> Waiting:
    """When a decision is required under a draft."""
    id_, plan = of_plan(work, draft)
    found = summary.columns[name("waiting", id_)]
    totals = found.parts.sum(axis=1)
    steps = []
    for at, part in enumerate(plan.parts):
        times = summary.counts.get(name("waiting", id_, at), 0)
        if times:
            steps.append((part, Fraction(times, summary.runs), int(totals[at]) // times))
    chance = Fraction(summary.counts[name("waiting", id_)], summary.runs)
    return Waiting(chance, found.mean_pence, found.quantile_pence(HIGH), tuple(steps))


@dataclass(frozen=True, slots=True)
class Reserve:
    """What a reserve holds at the end of a year."""

    id: str
    opening_pence: int
    mean_pence: int
    low_pence: int
    empty: Fraction
    """The chance that nothing is left."""


def reserves(work: Work, summary: Summary, draft: int = 0) -> tuple[Reserve, ...]:
    """Every reserve of a draft."""
    id_, plan = of_plan(work, draft)
    found = {reserve: summary.columns[name("reserve", id_, reserve)] for reserve in plan.terms.reserves}
    return tuple(
        Reserve(
            reserve,
            closing.anchor_pence,
            closing.mean_pence,
            closing.quantile_pence(LOW),
            Fraction(summary.counts[name("empty", id_, reserve)], summary.runs),
        )
        for reserve, closing in found.items()
    )


def path(work: Work, summary: Summary) -> tuple[Distribution, ...]:
    """The fund's spend to date at the end of each part of the year; empty if the world knows only whole years."""
    found: list[Distribution] = []
    while name("path", len(found)) in summary.columns:
        found.append(summary.columns[name("path", len(found))])
    return tuple(found)


def planned_path(work: Work, parts: int) -> tuple[int, ...]:
    """The budget to date at the end of each part of the year."""
    plan = work.plans[0]
    months = [sum(column) for column in zip(*(plan.profile(scheme) for scheme in plan.schemes), strict=True)]
    so_far = [sum(months[: at + 1]) for at in range(len(months))]
    return tuple(so_far if parts == len(months) else (plan.budget_pence * (at + 1) // parts for at in range(parts)))


def clauses(work: Work, summary: Summary, draft: int = 0) -> Mapping[str, tuple[tuple[Part, int, int], ...]]:
    """For each partner, what every clause carried, without parts that never carry anything."""
    return {
        partner: tuple(each for each in by_part(work, summary, partner, draft) if each[1] or each[2])
        for partner in work.partners
    }
