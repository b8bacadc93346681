"""The agreement's attribution and contribution clauses as plain rules, year by year and version by version.

Whose money pays is decided by contribution shares: the contractual shares where the agreement states them, else the
proportions of the sums it gives for the year. Where each partner pays for its own responsibilities (rule C7, and
every form in which no money is pooled), no share is needed and nothing crosses.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from math import floor

from cronfa.agreement.clauses import POOLED_FORMS, Attribution, Scheme, Terms
from cronfa.agreement.contributions import (
    Baseline,
    Contributions,
    DailyCharge,
    Fixed,
    Increment,
    Liability,
    NoWorseOff,
    Volume,
)
from cronfa.agreement.versions import Agreement
from cronfa.attribution.rules import Component, Dated, Rule, RuleKind, Rules
from cronfa.calendars import Year, YearKind
from cronfa.money import allocate, as_weights

_KINDS: Mapping[str, RuleKind] = {
    "responsibility": "responsibility",
    "contributions": "contributions",
    "shares": "shares",
    "line": "line",
    "components": "components",
}


def rules_of(agreement: Agreement) -> Rules:
    """The rules of every scheme from the agreement's first day to its last."""
    partners = tuple(dict.fromkeys(name for version in agreement.versions for name in version.terms.partner_ids))
    schemes: dict[str, list[Dated]] = {}
    for version in agreement.versions:
        for first_day, last_day, year in _years(version.from_, version.to, version.terms):
            for name in version.terms.schemes:
                rule = rule_of(version.terms, name, year, partners)
                schemes.setdefault(name, []).append(Dated(first_day, last_day, rule))
    return Rules(partners, {name: tuple(_merged(dated)) for name, dated in schemes.items()})


def rule_of(terms: Terms, scheme: str, year: str, partners: tuple[str, ...] | None = None) -> Rule:
    """The rule of one scheme in one year; ``partners`` may add those of other versions."""
    names = partners or terms.partner_ids
    clauses = terms.schemes[scheme]
    weights = contribution_weights(clauses, year, names)
    attribute = clauses.attribute
    if attribute.by == "contributions" and not any(weights) and _pays_its_own(clauses):
        # Nobody contributes to what is only in view: a line that names no body is the lead commissioner's.
        attribute = Attribution(by="responsibility", otherwise=terms.lead_of(scheme), clause=attribute.clause)
    return Rule(
        kind=_KINDS[attribute.by],
        clause=attribute.clause or clauses.clause,
        weights=_responsibility_weights(attribute, weights, names),
        categories=dict(attribute.categories),
        components=tuple(
            _component(each.name, each.partner, each.column, each.clause) for each in attribute.components
        ),
        otherwise=attribute.otherwise,
        funding=None if _pays_its_own(clauses) else weights,
        funding_clause=(clauses.contributions.clause if clauses.contributions else None) or clauses.clause,
    )


def _component(name: str, partner: str, column: str | None, clause: str | None) -> Component:
    return Component(name, partner, clause, column=column)


def contribution_weights(scheme: Scheme, year: str, partners: tuple[str, ...]) -> tuple[int, ...]:
    """The proportions in which partners contribute to a scheme in a year, in whole numbers; zeros where none is given.

    The contractual shares where they are written; else the year's sums, with one-off changes and less the charges
    that a partner collects, as settlement plans them.
    """
    rule = scheme.contributions
    if rule is None:
        return (0,) * len(partners)
    if shares := rule.contractual_shares(year):
        return as_weights([shares.get(name, Fraction(0)) for name in partners])
    sums = dict(_sums(rule, scheme.budget.for_year(year) or 0, year))
    if not sums:
        return (0,) * len(partners)
    for change in rule.one_off:
        for name, pence in change.amounts.items() if change.year == year else ():
            sums[name] = sums.get(name, 0) + pence
    if rule.charges:
        collector = rule.charges.collected_by
        sums[collector] = sums.get(collector, 0) - (rule.charges.budget.for_year(year) or 0)
    return as_weights([Fraction(max(sums.get(name, 0), 0)) for name in partners])


def _sums(rule: Contributions, budget_pence: int, year: str) -> Mapping[str, int]:
    """The year's sums by partner, in pence, for the rules that give any."""
    if isinstance(rule, Fixed | Volume):
        return rule.amounts.for_year(year) or {}
    if isinstance(rule, NoWorseOff):
        return rule.alone.for_year(year) or {}
    if isinstance(rule, Baseline):
        return _rolled_forward(rule, year)
    if isinstance(rule, Increment):
        return _with_increment(rule, budget_pence, year)
    return {}


def _with_increment(rule: Increment, budget_pence: int, year: str) -> dict[str, int]:
    baseline, shares = rule.baseline.for_year(year) or {}, rule.shares.for_year(year) or {}
    names = tuple({**baseline, **shares})
    weights = as_weights([shares.get(name, Fraction(0)) for name in names])
    added = budget_pence - sum(baseline.values()) if any(weights) else 0
    parts = zip(names, allocate(added, weights), strict=True)
    return {name: baseline.get(name, 0) + part for name, part in parts}


def _rolled_forward(rule: Baseline, year: str) -> dict[str, int]:
    """Each partner's baseline rolled forward, to the nearest penny."""
    baseline, recurrent = rule.baseline.for_year(year) or {}, rule.recurrent.for_year(year) or {}
    uplift, efficiency = rule.uplift.for_year(year) or {}, rule.efficiency.for_year(year) or {}
    planned = rule.planned.for_year(year) or {}
    sums: dict[str, int] = {}
    for name in {**baseline, **recurrent, **planned}:
        growth = 1 + uplift.get(name, Fraction(0)) - efficiency.get(name, Fraction(0))
        exact = (baseline.get(name, 0) + recurrent.get(name, 0)) * growth + planned.get(name, 0)
        sums[name] = floor(exact + Fraction(1, 2))
    return sums


def _pays_its_own(scheme: Scheme) -> bool:
    return scheme.form not in POOLED_FORMS or isinstance(scheme.contributions, Liability | DailyCharge)


def _responsibility_weights(
    attribute: Attribution, contributed: tuple[int, ...], partners: tuple[str, ...]
) -> tuple[int, ...]:
    if attribute.by == "contributions":
        return contributed
    if attribute.by == "shares":
        return as_weights([attribute.shares.get(name, Fraction(0)) for name in partners])
    return ()


def _years(first_day: date, last_day: date, terms: Terms) -> Iterator[tuple[date, date, str]]:
    """The version's days, year by year."""
    kind: YearKind = "financial" if terms.year == "april" else "calendar"
    year = Year.containing(first_day, kind)
    while year.first_day <= last_day:
        yield max(first_day, year.first_day), min(last_day, year.last_day), year.label
        year = year.next


def _merged(dated: list[Dated]) -> Iterator[Dated]:
    """Rules that follow each other and say the same, as one."""
    current: Dated | None = None
    for each in sorted(dated, key=lambda each: each.first_day):
        if current is not None and current.rule == each.rule and (each.first_day - current.last_day).days == 1:
            current = Dated(current.first_day, each.last_day, each.rule)
            continue
        if current is not None:
            yield current
        current = each
    if current is not None:
        yield current
