"""What the reports are made from: one year of one fund as plain values, filled from the ledger by whoever asks for a report.

All money is integer pence. Income and spend are above zero; a refund or a credit note is below zero.
"""

from dataclasses import dataclass, field
from datetime import date

from cronfa.agreement.clauses import Terms
from cronfa.attribution.matrix import CrossSubsidy
from cronfa.language import Text
from cronfa.monitoring.standing import Fact, Method
from cronfa.monitoring.terms import Moved
from cronfa.reporting.model import Provenance
from cronfa.settlement.outcome import SchemeResult, Settlement
from cronfa.settlement.terms import NEVER_SETTLED


@dataclass(frozen=True, slots=True)
class Payment:
    """A contribution that a partner paid in; ``scheme`` is ``None`` when it was paid to the fund as a whole."""

    partner: str
    scheme: str | None
    on: date
    reference: str
    amount_pence: int


@dataclass(frozen=True, slots=True)
class Spent:
    """What was spent in a scheme and category on one partner's responsibilities."""

    scheme: str
    category: str
    responsible: str
    amount_pence: int


@dataclass(frozen=True, slots=True)
class Crossing:
    """What one partner's money paid for another partner's responsibilities in one scheme.

    ``clause`` is the one by which the money was that partner's, or the responsibility the other's.
    """

    scheme: str
    funder: str
    responsible: str
    amount_pence: int
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Stake:
    """What a partner owns of a reserve."""

    reserve: str
    partner: str
    opening_pence: int
    closing_pence: int


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said of a scheme's variance at the end of a month, in the words that were written."""

    scheme: str
    text: str
    who: str


@dataclass(frozen=True, slots=True)
class Action:
    """What was promised about a scheme's variance: by whom, by when, and whether it is done."""

    scheme: str
    text: str
    owner: str
    due: date
    is_done: bool


@dataclass(frozen=True, slots=True)
class Book:
    """One year of one fund: everything that the four reports say is in it or follows from it by addition."""

    terms: Terms
    year: str
    as_at: date
    settlement: Settlement
    provenance: Provenance
    payments: tuple[Payment, ...] = ()
    spent: tuple[Spent, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    cross_subsidy: tuple[CrossSubsidy, ...] = ()
    """One row for each pair of partners over the year: crossed, settled, still owed."""
    stakes: tuple[Stake, ...] = ()
    facts: tuple[Fact, ...] = ()
    """Spend month by month, and what is committed, for the monitoring report."""
    moved: Moved = field(default_factory=dict)
    """Virements of the year, by scheme: from which month on, and pence in or out. The settlement does not look at them."""
    method: Method = "straight line"
    """How the outturn is forecast."""
    labels: tuple[Text, ...] = ()
    """Notices beside the agreement's own: synthetic data, a year not complete."""
    notes: tuple[Text, ...] = ()
    """What a reader must know about the data, such as payments under £500 that are absent."""

    def __post_init__(self) -> None:
        spent: dict[str, int] = {}
        for row in self.spent:
            spent[row.scheme] = spent.get(row.scheme, 0) + row.amount_pence
        settled = {result.scheme: result.spend_pence for result in self.settlement.schemes}
        for scheme, pence in spent.items():
            assert pence == settled.get(scheme), f"{scheme}: {pence} spent, but {settled.get(scheme)} settled"

    @property
    def in_fund(self) -> tuple[SchemeResult, ...]:
        """The schemes whose money is the fund's; those *in view* are reported beside it (C13)."""
        return tuple(result for result in self.settlement.schemes if not self._in_view(result))

    @property
    def in_view(self) -> tuple[SchemeResult, ...]:
        return tuple(result for result in self.settlement.schemes if self._in_view(result))

    def _in_view(self, result: SchemeResult) -> bool:
        return self.terms.schemes[result.scheme].form in NEVER_SETTLED

    @property
    def fund(self) -> str:
        return self.terms.agreement
