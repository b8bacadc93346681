"""The report of proposed drafts: what each does to every partner beside the draft, why it is proposed, and what it changes."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import cronfa
from cronfa.agreement import Agreement
from cronfa.foresight.design.designing import Designed, Proposal
from cronfa.foresight.design.measures import Numbers, PartnerNumbers
from cronfa.language import Text, join, same
from cronfa.reporting import design_words as said, simulation_words as possible, words
from cronfa.reporting.agreements import SAYS, set_in
from cronfa.reporting.common import ILLUSTRATIVE
from cronfa.reporting.model import Paragraph, Provenance, Report, Section, Table
from cronfa.reporting.plain_tables import Rows, money, other, table

WORDS = said.WORDS


def design_report(draft: Agreement, found: Designed, agreement_sha256: str, as_at: date) -> Report:
    """The report of a search; ``as_at`` is the day until which the figures know the world."""
    terms = draft.latest.terms
    facts = {"fund": terms.title or same(draft.id), "brief": found.brief.name, "year": found.brief.year}
    return Report(
        kind="design",
        fund=draft.id,
        year=found.brief.year,
        as_at=as_at,
        partner=None,
        title=said.TITLE,
        subtitle=said.SUBTITLE.filled(**facts),
        headline=_headline(found),
        provenance=Provenance(agreement_sha256, cronfa.__version__),
        lead=tuple(_lead(found)),
        labels=tuple(ILLUSTRATIVE.filled(why=why) for why in found.illustrative),
        sections=tuple(_sections(found)),
    )


def _headline(found: Designed) -> Text:
    better = sum(proposal.dominates for proposal in found.proposals)
    if found.problems:
        return said.NOTHING_HOLDS if found.proposals else said.NONE_VALID
    if not better:
        return said.TRADING.filled(count=len(found.proposals))
    return said.ONE_DOMINATES if better == 1 else said.DOMINATING.filled(count=better)


def _lead(found: Designed) -> Iterator[Text]:
    for problem in found.problems:
        what, remedy = (Text(en=of("en"), cy=of("cy")) for of in (problem.what, problem.remedy))
        yield said.MUST.filled(what=what, remedy=remedy)
    facts = {
        "tried": f"{found.tried:,}",
        "runs": f"{found.runs:,}",
        "seed": found.seed,
        "holding": f"{found.holding:,}",
    }
    yield WORDS["tried"].filled(**facts)


def _sections(found: Designed) -> Iterator[Section]:
    yield Section("numbers", WORDS["numbers"], (_partners(found), _fund(found)))
    for proposal in found.proposals:
        title = WORDS["proposal"].filled(label=proposal.label)
        why = Paragraph(join(list(proposal.reason), between=" "))
        yield Section(f"proposal-{proposal.label.lower()}", title, (why, _changes(proposal)))
    yield Section("shares", WORDS["shares"], (_shares(found),))
    if found.glide is not None:
        yield Section("glide", WORDS["glide"], (_glide(found),))
    yield Section("assumptions", said.TAKEN, (_assumptions(found),))


def _all(found: Designed) -> list[tuple[str, Text, Numbers]]:
    """The draft and every proposal: an id, a name and its numbers."""
    every = [(p.label.lower(), WORDS["proposal"].filled(label=p.label), p.numbers) for p in found.proposals]
    return [("draft", WORDS["draft"], found.draft), *every]


def _partners(found: Designed) -> Table:
    columns = (
        other("which", WORDS["which"]), other("partner", WORDS["partner"]), money("due", WORDS["due"]),
        money("cost", WORDS["cost"]), money("subsidy", WORDS["subsidy"]), money("exposure", WORDS["exposure"]),
        money("shortfall", WORDS["shortfall"]),
    )  # fmt: skip
    rows: Rows = [
        (f"{id_}.{partner}", (name, found.names[partner], known.due_pence, known.cost_pence, *_of_bad_years(known)))
        for id_, name, numbers in _all(found)
        for partner, known in numbers.partners.items()
    ]
    return table("partners", WORDS["numbers"], columns, rows, said.NONE, note=said.SUBSIDY_NOTE)


def _of_bad_years(known: PartnerNumbers) -> tuple[int, int, int]:
    return known.subsidy_pence, known.exposure_pence, known.shortfall_pence


def _fund(found: Designed) -> Table:
    columns = (
        other("which", WORDS["which"]), money("reserve", WORDS["reserve"]), other("runs-out", WORDS["runs_out"], "percent"),
        other("waits", WORDS["waits"], "percent"),
    )  # fmt: skip
    rows: Rows = [
        (id_, (name, numbers.reserve_pence, numbers.runs_out_share, Fraction(numbers.waits, numbers.runs)))
        for id_, name, numbers in _all(found)
    ]
    return table("fund", WORDS["fund"], columns, rows, said.NONE)


def _changes(proposal: Proposal) -> Table:
    columns = (other("clause", said.CLAUSE), other("says", SAYS))
    rows: Rows = [
        (f"change{at}", (words.clause(each.clause) if each.clause else None, set_in(each)))
        for at, each in enumerate(proposal.changes)
    ]
    return table(f"changes-{proposal.label.lower()}", said.CHANGES, columns, rows, said.NO_CHANGES)


def _shares(found: Designed) -> Table:
    shares = found.shares
    rules = {
        "alone": shares.alone, "shapley": shares.shapley, "euler": shares.euler, "proportional": shares.proportional,
    }  # fmt: skip
    shown = {rule: by for rule, by in rules.items() if by}
    columns = (other("partner", WORDS["partner"]), *(money(rule, WORDS[rule], adds=True) for rule in shown))
    rows: Rows = [(partner, (name, *(by[partner] for by in shown.values()))) for partner, name in found.names.items()]
    return table("shares", WORDS["shares"], columns, rows, said.NONE, total=True)


def _glide(found: Designed) -> Table:
    columns = (
        other("year", WORDS["year"]), other("part", WORDS["part"], "percent"), other("partner", WORDS["partner"]),
        money("subsidy", WORDS["subsidy"]), money("exposure", WORDS["exposure"]), money("shortfall", WORDS["shortfall"]),
    )  # fmt: skip
    assert found.glide is not None
    rows: Rows = []
    for each in found.glide.stages:
        when = (same(each.stage.year), Fraction(each.stage.part_bp, 10_000))
        for partner, known in each.numbers.partners.items():
            rows.append((f"{each.stage.year}.{partner}", (*when, found.names[partner], *_of_bad_years(known))))
    return table("glide", WORDS["glide"], columns, rows, said.NONE)


def _assumptions(found: Designed) -> Table:
    columns = (
        other("what", possible.ASSUMPTION), other("value", possible.VALUE), other("source", possible.SOURCE),
        other("standing", possible.STANDING),
    )  # fmt: skip
    rows: Rows = [
        (f"assumption{at}", (each.name, each.value, each.source, possible.STANDINGS[each.standing]))
        for at, each in enumerate(found.assumptions)
    ]
    return table("assumptions", said.TAKEN, columns, rows, said.NONE)
