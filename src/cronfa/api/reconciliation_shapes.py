"""What is sent and given of reconciliations."""

from datetime import date, datetime
from typing import Annotated, Literal, get_args

from ninja import Schema
from pydantic import Field

from cronfa.api.shapes import Line, OneProblem, Sends, Words
from cronfa.ledger.partner_lines import Against
from cronfa.reconciliation import Reason, Rule, Side

RuleName = Literal["", "reference", "amount", "cancels", "group", "parts"]
ReasonName = Literal["timing", "error in theirs", "error in ours", "outside the fund"]
assert set(get_args(RuleName)) == {"", *(rule.name.lower() for rule in Rule)}
assert set(get_args(ReasonName)) == {reason.value for reason in Reason}


class LastReconciled(Schema):
    """The latest reconciliation of a partner's ledger that was signed off; nothing where none was."""

    partner: str
    against: Against | None
    last: date | None
    signed_at: datetime | None


class ReconciliationLine(Schema):
    """A reconciliation: of whose ledger, with what of the fund, for which months; open, signed or abandoned."""

    number: int
    partner: str
    against: Against
    first: date
    last: date
    state: Literal["open", "signed", "abandoned"]
    made_by: str
    made_at: datetime
    signed_by: str | None
    signed_at: datetime | None


class Reconciliations(Schema):
    """When each partner's ledger was last reconciled, and the reconciliations that the token may read."""

    last_reconciled: list[LastReconciled]
    items: list[ReconciliationLine]


class StepOf(Schema):
    """A line of the statement that leads from the partner's balance to the fund's."""

    says: Words
    amount_pence: int
    lines: int | None


class ReconciliationOf(ReconciliationLine):
    """A reconciliation with its statement, or with what is wrong with the extract.

    ``unexplained`` counts the unmatched lines of both sides without a reason; with none it can be signed off at a page.
    """

    file: str
    sha256: str
    mapping: str
    statement: list[StepOf]
    matched: dict[str, int]
    unmatched_theirs: int
    unmatched_ours: int
    outside: int
    unexplained: int
    problems: list[OneProblem]


class LineOf(Schema):
    """A line of either ledger. One of the fund's is the entry with this number."""

    line: str
    on: date
    reference: str
    text: str
    amount_pence: int


class MatchOf(Schema):
    """Lines that come to the same in both ledgers, and why they belong together."""

    rule: str
    because: Words
    theirs: list[LineOf]
    ours: list[LineOf]


class Matches(Schema):
    """Matches, in the order in which they were found."""

    items: list[MatchOf]
    next: str | None


class UnmatchedLine(LineOf):
    """A line that stands in one ledger alone: what may be behind it, and what was said of it.

    ``other`` is the line of the other ledger that the hint points at; ``exception`` the question that the reason led to.
    """

    hint: Words | None
    other: str | None
    reason: str | None
    said: str | None
    exception: int | None


class UnmatchedLines(Schema):
    """The unmatched lines of one side."""

    items: list[UnmatchedLine]
    next: str | None


class Explaining(Sends):
    """Why lines stand in one ledger alone: those named, or without names every line of the side that has no reason.

    A named line with an error in the fund opens an exception, where the token carries the right to question.
    """

    side: Side
    reason: ReasonName
    text: Line
    lines: Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=10_000)] | None = None
