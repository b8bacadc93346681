"""Many possible years under one or more drafts of an agreement, streamed: a plan of blocks, each summed up by itself.

Enter by :func:`simulate`. :class:`Work` is everything that decides the result and goes to other processes as it is.
``work.block(n)`` is a pure function; the summaries of blocks are merged in their order, and would give the same bits in any.
Who works through the blocks (:mod:`cronfa.foresight.engines`) changes nothing but the time.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import numpy as np

from cronfa.agreement.clauses import Terms
from cronfa.foresight import checkpoints, codes
from cronfa.foresight.anatomy import Anatomy, anatomy, fundings, part_tables, scheme_tables, waiting_table
from cronfa.foresight.shocked import ShockedWorld, Short, laid_over, shortfalls
from cronfa.foresight.shocks import Leaves, Shock
from cronfa.foresight.summaries import Distribution
from cronfa.foresight.worlds import OTHER, World, Years
from cronfa.language import Text
from cronfa.problems import stop
from cronfa.settlement import vector
from cronfa.settlement.arrays import Column, Table, signed_split
from cronfa.settlement.scenarios import Scenarios

BLOCK = 4096
"""Runs in a block. Part of what decides nothing: any cut gives the same result."""
LEAST_RUNS, MOST_RUNS = 100, 100_000_000
CHECKPOINTS = 100
"""At most about so many are written: what is lost by an interruption is a hundredth of the work, or a block."""
NAMED = Text(en="{title} ({name})", cy="{title} ({name})")


@dataclass(frozen=True, slots=True)
class Draft:
    """One version of an agreement that is tried."""

    id: str
    title: Text
    terms: Terms
    sha256: str
    """Of its file."""


def told_apart(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts, those with one title between them by their names too: a copy that was changed keeps its title."""
    titles = Counter(draft.title for draft in drafts)
    ids = Counter(draft.id for draft in drafts)
    apart = []
    for at, draft in enumerate(drafts, start=1):
        name = draft.id if ids[draft.id] == 1 else f"{draft.id}, {at}"
        alone = titles[draft.title] == 1
        apart.append(draft if alone else replace(draft, title=NAMED.filled(title=draft.title, name=name)))
    return tuple(apart)


@dataclass(frozen=True, slots=True)
class Summary:
    """What is kept of some runs: counts, and distributions by name (:func:`name`)."""

    runs: int
    counts: Mapping[str, int]
    columns: Mapping[str, Distribution]

    def merged(self, other: "Summary") -> "Summary":
        counts = {key: self.counts.get(key, 0) + other.counts.get(key, 0) for key in {**self.counts, **other.counts}}
        columns = {key: column.merged(other.columns[key]) for key, column in self.columns.items()}
        return Summary(self.runs + other.runs, counts, columns)


def name(*parts: object) -> str:
    """The name of a number: ``bill/draft/partner`` and the like."""
    return "/".join(str(part) for part in parts)


@dataclass(frozen=True, slots=True)
class Work:
    """All that a simulation is: drafts, a world, shocks to try, and how many runs."""

    drafts: tuple[Draft, ...]
    world: World
    runs: int
    shocks: tuple[Shock, ...] = ()
    """Each is tried by itself, as certain, under the first draft and with no pool."""
    plans: tuple[Anatomy, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, drafts: Sequence[Draft], world: World, runs: int, shocks: Sequence[Shock] = ()) -> "Work":
        """The work, once it is sure that it can be done.

        Raises:
            Problems: impossible runs, drafts between different partners, or a draft without sums for the year.
        """
        check_runs(runs)
        plans = tuple(anatomy(draft.terms, world.year) for draft in drafts)
        for draft, plan in zip(drafts, plans, strict=True):
            if plan.partners != plans[0].partners:
                stop(
                    codes.DRAFT_OTHER_PARTNERS, first=drafts[0].id, other=draft.id,
                    theirs=", ".join(plans[0].partners), others=", ".join(plan.partners),
                )  # fmt: skip
        return cls(told_apart(drafts), world, runs, tuple(shocks), plans)

    @property
    def partners(self) -> tuple[str, ...]:
        return self.plans[0].partners

    @property
    def drivers(self) -> tuple[str, ...]:
        """The causes of spend that the world names, in its order."""
        return tuple(cause for cause in self.world.causes if cause != OTHER)

    @property
    def blocks(self) -> int:
        return -(-self.runs // BLOCK)

    @property
    def ends(self) -> tuple[int, ...]:
        """All its blocks belong together."""
        return (self.blocks,)

    @property
    def identity(self) -> dict[str, str]:
        """What must be the same for a checkpoint to be gone on with."""
        return {
            "agreement": " ".join(draft.sha256 for draft in self.drafts),
            "world": sha256(self.world.fingerprint.encode()).hexdigest(),
            "shocks": sha256(repr(self.shocks).encode()).hexdigest(),
            "year": self.world.year,
            "seed": str(self.world.seed),
            "runs": str(self.runs),
        }

    def block(self, index: int) -> Summary:
        """The summary of one block of runs; the same whoever asks, whenever."""
        first = index * BLOCK
        years = self.world.years(first, min(BLOCK, self.runs - first))
        counts: dict[str, int] = {}
        columns = dict(_of_the_fund(self, years))
        settled = [
            _Settled(draft, plan, years, lines=True) for draft, plan in zip(self.drafts, self.plans, strict=True)
        ]
        for draft in settled:
            columns.update(draft.columns(_named(self.drivers, years)))
            counts.update(draft.counts())
        for draft in settled[1:]:
            columns.update(_against(draft, settled[0]))
            counts.update(_gainers(draft, settled[0]))
        for shock in self.shocks:
            columns.update(_tried(self, shock, years, settled[0]))
        return Summary(years.count, counts, columns)


def simulate(
    work: Work,
    engine: "Engine",
    *,
    checkpoint: Path | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Summary:
    """Every block, by an engine. With a checkpoint, work that was interrupted goes on where it stopped.

    Raises:
        Problems: the checkpoint is of another simulation, or cannot be read.
    """
    done, summary = checkpoints.load(checkpoint, work.identity) if checkpoint else (0, None)
    each = max(1, work.blocks // CHECKPOINTS)
    progress(min(done * BLOCK, work.runs), work.runs)
    for part in engine(work, range(done, work.blocks)):
        summary = part if summary is None else summary.merged(part)
        before, done = done, done + -(-part.runs // BLOCK)
        progress(min(done * BLOCK, work.runs), work.runs)
        if checkpoint and done < work.blocks and done // each > before // each:
            checkpoints.save(checkpoint, work.identity, done, summary)
    assert summary is not None and summary.runs == work.runs, "every run counts once"
    if checkpoint:
        checkpoint.unlink(missing_ok=True)
    return summary


class Blocks(Protocol):
    """Work that is cut into blocks, each of which can be done by itself, whoever does it: one fund's runs, or many funds'."""

    @property
    def ends(self) -> tuple[int, ...]:
        """The numbers of blocks before which something is whole: a summary of several blocks may not reach over one."""

    def block(self, index: int) -> Summary: ...


class Engine(Protocol):
    """Works through blocks, and gives summaries of one of them or of several in a row, in the order asked for."""

    def __call__(self, work: Blocks, blocks: Sequence[int]) -> Iterator[Summary]: ...


class _Settled:
    """One block settled under one draft."""

    def __init__(self, draft: Draft, plan: Anatomy, years: Years, *, lines: bool, short: Short | None = None) -> None:
        self.draft, self.plan = draft, plan
        self.scenarios = _fitting(years.scenarios, plan, short or {})
        self.results = vector.settle(draft.terms, self.scenarios, lines=lines)
        self.bills = self.results.due_pence + self.results.borne_pence
        for row, pence in _unpaid(short or {}).items():
            self.bills[row] -= pence

    @property
    def costs(self) -> Table:
        """Bills, and each partner's part of what is still to come: reserves drawn, deficits carried, what waits, loans."""
        plan, results = self.plan, self.results
        later = results.undecided_pence - results.carried_pence + results.lent_pence.sum(axis=0)
        costs = self.bills + signed_split(later, plan.weights)
        for reserve, closing in results.reserves_pence.items():
            opening = self.scenarios.reserves.get(reserve, plan.terms.reserves[reserve].opening)
            costs = costs + signed_split(np.asarray(opening - closing, np.int64), plan.reserve_weights[reserve])
        return np.asarray(costs, np.int64)

    def columns(self, causes: Table) -> Iterator[tuple[str, Distribution]]:
        """Bills with their parts and causes, costs, reserves, and what waits."""
        plan, results, id_ = self.plan, self.results, self.draft.id
        funded = fundings(plan, self.scenarios)
        tables = part_tables(plan, results, funded, self.scenarios.count)
        by_scheme = scheme_tables(plan, tables, self.scenarios, funded)
        costs, planned = self.costs, plan.planned_pence
        for row, partner in enumerate(plan.partners):
            parts = np.concatenate([tables[row], by_scheme[row], causes])
            assert (tables[row].sum(axis=0) == self.bills[row]).all(), "the parts of a bill add up to it"
            yield name("bill", id_, partner), Distribution.of(self.bills[row], planned[row], parts)
            yield name("cost", id_, partner), Distribution.of(costs[row], planned[row])
        for reserve, closing in results.reserves_pence.items():
            yield name("reserve", id_, reserve), Distribution.of(closing, plan.terms.reserves[reserve].opening)
        waiting = waiting_table(plan, results, self.scenarios.count)
        yield name("waiting", id_), Distribution.of(results.undecided_pence, 0, waiting)

    def counts(self) -> Iterator[tuple[str, int]]:
        plan, results, id_ = self.plan, self.results, self.draft.id
        for row, partner in enumerate(plan.partners):
            over = self.bills[row] - plan.planned_pence[row]
            yield name("over", id_, partner), int((over > 0).sum())
            yield name("back", id_, partner), int((over < 0).sum())
            tolerance = plan.terms.partners[partner].tolerance
            if tolerance is not None:
                yield name("tolerance", id_, partner), int((over > tolerance).sum())
        for reserve, closing in results.reserves_pence.items():
            yield name("empty", id_, reserve), int((closing <= 0).sum())
        yield name("waiting", id_), int((results.undecided_pence != 0).sum())
        for at, waits in enumerate(waiting_table(plan, results, self.scenarios.count)):
            if plan.parts[at].kind == "decide":
                yield name("waiting", id_, at), int((waits != 0).sum())


def _fitting(scenarios: Scenarios, plan: Anatomy, short: Short) -> Scenarios:
    """The schemes that a draft has; what is not paid in makes a scheme short, on the side of who does not pay."""
    spend = {scheme: table for scheme, table in scenarios.spend.items() if scheme in plan.terms.schemes}
    for scheme, rows in short.items():
        table = spend[scheme].copy() if scheme in spend else np.zeros((len(plan.partners), scenarios.count), np.int64)
        for row, pence in rows.items():
            table[row if table.ndim == 2 else ...] += pence
        spend[scheme] = table
    causes = {scheme: by for scheme, by in scenarios.causes.items() if scheme in plan.terms.schemes}
    return Scenarios(
        scenarios.year, scenarios.count, spend, scenarios.measures, causes, scenarios.uncommitted, scenarios.reserves,
        scenarios.decisions, scenarios.months, scenarios.brought_forward,
    )  # fmt: skip


def _unpaid(short: Short) -> dict[int, int]:
    unpaid: dict[int, int] = {}
    for rows in short.values():
        for row, pence in rows.items():
            unpaid[row] = unpaid.get(row, 0) + pence
    return unpaid


def _of_the_fund(work: Work, years: Years) -> Iterator[tuple[str, Distribution]]:
    """Spend, by scheme and cause; the year's path; and what each partner would bear without a pool."""
    plan, expected = work.plans[0], work.world.expected_pence
    totals = [_total(years.scenarios.spend.get(scheme), years.count) for scheme in plan.schemes]
    by_scheme = np.array(totals, np.int64).reshape(len(totals), years.count)
    spent: Column = by_scheme.sum(axis=0)
    causes = _named(work.drivers, years)
    rest = spent - expected - causes.sum(axis=0)
    parts = np.concatenate([by_scheme, causes, rest[None, :]])
    yield name("spend"), Distribution.of(spent, expected, parts)
    if years.path is not None:
        for part, so_far in enumerate(np.cumsum(years.path, axis=0)):
            yield name("path", part), Distribution.of(so_far, expected * (part + 1) // len(years.path))
    for row, partner in enumerate(work.partners):
        yield name("alone", partner), Distribution.of(alone(plan, years)[row], plan.planned_pence[row])


def _named(causes: Sequence[str], years: Years) -> Table:
    """What each cause brought in every run; a cause that a block does not mention brought nothing."""
    nothing = np.zeros(years.count, np.int64)
    return np.array([years.drivers.get(cause, nothing) for cause in causes], np.int64).reshape(len(causes), years.count)


def _total(spend: Table | None, count: int) -> Column:
    if spend is None:
        return np.zeros(count, np.int64)
    return spend if spend.ndim == 1 else spend.sum(axis=0)


def alone(plan: Anatomy, years: Years) -> Table:
    """What each partner would bear with no pool: its own responsibilities, and no share of anybody else's."""
    table = np.zeros((len(plan.partners), years.count), np.int64)
    for scheme in plan.schemes:
        spend = years.scenarios.spend.get(scheme)
        if spend is not None:
            table += spend if spend.ndim == 2 else signed_split(spend, plan.rows[scheme])
    return table


def _against(draft: _Settled, first: _Settled) -> Iterator[tuple[str, Distribution]]:
    """What a draft changes in every partner's bill, run by run."""
    for row, partner in enumerate(draft.plan.partners):
        yield name("change", draft.draft.id, partner), Distribution.of(draft.bills[row] - first.bills[row])


def _gainers(draft: _Settled, first: _Settled) -> Iterator[tuple[str, int]]:
    for row, partner in enumerate(draft.plan.partners):
        change = draft.bills[row] - first.bills[row]
        yield name("gains", draft.draft.id, partner), int((change < 0).sum())
        yield name("loses", draft.draft.id, partner), int((change > 0).sum())


def _tried(work: Work, shock: Shock, years: Years, before: _Settled) -> Iterator[tuple[str, Distribution]]:
    """What one shock does to every partner, under the first draft and with no pool, on the same years."""
    world = work.world.shocked((shock,))
    plain = isinstance(world, ShockedWorld) and world.base is work.world
    after = laid_over(years, shock, work.partners) if plain else world.years(years.first, years.count)
    short = shortfalls(shock, before.plan.dues, work.partners)
    settled = _Settled(before.draft, before.plan, after, lines=False, short=short)
    apart = alone(before.plan, _without_leaving(work, shock, years, after)) - alone(before.plan, years)
    for row, partner in enumerate(work.partners):
        planned = before.plan.planned_pence[row]
        yield name("shocked", shock.id, partner), Distribution.of(settled.bills[row], planned)
        yield name("shock", shock.id, partner), Distribution.of(settled.bills[row] - before.bills[row])
        yield name("apart", shock.id, partner), Distribution.of(apart[row])


def _without_leaving(work: Work, shock: Shock, years: Years, after: Years) -> Years:
    """Alone, there is nobody to leave: a partner goes on bearing its own people."""
    stays = tuple(effect for effect in shock.effects if not isinstance(effect, Leaves))
    return after if stays == shock.effects else laid_over(years, replace(shock, effects=stays), work.partners)


def needed_bytes(work: Work, workers: int = 1) -> int:
    """About how much memory the work needs at most; a guess from the sizes of its tables, made before anything is drawn."""
    plan = work.plans[0]
    partners, kept = len(work.partners), min(work.runs, 100_000)
    columns = 20 + partners * (2 * len(work.drafts) + 2 + 3 * len(work.shocks))
    buckets = min(work.runs, 12_000)
    rows = sum(len(each.parts) + len(each.schemes) + len(work.world.causes) for each in work.plans)
    parts = rows * partners * buckets
    block = BLOCK * partners * (4 * len(plan.schemes) + 3 * sum(len(each.parts) for each in work.plans))
    return 8 * (3 * columns * (kept + 2 * buckets) + 4 * parts + workers * block)


def check_runs(runs: int) -> None:
    """Can so many runs answer?

    Raises:
        Problems: too few to show a bad year, or too many to be counted.
    """
    if not LEAST_RUNS <= runs <= MOST_RUNS:
        stop(codes.RUNS_OUT_OF_RANGE, runs=f"{runs:,}", least=f"{LEAST_RUNS:,}", most=f"{MOST_RUNS:,}")


def check_fits(needed: int, free: int) -> None:
    """Before any long work: would it fit in memory? Both in bytes.

    Raises:
        Problems: it would not.
    """
    if needed > free:
        stop(codes.WOULD_NOT_FIT, needed=f"{needed // 10**6:,}", free=f"{free // 10**6:,}")
