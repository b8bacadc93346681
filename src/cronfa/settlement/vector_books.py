"""What the vector engine keeps while it settles a block of scenarios.

Every pot has two sides, an overspend and an underspend, of which a scenario uses one: on the other everything is nought, so
that the steps need no branches.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cronfa.agreement.clauses import Terms
from cronfa.agreement.steps import AnyStep, SharedOut
from cronfa.agreement.values import Limit
from cronfa.settlement.arrays import Column, Table, fits, part_of_column
from cronfa.settlement.outcome import Direction, Party
from cronfa.settlement.scenarios import LineKey, Number, Scenarios
from cronfa.settlement.terms import FUND, Pot, weights_of
from cronfa.settlement.vector_dues import FundingTable, measured, spend_table, total_spend

Mask = NDArray[np.bool_]


@dataclass(slots=True)
class Block:
    """What all pots share in a block of scenarios."""

    terms: Terms
    scenarios: Scenarios
    fundings: Mapping[str, FundingTable]
    dues: Table
    reserves: dict[str, Column]
    uncommitted: dict[str, Column]
    borne: Table
    lent: Table
    undecided: Column
    carried: Column
    outside: Column
    keep_lines: bool
    lines: dict[LineKey, Column] = field(default_factory=dict)
    measures: dict[tuple[str, str], Column] = field(default_factory=dict)
    sides: list["Side"] = field(default_factory=list)

    @property
    def partners(self) -> tuple[str, ...]:
        return self.terms.partner_ids

    @property
    def in_range(self) -> bool:
        """Whether the arithmetic of columns was exact: nothing that went in or was summed is over £1 trillion."""
        return self.scenarios.in_range and fits(self.dues, *(side.variance for side in self.sides))

    def zeros(self) -> Column:
        return np.zeros(self.scenarios.count, np.int64)

    def measure(self, measure: str, scheme: str | None) -> Column:
        """What is left of a measure that meets money from outside the pool."""
        known = self.terms.measures.get(measure)
        per_scheme = known is not None and known.per == "scheme"
        key = (measure, scheme or FUND) if per_scheme else (measure, FUND)
        if key not in self.measures:
            names = self.partners if known is not None and known.per == "partner" else (scheme or FUND,)
            values = [measured(self.terms, self.scenarios, measure, name, name) for name in names]
            total = sum((self.scenarios.column(0 if value is None else value) for value in values), self.zeros())
            self.measures[key] = total
        return self.measures[key]

    def over_dues(self, row: int) -> Column | Number:
        """The most that may be asked of a partner over its dues."""
        limit = self.terms.partners[self.partners[row]].maximum_contribution
        most = limit.for_year(self.scenarios.year) if limit else None
        return 0 if most is None else most - self.dues[row]

    def decided(self, decision: str | None) -> bool:
        recorded = self.scenarios.decisions.get(decision) if decision else None
        return recorded is not None and recorded.agreed


@dataclass(slots=True)
class Side:
    """One direction of one pot in a block; sums are counted in that direction, above zero."""

    pot: Pot
    block: Block
    direction: Direction
    left: Column
    variance: Column
    acts: Mask
    """In which scenarios this is the pot's direction."""
    dues: Table
    weights: tuple[int, ...] | Table
    causes: dict[str, Column]
    own: Table | None = None
    borne: Table | None = None
    """What each partner has taken of this pot, where a limit asks for it."""
    barred: str | None = None

    @property
    def sign(self) -> int:
        return -1 if self.direction == "underspend" else 1

    @property
    def steps(self) -> tuple[AnyStep, ...]:
        return self.pot.underspend if self.direction == "underspend" else self.pot.overspend

    def record(self, step: int, party: Party, pence: Column) -> None:
        """One line of every scenario; what it takes leaves the rest."""
        self.left = self.left - pence
        self.tell(step, party, pence)

    def tell(self, step: int, party: Party, pence: Column) -> None:
        """What a line does to the sums that are kept."""
        block, signed = self.block, pence if self.sign > 0 else -pence
        match party.kind:
            case "partner":
                row = block.partners.index(party.id)
                block.borne[row] += signed
                if self.borne is not None:
                    self.borne[row] += pence
            case "loan":
                block.lent[block.partners.index(party.id)] += signed
            case "undecided":
                block.undecided += signed
            case "next year":
                block.carried -= signed
            case "measure":
                block.outside += signed
            case "reserve" | "scheme":
                pass
        if block.keep_lines:
            key = (self.pot.scheme, self.direction, step, party)
            block.lines[key] = block.lines.get(key, block.zeros()) + signed

    def limit(self, limit: Limit, partner: str | None) -> Column | int:
        """A limit in pence, never below zero, in every scenario."""
        match limit.of:
            case "money":
                return limit.pence
            case "remaining contribution":
                rows = range(len(self.dues)) if partner is None else [self.block.partners.index(partner)]
                return sum((self.remaining(row) for row in rows), self.block.zeros())
            case "budget":
                of: Number = self.pot.budget_pence
            case "amount":
                of = self.left
            case "contribution" if partner is not None:
                of = self.dues[self.block.partners.index(partner)]
            case _:
                of = self.dues.sum(axis=0)
        return np.maximum(0, part_of_column(limit.share, np.atleast_1d(np.asarray(of, np.int64))))

    def remaining(self, row: int) -> Column:
        """What a partner may still be asked to pay over its dues, or may still get back of them."""
        if self.direction == "underspend":
            assert self.borne is not None, "what is borne is kept wherever a limit asks for it"
            return floored(self.dues[row] - self.borne[row])
        return floored(self.block.over_dues(row) - self.block.borne[row])

    def limited(self, amount: Column, limits: Sequence[Limit], partner: str | None) -> Column:
        """The amount under the lowest of its limits."""
        for limit in limits:
            amount = np.minimum(amount, self.limit(limit, partner))
        return amount


def floored(column: Table) -> Table:
    """Nought in place of what is below it."""
    return np.asarray(np.maximum(column, 0), np.int64)


def sides_of(pot: Pot, block: Block) -> tuple[Side, Side]:
    """Both directions of one pot, with the variance of every scenario in them."""
    scenarios = block.scenarios
    members = [block.fundings[scheme] for scheme in pot.members]
    spent = sum((total_spend(scheme, scenarios) for scheme in pot.members), block.zeros())
    variance = spent - sum(member.total_due + member.other_income for member in members)
    dues = sum((member.due for member in members), np.zeros((len(block.partners), 1), np.int64))
    weights = basis(members, block.partners)
    over = Side(pot, block, "overspend", np.maximum(variance, 0), variance, variance >= 0, dues, weights, {})
    under = Side(pot, block, "underspend", np.maximum(-variance, 0), -variance, variance < 0, dues, weights, {})
    for side in (over, under):
        _prepare(side)
    return over, under


def _prepare(side: Side) -> None:
    """Causes always; own sides and what each has borne only where the waterfall asks for them."""
    block, pot = side.block, side.pot
    for scheme in pot.members:
        for cause, number in block.scenarios.causes.get(scheme, {}).items():
            known = side.causes.get(cause, block.zeros())
            side.causes[cause] = known + side.sign * block.scenarios.column(number)
    if any(isinstance(step, SharedOut) and step.by == "own side" for step in side.steps):
        side.own = np.where(side.acts, side.sign * _own(pot, block), 0)
    if side.direction == "underspend" and "remaining contribution" in repr(side.steps):
        side.borne = np.zeros((len(block.partners), block.scenarios.count), np.int64)


def _own(pot: Pot, block: Block) -> Table:
    """Each partner's own variance: what was spent for it, less its due and what it collects."""
    own = np.zeros((len(block.partners), block.scenarios.count), np.int64)
    for scheme in pot.members:
        member = block.fundings[scheme]
        own += spend_table(block.terms, scheme, block.scenarios) - member.due - member.income
    return own


def spend_of(pots: Sequence[Pot], block: Block) -> Table:
    """Spend by partner of some pots together."""
    spend = np.zeros((len(block.partners), block.scenarios.count), np.int64)
    for pot in pots:
        for scheme in pot.members:
            spend += spend_table(block.terms, scheme, block.scenarios)
    return spend


def basis(members: Sequence[FundingTable], partners: Sequence[str]) -> tuple[int, ...] | Table:
    """As :func:`cronfa.settlement.books.basis`; one tuple where every scenario has the same."""
    first = members[0].shares
    if first and all(member.shares == first for member in members):
        return weights_of(first, partners)
    planned = np.maximum(0, sum(member.planned for member in members))
    return same_or_each(planned)


def same_or_each(weights: Table) -> tuple[int, ...] | Table:
    """A table with one column as plain weights."""
    return tuple(int(weight) for weight in weights[:, 0]) if weights.shape[1] == 1 else weights
