"""What each partner must contribute (C1–C16), before any variance is shared.

Enter by :func:`fund`: what the rule gives, and laid over it what every rule can carry: charges, one-off changes, an earned
slice, a minimum, grants and kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from cronfa.agreement.clauses import Terms
from cronfa.agreement.contributions import (
    Contributions,
    DailyCharge,
    ExpenditureShares,
    Liability,
    NoWorseOff,
    Volume,
)
from cronfa.problems import Problem, Where
from cronfa.settlement import codes, words
from cronfa.settlement.contribution_rules import RULES, Case, Sums
from cronfa.settlement.outcome import Due, Outcome
from cronfa.settlement.terms import NEVER_SETTLED, budget_to_date, weights_of


@dataclass(frozen=True, slots=True)
class Funding:
    """The money that funds a scheme: dues by partner, other income, and the basis of *by contributions*."""

    scheme: str
    budget_pence: int
    dues: tuple[Due, ...] = ()
    income: Mapping[str, int] = field(default_factory=dict)
    """Charges by the partner that collects them, and what is brought forward by whose it is."""
    other_income_pence: int = 0
    brought_forward_pence: int = 0
    planned: Mapping[str, int] = field(default_factory=dict)
    """The contributions as planned for the whole year, before anything that depends on the outcome."""
    shares: Mapping[str, Fraction] = field(default_factory=dict)
    """The contractual shares of the year, if the agreement gives them."""
    problems: tuple[Problem, ...] = ()

    @property
    def due(self) -> Sums:
        return {due.partner: due.amount_pence for due in self.dues}


def fund(terms: Terms, scheme: str, outcome: Outcome) -> Funding:
    """What funds one scheme in the outcome's year.

    Raises:
        Problems: the agreement has contributions for other years but none for this one.
    """
    budget = budget_to_date(terms, scheme, outcome.year, outcome.months)
    rule = terms.schemes[scheme].contributions
    if rule is None or terms.schemes[scheme].form in NEVER_SETTLED:
        brought = brought_forward(terms, scheme, outcome)
        return Funding(scheme, budget, (), brought, budget, sum(brought.values()))
    case = Case(terms, scheme, outcome)
    gross = RULES[type(rule)](rule, case)
    one_off = one_off_changes(rule, case)
    income = charges_met(rule, case)
    earned = _earned(rule, case)
    due = {partner: gross[partner] + one_off[partner] - income[partner] + earned[partner] for partner in case.partners}
    _check_minimum(rule, case, due)
    _say_the_rest(rule, case)
    shares = rule.contractual_shares(outcome.year)
    clause = rule.clause or terms.schemes[scheme].clause
    dues = tuple(
        Due(scheme, partner, rule.by, clause, due[partner], tuple(case.how.get(partner, ())))
        for partner in case.partners
        if due[partner] or rule_names(rule, partner, case)
    )
    planned = planned_for_year(terms, scheme, outcome)
    brought = brought_forward(terms, scheme, outcome)
    own = {partner: income[partner] + brought[partner] for partner in case.partners}
    sums = (sum(income.values()), sum(brought.values()))
    return Funding(scheme, budget, dues, own, *sums, planned, shares, tuple(case.problems))


def brought_forward(terms: Terms, scheme: str, outcome: Outcome) -> Sums:
    """What earlier years carried into this one, by partner; nothing for a scheme that is never settled."""
    found = {} if terms.schemes[scheme].form in NEVER_SETTLED else outcome.brought_forward.get(scheme, {})
    return {partner: found.get(partner, 0) for partner in terms.partner_ids}


def rule_names(rule: Contributions, partner: str, case: Case) -> bool:
    """Whether the rule speaks of the partner, so that a due of nought is worth a line."""
    if isinstance(rule, (Liability, DailyCharge)):
        return partner in case.how
    yearly = getattr(rule, "amounts", None) or getattr(rule, "baseline", None) or getattr(rule, "alone", None)
    named = yearly.for_year(case.outcome.year) if yearly else rule.shares.for_year(case.outcome.year)
    return partner in (named or {})


def planned_for_year(terms: Terms, scheme: str, outcome: Outcome) -> Sums:
    """The contributions as planned for the whole year: the basis of *by contributions* where no shares are written.

    A rule that looks at the outcome is planned on the budget: expenditure shares of the budget, volume and *no worse off*
    by their sums. Liability has no plan but what was spent. One-off changes and budgeted charges count.
    """
    rule = terms.schemes[scheme].contributions
    assert rule is not None, "planned without a rule"
    case = Case(terms, scheme, Outcome(year=outcome.year, spend=outcome.spend))
    match rule:
        case Volume():
            gross = case.yearly(rule.amounts)
        case NoWorseOff():
            gross = case.yearly(rule.alone)
        case ExpenditureShares():
            budget = terms.schemes[scheme].budget.for_year(outcome.year) or case.total_spend
            gross = case.split(budget, weights_of(case.shares(rule), case.partners))
        case DailyCharge():
            gross = dict.fromkeys(case.partners, 0)
        case _:
            gross = RULES[type(rule)](rule, case)
    one_off, income = one_off_changes(rule, case), charges_met(rule, case, collected=False)
    return {partner: gross[partner] + one_off[partner] - income[partner] for partner in case.partners}


def one_off_changes(rule: Contributions, case: Case) -> Sums:
    """One-off changes of the year (C15)."""
    sums = dict.fromkeys(case.partners, 0)
    for change in rule.one_off:
        if change.year == case.outcome.year:
            for partner, pence in change.amounts.items():
                sums[partner] += pence
                case.say(partner, words.ONE_OFF.filled(year=change.year, amount=words.signed(pence)))
    return case.to_date(sums)


def charges_met(rule: Contributions, case: Case, *, collected: bool = True) -> Sums:
    """Charges by the partner that collects them (C5): really collected if reported, else as budgeted."""
    sums = dict.fromkeys(case.partners, 0)
    charges = rule.charges
    if charges is None:
        return sums
    budget = case.part_to_date(charges.budget.for_year(case.outcome.year) or 0)
    partner = charges.collected_by
    reported = None
    if collected and charges.measure:
        reported = case.measure(charges.measure, partner, wanted=False)
    sums[partner] = budget if reported is None else reported
    said = words.CHARGES_BUDGETED if reported is None else words.CHARGES_COLLECTED
    case.say(partner, said.filled(amount=words.money(sums[partner])))
    return sums


def _earned(rule: Contributions, case: Case) -> Sums:
    """Slices that are paid in only as far as they are earned (C12)."""
    sums = dict.fromkeys(case.partners, 0)
    for slice_ in rule.performance:
        most = slice_.amount.for_year(case.outcome.year) or 0
        earned = min(most, max(0, case.measure(slice_.measure, slice_.partner, wanted=False) or 0))
        sums[slice_.partner] += earned
        case.say(slice_.partner, words.EARNED.filled(most=words.money(most), amount=words.money(earned)))
    return sums


def _check_minimum(rule: Contributions, case: Case, due: Sums) -> None:
    """The mandated least (C10), to date."""
    for least in rule.minimum:
        minimum = case.part_to_date(least.amount.for_year(case.outcome.year) or 0)
        if due[least.partner] < minimum:
            where = Where(path=f"schemes.{case.scheme}.contributions.minimum")
            facts = {"partner": case.terms.name(least.partner), "scheme": case.terms.scheme_title(case.scheme)}
            pence = {"minimum": words.money(minimum), "due": words.money(due[least.partner])}
            case.problems.append(codes.BELOW_MINIMUM.at(where, **facts, **pence))


def _say_the_rest(rule: Contributions, case: Case) -> None:
    """What a reader should know beside the sum: grants within it, kind beside it, and its status."""
    year = case.outcome.year
    for grant in rule.grants:
        pence = grant.amount.for_year(year) or 0
        case.say(grant.partner, words.GRANT.filled(amount=words.money(pence), what=grant.what))
    for kind in rule.in_kind:
        pence = kind.value.for_year(year) or 0
        case.say(kind.partner, words.IN_KIND.filled(amount=words.money(pence), what=kind.what))
    for partner, status in rule.status.items():
        case.say(partner, words.status(status.status, status.amount))
    if case.outcome.months < 12:
        for partner in case.partners:
            case.say(partner, words.TO_DATE.filled(months=case.outcome.months))
