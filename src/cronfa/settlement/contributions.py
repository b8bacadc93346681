"""What each partner must contribute under each rule (C1–C16), before any variance is shared.

Each rule is one small function from a :class:`Case` to gross sums by partner with the words of their derivation; what
every rule can carry (charges, one-off changes, an earned slice) is laid over it afterwards. Enter by :func:`fund`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from cronfa.agreement.clauses import Terms
from cronfa.agreement.contributions import (
    Baseline,
    BudgetShares,
    Contributions,
    DailyCharge,
    ExpenditureShares,
    Fixed,
    Increment,
    Liability,
    NoWorseOff,
    Tier,
    Volume,
)
from cronfa.agreement.values import ByYear
from cronfa.language import Text
from cronfa.money import allocate
from cronfa.problems import Problem, Where, stop
from cronfa.settlement import codes, words
from cronfa.settlement.outcome import Due, Outcome
from cronfa.settlement.terms import NEVER_SETTLED, budget_to_date, part_of, to_date, weights_of

Sums = dict[str, int]
"""Pence by partner, in the agreement's order."""


@dataclass(frozen=True, slots=True)
class Funding:
    """The money that funds a scheme: dues by partner, other income, and the basis of *by contributions*."""

    scheme: str
    budget_pence: int
    dues: tuple[Due, ...] = ()
    income: Mapping[str, int] = field(default_factory=dict)
    """Charges by the partner that collects them."""
    other_income_pence: int = 0
    planned: Mapping[str, int] = field(default_factory=dict)
    """The contributions as planned for the whole year, before anything that depends on the outcome."""
    shares: Mapping[str, Fraction] = field(default_factory=dict)
    """The contractual shares of the year, if the agreement gives them."""
    problems: tuple[Problem, ...] = ()

    @property
    def due(self) -> Sums:
        return {due.partner: due.amount_pence for due in self.dues}


@dataclass(slots=True)
class Case:
    """One scheme in one year, and what its rule may look at."""

    terms: Terms
    scheme: str
    outcome: Outcome
    how: dict[str, list[Text]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def partners(self) -> tuple[str, ...]:
        return self.terms.partner_ids

    @property
    def spend(self) -> Sums:
        spent = self.outcome.spend.get(self.scheme, {})
        return {partner: spent.get(partner, 0) for partner in self.partners}

    @property
    def total_spend(self) -> int:
        return sum(self.spend.values())

    @property
    def budget_to_date(self) -> int:
        return budget_to_date(self.terms, self.scheme, self.outcome.year, self.outcome.months)

    def yearly(self, value: ByYear[dict[str, int]], *, wanted: bool = True) -> Sums:
        """The sums of the year by partner.

        Raises:
            Problems: the rule needs them and the agreement has none for the year.
        """
        sums = value.for_year(self.outcome.year)
        if sums is None and wanted:
            self._no_year()
        return {partner: (sums or {}).get(partner, 0) for partner in self.partners}

    def shares(self, rule: Contributions, *, wanted: bool = True) -> dict[str, Fraction]:
        shares = rule.shares.for_year(self.outcome.year)
        if shares is None and wanted:
            self._no_year()
        return shares or {}

    def to_date(self, sums: Sums) -> Sums:
        """The year's sums, as far as they belong to the months of the outcome."""
        return {partner: self.part_to_date(pence) for partner, pence in sums.items()}

    def part_to_date(self, pence: int) -> int:
        return to_date(self.terms, self.scheme, self.outcome.year, self.outcome.months, pence)

    def split(self, amount_pence: int, weights: tuple[int, ...]) -> Sums:
        """An amount by weights in the agreement's order; all nought if there is nothing to split by."""
        if not any(weights):
            return dict.fromkeys(self.partners, 0)
        return dict(zip(self.partners, allocate(amount_pence, weights), strict=True))

    def measure(self, measure: str, key: str, *, wanted: bool = True) -> int | None:
        """A reported number, else the declared one, else a problem if it is wanted."""
        value = measured(self.terms, self.outcome, measure, key, self.scheme)
        if value is None and wanted:
            where = Where(path=f"measures.{measure}")
            self.problems.append(codes.MEASURE_NOT_REPORTED.at(where, measure=measure, key=key))
        return value

    def say(self, partner: str, text: Text) -> None:
        self.how.setdefault(partner, []).append(text)

    def _no_year(self) -> None:
        where = Where(path=f"schemes.{self.scheme}.contributions")
        stop(codes.NO_CONTRIBUTION_FOR_YEAR, where, scheme=self.scheme, year=self.outcome.year)


def measured(terms: Terms, outcome: Outcome, measure: str, partner: str, scheme: str | None = None) -> int | None:
    """The value of a measure: of the partner, the scheme or the fund, as the measure is kept."""
    known = terms.measures.get(measure)
    key = {"partner": partner, "scheme": scheme or partner, "fund": "fund"}[known.per if known else "partner"]
    declared = known.values.get(key) if known else None
    return outcome.measures.get(measure, {}).get(key, declared)


def _fixed(rule: Fixed, case: Case) -> Sums:
    sums = case.yearly(rule.amounts)
    for partner, pence in sums.items():
        case.say(partner, words.FIXED.filled(year=case.outcome.year, amount=words.money(pence)))
    return case.to_date(sums)


def _budget_shares(rule: BudgetShares, case: Case) -> Sums:
    shares = case.shares(rule)
    for partner in case.partners:
        case.say(partner, words.share(words.BUDGET_SHARE, shares.get(partner), case.budget_to_date))
    return case.split(case.budget_to_date, weights_of(shares, case.partners))


def _expenditure_shares(rule: ExpenditureShares, case: Case) -> Sums:
    shares = case.shares(rule)
    for partner in case.partners:
        case.say(partner, words.share(words.EXPENDITURE_SHARE, shares.get(partner), case.total_spend))
    return case.split(case.total_spend, weights_of(shares, case.partners))


def nearest(value: Fraction) -> int:
    """The nearest whole penny, halves up."""
    return (value + Fraction(1, 2)).__floor__()


def _baseline(rule: Baseline, case: Case) -> Sums:
    return case.to_date(_baseline_year(rule, case))


def _baseline_year(rule: Baseline, case: Case) -> Sums:
    year = case.outcome.year
    baseline, recurrent = case.yearly(rule.baseline), case.yearly(rule.recurrent, wanted=False)
    planned = case.yearly(rule.planned, wanted=False)
    uplift, efficiency = rule.uplift.for_year(year) or {}, rule.efficiency.for_year(year) or {}
    due: Sums = {}
    for partner in case.partners:
        base = baseline[partner] + recurrent[partner]
        up, less = uplift.get(partner, Fraction(0)), efficiency.get(partner, Fraction(0))
        due[partner] = nearest(base * (1 + up - less) + planned[partner])
        case.say(partner, words.baseline(baseline[partner], recurrent[partner], up, planned[partner], less))
    return due


def _increment(rule: Increment, case: Case) -> Sums:
    baseline, shares = case.to_date(case.yearly(rule.baseline)), case.shares(rule)
    added = case.budget_to_date - sum(baseline.values())
    parts = case.split(added, weights_of(shares, case.partners))
    for partner in case.partners:
        case.say(partner, words.increment(baseline[partner], shares.get(partner), added))
    return {partner: baseline[partner] + parts[partner] for partner in case.partners}


def _liability(rule: Liability, case: Case) -> Sums:
    for partner, pence in case.spend.items():
        case.say(partner, words.LIABILITY.filled(amount=words.money(pence)))
    return case.spend


def _volume(rule: Volume, case: Case) -> Sums:
    plan = case.to_date(case.yearly(rule.amounts))
    reduction = max(0, sum(plan.values()) - case.total_spend)
    due = dict(plan)
    for tier in rule.reductions:
        cut = _tier_cut(tier, plan, due, reduction, case)
        reduction -= sum(cut.values())
        due = {partner: due[partner] - cut[partner] for partner in due}
    for partner in case.partners:
        case.say(partner, words.volume(plan[partner], plan[partner] - due[partner]))
    return due


def _tier_cut(tier: Tier, plan: Sums, due: Sums, reduction: int, case: Case) -> Sums:
    """What one tier takes off: up to its share of its partners' plan, in proportion to what each still pays."""
    inside = {partner: max(0, due[partner]) if partner in tier.partners else 0 for partner in case.partners}
    limit = sum(inside.values())
    if tier.up_to is not None:
        limit = min(limit, part_of(tier.up_to, sum(plan[partner] for partner in tier.partners)))
    return case.split(min(reduction, limit), tuple(inside.values()))


def _no_worse_off(rule: NoWorseOff, case: Case) -> Sums:
    alone = case.to_date(case.yearly(rule.alone))
    shares = case.shares(rule, wanted=False)
    weights = weights_of(shares, case.partners) if shares else tuple(max(0, pence) for pence in alone.values())
    gain = sum(alone.values()) - case.total_spend
    parts = case.split(gain, weights)
    for partner in case.partners:
        case.say(partner, words.alone(alone[partner], parts[partner]))
    return {partner: alone[partner] - parts[partner] for partner in case.partners}


def _daily_charge(rule: DailyCharge, case: Case) -> Sums:
    rate = rule.rate.for_year(case.outcome.year) or 0
    days = case.measure(rule.measure, rule.payer) or 0
    charge = rate * days
    due = dict.fromkeys(case.partners, 0)
    due[rule.payer] += charge
    due[rule.payee] -= charge
    for partner in (rule.payer, rule.payee):
        case.say(
            partner, words.DAILY_CHARGE.filled(days=f"{days:,}", rate=words.money(rate), amount=words.money(charge))
        )
    return due


RULES: Mapping[type[Contributions], Callable[..., Sums]] = {
    Fixed: _fixed,
    BudgetShares: _budget_shares,
    ExpenditureShares: _expenditure_shares,
    Baseline: _baseline,
    Increment: _increment,
    Liability: _liability,
    Volume: _volume,
    NoWorseOff: _no_worse_off,
    DailyCharge: _daily_charge,
}


def fund(terms: Terms, scheme: str, outcome: Outcome) -> Funding:
    """What funds one scheme in the outcome's year.

    Raises:
        Problems: the agreement has contributions for other years but none for this one.
    """
    budget = budget_to_date(terms, scheme, outcome.year, outcome.months)
    rule = terms.schemes[scheme].contributions
    if rule is None or terms.schemes[scheme].form in NEVER_SETTLED:
        return Funding(scheme, budget, other_income_pence=budget)
    case = Case(terms, scheme, outcome)
    gross = RULES[type(rule)](rule, case)
    one_off = one_off_changes(rule, case)
    income = charges_met(rule, case)
    earned = _earned(rule, case)
    due = {partner: gross[partner] + one_off[partner] - income[partner] + earned[partner] for partner in case.partners}
    _check_minimum(rule, case, due)
    _say_the_rest(rule, case)
    shares = case.shares(rule, wanted=False)
    clause = rule.clause or terms.schemes[scheme].clause
    dues = tuple(
        Due(scheme, partner, rule.by, clause, due[partner], tuple(case.how.get(partner, ())))
        for partner in case.partners
        if due[partner] or rule_names(rule, partner, case)
    )
    planned = planned_for_year(terms, scheme, outcome)
    return Funding(scheme, budget, dues, income, sum(income.values()), planned, shares, tuple(case.problems))


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
