"""Money that settles an invoice or a refund: it clears what a partner owes, and is no contribution of another year."""

from datetime import date

from cronfa.fund import codes, entry_codes
from cronfa.fund.opening import RunningFund
from cronfa.ledger.database import Session, transaction
from cronfa.ledger.entries import Account, EntryDraft, PostingDraft
from cronfa.ledger.funds import lock
from cronfa.ledger.posting import post
from cronfa.ledger.queries import Dimension, balances
from cronfa.money import pounds
from cronfa.problems import Problem, Problems, Where


def check_payment(fund: RunningFund, partner: str, amount_pence: int, reference: str) -> None:
    """Look at a payment before it is put forward.

    Raises:
        Problems: not a partner, no reference, or more than stands open.
    """
    found: list[Problem] = []
    if partner not in fund.partners:
        found.append(codes.NO_PARTNER.at(partner=partner))
    if not reference.strip():
        found.append(entry_codes.NO_REFERENCE.at(Where(path="reference")))
    if not amount_pence:
        found.append(entry_codes.NO_AMOUNT.at(Where(path="amount")))
    open_pence = _open(fund, partner, amount_pence)
    if partner in fund.partners and abs(amount_pence) > abs(open_pence):
        amount, stands = pounds(abs(amount_pence)), pounds(abs(open_pence))
        found.append(codes.MORE_THAN_OWED.at(Where(path="amount"), amount=amount, open=stands, partner=partner))
    if found:
        raise Problems(found)


def _account(amount_pence: int) -> Account:
    return "debtors" if amount_pence > 0 else "creditors"


def _open(fund: RunningFund, partner: str, amount_pence: int) -> int:
    """What stands open with a partner on the side that a payment clears."""
    where: dict[Dimension, str] = {"account": _account(amount_pence), "partner": partner}
    return balances(fund.ledger, ("partner",), where=where).get((partner,), 0)


def record_payment(fund: RunningFund, partner: str, amount_pence: int, on: date, reference: str, who: str) -> int:
    """Post what a partner paid on its invoice (above zero) or was refunded (below zero); the number of the entry.

    Raises:
        Problems: as :func:`check_payment`.
    """
    with transaction():
        lock(fund.ledger, Session())  # nobody pays the same invoice between the question and the posting
        check_payment(fund, partner, amount_pence, reference)
        entry = EntryDraft(
            kind="transfer",
            idempotency_key=f"{fund.slug}/payment/{partner}/{on}/{reference}",
            posting_date=on,
            period=f"{on:%Y-%m}",
            narrative=reference,
            who=who,
            postings=[
                PostingDraft("bank", partner, amount_pence),
                PostingDraft(_account(amount_pence), partner, -amount_pence),
            ],
        )
        return post(fund.ledger, [entry], recorded_at=fund.recorded_at).numbers[0]
