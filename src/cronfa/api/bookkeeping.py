"""Journals, accruals and virements: read as they stand, and put forward for another person to approve."""

import secrets
from typing import Annotated, Literal

from django.core.exceptions import PermissionDenied
from ninja import Router, Schema
from pydantic import Field

from cronfa.api.addresses import changes, reads
from cronfa.api.proposals import ProposalOf, proposal_of
from cronfa.api.settlements import Day, day
from cronfa.api.shapes import Line, Name, Pence, Sends, YearName
from cronfa.fund.accruing import Accrual, accruals
from cronfa.fund.journals import Journal
from cronfa.fund.virements import Minute, Virement, listed, rooms
from cronfa.governance import journals, reading, virements
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.ledger.entries import PostingDraft

router = Router(tags=["Bookkeeping"])
AccountName = Literal["expenditure", "contributions", "income", "bank", "debtors", "creditors", "clearing"]
MonthName = Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}$")]


class JournalLine(Sends):
    """One line of a journal: debit above zero, credit below."""

    account: AccountName
    partner: Name
    amount_pence: Pence
    scheme: Name | None = None
    counterparty: Name | None = None


class JournalAsked(Sends):
    """A journal for a month. It balances for the fund and for every partner, or is refused."""

    month: MonthName
    narrative: Line
    lines: list[JournalLine] = Field(min_length=2, max_length=500)
    why: Line


class AccrualAsked(Sends):
    """Spend of a month whose invoice has not come; its reversal is posted with it."""

    month: MonthName
    scheme: Name
    category: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] = ""
    amount_pence: Pence
    what: Name
    responsible: Name | None = None
    why: Line


class AccrualOf(Schema):
    """An accrual in the ledger and the reversal posted with it; ``stands`` until the reversal's month is closed."""

    entry: int
    undone_by: int
    month: str
    undone_in: str
    scheme: str
    category: str
    amount_pence: int
    what: str
    who: str
    stands: bool


class Accruals(Schema):
    """Every accrual."""

    items: list[AccrualOf]


class BoardMinute(Sends):
    """A board's decision of a day, as its minute says."""

    board: Name
    on: Day
    minute: Name


class VirementAsked(Sends):
    """Budget to be moved between schemes from a month on. Beyond the limit it needs a board's decision."""

    month: MonthName
    out_of: Name
    into: Name
    amount_pence: Annotated[int, Field(ge=1, le=2**53)]
    decided: BoardMinute | None = None
    why: Line


class Budget(Schema):
    """A scheme's budget of a year, and how much of it may be moved out without a board (nothing: no limit is set)."""

    scheme: str
    signed_pence: int
    moved_in_pence: int
    budget_pence: int
    limit_pence: int | None
    used_pence: int
    board: str | None
    ring_fenced: bool
    clause: str | None


class VirementOf(Schema):
    """A virement in the ledger; one that undoes another has ``reverses``."""

    entry: int
    period: str
    out_of: str
    into: str
    amount_pence: int
    reason: str
    who: str
    reverses: int | None


class Budgets(Schema):
    """A year's budgets with what was moved between them."""

    year: str
    budgets: list[Budget]
    virements: list[VirementOf]


@changes(router, "/funds/{fund}/journals", Right.PROPOSE, ProposalOf)
def put_journal_forward(desk: Desk, sent: JournalAsked) -> ProposalOf:
    """Put a journal forward; another person approves it, and only then is it posted."""
    lines = tuple(
        PostingDraft(each.account, each.partner, each.amount_pence, each.scheme, each.counterparty)
        for each in sent.lines
    )
    journal = Journal(sent.month, sent.narrative, lines)
    return proposal_of(desk, journals.put_forward(desk.fund, journal, desk.person, key=_own_key(), why=sent.why))


@changes(router, "/funds/{fund}/accruals", Right.PROPOSE, ProposalOf)
def put_accrual_forward(desk: Desk, sent: AccrualAsked) -> ProposalOf:
    """Put an accrual forward; the same spend is accrued once."""
    wanted = Accrual(sent.month, sent.scheme, sent.category, sent.amount_pence, sent.what, sent.responsible)
    return proposal_of(desk, journals.accrue(desk.fund, wanted, desk.person, why=sent.why))


@reads(router, "/funds/{fund}/accruals", Right.SEE_ALL_POSTINGS, Accruals)
def list_accruals(desk: Desk) -> Accruals:
    """What stands accrued, and what did."""
    found = accruals(desk.fund)
    same = [name for name in AccrualOf.model_fields if name != "amount_pence"]
    items = [AccrualOf(**{name: getattr(each, name) for name in same}, amount_pence=each.pence) for each in found]
    return Accruals(items=items)


@reads(router, "/funds/{fund}/virements/{year}", Right.SEE_FUND, Budgets)
def get_budgets(desk: Desk, year: YearName) -> Budgets:
    """Each scheme's budget of a year, its limit, how much of the limit is used, and every virement."""
    known = reading.known_year(desk, year)
    same = [name for name in Budget.model_fields if name != "used_pence"]
    budgets = [
        Budget(
            **{name: getattr(room, name) for name in same},
            used_pence=virements.used_pence(desk.fund, known, room.scheme),
        )
        for room in rooms(desk.fund, known)
    ]
    moved = [
        VirementOf(
            entry=each.entry, period=each.period, out_of=each.out_of, into=each.into, amount_pence=each.pence,
            reason=each.reason, who=each.who, reverses=each.reverses,
        )
        for each in listed(desk.fund, known)
    ]  # fmt: skip
    return Budgets(year=known, budgets=budgets, virements=moved)


@changes(router, "/funds/{fund}/virements/{year}", Right.PROPOSE, ProposalOf)
def put_virement_forward(desk: Desk, year: YearName, sent: VirementAsked) -> ProposalOf:
    """Put a virement forward. One that a board has decided needs the right to record a board's decision too."""
    if sent.decided and not desk.may(Right.DECIDE):
        raise PermissionDenied
    minute = Minute(sent.decided.board, day(sent.decided.on), sent.decided.minute) if sent.decided else None
    wanted = Virement(reading.known_year(desk, year), sent.month, sent.out_of, sent.into, sent.amount_pence, minute)
    return proposal_of(desk, virements.put_forward(desk.fund, wanted, desk.person, key=_own_key(), why=sent.why))


def _own_key() -> str:
    """Each request is a thing of its own: its Idempotency-Key keeps it from being done twice."""
    return secrets.token_hex(12)
