"""The contribution rules (C1–C16): one small function for each, from a :class:`Case` to gross sums by partner.

Each says in words how it came to its sums. What every rule can carry is laid over it in
:mod:`cronfa.settlement.contributions`.
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
from cronfa.settlement.outcome import Outcome
from cronfa.settlement.terms import budget_to_date, part_of, to_date, weights_of

Sums = dict[str, int]
"""Pence by partner, in the agreement's order."""


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
            kept = measure_key(self.terms, measure, key, self.scheme)
            self.problems.append(codes.MEASURE_NOT_REPORTED.at(where, measure=measure, key=kept))
        return value

    def say(self, partner: str, text: Text) -> None:
        self.how.setdefault(partner, []).append(text)

    def _no_year(self) -> None:
        where = Where(path=f"schemes.{self.scheme}.contributions")
        stop(codes.NO_CONTRIBUTION_FOR_YEAR, where, scheme=self.scheme, year=self.outcome.year)


def measured(terms: Terms, outcome: Outcome, measure: str, partner: str, scheme: str | None = None) -> int | None:
    """The value of a measure: of the partner, the scheme or the fund, as the measure is kept."""
    known = terms.measures.get(measure)
    key = measure_key(terms, measure, partner, scheme)
    declared = known.values.get(key) if known else None
    return outcome.measures.get(measure, {}).get(key, declared)


def measure_key(terms: Terms, measure: str, partner: str, scheme: str | None) -> str:
    """Under which name a measure is reported: the partner's, the scheme's, or ``fund``."""
    known = terms.measures.get(measure)
    return {"partner": partner, "scheme": scheme or partner, "fund": "fund"}[known.per if known else "partner"]


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
