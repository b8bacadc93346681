"""What if: possible years of a fund that is run, under its agreement as signed, under drafts, or under both.

A :class:`~cronfa.fund.questions.Question` is everything that is asked. :func:`work_of` makes the work of it, or every
problem with it; :func:`estimate` says beforehand what the work takes; :func:`report_of` is what comes of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from time import perf_counter

from cronfa.agreement import Agreement, Terms, parse
from cronfa.foresight import codes
from cronfa.foresight.anatomy import terms_of_year
from cronfa.foresight.assumed import around_budgets
from cronfa.foresight.shock_file import read_shocks
from cronfa.foresight.simulating import Draft, Summary, Work, check_runs, needed_bytes
from cronfa.foresight.worlds import World
from cronfa.fund.opening import RunningFund
from cronfa.fund.questions import DraftText, Question
from cronfa.fund.simulating import (
    Asked,
    as_at,
    check_memory,
    demand_world,
    history_of_ledger,
    with_chances,
    world_of_history,
)
from cronfa.language import Text
from cronfa.problems import Problem, Problems
from cronfa.reporting.model import Report
from cronfa.reporting.simulations import simulation_report

AS_SIGNED = Text(en="the agreement as signed", cy="y cytundeb fel y'i llofnodwyd")
AS_DRAFTED = Text(en="the draft {name}", cy="y drafft {name}")
MONTHS_OF_PAST = 12
"""With fewer months in the ledger, years are drawn around the budgets by stated assumptions."""
PROBED_RUNS = (4, 40, 400)
"""So many years are drawn to see how long one takes: more, while they take too little time to be measured by."""
LONG_ENOUGH_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the work takes at most, as far as one can say beforehand."""

    needed_bytes: int
    seconds: int


def work_of(fund: RunningFund, question: Question) -> Work:
    """The work that a question asks for.

    Raises:
        Problems: everything wrong with the draft, the model or the worries; other partners; no budgets for the year.
    """
    check_runs(question.runs)
    drafts = _drafts(fund, question)
    terms = drafts[0].terms
    signed = fund.agreement.latest.terms
    others = [draft for draft in drafts if draft.terms.partner_ids != signed.partner_ids]
    if others:
        raise Problems(
            codes.DRAFT_OTHER_PARTNERS.at(
                first=fund.slug, other=draft.title, theirs=", ".join(signed.partner_ids),
                others=", ".join(draft.terms.partner_ids),
            )
            for draft in others
        )  # fmt: skip
    worries = read_shocks(question.worries, terms) if question.worries else ()
    world = with_chances(_world(fund, question, terms), worries, terms.partner_ids)
    return Work.of(drafts, world, question.runs, worries)


def _drafts(fund: RunningFund, question: Question) -> list[Draft]:
    """Everything that is tried, in its order.

    Raises:
        Problems: everything wrong with every draft.
    """
    made = [_draft("signed", AS_SIGNED, fund.agreement, question.year)] if question.tried != "draft" else []
    problems: list[Problem] = []
    for number, each in enumerate(question.drafts if question.tried != "signed" else (), start=1):
        title = AS_DRAFTED.filled(name=_told_apart(question.drafts, number))
        try:
            made.append(_draft(f"draft-{number}", title, parse(each.text, each.name), question.year))
        except Problems as found:
            problems += found.problems
    if problems:
        raise Problems(problems)
    return made


def _told_apart(drafts: Sequence[DraftText], number: int) -> str:
    """What a draft is called; by its number too, where another has the same name."""
    name = drafts[number - 1].name
    return f"{name} ({number})" if sum(each.name == name for each in drafts) > 1 else name


def _draft(id_: str, title: Text, agreement: Agreement, year: str) -> Draft:
    return Draft(id_, title, terms_of_year(agreement, year), sha256(agreement.text.encode()).hexdigest())


def _world(fund: RunningFund, question: Question, terms: Terms) -> World:
    """Years of a model if one is given; else of the fund's own past; else around the budgets."""
    asked = Asked(question.year, question.seed)
    if question.demand:
        from cronfa.foresight.demand.reading import parse as demand_of

        demand = demand_of(question.demand, question.demand_name, terms)
        return demand_world(demand, terms, asked, question.demand_name)
    past = history_of_ledger(fund)
    if len(past.months) >= MONTHS_OF_PAST:
        return world_of_history(terms, past, asked)
    return around_budgets(terms, question.year, question.seed)


def estimate(work: Work) -> Estimate:
    """What the work takes, from its sizes and from drawing a few of its years.

    Raises:
        Problems: it would not fit in the memory that is free.
    """
    check_memory(work, 1)
    for runs in PROBED_RUNS:
        few = replace(work, runs=min(work.runs, runs))
        if runs == PROBED_RUNS[0]:
            few.block(0)  # the first time, code is compiled and tables are read
        began = perf_counter()
        few.block(0)
        taken = perf_counter() - began
        if taken > LONG_ENOUGH_SECONDS:
            break
    return Estimate(needed_bytes(work), max(1, round(taken / few.runs * work.runs)))


def report_of(work: Work, summary: Summary, partner: str) -> Report:
    """What came of it, as a report for people."""
    known: date = as_at(work.world)
    return simulation_report(work, summary, known, partner or None)
