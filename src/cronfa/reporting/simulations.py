"""The report of possible years: what an agreement may cost each partner, what its bad years are made of, what is assumed."""

from datetime import date
from fractions import Fraction

import cronfa
from cronfa.calendars import Year
from cronfa.foresight import tails
from cronfa.foresight.simulating import Summary, Work, name
from cronfa.language import Text, join, same
from cronfa.reporting import simulation_drafts, simulation_tables as tables, simulation_words as said
from cronfa.reporting.common import ILLUSTRATIVE
from cronfa.reporting.model import (
    Block,
    Curve,
    ExceedanceChart,
    FanChart,
    Paragraph,
    Provenance,
    Range,
    Report,
    Section,
)
from cronfa.reporting.simulation_tables import Seen


def simulation_report(work: Work, summary: Summary, as_at: date, partner: str | None = None) -> Report:
    """The report of a simulation; its headline answers for one partner, the first if none is named.

    ``as_at`` is the day until which the figures know the world.
    """
    seen = Seen(work, summary)
    terms = work.plans[0].terms
    first, *others = _in_order(seen, partner)
    fund = terms.title or same(terms.agreement)
    return Report(
        kind="simulation",
        fund=terms.agreement,
        year=work.world.year,
        as_at=as_at,
        partner=None,
        title=said.TITLE,
        subtitle=said.SUBTITLE.filled(fund=fund, year=work.world.year),
        headline=first,
        provenance=Provenance(work.drafts[0].sha256, cronfa.__version__),
        lead=(*others, *_lead(seen)),
        labels=_labels(seen),
        sections=tuple(_sections(seen)),
    )


def answers(work: Work, summary: Summary, partner: str | None = None) -> tuple[Text, ...]:
    """What would each partner owe in a bad year: a sentence each, the partner that asks first."""
    return _in_order(Seen(work, summary), partner)


def lead(work: Work, summary: Summary) -> tuple[Text, ...]:
    """The sentences after the answer: reserves, decisions, and what the years are made of."""
    return tuple(_lead(Seen(work, summary)))


def labels(work: Work, summary: Summary) -> tuple[Text, ...]:
    """What must stand above every figure: that the agreement is illustrative, that something is assumed."""
    return _labels(Seen(work, summary))


def _in_order(seen: Seen, partner: str | None) -> tuple[Text, ...]:
    every = sorted(tails.bills(seen.work, seen.summary), key=lambda each: each.partner != partner)
    return tuple(_answer(seen, each) for each in every)


def _answer(seen: Seen, bill: tails.Bill) -> Text:
    more = bill.bad_year_pence
    words = said.OWES_MORE if more > 0 else said.OWES_LESS if more < 0 else said.OWES_SAME
    facts = {"partner": seen.partner(bill.partner), "budget": said.about(bill.planned_pence)}
    return words.filled(amount=said.about(abs(more)), **facts)


def _lead(seen: Seen) -> list[Text]:
    sentences = []
    for each in tails.reserves(seen.work, seen.summary):
        reserve = tables.reserve_name(seen, each.id)
        gone = said.RESERVE_GONE if each.empty else said.RESERVE_NEVER_GONE
        sentences.append(gone.filled(reserve=reserve, chance=said.chance(each.empty)))
    waits = tails.waiting(seen.work, seen.summary)
    if waits.chance:
        mean = said.about(int(waits.mean_pence / waits.chance))
        sentences.append(said.DECISION.filled(chance=said.chance(waits.chance), mean=mean))
    else:
        sentences.append(said.NO_DECISION)
    made = {"runs": f"{seen.summary.runs:,}", "world": seen.work.world.name, "seed": str(seen.work.world.seed)}
    return [*sentences, said.MADE_OF.filled(**made)]


def _labels(seen: Seen) -> tuple[Text, ...]:
    every = [*(plan.terms.illustrative for plan in seen.work.plans), seen.work.world.illustrative]
    whys = dict.fromkeys(why for why in every if why)
    known = seen.work.world.assumptions
    assumed = sum(each.standing == "assumed" for each in known)
    shown = [ILLUSTRATIVE.filled(why=why) for why in whys]
    return (*shown, said.ASSUMED.filled(count=assumed, all=len(known))) if assumed else tuple(shown)


def _sections(seen: Seen) -> list[Section]:
    fan = _fan(seen)
    pictures: tuple[Block, ...] = (_exceedance(seen), fan) if fan else (_exceedance(seen),)
    sections = [Section("bills", said.BILLS, (tables.bills(seen), *pictures, tables.curve(seen)))]
    if len(seen.work.drafts) > 1:
        sections.insert(0, simulation_drafts.section(seen))  # what was asked comes first
    if fan:
        sections.append(Section("through", said.THROUGH, (tables.through(seen, _parts(seen)),)))
    sections.append(Section("tails", said.TAILS, (tables.tail_schemes(seen), tables.causes(seen))))
    sections.append(Section("clauses", said.CLAUSES, (tables.clauses(seen, bad=False), tables.clauses(seen, bad=True))))
    sections.append(Section("reserves", said.RESERVES, (tables.reserves(seen), tables.decisions(seen))))
    if seen.work.shocks:
        sections.append(Section("worries", said.WORRIES, (tables.worries(seen), tables.worries_bad(seen))))
    sections.append(Section("pooling", said.POOLING, (tables.pooling(seen),)))
    sections.append(Section("savings", said.SAVINGS, (tables.savings(seen),)))
    sections.append(Section("assumptions", said.ASSUMPTIONS, (*_causes_of_runs(seen), tables.assumptions(seen))))
    return sections


def _causes_of_runs(seen: Seen) -> tuple[Block, ...]:
    made = {"runs": f"{seen.summary.runs:,}", "world": seen.work.world.name, "seed": str(seen.work.world.seed)}
    return (Paragraph(said.MADE_OF.filled(**made)),)


def _exceedance(seen: Seen) -> ExceedanceChart:
    curves, each_said = [], []
    for partner in seen.partners:
        found = seen.summary.columns[name("bill", seen.work.drafts[0].id, partner)]
        curves.append(Curve(seen.partner(partner), tails.exceedance(found)))
        half, bad = (found.quantile_pence(share) - found.anchor_pence for share in (tails.MIDDLE, tails.HIGH))
        facts = {"half": said.about(half), "bad": said.about(bad)}
        each_said.append(said.EXCEEDANCE_EACH.filled(partner=seen.partner(partner), **facts))
    alt = said.EXCEEDANCE_ALT.filled(each=join(each_said, between=" "))
    return ExceedanceChart("exceedance", said.EXCEEDANCE, alt, said.EXCEEDANCE_AXIS, tuple(curves))


def _parts(seen: Seen) -> tuple[Text, ...]:
    """The names of the year's months, or of as many periods as the world has."""
    months, count = Year(seen.work.world.year).months(), len(tails.path(seen.work, seen.summary))
    if count == len(months):
        return tuple(month.name for month in months)
    return tuple(said.PERIOD.filled(n=at) for at in range(1, count + 1))


def _fan(seen: Seen) -> FanChart | None:
    path = tails.path(seen.work, seen.summary)
    if not path:
        return None
    monthly = len(path) == len(Year(seen.work.world.year).months())
    names = [part.map(lambda words: words[:3] if monthly else words.split()[-1]) for part in _parts(seen)]
    budget = tails.planned_path(seen.work, len(path))

    def at(hundredths: int) -> tuple[int, ...]:
        return tuple(each.quantile_pence(Fraction(hundredths, 100)) for each in path)

    facts = {"low": at(5)[-1], "high": at(95)[-1], "middle": at(50)[-1], "budget": budget[-1]}
    return FanChart(
        "fan",
        said.FAN,
        said.FAN_ALT.filled(**{key: said.about(pence) for key, pence in facts.items()}),
        tuple(names),
        (Range(said.NINE_IN_TEN, at(5), at(95)), Range(said.HALF, at(25), at(75))),
        said.MIDDLE,
        at(50),
        said.BUDGET_TO_DATE,
        budget,
    )
