"""The tables of a report of possible years: each from what the foresight room knows of one simulation."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cronfa.foresight import compare, gains, tails
from cronfa.foresight.anatomy import Part
from cronfa.foresight.simulating import Summary, Work, name
from cronfa.foresight.worlds import OTHER
from cronfa.language import Text, same
from cronfa.reporting import phrases, simulation_words as said, words
from cronfa.reporting.model import Table
from cronfa.reporting.plain_tables import Rows, money, other, table

NARROW_PARTNERS = 6
"""Up to so many partners stand side by side; more stand one beneath another."""
_CURVE = tuple(Fraction(share, 100) for share in (95, 75, 50, 25, 10, 5, 1))


@dataclass(frozen=True, slots=True)
class Seen:
    """One simulation: what was asked and what came of it."""

    work: Work
    summary: Summary

    @property
    def partners(self) -> tuple[str, ...]:
        return self.work.partners

    def partner(self, id_: str) -> Text:
        return self.work.plans[0].terms.name(id_)

    def scheme(self, id_: str | None) -> Text:
        return said.SHARED_BY_ALL if id_ in (None, "fund") else self.work.plans[0].terms.scheme_title(str(id_))


def bills(seen: Seen) -> Table:
    """Each partner's year: budget, average, good and bad years, chances."""
    every = tails.bills(seen.work, seen.summary)
    tolerated = any(each.tolerance_pence is not None for each in every)
    columns = [
        other("partner", phrases.PARTNER), money("planned", said.PLANNED), money("mean", said.MEAN),
        money("good", said.GOOD_YEAR), money("middle", said.MIDDLE_YEAR), money("bad", said.BAD_YEAR),
        money("shortfall", said.SHORTFALL), other("over", said.CHANCE_OVER, "percent"),
    ]  # fmt: skip
    columns += [other("tolerance", said.CHANCE_TOLERANCE, "percent")] if tolerated else []
    rows: Rows = [
        (each.partner, (seen.partner(each.partner), each.planned_pence, each.mean_pence, each.low_pence, each.middle_pence,
                        each.high_pence, each.shortfall_pence, each.over, each.past_tolerance)[: len(columns)])
        for each in every
    ]  # fmt: skip
    error = said.about(max(each.error_pence for each in every))
    return table("bills", said.BILLS, columns, rows, said.REST, note=said.BILLS_NOTE.filled(error=error))


def curve(seen: Seen) -> Table:
    """The exceedance curve as a table."""
    columns = (other("chance", said.CHANCE), *(money(each, seen.partner(each)) for each in seen.partners))
    found = [seen.summary.columns[name("bill", seen.work.drafts[0].id, each)] for each in seen.partners]
    rows: Rows = [
        (
            str(share),
            (same(words.percent(share)), *(each.quantile_pence(1 - share) - each.anchor_pence for each in found)),
        )
        for share in _CURVE
    ]
    return table("curve", said.EXCEEDANCE_TABLE, columns, rows, said.REST)


def through(seen: Seen, parts: Sequence[Text]) -> Table:
    """The fan as a table."""
    columns = (
        other("part", said.MONTH), money("budget", said.BUDGET_TO_DATE), money("low", said.LOW_5),
        money("low25", said.LOW_25), money("middle", said.MIDDLE), money("high75", said.HIGH_75),
        money("high", said.HIGH_95),
    )  # fmt: skip
    path = tails.path(seen.work, seen.summary)
    budget = tails.planned_path(seen.work, len(path))
    shares = [Fraction(each, 100) for each in (5, 25, 50, 75, 95)]
    rows: Rows = [
        (f"part{at}", (parts[at], budget[at], *(each.quantile_pence(share) for share in shares)))
        for at, each in enumerate(path)
    ]
    return table("path", said.FAN, columns, rows, said.REST)


def tail_schemes(seen: Seen) -> Table:
    """What each scheme adds in each partner's bad years; adds up to its expected shortfall less its budget."""
    found = {
        each: {s.id: s.bad_pence for s in tails.by_scheme(seen.work, seen.summary, each)} for each in seen.partners
    }
    schemes = [*seen.work.plans[0].schemes, "fund"]
    shown = [scheme for scheme in schemes if any(scheme in by for by in found.values())]
    columns = (other("scheme", phrases.SCHEME), *(money(each, seen.partner(each), adds=True) for each in seen.partners))
    rows: Rows = [
        (scheme, (seen.scheme(scheme), *(found[each].get(scheme, 0) for each in seen.partners))) for scheme in shown
    ]
    return table("tail", said.TAIL_SCHEMES, columns, rows, said.REST, note=said.TAIL_NOTE, total=True)


def causes(seen: Seen) -> Table:
    """What was happening in the bad years: causes of the fund's overspend, in the fund's and in each partner's."""
    fund = tails.by_cause(seen.work, seen.summary)
    by_partner = {
        each: {s.id: s.bad_pence for s in tails.by_cause(seen.work, seen.summary, each)} for each in seen.partners
    }
    whole = all(share.id != OTHER for share in fund)
    columns = (
        other("cause", said.CAUSE), money("fund", said.IN_FUND, adds=True),
        *(
            money(each, said.IN_PARTNER.filled(partner=seen.partner(each)), adds=whole)
            for each in seen.partners[:NARROW_PARTNERS]
        ),
    )  # fmt: skip
    rows: Rows = [
        (
            share.id,
            (
                tails.cause_name(seen.work, share.id),
                share.bad_pence,
                *(
                    None if share.id == OTHER else by_partner[each].get(share.id)
                    for each in seen.partners[:NARROW_PARTNERS]
                ),
            ),
        )
        for share in fund
    ]
    return table(
        "causes",
        said.CAUSES,
        columns,
        rows,
        said.REST,
        note=said.CAUSES_NOTE if whole else said.CAUSES_PART_NOTE,
        total=True,
    )


def clauses(seen: Seen, *, bad: bool) -> Table:
    """What every clause carries for every partner, in an average year or in its own bad years."""
    every = {each: tails.by_part(seen.work, seen.summary, each) for each in seen.partners}
    columns = (
        other("clause", phrases.CLAUSE), other("what", phrases.STEP), other("scheme", phrases.SCHEME),
        *(money(each, seen.partner(each), adds=True) for each in seen.partners),
    )  # fmt: skip
    rows: Rows = []
    for at, part in enumerate(seen.work.plans[0].parts):
        found = [every[each][at] for each in seen.partners]
        amounts = [worst if bad else mean for _, mean, worst in found]
        if any(amounts):
            rows.append((f"part{at}", (words.clause(part.clause), step(part), seen.scheme(part.scheme), *amounts)))
    id_, title = ("clauses-bad", said.CLAUSES_BAD) if bad else ("clauses", said.CLAUSES_MEAN)
    return table(id_, title, columns, rows, said.REST, total=True)


def step(part: Part) -> Text:
    """``overspend, step 2: shared``; a contribution by its rule."""
    if part.direction == "contribution":
        return phrases.DIRECTIONS["contribution"]
    done = phrases.STEPS.get(part.kind, same(part.kind))
    direction = phrases.DIRECTIONS.get(part.direction, same(part.direction))
    return Text(en="{direction}, step {step}: {done}", cy="{direction}, cam {step}: {done}").filled(
        direction=direction, step=part.step, done=done
    )


def reserves(seen: Seen) -> Table:
    columns = (
        other("reserve", phrases.RESERVE), money("opening", said.OPENING), money("mean", said.CLOSES_MEAN),
        money("low", said.CLOSES_LOW), other("empty", said.RUNS_OUT, "percent"),
    )  # fmt: skip
    rows: Rows = [
        (each.id, (reserve_name(seen, each.id), each.opening_pence, each.mean_pence, each.low_pence, each.empty))
        for each in tails.reserves(seen.work, seen.summary)
    ]
    return table("reserves", said.RESERVES, columns, rows, said.NO_RESERVES)


def reserve_name(seen: Seen, id_: str) -> Text:
    reserve = seen.work.plans[0].terms.reserves[id_]
    return reserve.name or same(id_)


def decisions(seen: Seen) -> Table:
    columns = (
        other("clause", phrases.CLAUSE), other("scheme", phrases.SCHEME), other("often", said.HOW_OFTEN, "percent"),
        money("mean", said.MEAN_WHEN),
    )  # fmt: skip
    rows: Rows = [
        (f"step{at}", (words.clause(part.clause), seen.scheme(part.scheme), often, mean))
        for at, (part, often, mean) in enumerate(tails.waiting(seen.work, seen.summary).by_part)
    ]
    return table("decisions", said.DECISIONS, columns, rows, said.NO_STEPS_WAIT)


def worries(seen: Seen) -> Table:
    """The grid: what each worry adds for each partner, under the agreement and alone."""
    grid = compare.tried(seen.work, seen.summary)
    columns = [other("worry", said.WORRY), other("whose", said.WHOSE)]
    for each in seen.partners:
        columns.append(money(f"{each}-pool", said.IN_POOL.filled(partner=seen.partner(each))))
        columns.append(money(f"{each}-alone", said.ALONE.filled(partner=seen.partner(each))))
    rows: Rows = []
    for shock in seen.work.shocks:
        sums = [pence for each in grid[shock.id] for pence in (each.mean_pence, each.alone_pence)]
        rows.append((shock.id, (shock.name, seen.partner(shock.whose) if shock.whose else None, *sums)))
    return table("worries", said.WORRIES, columns, rows, said.NO_WORRIES, note=said.WORRIES_NOTE)


def worries_bad(seen: Seen) -> Table:
    grid = compare.tried(seen.work, seen.summary)
    columns = (other("worry", said.WORRY), *(money(each, seen.partner(each)) for each in seen.partners))
    rows: Rows = [
        (shock.id, (shock.name, *(each.bad_year_pence for each in grid[shock.id]))) for shock in seen.work.shocks
    ]
    return table("worries-bad", said.WORRIES_BAD, columns, rows, said.NO_WORRIES)


def pooling(seen: Seen) -> Table:
    columns = (
        other("partner", phrases.PARTNER), money("alone", said.ALONE_MEAN, adds=True), money("pool", said.POOL_MEAN, adds=True),
        money("subsidy", said.SUBSIDY, adds=True), money("alone-bad", said.ALONE_BAD, adds=True),
        money("pool-bad", said.POOL_BAD, adds=True), money("gain", said.GAIN, adds=True),
    )  # fmt: skip
    rows: Rows = [
        (each.partner, (seen.partner(each.partner), each.alone_mean_pence, each.pool_mean_pence, each.subsidy_pence,
                        each.alone_bad_pence, each.pool_bad_pence, each.gain_pence))
        for each in gains.gains(seen.work, seen.summary)
    ]  # fmt: skip
    return table("pooling", said.POOLING, columns, rows, said.REST, note=said.POOLING_NOTE, total=True)


def savings(seen: Seen) -> Table:
    columns = (
        other("partner", phrases.PARTNER), other("chance", said.CHANCE_BACK, "percent"), money("mean", said.MEAN_BACK),
        money("best", said.BEST_BACK),
    )  # fmt: skip
    rows: Rows = [
        (each.partner, (seen.partner(each.partner), each.chance, each.mean_pence, each.best_pence))
        for each in gains.savings(seen.work, seen.summary)
    ]
    return table("savings", said.SAVINGS, columns, rows, said.REST)


def draft_changes(seen: Seen) -> Table:
    """What every further draft changes against the first."""
    columns = (
        other("draft", said.DRAFT), other("partner", phrases.PARTNER), money("mean", said.CHANGE_MEAN),
        money("low", said.CHANGE_LOW), money("high", said.CHANGE_HIGH), other("gains", said.GAINS_IN, "percent"),
        other("loses", said.LOSES, "percent"), money("bad", said.CHANGE_BAD),
    )  # fmt: skip
    rows: Rows = [
        (f"{draft.id}.{each.partner}", (draft.title, seen.partner(each.partner), each.mean_pence, each.low_pence,
                                        each.high_pence, each.gains, each.loses, each.bad_year_pence))
        for number, draft in enumerate(seen.work.drafts[1:], start=1)
        for each in compare.changes(seen.work, seen.summary, number)
    ]  # fmt: skip
    note = said.DRAFTS_NOTE.filled(first=seen.work.drafts[0].title)
    return table("drafts", said.DRAFTS, columns, rows, said.SAME_DRAFTS, note=note)


def draft_clauses(seen: Seen, number: int) -> Table:
    """Where one draft changes what a partner pays, clause by clause."""
    first, draft = seen.work.drafts[0], seen.work.drafts[number]
    columns = (
        other("partner", phrases.PARTNER), other("clause", phrases.CLAUSE), other("scheme", phrases.SCHEME),
        other("what", phrases.STEP), money("before", said.BEFORE.filled(first=first.title)),
        money("after", said.AFTER.filled(other=draft.title)), money("change", said.CHANGE),
    )  # fmt: skip
    rows: Rows = [
        (f"{each.partner}.{at}", (seen.partner(each.partner), words.clause(each.clause), seen.scheme(each.scheme),
                                  direction_of(each), each.before_pence, each.after_pence, each.change_pence))
        for at, each in enumerate(compare.by_clause(seen.work, seen.summary, number))
    ]  # fmt: skip
    title = same(f"{said.DRAFT_CLAUSES.en}: {draft.title.en}")
    title = Text(en=title.en, cy=f"{said.DRAFT_CLAUSES.cy}: {draft.title.cy}")
    return table(f"draft-clauses-{number}", title, columns, rows, said.SAME_DRAFTS)


def direction_of(change: compare.ClauseChange) -> Text:
    """``overspend: shared``; a contribution is called just that."""
    if change.direction == "contribution":
        return phrases.DIRECTIONS["contribution"]
    direction = phrases.DIRECTIONS.get(change.direction, same(change.direction))
    done = phrases.STEPS.get(change.kind, same(change.kind))
    return Text(en="{direction}: {done}", cy="{direction}: {done}").filled(direction=direction, done=done)


def assumptions(seen: Seen) -> Table:
    """Everything taken for granted; the seed, the runs and the agreements beneath."""
    columns = (
        other("what", said.ASSUMPTION), other("value", said.VALUE), other("source", said.SOURCE),
        other("standing", said.STANDING),
    )  # fmt: skip
    rows: Rows = [
        (f"assumption{at}", (each.name, each.value, each.source, said.STANDINGS[each.standing]))
        for at, each in enumerate(seen.work.world.assumptions)
    ]
    exact = all(each.is_exact for each in seen.summary.columns.values())
    rows.append(("runs", (said.RUNS, same(f"{seen.summary.runs:,}"), said.ASKED, None)))
    rows.append(("seed", (said.SEED, same(str(seen.work.world.seed)), said.ASKED, None)))
    rows.append(("how", (said.HOW, said.EXACT if exact else said.SKETCHED, said.CRONFA, None)))
    rows += [
        (f"agreement-{draft.id}", (said.AGREEMENT, same(draft.sha256), draft.title, None)) for draft in seen.work.drafts
    ]
    return table("assumptions", said.ASSUMPTIONS, columns, rows, said.REST)
