"""What is posted: drafts of entries. Plain values, with neither Django nor a database, for every room to make.

An :class:`EntryDraft` is one event (a contribution, a payment, a settlement) and its :class:`PostingDraft` lines. Debits
are above zero and credits below; the lines of one entry add up to nothing in total *and for every partner*.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, get_args

from cronfa.language import Text, same

Account = Literal[
    "bank",
    "contributions",
    "income",
    "expenditure",
    "clearing",
    "sharing",
    "reserve",
    "transfers",
    "debtors",
    "creditors",
    "carried",
    "loans",
    "accruals",
    "in_kind",
    "budget",
]
ACCOUNTS: tuple[Account, ...] = get_args(Account)
MEMO_ACCOUNTS: frozenset[Account] = frozenset({"budget"})
"""Accounts that hold plans, not money: a virement moves budget between schemes and no cash."""

ACCOUNT_NAMES: dict[Account, Text] = {
    "bank": Text(en="Bank", cy="Banc"),
    "contributions": Text(en="Contributions", cy="Cyfraniadau"),
    "income": Text(en="Grants and charges", cy="Grantiau a thaliadau"),
    "expenditure": Text(en="Expenditure", cy="Gwariant"),
    "clearing": Text(en="Clearing between partners", cy="Clirio rhwng partneriaid"),
    "sharing": Text(en="Risk sharing", cy="Rhannu risg"),
    "reserve": Text(en="Reserve", cy="Cronfa wrth gefn"),
    "transfers": Text(en="Transfers to and from reserves", cy="Trosglwyddiadau i gronfeydd wrth gefn ac ohonynt"),
    "debtors": Text(en="Partners owe the fund", cy="Dyledwyr: partneriaid i'r gronfa"),
    "creditors": Text(en="The fund owes partners", cy="Credydwyr: y gronfa i bartneriaid"),
    "carried": Text(en="Carried into next year's pool", cy="Wedi'i gario i gronfa'r flwyddyn nesaf"),
    "loans": Text(en="Loans between partners", cy="Benthyciadau rhwng partneriaid"),
    "accruals": Text(en="Accruals", cy="Croniadau"),
    "in_kind": Text(en="Contributions in kind", cy="Cyfraniadau mewn nwyddau neu wasanaethau"),
    "budget": Text(en="Budget (memorandum)", cy="Cyllideb (memorandwm)"),
}

EntryKind = Literal[
    "contribution",
    "income",
    "spend",
    "accrual",
    "virement",
    "settlement",
    "transfer",
    "opening",
    "adjustment",
    "reversal",
]
ENTRY_KINDS: tuple[EntryKind, ...] = get_args(EntryKind)
ENTRY_KIND_NAMES: dict[EntryKind, Text] = {
    "contribution": Text(en="Contribution", cy="Cyfraniad"),
    "income": Text(en="Grant or charge", cy="Grant neu dâl"),
    "spend": Text(en="Spend", cy="Gwariant"),
    "accrual": Text(en="Accrual", cy="Croniad"),
    "virement": Text(en="Virement", cy="Trosglwyddo cyllideb"),
    "settlement": Text(en="Settlement", cy="Setliad"),
    "transfer": Text(en="Payment of a settlement", cy="Talu setliad"),
    "opening": Text(en="Opening balance", cy="Balans agoriadol"),
    "adjustment": Text(en="Journal", cy="Dyddlyfr"),
    "reversal": Text(en="Reversal", cy="Gwrthdroad"),
}
PREPARED_BY = ", prepared by "
"""Stands between who approved an entry and who prepared it, where these are two."""
_TWO = Text(en="{who}, prepared by {maker}", cy="{who}; paratowyd gan {maker}")


def author(who: str) -> Text:
    """Who posted an entry, as it is told; the ledger keeps one text, in English."""
    approver, two, maker = who.partition(PREPARED_BY)
    return _TWO.filled(who=approver, maker=maker) if two else same(who)


class PostingDraft(NamedTuple):
    """One line of an entry. ``amount_pence``: debit above zero, credit below.

    ``counterparty`` is the other partner of a clearing or loan line; ``clause`` the number of the agreement's clause
    that says so.
    """

    account: Account
    partner: str
    amount_pence: int
    scheme: str | None = None
    counterparty: str | None = None
    clause: str | None = None


class SourceLine(NamedTuple):
    """The line of a partner's file that an entry came from: the file's SHA-256 in hex and the line, from one."""

    file: str
    line: int


class EntryDraft(NamedTuple):
    """One event to be posted. A tuple, since millions are made.

    ``idempotency_key`` is unique in the fund: the same draft sent twice is posted once. ``period`` is the code of an
    accounting period of the fund. ``reason`` is a short code (a reversal must have one). ``adjustment`` marks an entry
    that a soft-closed period still accepts.
    """

    kind: EntryKind
    idempotency_key: str
    posting_date: date
    period: str
    narrative: str
    who: str
    postings: Sequence[PostingDraft]
    service_date: date | None = None
    source: SourceLine | None = None
    reason: str | None = None
    reverses: int | None = None
    category: str | None = None
    supplier: str | None = None
    adjustment: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it stands in the ledger. ``recorded_at`` is when it was written (UTC, ISO 8601)."""

    number: int
    recorded_at: str
    kind: EntryKind
    idempotency_key: str
    posting_date: date
    service_date: date
    period: str
    narrative: str
    who: str
    postings: tuple[PostingDraft, ...]
    source: SourceLine | None
    reason: str | None
    reverses: int | None
    category: str | None
    supplier: str | None
    adjustment: bool
    hash: str
