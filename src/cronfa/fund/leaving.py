"""The end of an agreement: what is left, divided among the partners and posted."""

from collections import defaultdict
from dataclasses import dataclass

from cronfa.calendars import Year
from cronfa.fund.figures import outcome
from cronfa.fund.opening import RunningFund
from cronfa.ledger.database import transaction
from cronfa.ledger.entries import Account, EntryDraft, PostingDraft
from cronfa.ledger.posting import post
from cronfa.ledger.queries import balances
from cronfa.settlement.exits import settle_exit
from cronfa.settlement.outcome import Line

Stakes = dict[tuple[str, str, str], int]
"""What stands for a partner: by account (reserve or carried), scheme or reserve, and partner, above zero."""


@dataclass(frozen=True, slots=True)
class Division:
    """What each partner gets (below zero) or must still pay of what is left, line by line."""

    lines: tuple[Line, ...]
    stakes: Stakes


def divide(fund: RunningFund, year: str) -> Division:
    """What is left in reserves and carried on schemes, divided by the agreement's exit clauses. Posts nothing."""
    terms = fund.terms_of(year)
    held: Stakes = {}
    for account in ("reserve", "carried"):
        found = balances(fund.ledger, ("scheme", "partner"), where={"account": account})
        held |= {(account, scheme, partner): -pence for (scheme, partner), pence in found.items() if pence}
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for (account, scheme, _), pence in held.items():
        sums[account, scheme] += pence
    reserves = {scheme: pence for (account, scheme), pence in sums.items() if account == "reserve"}
    carried = {scheme: pence for (account, scheme), pence in sums.items() if account == "carried"}
    return Division(settle_exit(terms, outcome(fund, year), reserves, carried), held)


def accept_division(fund: RunningFund, year: str, who: str) -> int:
    """Post the division in the last month of the year, which must accept adjustments; the number of the entry.

    Each partner's stakes close, what it gets stands in creditors, and cash moves between partners where the exit
    clause divides otherwise than the stakes stood.
    """
    with transaction():
        division = divide(fund, year)
        last_month = Year(year).months()[-1]
        entry = EntryDraft(
            kind="settlement",
            idempotency_key=f"{fund.slug}/exit/{year}",
            posting_date=last_month.last_day,
            period=last_month.label,
            narrative=f"Division at exit, {year}",
            who=who,
            postings=[posting for posting in _postings(fund, division) if posting.amount_pence],
            reason="exit",
            adjustment=True,
        )
        return post(fund.ledger, [entry], recorded_at=fund.recorded_at).numbers[0]


def _postings(fund: RunningFund, division: Division) -> list[PostingDraft]:
    cash: dict[str, int] = defaultdict(int)
    made: list[PostingDraft] = []
    for (kind, scheme, partner), pence in division.stakes.items():
        account: Account = "reserve" if kind == "reserve" else "carried"
        made.append(PostingDraft(account, partner, pence, scheme))
        cash[partner] -= pence
    for line in division.lines:
        side: Account = "creditors" if line.amount_pence < 0 else "debtors"
        made.append(PostingDraft(side, line.party.id, line.amount_pence, line.scheme, None, line.clause))
        cash[line.party.id] -= line.amount_pence
    made += [PostingDraft("bank", partner, cash[partner]) for partner in fund.partners]
    return made
