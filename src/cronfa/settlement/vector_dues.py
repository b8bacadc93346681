"""The contribution rules over columns: what :mod:`cronfa.settlement.contributions` gives, for many outcomes at once.

Rules that do not look at the outcome are worked out once, by the reference itself. The others have a formula here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from cronfa.agreement.clauses import Terms
from cronfa.agreement.contributions import (
    Contributions,
    DailyCharge,
    ExpenditureShares,
    Liability,
    NoWorseOff,
    Volume,
)
from cronfa.problems import Where, stop
from cronfa.settlement import codes, contributions
from cronfa.settlement.arrays import Column, Table, signed_split, split_each
from cronfa.settlement.contribution_rules import RULES, Case
from cronfa.settlement.outcome import Outcome
from cronfa.settlement.scenarios import Number, Scenarios
from cronfa.settlement.terms import NEVER_SETTLED, part_of, weights_of


@dataclass(frozen=True, slots=True)
class FundingTable:
    """The money that funds a scheme in every scenario; a table or, where all scenarios agree, one column of numbers."""

    due: Table
    """One row for each partner; a single column if the dues do not depend on the outcome."""
    income: Table
    """Charges and what is brought forward, by whose they are."""
    other_income: Number
    """All of them together."""
    planned: Table
    shares: Mapping[str, Fraction]

    @property
    def total_due(self) -> Number:
        total = self.due.sum(axis=0)
        return int(total[0]) if self.due.shape[1] == 1 else total


def spend_table(terms: Terms, scheme: str, scenarios: Scenarios) -> Table:
    """Spend by partner.

    Raises:
        Problems: only totals were given.
    """
    spend = scenarios.spend.get(scheme)
    if spend is None:
        return np.zeros((len(terms.partner_ids), 1), np.int64)
    if spend.ndim == 1:
        stop(codes.TOTALS_NOT_ENOUGH, Where(path=f"schemes.{scheme}"), scheme=scheme)
    return spend


def total_spend(scheme: str, scenarios: Scenarios) -> Column:
    spend = scenarios.spend.get(scheme)
    if spend is None:
        return np.zeros(scenarios.count, np.int64)
    return spend if spend.ndim == 1 else spend.sum(axis=0)


def measured(
    terms: Terms, scenarios: Scenarios, measure: str, partner: str, scheme: str | None = None
) -> Number | None:
    """As :func:`cronfa.settlement.contribution_rules.measured`."""
    known = terms.measures.get(measure)
    key = {"partner": partner, "scheme": scheme or partner, "fund": "fund"}[known.per if known else "partner"]
    declared = known.values.get(key) if known else None
    return scenarios.measures.get(measure, {}).get(key, declared)


def fund(terms: Terms, scheme: str, scenarios: Scenarios) -> FundingTable:
    """What funds one scheme in every scenario."""
    blank = Outcome(year=scenarios.year, spend={}, months=scenarios.months)
    brought = np.array([[pence] for pence in _brought(terms, scheme, scenarios).values()], np.int64)
    rule = terms.schemes[scheme].contributions
    if rule is None or terms.schemes[scheme].form in NEVER_SETTLED:
        known = contributions.fund(terms, scheme, blank)
        nothing = np.zeros((len(terms.partner_ids), 1), np.int64)
        return FundingTable(nothing, brought, known.other_income_pence + int(brought.sum()), nothing, {})
    case = Case(terms, scheme, blank)
    gross = _gross(rule, case, scenarios)
    extra = _rows(contributions.one_off_changes(rule, case), case)
    income = _charges(rule, case, scenarios)
    due = gross + extra - income + _earned(rule, case, scenarios)
    planned = _planned(rule, case, scenarios)
    shares = rule.contractual_shares(scenarios.year)
    own = income + brought
    total = own.sum(axis=0)
    return FundingTable(due, own, int(total[0]) if own.shape[1] == 1 else total, planned, shares)


def _brought(terms: Terms, scheme: str, scenarios: Scenarios) -> Mapping[str, int]:
    outcome = Outcome(year=scenarios.year, spend={}, brought_forward=scenarios.brought_forward)
    return contributions.brought_forward(terms, scheme, outcome)


def _rows(sums: Mapping[str, int], case: Case) -> Table:
    """The same sums in every scenario, as a table with a single column."""
    return np.array([[sums[name]] for name in case.partners], np.int64)


def _gross(rule: Contributions, case: Case, scenarios: Scenarios) -> Table:
    terms, scheme = case.terms, case.scheme
    match rule:
        case Liability():
            return spend_table(terms, scheme, scenarios)
        case ExpenditureShares():
            return signed_split(total_spend(scheme, scenarios), weights_of(case.shares(rule), case.partners))
        case Volume():
            return _volume(rule, case, scenarios)
        case NoWorseOff():
            return _no_worse_off(rule, case, scenarios)
        case DailyCharge():
            return _daily_charge(rule, case, scenarios)
        case _:
            return _rows(RULES[type(rule)](rule, case), case)


def _volume(rule: Volume, case: Case, scenarios: Scenarios) -> Table:
    plan = _rows(case.to_date(case.yearly(rule.amounts)), case)
    spent = total_spend(case.scheme, scenarios)
    reduction = np.maximum(0, plan.sum() - spent)
    due = np.repeat(plan, len(spent), axis=1)
    for tier in rule.reductions:
        inside = np.array([[name in tier.partners] for name in case.partners])
        weights = np.where(inside, np.maximum(0, due), 0)
        limit = weights.sum(axis=0)
        if tier.up_to is not None:
            limit = np.minimum(limit, part_of(tier.up_to, int(plan[inside].sum())))
        cut = split_each(np.minimum(reduction, limit), weights)
        due = due - cut
        reduction = reduction - cut.sum(axis=0)
    return due


def _no_worse_off(rule: NoWorseOff, case: Case, scenarios: Scenarios) -> Table:
    alone = _rows(case.to_date(case.yearly(rule.alone)), case)
    shares = case.shares(rule, wanted=False)
    weights = weights_of(shares, case.partners) if shares else tuple(int(pence) for pence in np.maximum(0, alone)[:, 0])
    return alone - signed_split(alone.sum() - total_spend(case.scheme, scenarios), weights)


def _daily_charge(rule: DailyCharge, case: Case, scenarios: Scenarios) -> Table:
    days = measured(case.terms, scenarios, rule.measure, rule.payer, case.scheme)
    charge = (rule.rate.for_year(scenarios.year) or 0) * scenarios.column(days or 0 if days is None else days)
    due = np.zeros((len(case.partners), scenarios.count), np.int64)
    due[case.partners.index(rule.payer)] += charge
    due[case.partners.index(rule.payee)] -= charge
    return due


def _charges(rule: Contributions, case: Case, scenarios: Scenarios) -> Table:
    """Charges by the partner that collects them."""
    charges = rule.charges
    if charges is None:
        return np.zeros((len(case.partners), 1), np.int64)
    reported = None
    if charges.measure:
        reported = measured(case.terms, scenarios, charges.measure, charges.collected_by, case.scheme)
    if reported is None:
        return _rows(contributions.charges_met(rule, case, collected=False), case)
    income = np.zeros((len(case.partners), scenarios.count), np.int64)
    income[case.partners.index(charges.collected_by)] = reported
    return income


def _earned(rule: Contributions, case: Case, scenarios: Scenarios) -> Table:
    """Slices that are paid in only as far as they are earned."""
    earned = np.zeros((len(case.partners), scenarios.count if rule.performance else 1), np.int64)
    for slice_ in rule.performance:
        most = slice_.amount.for_year(scenarios.year) or 0
        value = measured(case.terms, scenarios, slice_.measure, slice_.partner, case.scheme)
        earned[case.partners.index(slice_.partner)] += np.clip(0 if value is None else value, 0, most)
    return earned


def _planned(rule: Contributions, case: Case, scenarios: Scenarios) -> Table:
    """The basis of *by contributions*; for liability, and for expenditure shares without a budget, what was spent."""
    terms, scheme = case.terms, case.scheme
    budget = terms.schemes[scheme].budget.for_year(scenarios.year)
    year = Outcome(year=scenarios.year, spend={})
    if not isinstance(rule, Liability) and (budget or not isinstance(rule, ExpenditureShares)):
        return _rows(contributions.planned_for_year(terms, scheme, year), case)
    whole = Case(terms, scheme, year)
    less = _rows(contributions.charges_met(rule, whole, collected=False), case)
    return _gross(rule, whole, scenarios) + _rows(contributions.one_off_changes(rule, whole), case) - less
