"""The agreement's attribution and contribution clauses as plain rules, year by year and version by version.

Whose money pays is decided by contribution shares: the contractual shares where the agreement states them, else the
proportions of the sums it gives for the year. Where each partner pays for its own responsibilities (rule C7, and
every form in which no money is pooled), no share is needed and nothing crosses.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

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
from cronfa.agreement.reading import Agreement
from cronfa.attribution.rules import Component, Dated, Rule, RuleKind, Rules
from cronfa.calendars import Year, YearKind
from cronfa.money import as_weights

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
    return Component(column or name, partner, clause)


def contribution_weights(scheme: Scheme, year: str, partners: tuple[str, ...]) -> tuple[int, ...]:
    """The proportions in which partners contribute to a scheme in a year, in whole numbers; zeros where none is given."""
    contributions = scheme.contributions
    if contributions is None:
        return (0,) * len(partners)
    parts = _parts(contributions, scheme.budget.for_year(year) or 0, year)
    return as_weights([max(Fraction(parts.get(name, 0)), Fraction(0)) for name in partners])


def _parts(contributions: Contributions, budget_pence: int, year: str) -> Mapping[str, int | Fraction]:
    """Parts by partner that stand to each other as the contributions do."""
    if isinstance(contributions, Increment):
        return _with_increment(contributions, budget_pence, year)
    if shares := contributions.shares.for_year(year):
        return shares
    if isinstance(contributions, Fixed | Volume):
        return contributions.amounts.for_year(year) or {}
    if isinstance(contributions, Baseline):
        return _rolled_forward(contributions, year)
    if isinstance(contributions, NoWorseOff):
        return contributions.alone.for_year(year) or {}
    return {}


def _with_increment(rule: Increment, budget_pence: int, year: str) -> dict[str, int | Fraction]:
    baseline, shares = rule.baseline.for_year(year) or {}, rule.shares.for_year(year) or {}
    added = max(budget_pence - sum(baseline.values()), 0)
    return {name: baseline.get(name, 0) + added * shares.get(name, Fraction(0)) for name in {**baseline, **shares}}


def _rolled_forward(rule: Baseline, year: str) -> dict[str, int | Fraction]:
    baseline, recurrent = rule.baseline.for_year(year) or {}, rule.recurrent.for_year(year) or {}
    uplift, efficiency = rule.uplift.for_year(year) or {}, rule.efficiency.for_year(year) or {}
    planned = rule.planned.for_year(year) or {}
    return {
        name: (baseline.get(name, 0) + recurrent.get(name, 0))
        * (1 + uplift.get(name, Fraction(0)) - efficiency.get(name, Fraction(0)))
        + planned.get(name, 0)
        for name in {**baseline, **recurrent, **planned}
    }


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
