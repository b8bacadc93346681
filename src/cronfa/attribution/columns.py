"""Millions of lines at a time: columns in, columns out, the same pennies as :func:`~cronfa.attribution.attribute_line`.

Short columns go through the reference itself. In long ones each rule is a row of a table, each line finds its row by
scheme and service date, and whole groups of lines are attributed together. A line that cannot be attributed is handed
to the reference, which says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from cronfa.attribution.lines import Line, attribute_lines, crossings
from cronfa.attribution.one_body import Codes as OneBodyCodes, add_beyond, attribute
from cronfa.attribution.plan import Plan
from cronfa.attribution.rules import Component, Rule, Rules
from cronfa.money_columns import SHORT_COLUMN, Pence, Rows, WeightTable, allocate_columns
from cronfa.problems import Where

Codes = NDArray[np.int32]
Wrong = NDArray[np.bool_]
NONE = -1
"""The code of a line that names no body, or has no category."""


@dataclass(frozen=True, slots=True)
class LineColumns:
    """Lines as columns. Names are written once, in ``schemes``, ``bodies`` and ``categories``; columns hold their places.

    ``day`` is the service date as a proleptic ordinal (``date.toordinal``). ``percentages`` is partners × lines in
    parts of ``whole``. ``components`` has pence by component name, zero where a line has none. ``file`` and ``numbers``
    place a line in its source; without numbers, lines count from one.
    """

    amounts: Pence
    schemes: tuple[str, ...]
    scheme: Rows
    day: Codes
    bodies: tuple[str, ...] = ()
    body: Codes | None = None
    categories: tuple[str, ...] = ()
    category: Codes | None = None
    percentages: Pence | None = None
    whole: int = 10_000
    components: Mapping[str, Pence] = field(default_factory=dict)
    service_days: Codes | None = None
    file: str | None = None
    numbers: NDArray[np.int64] | None = None

    def line(self, at: int, partners: Sequence[str]) -> Line:
        """One line in the reference's form."""
        body = NONE if self.body is None else int(self.body[at])
        category = NONE if self.category is None else int(self.category[at])
        return Line(
            scheme=self.schemes[self.scheme[at]],
            amount_pence=int(self.amounts[at]),
            service_date=date.fromordinal(int(self.day[at])),
            responsible=None if body == NONE else self.bodies[body],
            category=None if category == NONE else self.categories[category],
            percentages=self._percentages(at, partners),
            components={name: int(pence[at]) for name, pence in self.components.items()},
            days=None if self.service_days is None else int(self.service_days[at]),
            where=Where(file=self.file, line=at + 1 if self.numbers is None else int(self.numbers[at])),
        )

    def _percentages(self, at: int, partners: Sequence[str]) -> dict[str, Fraction]:
        if self.percentages is None or not self.percentages[:, at].any():
            return {}
        parts = zip(partners, self.percentages[:, at].tolist(), strict=True)
        return {partner: Fraction(part, self.whole) for partner, part in parts}

    def take(self, at: NDArray[np.intp]) -> "LineColumns":
        """Some of the lines."""
        return replace(
            self,
            amounts=self.amounts[at],
            scheme=self.scheme[at],
            day=self.day[at],
            body=None if self.body is None else self.body[at],
            category=None if self.category is None else self.category[at],
            percentages=None if self.percentages is None else self.percentages[:, at],
            components={name: pence[at] for name, pence in self.components.items()},
            service_days=None if self.service_days is None else self.service_days[at],
            numbers=at + 1 if self.numbers is None else self.numbers[at],
        )


@dataclass(frozen=True, slots=True)
class AttributedColumns:
    """What became of the lines. ``rows`` is each line's rule, ``funded`` partners × lines of pence.

    ``body`` is the place of the one responsible partner of each line; where responsibility is shared it is ``None``
    and ``shared`` has partners × lines of pence. ``totals`` is rules × funders × responsible partners: whose money
    paid for whose responsibility, its own on the diagonal.
    """

    partners: tuple[str, ...]
    rules: tuple[Rule, ...]
    rows: Rows
    funded: Pence
    body: NDArray[np.int16] | None
    shared: Pence | None
    totals: Pence

    @property
    def responsible(self) -> Pence:
        """Partners × lines: whose responsibility each line is."""
        if self.shared is not None:
            return self.shared
        assert self.body is not None, "a line is one partner's or it is shared"
        pence = np.zeros_like(self.funded)
        pence[self.body, np.arange(self.rows.size)] = self.funded.sum(axis=0)
        return pence

    def crossings(self) -> dict[tuple[str, str], Pence]:
        """By funder and responsible partner, the pence of each line that crossed; pairs that never did are left out."""
        return {
            (self.partners[funder], self.partners[other]): pence
            for (funder, other), pence in _crossed(self.partners, self.funded, self.responsible).items()
            if funder != other and pence.any()
        }


def attribute_columns(lines: LineColumns, rules: Rules, *, compiled: bool | None = None) -> AttributedColumns:
    """Attribute every line, or none. ``compiled`` forces or forbids compiled code; by default the length decides.

    Raises:
        Problems: the problems of every line that cannot be attributed, as the reference says them.
    """
    plan = Plan.of(rules, lines.schemes)
    if compiled is False or (compiled is None and lines.amounts.size < SHORT_COLUMN):
        return _plainly(lines, plan)
    if plan.one_body:
        return _by_one_body(lines, plan)
    rows, missing = plan.find(lines.scheme, lines.day)
    if missing or plan.refuses[:-1].any():
        _refuse(lines, plan, rows)
    if plan.shares_alike:
        shares = allocate_columns(lines.amounts, plan.funding, rows, compiled=True)
        totals = shares.totals.T[:, :, None] * np.eye(len(rules.partners), dtype=np.int64)
        return AttributedColumns(rules.partners, plan.rows, rows, shares.pence, None, shares.pence, totals)
    responsible, wrong = _responsible(lines, plan, rows)
    _explain(lines, plan, wrong)
    return _with_totals(plan, rows, responsible, _funded(lines, plan, rows, responsible))


def _by_one_body(lines: LineColumns, plan: Plan) -> AttributedColumns:
    """Every line is one partner's: each line's funding is added up by its rule and its body."""
    partners, none = plan.rules.partners, np.zeros(0, np.int32)
    codes = OneBodyCodes(
        lines.scheme,
        lines.day,
        none if lines.body is None else lines.body,
        none if lines.category is None else lines.category,
        np.array([*(plan.partner(name) for name in lines.bodies), len(partners)], np.int64),
        plan.by_category(lines.categories),
    )
    funding = plan.funding
    found = attribute(lines.amounts, codes, plan, funding)
    if found.missing or plan.refuses[:-1].any():
        _refuse(lines, plan, found.rows)
    if found.lacking:
        _explain(lines, plan, found.body < 0)
    if found.beyond:
        add_beyond(lines.amounts, funding, found)
    return AttributedColumns(partners, plan.rows, found.rows, found.pence, found.body, None, found.totals)


def _plainly(lines: LineColumns, plan: Plan) -> AttributedColumns:
    """Every line by the reference."""
    partners = plan.rules.partners
    done = attribute_lines((lines.line(at, partners) for at in range(lines.amounts.size)), plan.rules)
    rows = plan.find_plainly(lines.scheme, lines.day)
    shape = (len(done), len(partners))
    responsible = np.array([each.responsible_pence for each in done], np.int64).reshape(shape).T
    funded = np.array([each.funded_pence for each in done], np.int64).reshape(shape).T
    return _with_totals(plan, rows, responsible, funded)


def _with_totals(plan: Plan, rows: Rows, responsible: Pence, funded: Pence) -> AttributedColumns:
    partners = plan.rules.partners
    totals = np.zeros((len(plan.rows), len(partners), len(partners)), np.int64)
    for (funder, other), pence in _crossed(partners, funded, responsible).items():
        np.add.at(totals[:, funder, other], rows, pence)
    return AttributedColumns(partners, plan.rows, rows, funded, None, responsible, totals)


def _crossed(partners: tuple[str, ...], funded: Pence, responsible: Pence) -> dict[tuple[int, int], Pence]:
    """By places of funder and responsible partner, the pence of each line; a partner's own are what both have."""
    sign = np.where(responsible.sum(axis=0) < 0, -1, 1)
    beyond = (funded - responsible) * sign
    surplus, lacking = np.maximum(beyond, 0), np.maximum(-beyond, 0)
    found: dict[tuple[int, int], Pence] = {}
    for funder in range(len(partners)):
        for other in range(len(partners)):
            # With one funder too many or one partner too few, the smaller of the two is all there is.
            both = (funded, responsible) if funder == other else (surplus, lacking)
            sizes = np.abs(np.stack([both[0][funder], both[1][other]]))
            found[funder, other] = sizes.min(axis=0) * sign
    for at in np.flatnonzero(((surplus > 0).sum(axis=0) > 1) & ((lacking > 0).sum(axis=0) > 1)).tolist():
        for (funder, other), pence in found.items():
            pence[at] = pence[at] if funder == other else 0
        for crossing in crossings(partners, tuple(funded[:, at].tolist()), tuple(responsible[:, at].tolist())):
            found[partners.index(crossing.funder), partners.index(crossing.responsible)][at] = crossing.pence
    return found


def _refuse(lines: LineColumns, plan: Plan, rows: Rows) -> None:
    """Raise the problems of every line, if some have no rule or fall on a rule that lacks weights."""
    wrong = plan.refuses[rows]
    if wrong.any():
        kept = np.flatnonzero(~wrong)
        wrong[kept] = _responsible(lines.take(kept), plan, rows[kept])[1]
        _explain(lines, plan, wrong)


def _explain(lines: LineColumns, plan: Plan, wrong: NDArray[np.bool_]) -> None:
    """Raise what the reference says about the lines marked wrong, if there are any."""
    if wrong.any():
        at = np.flatnonzero(wrong).tolist()
        attribute_lines((lines.line(line, plan.rules.partners) for line in at), plan.rules)
        raise AssertionError("the columns refuse a line that the reference takes")


def _responsible(lines: LineColumns, plan: Plan, rows: Rows) -> tuple[Pence, Wrong]:
    """Responsible pence, and which lines cannot be attributed: rules of one method take their lines together."""
    pence = np.zeros((len(plan.rules.partners), rows.size), np.int64)
    wrong = np.zeros(rows.size, np.bool_)
    methods = plan.methods
    for method, work in enumerate(_METHODS):
        if rows.size and (methods == method).all():
            return work(lines, plan, rows)
        at = np.flatnonzero(methods[rows] == method)
        if at.size:
            pence[:, at], wrong[at] = work(lines.take(at), plan, rows[at])
    return pence, wrong


def _funded(lines: LineColumns, plan: Plan, rows: Rows, responsible: Pence) -> Pence:
    """Whose money paid: by the scheme's contributions, or each for its own."""
    if not plan.own.any():
        return allocate_columns(lines.amounts, plan.funding, rows, compiled=True).pence
    funded = responsible.copy()
    at = np.flatnonzero(~plan.own[rows])
    funded[:, at] = allocate_columns(lines.amounts[at], plan.funding, rows[at], compiled=True).pence
    return funded


def _by_weights(lines: LineColumns, plan: Plan, rows: Rows) -> tuple[Pence, Wrong]:
    shares = allocate_columns(lines.amounts, plan.weights, rows, compiled=True)
    return shares.pence, np.zeros(rows.size, np.bool_)


def _by_body(lines: LineColumns, plan: Plan, rows: Rows) -> tuple[Pence, Wrong]:
    body = _bodies(lines, plan, rows)
    pence = np.zeros((len(plan.rules.partners), rows.size), np.int64)
    pence[body, np.arange(rows.size)] = lines.amounts
    return pence, body < 0


def _bodies(lines: LineColumns, plan: Plan, rows: Rows) -> NDArray[np.int64]:
    """The place of the body responsible for each line; below zero where there is none, or it is not a partner."""
    category = NONE if lines.category is None else lines.category
    fallen_back: NDArray[np.int64] = plan.by_category(lines.categories)[rows, category]
    if lines.body is None:
        return fallen_back
    # The code of a line that names no body is -1: it finds the last place, which says so.
    named = np.array([*(plan.partner(name) for name in lines.bodies), -1], np.int64)[lines.body]
    return np.where(named == -1, fallen_back, named)


def _by_line(lines: LineColumns, plan: Plan, rows: Rows) -> tuple[Pence, Wrong]:
    parts = lines.percentages
    if parts is None:
        parts = np.zeros((len(plan.rules.partners), rows.size), np.int64)
    wrong = (parts.sum(axis=0) != lines.whole) | (parts.min(axis=0) < 0)
    parts = np.where(wrong, 1, parts)
    # Few joint packages differ in their percentages: each way of sharing is a row of weights.
    ways, way = np.unique(parts, axis=1, return_inverse=True)
    table = WeightTable.of(ways.T.tolist())
    return allocate_columns(lines.amounts, table, way.ravel().astype(np.uint32), compiled=True).pence, wrong


def _by_components(lines: LineColumns, plan: Plan, rows: Rows) -> tuple[Pence, Wrong]:
    pence = np.zeros((len(plan.rules.partners), rows.size), np.int64)
    wrong = np.zeros(rows.size, np.bool_)
    sign, left = np.where(lines.amounts < 0, -1, 1), np.abs(lines.amounts)
    for row in np.unique(rows).tolist():
        at = np.flatnonzero(rows == row)
        for component in plan.rows[row].components:
            taken = _component_pence(lines, component, at, sign[at], left[at])
            wrong[at] |= (taken < 0) | (taken > left[at])
            left[at] -= taken
            pence[plan.partner(component.partner), at] += taken
    body = _bodies(lines, plan, rows)
    pence[np.maximum(body, 0), np.arange(rows.size)] += left
    return pence * sign, wrong | ((left > 0) & (body < 0))


def _component_pence(lines: LineColumns, component: Component, at: NDArray[np.intp], sign: Pence, left: Pence) -> Pence:
    """What a component takes of what is left of some lines."""
    asked = lines.components[component.name][at] * sign if component.name in lines.components else None
    if component.up_to_pence is None:
        return np.zeros_like(left) if asked is None else asked
    cap = np.full_like(left, component.up_to_pence)
    if component.per == "week":
        days = np.full(at.size, 7) if lines.service_days is None else lines.service_days[at]
        cap = (2 * cap * np.where(days == 0, 7, days) + 7) // 14
    return np.minimum(cap, left if asked is None else asked)


_METHODS = (_by_weights, _by_body, _by_line, _by_components)
"""In the order of the numbers in :data:`cronfa.attribution.plan.METHODS`."""
