"""The end of an agreement: what is left, divided among the partners and posted."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cronfa.calendars import Year
from cronfa.fund import codes
from cronfa.fund.figures import outcome
from cronfa.fund.opening import RunningFund
from cronfa.fund.settling import is_settled
from cronfa.ledger.database import transaction
from cronfa.ledger.entries import Account, EntryDraft, PostingDraft
from cronfa.ledger.funds import periods, set_period
from cronfa.ledger.posting import post
from cronfa.ledger.queries import balances, numbers_by_key
from cronfa.problems import stop
from cronfa.settlement.exits import settle_exit
from cronfa.settlement.outcome import Line, Party

Stakes = dict[tuple[Account, str, str, str, str], int]
"""What stands for a partner: by account, scheme or reserve, partner, lender and clause; above zero. The last two name a loan."""


@dataclass(frozen=True, slots=True)
class Division:
    """What each partner gets (below zero) or must still pay of what is left, line by line."""

    lines: tuple[Line, ...]
    stakes: Stakes

    @property
    def loans(self) -> tuple[Line, ...]:
        """What lenders get back before anything is divided; the deficit that a loan bridged is divided as any other."""
        return tuple(
            Line(scheme or None, "exit", number, "lend", clause or None, Party("loan", lender), -pence)
            for number, (lender, scheme, clause, pence) in enumerate(self._lent(), start=1)
        )

    def _lent(self) -> list[tuple[str, str, str, int]]:
        sums: dict[tuple[str, str, str], int] = defaultdict(int)
        for (account, scheme, partner, _, clause), pence in self.stakes.items():
            if account == "loans":
                sums[partner, scheme, clause] += pence
        return [(*key, pence) for key, pence in sums.items() if pence]


def divide(fund: RunningFund, year: str) -> Division:
    """What is left in reserves, carried on schemes or owed to lenders, divided by the exit clauses. Posts nothing."""
    terms = fund.terms_of(year)
    held = _held(fund)
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for (account, scheme, *_), pence in held.items():
        sums[account, scheme] += pence
    reserves = {scheme: pence for (account, scheme), pence in sums.items() if account == "reserve"}
    carried = {scheme: pence for (account, scheme), pence in sums.items() if account == "carried"}
    return Division(settle_exit(terms, outcome(fund, year), reserves, carried), held)


def _held(fund: RunningFund) -> Stakes:
    held: Stakes = {}
    accounts: tuple[Account, ...] = ("reserve", "carried", "loans")
    for account in accounts:
        found = balances(fund.ledger, ("scheme", "partner", "counterparty", "clause"), where={"account": account})
        sums: dict[tuple[str, str, str, str], int] = defaultdict(int)
        for (scheme, partner, other, clause), pence in found.items():
            is_loan = account == "loans" or other  # only a loan is known by its clause
            sums[scheme, partner, other, clause if is_loan else ""] -= pence
        held |= {(account, *key): pence for key, pence in sums.items() if pence}
    return held


def accept_division(fund: RunningFund, year: str, who: str) -> int:
    """Post the division as the last entry of the year's last month, which it opens for itself and leaves as it was.

    Each partner's stakes close, what it gets stands in creditors, and cash moves between partners where the exit
    clause divides otherwise than the stakes stood. What is still owed on loans falls due: the lenders get it. Gives the
    number of the entry.

    Raises:
        Problems: it has been divided already, or the year is not settled. Nothing is posted.
    """
    with transaction():
        if known := numbers_by_key(fund.ledger, [f"{fund.slug}/exit/{year}"]):
            stop(codes.ALREADY_DIVIDED, year=year, entry=min(known.values()))
        if not is_settled(fund, year):
            stop(codes.NOT_YET_SETTLED, year=year)
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
        with _taking_adjustments(fund, last_month.label, who, entry.narrative):
            return post(fund.ledger, [entry], recorded_at=fund.recorded_at).numbers[0]


@contextmanager
def _taking_adjustments(fund: RunningFund, month: str, who: str, reason: str) -> Iterator[None]:
    """A closed month takes one adjustment and is closed again; both are recorded."""
    is_closed = {period.code: period.status for period in periods(fund.ledger)}[month] == "closed"
    if is_closed:
        set_period(fund.ledger, month, "soft-closed", who=who, reason=reason, recorded_at=fund.recorded_at)
    yield
    if is_closed:
        set_period(fund.ledger, month, "closed", who=who, reason=reason, recorded_at=fund.recorded_at)


def _postings(fund: RunningFund, division: Division) -> list[PostingDraft]:
    cash: dict[str, int] = defaultdict(int)
    made: list[PostingDraft] = []
    for (account, scheme, partner, other, clause), pence in division.stakes.items():
        made.append(PostingDraft(account, partner, pence, scheme or None, other or None, clause or None))
        cash[partner] -= pence
    for line in (*division.loans, *division.lines):
        side: Account = "creditors" if line.amount_pence < 0 else "debtors"
        made.append(PostingDraft(side, line.party.id, line.amount_pence, line.scheme, None, line.clause))
        cash[line.party.id] -= line.amount_pence
    made += [PostingDraft("bank", partner, cash[partner]) for partner in fund.partners]
    return made
