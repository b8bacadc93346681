"""The one entry that an accepted settlement makes: pure, from the settlement and what stands in the ledger.

Invoices and refunds stand in debtors and creditors. Reserves, and what is carried or lent, move by whose money they are.
Clearing closes: what the agreement shares between partners stays visible, pair by pair, in ``sharing``. After it each
partner's cash and what it is owed are its stake in what is left.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cronfa.attribution import crossings
from cronfa.ledger.entries import Account, EntryDraft, PostingDraft
from cronfa.money import allocate
from cronfa.settlement.outcome import Line, Settlement

NEXT_YEAR = "next year"


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in the ledger before a settlement, in pence as the ledger signs it: debits above zero.

    ``paid``, by scheme and partner, is above zero. ``bank`` is what is left of this year's money, by partner. ``clearing``
    is by scheme, partner and counterparty. ``reserves`` are stakes above zero, by reserve and partner. ``weights`` say
    whose each reserve is, and under :data:`NEXT_YEAR` whose anything else is that belongs to the pool as a whole.
    """

    partners: tuple[str, ...]
    paid: Mapping[tuple[str, str], int]
    bank: Mapping[str, int]
    clearing: Mapping[tuple[str, str, str], int]
    owed: Mapping[str, int]
    """What partners already owe, or are owed, from earlier settlements of the year."""
    reserves: Mapping[tuple[str, str], int]
    weights: Mapping[str, tuple[int, ...]]


def settlement_entry(
    settled: Settlement, standing: Standing, *, fund: str, day: date, period: str, who: str
) -> EntryDraft:
    """The entry of an accepted settlement, balanced for every partner."""
    assert not settled.decisions, "a settlement with a decision outstanding is not posted"
    postings = [
        *_charges(settled, standing),
        *_movements(settled, standing),
        *(PostingDraft("clearing", p, -pence, s, q) for (s, p, q), pence in standing.clearing.items()),
    ]
    postings += _restaked(postings, standing)
    return EntryDraft(
        kind="settlement",
        idempotency_key=f"{fund}/settlement/{settled.year}/{settled.months}",
        posting_date=day,
        period=period,
        narrative=f"Settlement of {settled.year}",
        who=who,
        postings=[posting for posting in postings if posting.amount_pence],
        reason="settlement",
        adjustment=True,
    )


def _charges(settled: Settlement, standing: Standing) -> Iterator[PostingDraft]:
    """Each partner's dues less what it paid, and its part of every variance, against one debtor or creditor."""
    to_pay: dict[str, int] = defaultdict(int)
    for due in settled.dues:
        outstanding = due.amount_pence - standing.paid.get((due.scheme, due.partner), 0)
        to_pay[due.partner] += outstanding
        yield PostingDraft("contributions", due.partner, -outstanding, due.scheme, None, due.clause)
    charged = {(due.scheme, due.partner) for due in settled.dues}
    for (scheme, partner), pence in standing.paid.items():
        if (scheme, partner) not in charged:  # paid where nothing is due: given back
            to_pay[partner] -= pence
            yield PostingDraft("contributions", partner, pence, scheme)
    for line in settled.lines:
        if line.party.kind == "partner":
            to_pay[line.party.id] += line.amount_pence
            yield PostingDraft("contributions", line.party.id, -line.amount_pence, line.scheme, None, line.clause)
        elif line.party.kind == "loan":
            to_pay[line.party.id] += line.amount_pence
            yield PostingDraft("loans", line.party.id, -line.amount_pence, line.scheme, None, line.clause)
    for partner, pence in to_pay.items():
        yield PostingDraft("debtors" if pence > 0 else "creditors", partner, pence)


def _movements(settled: Settlement, standing: Standing) -> Iterator[PostingDraft]:
    """Reserves, what is carried or lent, and what is met from outside, each by whose money it is."""
    for reserve in settled.reserves:
        before = [standing.reserves.get((reserve.reserve, partner), 0) for partner in standing.partners]
        after = allocate(reserve.closing_pence, standing.weights[reserve.reserve])
        clause = next((line.clause for line in settled.lines if line.party.id == reserve.reserve), None)
        yield from _moved("reserve", "transfers", reserve.reserve, before, after, clause, standing)
    for line in settled.lines:
        if line.party.kind in ("next year", "loan"):
            yield from _shared(line, "carried", "transfers", standing)
        elif line.party.kind == "measure":
            yield from _shared(line, "debtors", "income", standing)


def _moved(
    account: Account,
    against: Account,
    scheme: str,
    before: list[int],
    after: tuple[int, ...],
    clause: str | None,
    standing: Standing,
) -> Iterator[PostingDraft]:
    for partner, was, becomes in zip(standing.partners, before, after, strict=True):
        yield PostingDraft(account, partner, was - becomes, scheme, None, clause)
        yield PostingDraft(against, partner, becomes - was, scheme, None, clause)


def _shared(line: Line, account: Account, against: Account, standing: Standing) -> Iterator[PostingDraft]:
    """A line that no single partner takes, split by whose the pool is."""
    for partner, pence in zip(standing.partners, allocate(line.amount_pence, standing.weights[NEXT_YEAR]), strict=True):
        yield PostingDraft(account, partner, pence, line.scheme, None, line.clause)
        yield PostingDraft(against, partner, -pence, line.scheme, None, line.clause)


def _restaked(postings: list[PostingDraft], standing: Standing) -> Iterator[PostingDraft]:
    """Cash brought to each partner's stake in what is left, and the difference to responsibility kept in ``sharing``.

    A partner's cash and debts then equal its reserves, what is carried for it and what it has lent. ``sharing`` is above
    zero for a partner whose money met others' responsibilities for good, by the agreement's own clauses.
    """
    # What is left belongs to partners by their stakes; debts already posted are part of it.
    left: dict[str, int] = defaultdict(int)
    for (_, partner), pence in standing.reserves.items():
        left[partner] += pence
    owed: dict[str, int] = defaultdict(int, standing.owed)
    cleared: dict[str, int] = defaultdict(int)
    for posting in postings:
        if posting.account in ("reserve", "carried", "loans"):
            left[posting.partner] -= posting.amount_pence
        elif posting.account in ("debtors", "creditors"):
            owed[posting.partner] += posting.amount_pence
        elif posting.account == "clearing":
            cleared[posting.partner] -= posting.amount_pence
    in_bank = {p: standing.bank.get(p, 0) + _reserve_cash(standing, p) for p in standing.partners}
    restake = {p: left[p] - owed[p] - in_bank[p] for p in standing.partners}
    assert sum(restake.values()) == 0, "the settlement does not account for all the fund's money"
    for partner, pence in restake.items():
        yield PostingDraft("bank", partner, pence)
    yield from _sharing({p: cleared[p] - restake[p] for p in standing.partners}, standing.partners)


def _reserve_cash(standing: Standing, partner: str) -> int:
    return sum(pence for (_, owner), pence in standing.reserves.items() if owner == partner)


def _sharing(shared: Mapping[str, int], partners: tuple[str, ...]) -> Iterator[PostingDraft]:
    """Who supported whom: each supporter's sum over those supported, in proportion to what they received."""
    gave = tuple(max(shared[partner], 0) for partner in partners)
    received = tuple(max(-shared[partner], 0) for partner in partners)
    for crossing in crossings(partners, gave, received):
        yield PostingDraft("sharing", crossing.funder, crossing.pence, None, crossing.responsible)
        yield PostingDraft("sharing", crossing.responsible, -crossing.pence, None, crossing.funder)
