"""Agreements whose waterfalls can be compiled: dues and limits that no outcome changes, and the common steps.

:func:`program` turns such an agreement into plain tables for :mod:`cronfa.settlement.kernels`, or gives ``None``. What it
cannot do stays with the columns of :mod:`cronfa.settlement.vector_steps`: dues that depend on the outcome; shares by spend,
own side or a reported measure; offsets against anything but other schemes' variances; ``when``; recorded splits; limits on the
amount or the remaining contribution; collars. Import this module only where the compiler is worth its start.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from cronfa.agreement.clauses import Terms
from cronfa.agreement.contributions import DailyCharge, ExpenditureShares, Liability, NoWorseOff, Volume
from cronfa.agreement.steps import AnyStep, Bear, Carry, Decide, Draw, Keep, Lend, Offset, SharedOut
from cronfa.agreement.values import Limit
from cronfa.settlement import kernels, vector_dues
from cronfa.settlement.arrays import reduced
from cronfa.settlement.outcome import Direction
from cronfa.settlement.scenarios import Scenarios
from cronfa.settlement.steps import is_named
from cronfa.settlement.terms import Bases, Pot, limit_pence, pots, weights_of
from cronfa.settlement.vector_books import basis
from cronfa.settlement.vector_dues import FundingTable

NO_LIMIT = 2.0**53
"""More than any amount, and exact."""


class NotCompiledError(Exception):
    """The agreement has something that only the columns can do."""


@dataclass(slots=True)
class Program:
    """The waterfalls of an agreement as tables: one row for each step, each pot, each set of weights."""

    pots: tuple[Pot, ...]
    fundings: dict[str, FundingTable]
    codes: list[list[int]] = field(default_factory=list)
    numbers: list[list[float]] = field(default_factory=list)
    caps: list[list[float]] = field(default_factory=list)
    weights: list[tuple[int, ...]] = field(default_factory=list)
    bounds: list[list[int]] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)
    """The row of weights of each split."""
    given: tuple[int, int] = (0, 0)
    """Where the offsets begin and end by which underspent schemes give before any waterfall runs."""

    def tables(self, partners: int) -> tuple[Any, ...]:
        """What the kernel reads, apart from the amounts."""
        return (
            np.array(self.bounds, np.int64).reshape(-1, 5),
            np.array(self.codes, np.int64).reshape(-1, 4),
            np.array(self.numbers, np.float64).reshape(-1, 2),
            np.array(self.weights, np.float64).reshape(-1, partners),
            np.array(self.caps, np.float64).reshape(-1, partners),
            np.array(self.joined, np.int64),
            self.given,
        )

    def funding_of(self, pot: Pot) -> int:
        """Dues and other income of a pot, in pence."""
        members = [self.fundings[scheme] for scheme in pot.members]
        return sum(int(member.due.sum()) + int(np.sum(member.other_income)) for member in members)


def program(terms: Terms, scenarios: Scenarios, known: Mapping[str, FundingTable] | None = None) -> Program | None:
    """The agreement as a program; ``None`` if it has something that cannot be compiled.

    ``known`` is what funds schemes whose dues have been worked out before, under the same contributions.
    """
    if terms.exposure or any(depends_on_outcome(terms, scheme) for scheme in terms.schemes):
        return None
    before = known or {}
    fundings = {
        scheme: before[scheme] if scheme in before else vector_dues.fund(terms, scheme, scenarios)
        for scheme in terms.schemes
    }
    made = Program(pots(terms, scenarios.year, scenarios.months), fundings)
    try:
        every = [_Compiler(terms, scenarios, made, pot) for pot in made.pots]
        for each in every:
            each.compile()
        begin = len(made.codes)
        for each in every:
            each.give()
        made.given = begin, len(made.codes)
    except NotCompiledError:
        return None
    return made


def depends_on_outcome(terms: Terms, scheme: str) -> bool:
    """Whether what partners must contribute to a scheme changes with what is spent or reported."""
    rule = terms.schemes[scheme].contributions
    if rule is None:
        return False
    reported = rule.charges is not None and rule.charges.measure is not None
    rules = (DailyCharge, ExpenditureShares, Liability, NoWorseOff, Volume)
    return isinstance(rule, rules) or bool(rule.performance) or reported


class _Compiler:
    """Writes the steps of one pot into the program."""

    def __init__(self, terms: Terms, scenarios: Scenarios, made: Program, pot: Pot) -> None:
        self.terms = terms
        self.scenarios = scenarios
        self.made = made
        self.pot = pot
        self.partners = terms.partner_ids
        members = [made.fundings[scheme] for scheme in pot.members]
        self.dues = sum((member.due[:, 0] for member in members), np.zeros(len(self.partners), np.int64))
        self.total_due = int(self.dues.sum())
        self.basis = basis(members, self.partners)
        self.slots: dict[tuple[int, ...], list[int]] = {}
        """Splits of the overspend that an underspend with the same weights may join: a scenario has but one of them."""

    def compile(self) -> None:
        begin = len(self.made.codes)
        for number, step in enumerate(self.pot.overspend, start=1):
            self.step(step, number, "overspend")
        middle = len(self.made.codes)
        for number, step in enumerate(self.pot.underspend, start=1):
            self.step(step, number, "underspend")
        end = len(self.made.codes)
        self.made.bounds.append([begin, middle, end, self.leaves(begin, middle), self.leaves(middle, end)])

    def give(self) -> None:
        """What an underspend offers to overspent schemes first."""
        first = self.pot.underspend[0] if self.pot.underspend else None
        if isinstance(first, Offset) and not self.decided(first.unless):
            self.offset(first)

    def offset(self, step: Offset) -> None:
        """One row for what may be moved, and one for each other scheme that is named, in the order in which they give or take."""
        if step.of != "variance":
            raise NotCompiledError
        self.write(kernels.OFFER, step, self.made.pots.index(self.pot))
        for row, other in enumerate(self.made.pots):
            if other is not self.pot and other.scheme and is_named(step, other.scheme):
                self.write(kernels.OFFSET, step, row)

    def leaves(self, begin: int, end: int) -> bool:
        """Whether something may be left of a waterfall: not if a step without a limit takes whatever reaches it."""
        everything = (kernels.SHARE, kernels.BEAR, kernels.LEND, kernels.CARRY, kernels.WAIT)
        steps = range(begin, end)
        return not any(
            self.made.codes[at][0] in everything and self.made.numbers[at][kernels.LIMIT] == NO_LIMIT for at in steps
        )

    def decided(self, decision: str | None) -> bool:
        recorded = self.scenarios.decisions.get(decision) if decision else None
        return recorded is not None and recorded.agreed

    def step(self, step: AnyStep, number: int, direction: Direction) -> None:
        if self.decided(step.unless):
            return
        if step.when:
            raise NotCompiledError
        match step:
            case Draw():
                if direction == "overspend":
                    self.write(kernels.DRAW, step, list(self.terms.reserves).index(step.reserve))
            case Keep():
                if direction == "underspend":
                    until = NO_LIMIT if step.until is None else step.until
                    self.write(kernels.KEEP, step, list(self.terms.reserves).index(step.reserve), until=until)
            case Bear():
                self.write(kernels.BEAR, step, self.partners.index(self.pot.who(step.partner)))
            case Lend():
                if direction == "overspend":
                    self.write(kernels.LEND, step, self.partners.index(self.pot.who(step.partner)))
            case Carry():
                self.write(kernels.CARRY, step)
            case Decide():
                self.decide(step, f"{self.pot.id}-{direction}-{number}")
            case SharedOut():
                self.share(step, direction)
            case Offset():
                if direction == "overspend":
                    self.offset(step)
            case _:
                raise NotCompiledError

    def decide(self, step: Decide, own_name: str) -> None:
        recorded = self.scenarios.decisions.get(step.decision or own_name)
        if recorded is not None and recorded.agreed and recorded.split:
            raise NotCompiledError
        if recorded is None and step.if_undecided == "wait":
            self.write(kernels.WAIT, step)

    def share(self, step: SharedOut, direction: Direction) -> None:
        weights = reduced(self.weights_by(step))
        if not any(weights):
            return
        if sum(weights) >= kernels.SAFE_WEIGHTS:
            raise NotCompiledError
        caps = self.caps(step)
        kind = kernels.SHARE if caps is None else kernels.SHARE_CAPPED
        self.made.weights.append(weights)
        row = len(self.made.weights) - 1
        slot = self.slot(weights, row, direction) if caps is None else 0
        self.write(kind, step, weights=row, slot=slot, caps=caps)

    def slot(self, weights: tuple[int, ...], row: int, direction: Direction) -> int:
        """The split that a share joins: an underspend joins the overspend's with the same weights, else a new one."""
        waiting = self.slots.setdefault(weights, [])
        if direction == "underspend" and waiting:
            return waiting.pop()
        self.made.joined.append(row)
        if direction == "overspend":
            waiting.append(len(self.made.joined) - 1)
        return len(self.made.joined) - 1

    def weights_by(self, step: SharedOut) -> tuple[int, ...]:
        match step.by:
            case "contributions":
                weights = self.basis
            case "shares":
                weights = weights_of(step.shares, self.partners)
            case "equal":
                weights = (1,) * len(self.partners)
            case "spend" | "own side":
                raise NotCompiledError
            case measure:
                weights = self.declared(measure)
        if not isinstance(weights, tuple):
            raise NotCompiledError
        taking_part = step.among or self.partners
        return tuple(weight * (name in taking_part) for name, weight in zip(self.partners, weights, strict=True))

    def declared(self, measure: str) -> tuple[int, ...]:
        """A measure whose values stand in the agreement and are not reported otherwise."""
        if self.scenarios.measures.get(measure):
            raise NotCompiledError
        values = [vector_dues.measured(self.terms, self.scenarios, measure, name) for name in self.partners]
        return tuple(max(0, int(0 if value is None else value)) for value in values)

    def caps(self, step: SharedOut) -> list[float] | None:
        """The most that each partner takes; ``None`` without limits."""
        each = step.each_up_to
        if not each or self.decided(step.cap_lifted_by):
            return None
        limits = [each.get(name, ()) if isinstance(each, Mapping) else each for name in self.partners]
        return [self.lowest(limit, name) for limit, name in zip(limits, self.partners, strict=True)]

    def lowest(self, limits: Sequence[Limit], partner: str | None) -> float:
        if not limits:
            return NO_LIMIT
        if any(limit.of in ("amount", "remaining contribution") for limit in limits):
            raise NotCompiledError
        due = self.total_due if partner is None else int(self.dues[self.partners.index(partner)])
        bases = Bases(self.pot.budget_pence, self.total_due, due)
        return min([NO_LIMIT, *(limit_pence(limit, bases) for limit in limits)])

    def write(
        self,
        kind: int,
        step: AnyStep,
        row: int = 0,
        *,
        until: float = 0.0,
        weights: int = 0,
        slot: int = 0,
        caps: list[float] | None = None,
    ) -> None:
        """One row of each table of steps."""
        partner = self.pot.who(step.partner) if isinstance(step, (Bear, Lend)) else None
        self.made.codes.append([kind, row, weights, slot])
        self.made.numbers.append([self.lowest(step.up_to, partner), until])
        self.made.caps.append(caps or [NO_LIMIT] * len(self.partners))
