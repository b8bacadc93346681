"""What goes into a settlement and what comes out: plain values that every other room can read.

Signs: money that a partner must pay, or that a source such as a reserve gives up, is above zero; money that a partner gets
back, or that is put into a reserve, is below zero. The lines of a scheme add up to its variance.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from cronfa.language import Text
from cronfa.problems import NOWHERE, Problem, Where

PartyKind = Literal["partner", "reserve", "scheme", "measure", "next year", "undecided", "loan"]
Direction = Literal["contribution", "overspend", "underspend", "exposure", "exit"]


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """Who takes a line: a partner, or what stands in for one.

    A ``scheme`` gives its opposite variance or uncommitted budget; a ``measure`` is met from outside the pool; ``next
    year`` carries it; ``undecided`` waits for the board that ``id`` names; a ``loan`` is lent by the partner ``id``.
    """

    kind: PartyKind
    id: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a board decided, as it was recorded.

    ``split`` says who takes what, in pence with the signs of this module. A decision that only permits, such as lifting a
    cap, has none; so has a record that the board could not agree (``agreed=False``), which lets the amount fall through.
    """

    id: str
    board: str
    on: date
    minute: str
    agreed: bool = True
    split: tuple[tuple[Party, int], ...] = ()
    recorded_by: str = field(default="", compare=False)
    """Who wrote it down; empty where that is not told."""
    where: Where = field(default=NOWHERE, compare=False)
    """Where it is written, for problems."""


@dataclass(frozen=True, slots=True)
class LoanOwed:
    """A loan of an earlier year as it stands when a year begins: what is still to be repaid, and when.

    What falls due in the year goes back to the lender. The year's money has to find it, so it also stands in the
    outcome's ``brought_forward``, as the deficit that the loan had bridged.
    """

    lender: str
    clause: str | None
    lent_in: str
    repayments: tuple[tuple[str, int], ...]
    scheme: str | None = None
    """``None`` where schemes share the fund's waterfall."""

    @property
    def owed_pence(self) -> int:
        return sum(pence for _, pence in self.repayments)

    def due_pence(self, year: str) -> int:
        """What falls due by a year; what an earlier year should have repaid and has not is due as well."""
        return sum(pence for due, pence in self.repayments if due <= year)

    def later_than(self, year: str) -> tuple[tuple[str, int], ...]:
        """What is repaid after a year."""
        return tuple((due, pence) for due, pence in self.repayments if due > year)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened in one year of the fund, or in its first ``months``.

    ``spend`` is by scheme and responsible partner; ``paid`` is contributions received by scheme and partner; ``measures``
    hold reported numbers by measure and then by partner, scheme or ``fund``; ``causes`` are parts of a scheme's variance
    with a recorded cause. All money is integer pence.
    """

    year: str
    spend: Mapping[str, Mapping[str, int]]
    paid: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    measures: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    causes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    uncommitted: Mapping[str, int] = field(default_factory=dict)
    reserves: Mapping[str, int] = field(default_factory=dict)
    """Balances before settlement; the agreement's opening sums where it says nothing."""
    brought_forward: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """What earlier years carried into this one, by scheme and by whose it is: a surplus above zero, a deficit below."""
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    months: int = 12
    loans: tuple[LoanOwed, ...] = ()
    """Loans of earlier years; what falls due on them is in ``brought_forward``."""


@dataclass(frozen=True, slots=True)
class Due:
    """What one partner must contribute to one scheme under the contribution rule, before any variance is shared."""

    scheme: str
    partner: str
    rule: str
    clause: str | None
    amount_pence: int
    how: tuple[Text, ...] = ()
    """The steps of its derivation, in words with their figures."""


@dataclass(frozen=True, slots=True)
class Line:
    """One step of one waterfall and what one party takes by it."""

    scheme: str | None
    """``None`` when schemes share a waterfall of the fund, or when a partner's exposure over all of them is limited."""
    direction: Direction
    step: int
    """The step's place in its waterfall, from one; nought where another scheme's offset gives or takes."""
    kind: str
    clause: str | None
    party: Party
    amount_pence: int
    decisions: tuple[Decision, ...] = ()
    """The recorded decisions that it rests on: the one that gave the amount, or those that set steps above it aside."""


@dataclass(frozen=True, slots=True)
class DecisionRequired:
    """An amount that the agreement leaves to a board, and under which name the decision is to be recorded."""

    decision: str
    board: str
    scheme: str | None
    direction: Direction
    clause: str | None
    amount_pence: int


@dataclass(frozen=True, slots=True)
class Loan:
    """What a partner lends the fund and when the fund repays it; repayments add up to the loan."""

    lender: str
    clause: str | None
    amount_pence: int
    repayments: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PartnerResult:
    """One partner's year. ``to_pay_pence`` above zero is an invoice, below zero a refund."""

    partner: str
    due_pence: int
    borne_pence: int
    """Its share of variances: due + borne is what the year cost it in money."""
    paid_pence: int
    lent_pence: int = 0
    """What it lends the fund this year; repaid in later years, so no part of what it bears."""
    repaid_pence: int = 0
    """What falls due this year on what it lent in earlier ones, and comes back to it."""

    @property
    def to_pay_pence(self) -> int:
        return self.due_pence + self.borne_pence + self.lent_pence - self.repaid_pence - self.paid_pence


@dataclass(frozen=True, slots=True)
class ReserveResult:
    """A reserve before and after."""

    reserve: str
    opening_pence: int
    drawn_pence: int
    kept_pence: int

    @property
    def closing_pence(self) -> int:
        return self.opening_pence - self.drawn_pence + self.kept_pence


@dataclass(frozen=True, slots=True)
class SchemeResult:
    """A scheme's year: what it could spend, what it spent, and the difference that its waterfall shares."""

    scheme: str
    budget_pence: int
    due_pence: int
    other_income_pence: int
    """Charges and other money that is no partner's contribution."""
    spend_pence: int
    brought_forward_pence: int = 0
    """What earlier years carried into this one; below zero a deficit, which this year's money has to meet as well."""

    @property
    def variance_pence(self) -> int:
        """Spend less the money that funds it; above zero is an overspend."""
        return self.spend_pence - self.due_pence - self.other_income_pence - self.brought_forward_pence


@dataclass(frozen=True, slots=True)
class Settlement:
    """The whole result for one year, in the agreement's order throughout."""

    year: str
    months: int
    schemes: tuple[SchemeResult, ...]
    dues: tuple[Due, ...]
    lines: tuple[Line, ...]
    partners: tuple[PartnerResult, ...]
    reserves: tuple[ReserveResult, ...]
    decisions: tuple[DecisionRequired, ...]
    loans: tuple[Loan, ...]
    carried_pence: int
    """What next year's fund begins with: above zero a surplus, below zero a deficit."""
    problems: tuple[Problem, ...] = ()
    owed: tuple[LoanOwed, ...] = ()
    """Loans of earlier years, as the year began."""
