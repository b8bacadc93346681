"""Posting: drafts become entries, all of them or none, each exactly once.

:func:`post` takes any number of drafts in one transaction: it opens a batch, adds the entries in chunks (so that a
million of them stream through bounded memory), chains their hashes, and seals the batch. Nothing of it can be seen, or
survives, before the seal; the database refuses a batch without one.
"""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import chain, islice

from cronfa.ledger import codes, database, stored
from cronfa.ledger.batches import Batch, PostResult
from cronfa.ledger.entries import EntryDraft, PostingDraft
from cronfa.ledger.funds import Fund
from cronfa.ledger.queries import as_entry
from cronfa.ledger.single import post_single
from cronfa.problems import stop

CHUNK = 2_000


def post(fund: Fund, drafts: Iterable[EntryDraft], *, recorded_at: datetime | None = None) -> PostResult:
    """Post the drafts in one transaction, in their order.

    A draft whose idempotency key has been posted with the same content is not posted again: its number is that of the
    entry that is there. ``recorded_at`` stands for the clock (tests and examples that must come out the same give it).

    Raises:
        Problems: everything that is wrong with the drafts; nothing has been posted.
    """
    remaining = iter(drafts)
    first = list(islice(remaining, 2))
    if len(first) == 1 and (posted := post_single(fund, first[0], recorded_at)):
        return posted
    remaining = chain(first, remaining)
    with database.transaction(), Batch(fund, recorded_at) as batch:
        while chunk := list(islice(remaining, CHUNK)):
            batch.add(chunk)
        return batch.seal()


def reversal_of(
    fund: Fund, number: int, *, reason: str, who: str, posting_date: date, period: str, adjustment: bool = False
) -> EntryDraft:
    """The draft that undoes an entry: the same lines with the signs turned, and the reason code.

    Raises:
        Problems: the fund has no such entry.
    """
    found = next(stored.by_numbers(fund, [number]), None)
    if found is None:
        stop(codes.UNKNOWN_ENTRY, number=number)
    entry = as_entry(found)
    return EntryDraft(
        kind="reversal",
        idempotency_key=f"reversal of {number}",
        posting_date=posting_date,
        period=period,
        narrative=entry.narrative,
        who=who,
        postings=turned(entry.postings),
        service_date=entry.service_date,
        source=entry.source,
        reason=reason,
        reverses=number,
        category=entry.category,
        supplier=entry.supplier,
        adjustment=adjustment,
    )


def turned(postings: Iterable[PostingDraft]) -> tuple[PostingDraft, ...]:
    """The postings with debits and credits exchanged."""
    return tuple(posting._replace(amount_pence=-posting.amount_pence) for posting in postings)


def reverse(
    fund: Fund,
    number: int,
    *,
    reason: str,
    who: str,
    posting_date: date,
    period: str,
    adjustment: bool = False,
    recorded_at: datetime | None = None,
) -> PostResult:
    """Undo an entry by posting its reversal into an open period. The entry itself stays as it is.

    Raises:
        Problems: no such entry, no reason, reversed already, or the period is not open.
    """
    with database.transaction():
        draft = reversal_of(
            fund, number, reason=reason, who=who, posting_date=posting_date, period=period, adjustment=adjustment
        )
        return post(fund, [draft], recorded_at=recorded_at)


def accrue(
    fund: Fund,
    drafts: Iterable[EntryDraft],
    *,
    next_period: str,
    next_date: date,
    recorded_at: datetime | None = None,
) -> PostResult:
    """Post accruals together with their own reversals in the next period, so that none is ever forgotten.

    Raises:
        Problems: as :func:`post`; the next period must be open too.
    """
    accruals = list(drafts)
    assert all(draft.kind == "accrual" for draft in accruals), "only accruals reverse themselves"
    with database.transaction():
        posted = post(fund, accruals, recorded_at=recorded_at)
        undone = [
            draft._replace(
                kind="reversal",
                idempotency_key=f"{draft.idempotency_key} reversed",
                posting_date=next_date,
                service_date=draft.service_date or draft.posting_date,
                period=next_period,
                postings=turned(draft.postings),
                reason="accrual reversed",
                reverses=number,
            )
            for draft, number in zip(accruals, posted.numbers, strict=True)
        ]
        post(fund, undone, recorded_at=recorded_at)
    return posted
