"""Money that settles an invoice or a refund: it clears what a partner owes, and is no contribution of another year."""

from datetime import date

from cronfa.calendars import month_of
from cronfa.fund import codes, entry_codes
from cronfa.fund.opening import RunningFund, years_of
from cronfa.ledger.database import Session, transaction
from cronfa.ledger.entries import Account, EntryDraft, PostingDraft
from cronfa.ledger.funds import lock, open_periods, periods, set_period
from cronfa.ledger.posting import post
from cronfa.ledger.queries import Dimension, balances
from cronfa.money import pounds
from cronfa.problems import Problem, Problems, Where

AFTER_THE_END = "the agreement has ended: only payments of what was settled"


def check_payment(fund: RunningFund, partner: str, amount_pence: int, reference: str) -> None:
    """Look at a payment before it is put forward.

    Raises:
        Problems: not a partner, no reference, or more than stands open.
    """
    found: list[Problem] = []
    if partner not in fund.partners:
        found.append(entry_codes.NO_SUCH_PARTNER.at(Where(path="partner"), partner=partner))
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


def _is_after_the_end(fund: RunningFund, on: date) -> bool:
    return on > years_of(fund.agreement)[-1].last_day


def _period(fund: RunningFund, on: date, who: str) -> str:
    """The month of a payment. The last invoices are paid when the agreement has ended: such a month takes payments alone."""
    label = f"{on:%Y-%m}"
    if _is_after_the_end(fund, on) and label not in {period.code for period in periods(fund.ledger)}:
        month = month_of(on)
        open_periods(fund.ledger, [(label, month.first_day, month.last_day)], who=who, recorded_at=fund.recorded_at)
        set_period(fund.ledger, label, "soft-closed", who=who, reason=AFTER_THE_END, recorded_at=fund.recorded_at)
    return label


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
            period=_period(fund, on, who),
            adjustment=_is_after_the_end(fund, on),
            narrative=reference,
            who=who,
            postings=[
                PostingDraft("bank", partner, amount_pence),
                PostingDraft(_account(amount_pence), partner, -amount_pence),
            ],
        )
        return post(fund.ledger, [entry], recorded_at=fund.recorded_at).numbers[0]
