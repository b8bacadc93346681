"""One line at a time: the reference. Obvious before fast; :mod:`cronfa.attribution.columns` gives the same pennies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from cronfa.agreement.values import percent
from cronfa.attribution import codes
from cronfa.attribution.rules import Component, Rule, Rules
from cronfa.language import Text, same
from cronfa.money import allocate, as_weights, pounds
from cronfa.problems import NOWHERE, Problem, Problems, Where, stop

NAMED = Text(en="named on the line", cy="wedi'i enwi ar y llinell")
BY_CATEGORY = Text(en="by its category", cy="yn ôl ei chategori")
OTHERWISE = Text(en="where nothing else is named", cy="lle nad enwir dim arall")
AS_CONTRIBUTED = Text(en="as they contribute", cy="yn ôl eu cyfraniadau")
FIXED_SHARES = Text(en="by fixed shares", cy="yn ôl cyfrannau sefydlog")
OWN_PERCENTAGES = Text(en="by the line's own percentages", cy="yn ôl canrannau'r llinell ei hun")
COMPONENT = Text(en="component “{name}”", cy="cydran “{name}”")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of spend. ``percentages`` are parts of one by partner; ``components`` are pence by component name.

    ``days`` is how many days of service the line pays for, where a component is capped by the week.
    """

    scheme: str
    amount_pence: int
    service_date: date
    responsible: str | None = None
    category: str | None = None
    percentages: Mapping[str, Fraction] = field(default_factory=dict)
    components: Mapping[str, int] = field(default_factory=dict)
    days: int | None = None
    where: Where = NOWHERE


class Part(NamedTuple):
    """Pence of a line that are one partner's responsibility, with the clause and the reason."""

    partner: str
    pence: int
    clause: str | None
    reason: Text


class Crossing(NamedTuple):
    """Pence of one partner's money that paid for another's responsibility; below zero when a refund undoes it."""

    funder: str
    responsible: str
    pence: int


class Attributed(NamedTuple):
    """What became of one line. Columns of pence are by partner in the agreement's order; each adds up to the line."""

    rule: Rule
    parts: tuple[Part, ...]
    responsible_pence: tuple[int, ...]
    funded_pence: tuple[int, ...]
    crossings: tuple[Crossing, ...]

    @property
    def clause(self) -> str | None:
        """The clause that says whose responsibility the line is."""
        return self.rule.clause

    @property
    def funding_clause(self) -> str | None:
        """The clause that says whose money pays."""
        return self.rule.funding_clause


def attribute_line(line: Line, rules: Rules) -> Attributed:
    """Say whose responsibility a line is and whose money paid for it, to the penny.

    Raises:
        Problems: with every reason why the line cannot be attributed, at the line's place.
    """
    rule = rules.on(line.scheme, line.service_date)
    if rule is None:
        stop(codes.NO_RULE, line.where, scheme=line.scheme, day=line.service_date)
    parts = _PARTS[rule.kind](line, rule, rules)
    responsible = _by_partner(parts, rules.partners)
    if rule.funding is not None and not any(rule.funding):
        stop(codes.NOBODY_FUNDS, line.where, scheme=line.scheme, day=line.service_date)
    funded = responsible if rule.funding is None else allocate(line.amount_pence, rule.funding)
    assert sum(responsible) == sum(funded) == line.amount_pence, "a line was not attributed in full"
    return Attributed(rule, parts, responsible, funded, crossings(rules.partners, funded, responsible))


def _by_partner(parts: tuple[Part, ...], partners: tuple[str, ...]) -> tuple[int, ...]:
    sums = dict.fromkeys(partners, 0)
    for part in parts:
        sums[part.partner] += part.pence
    return tuple(sums.values())


def attribute_lines(lines: Iterable[Line], rules: Rules) -> tuple[Attributed, ...]:
    """Attribute every line, or none.

    Raises:
        Problems: the problems of every line that cannot be attributed.
    """
    done: list[Attributed] = []
    problems: list[Problem] = []
    for line in lines:
        try:
            done.append(attribute_line(line, rules))
        except Problems as found:
            problems.extend(found.problems)
    if problems:
        raise Problems(problems)
    return tuple(done)


def crossings(partners: tuple[str, ...], funded: tuple[int, ...], responsible: tuple[int, ...]) -> tuple[Crossing, ...]:
    """Whose money paid for whose responsibility, in the agreement's order.

    Each partner first pays for its own responsibility. What a partner paid beyond that is split, partner by partner
    in the agreement's order, over what the others still lack, in proportion to what they lack. The result adds up
    both ways: to what each funder paid for others, and to what each responsible partner had paid for it.
    """
    beyond = [paid - own for paid, own in zip(funded, responsible, strict=True)]
    takers = [place for place, pence in enumerate(beyond) if pence < 0]
    givers = [place for place, pence in enumerate(beyond) if pence > 0]
    if sum(funded) < 0:
        takers, givers = givers, takers
    if len(takers) == 1:
        return tuple([Crossing(partners[giver], partners[takers[0]], beyond[giver]) for giver in givers])
    return _split_between(partners, beyond, givers, takers)


def _split_between(
    partners: tuple[str, ...], beyond: list[int], givers: list[int], takers: list[int]
) -> tuple[Crossing, ...]:
    lacking = [abs(beyond[taker]) for taker in takers]
    found: list[Crossing] = []
    for giver in givers:
        shares = allocate(beyond[giver], lacking)
        lacking = [lack - abs(share) for lack, share in zip(lacking, shares, strict=True)]
        found += [
            Crossing(partners[giver], partners[taker], share)
            for taker, share in zip(takers, shares, strict=True)
            if share
        ]
    assert not any(lacking), "a responsibility was left unpaid"
    return tuple(found)


def _by_body(line: Line, rule: Rule, rules: Rules) -> tuple[Part, ...]:
    partner, reason = _body(line, rule, rules)
    return (Part(partner, line.amount_pence, rule.clause, reason),)


def _body(line: Line, rule: Rule, rules: Rules) -> tuple[str, Text]:
    """The one body responsible, and why: the line's own word, then its category's, then the clause's last word."""
    if line.responsible is not None:
        _must_be_partner(line.responsible, line, rules)
        return line.responsible, NAMED
    if line.category is not None and line.category in rule.categories:
        return rule.categories[line.category], BY_CATEGORY
    if rule.otherwise is None:
        stop(codes.NOBODY_RESPONSIBLE, line.where, category=line.category or "–", clause=rule.clause or "–")
    return rule.otherwise, OTHERWISE


def _must_be_partner(name: str, line: Line, rules: Rules) -> None:
    if name not in rules.partners:
        stop(codes.NOT_A_PARTNER, line.where, name=name, partners=", ".join(rules.partners))


def _by_weights(line: Line, rule: Rule, rules: Rules) -> tuple[Part, ...]:
    if not any(rule.weights):
        stop(codes.NOBODY_FUNDS, line.where, scheme=line.scheme, day=line.service_date)
    reason = FIXED_SHARES if rule.kind == "shares" else AS_CONTRIBUTED
    return _shared(line.amount_pence, rule.weights, rule, rules, reason)


def _shared(amount: int, weights: tuple[int, ...], rule: Rule, rules: Rules, reason: Text) -> tuple[Part, ...]:
    shares = zip(rules.partners, allocate(amount, weights), strict=True)
    return tuple(Part(partner, pence, rule.clause, reason) for partner, pence in shares if pence)


def _by_line(line: Line, rule: Rule, rules: Rules) -> tuple[Part, ...]:
    if not line.percentages:
        stop(codes.NO_PERCENTAGES, line.where, clause=rule.clause or "–")
    for name in line.percentages:
        _must_be_partner(name, line, rules)
    parts = [line.percentages.get(partner, Fraction(0)) for partner in rules.partners]
    if sum(parts) != 1 or min(parts) < 0:
        stop(codes.PERCENTAGES_NOT_WHOLE, line.where, total=percent(sum(parts, Fraction(0))))
    return _shared(line.amount_pence, as_weights(parts), rule, rules, OWN_PERCENTAGES)


def _by_components(line: Line, rule: Rule, rules: Rules) -> tuple[Part, ...]:
    sign = -1 if line.amount_pence < 0 else 1
    left = abs(line.amount_pence)
    parts: list[Part] = []
    for component in rule.components:
        pence = _component_pence(line, component, sign, left)
        if pence < 0 or pence > left:
            total = sum(_stated(line, each) or 0 for each in rule.components)
            stop(codes.COMPONENTS_EXCEED, line.where, components=pounds(total), amount=pounds(line.amount_pence))
        left -= pence
        reason = COMPONENT.filled(name=same(component.name))
        parts.append(Part(component.partner, sign * pence, component.clause or rule.clause, reason))
    if left:
        partner, reason = _body(line, rule, rules)
        parts.append(Part(partner, sign * left, rule.clause, reason))
    return tuple(part for part in parts if part.pence)


def _stated(line: Line, component: Component) -> int | None:
    """What the line says the component is, under its name or its column's."""
    by_column = line.components.get(component.column) if component.column else None
    return line.components.get(component.name, by_column)


def _component_pence(line: Line, component: Component, sign: int, left: int) -> int:
    """What a component takes of what is left of the line; half a penny of a part week is rounded up."""
    asked = _stated(line, component)
    if component.up_to_pence is None:
        return sign * (asked or 0)
    cap = component.up_to_pence
    if component.per == "week":
        cap = (2 * cap * (line.days or 7) + 7) // 14
    return min(cap, left) if asked is None else min(cap, sign * asked)


_PARTS = {
    "responsibility": _by_body,
    "contributions": _by_weights,
    "shares": _by_weights,
    "line": _by_line,
    "components": _by_components,
}
