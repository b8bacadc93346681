"""Money that settles an invoice or a refund: it clears what a partner owes, and is no contribution of another year."""

from datetime import date

from cronfa.fund import codes
from cronfa.fund.opening import RunningFund
from cronfa.ledger.database import Session, transaction
from cronfa.ledger.entries import Account, EntryDraft, PostingDraft
from cronfa.ledger.funds import lock
from cronfa.ledger.posting import post
from cronfa.ledger.queries import balances
from cronfa.money import pounds
from cronfa.problems import stop


def record_payment(fund: RunningFund, partner: str, amount_pence: int, on: date, reference: str, who: str) -> int:
    """Post what a partner paid on its invoice (above zero) or was refunded (below zero); the number of the entry.

    Raises:
        Problems: not a partner, or more than stands open.
    """
    if partner not in fund.partners:
        stop(codes.NO_PARTNER, partner=partner)
    with transaction():
        lock(fund.ledger, Session())  # nobody pays the same invoice between the question and the posting
        account: Account = "debtors" if amount_pence > 0 else "creditors"
        found = balances(fund.ledger, ("partner",), where={"account": account, "partner": partner})
        open_pence = found.get((partner,), 0)
        if abs(amount_pence) > abs(open_pence):
            stop(codes.MORE_THAN_OWED, amount=pounds(abs(amount_pence)), open=pounds(abs(open_pence)), partner=partner)
        entry = EntryDraft(
            kind="transfer",
            idempotency_key=f"{fund.slug}/payment/{partner}/{on}/{reference}",
            posting_date=on,
            period=f"{on:%Y-%m}",
            narrative=reference,
            who=who,
            postings=[
                PostingDraft("bank", partner, amount_pence),
                PostingDraft(account, partner, -amount_pence),
            ],
        )
        return post(fund.ledger, [entry], recorded_at=fund.recorded_at).numbers[0]
