"""What an agreement plans for a year, and the parts that a bill is made of, before anything has happened.

A *bill* is what the year costs one partner in money: its contributions and its share of variances. Its *parts* are the
contributions to each scheme and every step of every waterfall, so that parts always add up to bills.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from cronfa.agreement.clauses import Terms
from cronfa.agreement.versions import Agreement
from cronfa.attribution.from_agreement import contribution_weights
from cronfa.calendars import Year, YearKind
from cronfa.foresight import codes
from cronfa.language import Text
from cronfa.money import allocate, as_weights
from cronfa.problems import Where, stop
from cronfa.settlement.arrays import Column, Table
from cronfa.settlement.outcome import Direction
from cronfa.settlement.scenarios import Results, Scenarios
from cronfa.settlement.terms import NEVER_SETTLED, month_weights, pots
from cronfa.settlement.vector_dues import FundingTable, fund, total_spend

PartKey = tuple[str | None, Direction, int]
"""Scheme (``None`` over several schemes), direction and step; a contribution is step nought."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a bill is made of."""

    scheme: str | None
    direction: Direction
    step: int
    kind: str
    """The word that begins the step, or the contribution rule."""
    clause: str | None

    @property
    def key(self) -> PartKey:
        return self.scheme, self.direction, self.step


@dataclass(frozen=True, slots=True)
class Anatomy:
    """An agreement in one year: its parts, and what its partners plan to pay."""

    terms: Terms
    year: str
    schemes: tuple[str, ...]
    """Those that are settled, in the agreement's order."""
    parts: tuple[Part, ...]
    budgets: Mapping[str, int]
    rows: Mapping[str, tuple[int, ...]]
    """By scheme: its budget by whose responsibility it is planned to be."""
    dues: Mapping[str, Column]
    """By scheme: every partner's contribution when spend is as planned."""
    weights: tuple[int, ...]
    """The partners' planned contributions: who a thing belongs to that belongs to nobody yet."""
    reserve_weights: Mapping[str, tuple[int, ...]]

    @property
    def partners(self) -> tuple[str, ...]:
        return self.terms.partner_ids

    @property
    def planned_pence(self) -> tuple[int, ...]:
        """What each partner plans to pay in the year: its budget for the fund."""
        return tuple(sum(int(due[row]) for due in self.dues.values()) for row in range(len(self.partners)))

    @property
    def budget_pence(self) -> int:
        return sum(self.budgets.values())

    @property
    def titles(self) -> Mapping[str, Text]:
        return {scheme: self.terms.scheme_title(scheme) for scheme in self.schemes}

    def profile(self, scheme: str) -> tuple[int, ...]:
        """The scheme's budget by month."""
        return allocate(self.budgets[scheme], month_weights(self.terms, scheme, self.year))


def anatomy(terms: Terms, year: str) -> Anatomy:
    """An agreement's plan for a year.

    Raises:
        Problems: the agreement has no sums for the year.
    """
    schemes = tuple(name for name, scheme in terms.schemes.items() if scheme.form not in NEVER_SETTLED)
    budgets = {name: terms.schemes[name].budget.for_year(year) or 0 for name in schemes}
    rows = {name: _planned_rows(terms, name, year, budgets[name]) for name in schemes}
    spend = {name: np.array([[pence] for pence in parts], np.int64) for name, parts in rows.items()}
    planned = {name: fund(terms, name, Scenarios(year, 1, spend)) for name in schemes}
    dues = {name: np.array(funding.due[:, 0], np.int64) for name, funding in planned.items()}
    totals = tuple(max(0, sum(int(due[row]) for due in dues.values())) for row in range(len(terms.partner_ids)))
    weights = totals if any(totals) else (1,) * len(totals)
    return Anatomy(
        terms, year, schemes, _parts(terms, year, schemes), budgets, rows, dues, weights, _reserves(terms, weights)
    )


def _planned_rows(terms: Terms, scheme: str, year: str, budget: int) -> tuple[int, ...]:
    """A scheme's budget by whose responsibility it is: as it is attributed by shares, else as the partners contribute."""
    clauses = terms.schemes[scheme]
    shares = (
        as_weights([clauses.attribute.shares.get(name, Fraction(0)) for name in terms.partner_ids])
        if clauses.attribute.shares
        else ()
    )
    weights = shares or contribution_weights(clauses, year, terms.partner_ids)
    if not any(weights):
        weights = tuple(int(name == terms.lead_of(scheme)) for name in terms.partner_ids)
    return allocate(budget, weights)


def _parts(terms: Terms, year: str, schemes: tuple[str, ...]) -> tuple[Part, ...]:
    parts = []
    for name in schemes:
        clauses = terms.schemes[name]
        rule = clauses.contributions
        if rule is not None:
            parts.append(Part(name, "contribution", 0, rule.by, rule.clause or clauses.clause))
    for pot in pots(terms, year, 12):
        parts += [Part(pot.scheme, "overspend", at, step.kind, step.clause) for at, step in enumerate(pot.overspend, 1)]
        parts += [
            Part(pot.scheme, "underspend", at, step.kind, step.clause) for at, step in enumerate(pot.underspend, 1)
        ]
    excess = [step for collar in terms.exposure for step in collar.excess]
    parts += [Part(None, "exposure", at, step.kind, step.clause) for at, step in enumerate(excess, 1)]
    return tuple(parts)


def _reserves(terms: Terms, weights: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    made = {}
    for name, reserve in terms.reserves.items():
        own = (
            as_weights([reserve.shares.get(partner, Fraction(0)) for partner in terms.partner_ids])
            if reserve.shares
            else ()
        )
        made[name] = own if any(own) else weights
    return made


Fundings = Mapping[str, FundingTable]
"""What funds each scheme, in every run."""


def fundings(plan: Anatomy, scenarios: Scenarios) -> Fundings:
    """The money that funds every scheme that is settled."""
    return {scheme: fund(plan.terms, scheme, scenarios) for scheme in plan.schemes}


def part_tables(plan: Anatomy, results: Results, funded: Fundings, count: int) -> list[Table]:
    """For each partner a table of what every part (rows) brought to its bill in every run. They add up to its bill."""
    places = {part.key: at for at, part in enumerate(plan.parts)}
    tables = [np.zeros((len(plan.parts), count), np.int64) for _ in plan.partners]
    for scheme in plan.schemes:
        at = places.get((scheme, "contribution", 0))
        if at is not None:
            for table, due in zip(tables, funded[scheme].due, strict=True):
                table[at] = due
    rows = {partner: row for row, partner in enumerate(plan.partners)}
    for (line_scheme, direction, step, party), pence in results.lines.items():
        if party.kind == "partner":
            tables[rows[party.id]][places[line_scheme, direction, step]] += pence
    return tables


def scheme_tables(plan: Anatomy, tables: list[Table], scenarios: Scenarios, funded: Fundings) -> list[Table]:
    """The same bills by scheme (rows), and last what no scheme brought: the limits on a partner's exposure.

    What schemes share over one waterfall falls to each as its own variance stands to that of all of them.
    """
    members, variances = _together(plan, scenarios, funded)
    found = []
    for table in tables:
        by_scheme = np.zeros((len(plan.schemes) + 1, table.shape[1]), np.int64)
        shared = np.zeros(table.shape[1], np.int64)
        for part, row in zip(plan.parts, table, strict=True):
            if part.scheme is not None:
                by_scheme[plan.schemes.index(part.scheme)] += row
            elif part.direction == "exposure":
                by_scheme[-1] += row
            else:
                shared += row
        if members:
            by_scheme[members] += _fallen(shared, variances)
        found.append(by_scheme)
    return found


def _together(plan: Anatomy, scenarios: Scenarios, funded: Fundings) -> tuple[list[int], Table]:
    """The places of the schemes that share a waterfall, and the variance of each."""
    names = [name for pot in pots(plan.terms, plan.year, 12) if pot.scheme is None for name in pot.members]
    rows = [total_spend(name, scenarios) - funded[name].total_due - funded[name].other_income for name in names]
    return [plan.schemes.index(name) for name in names], np.array(rows, np.int64).reshape(len(names), scenarios.count)


def _fallen(shared: Column, variances: Table) -> Table:
    """Shared pence by variances of either sign; a scheme is never given more than its own variance, but for odd pence."""
    total = variances.sum(axis=0)
    parts = np.rint(shared * (variances / np.where(total == 0, 1, total))).astype(np.int64)
    parts[-1] += shared - parts.sum(axis=0)
    return np.asarray(parts, np.int64)


def waiting_table(plan: Anatomy, results: Results, count: int) -> Table:
    """What every part left to a board in every run."""
    places = {part.key: at for at, part in enumerate(plan.parts)}
    table = np.zeros((len(plan.parts), count), np.int64)
    for (scheme, direction, step, party), pence in results.lines.items():
        if party.kind == "undecided" and (scheme, direction, step) in places:
            table[places[scheme, direction, step]] += pence
    return table


def years_with_budgets(agreement: Agreement) -> tuple[str, ...]:
    """The years of its term for which the agreement has budgets, in order."""
    first = agreement.versions[0]
    kind: YearKind = "financial" if first.terms.year == "april" else "calendar"
    year, found = Year.containing(first.from_, kind), []
    while year.first_day <= agreement.latest.to:
        schemes = _on_last_day(agreement, year).schemes.values()
        if any(scheme.budget.for_year(year.label) is not None for scheme in schemes):
            found.append(year.label)
        year = year.next
    return tuple(found)


def _on_last_day(agreement: Agreement, year: Year) -> Terms:
    """The terms that settle a year: those in force on its last day within the agreement's term."""
    return agreement.on(min(max(year.last_day, agreement.versions[0].from_), agreement.latest.to)).terms


def terms_of_year(agreement: Agreement, year: str) -> Terms:
    """The terms that settle a year.

    Raises:
        Problems: the agreement has no budgets for it.
    """
    known = years_with_budgets(agreement)
    if year not in known:
        stop(codes.YEAR_UNKNOWN, year=year, known=", ".join(known) or "–")
    return _on_last_day(agreement, Year(year))


STEPS_A_YEAR = 13


def year_of_model(first_year: str, steps: int, year: str, file: str) -> int:
    """Which of a model's years a year is, from nought; its steps are four weeks.

    Raises:
        Problems: the model does not reach the year.
    """
    at, count = int(year[:4]) - int(first_year[:4]), steps // STEPS_A_YEAR
    if not 0 <= at < count:
        stop(codes.YEAR_OUTSIDE_DEMAND, Where(file=file), first=first_year, count=count, year=year)
    return at
