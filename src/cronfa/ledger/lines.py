"""From posting drafts to the lines of the ledger: each distinct coding is looked up, or registered, once."""

from operator import itemgetter
from typing import NamedTuple

from cronfa.ledger import codes, database
from cronfa.ledger.canonical import clean, posting_head
from cronfa.ledger.entries import ACCOUNTS, EntryDraft, PostingDraft
from cronfa.ledger.funds import Fund
from cronfa.money import PENCE_LIMIT, pounds
from cronfa.problems import Problem

Key = tuple[str, str, str | None, str | None, str | None]


class Leg(NamedTuple):
    """Where a posting goes: partner, coding, and the head of its canonical line."""

    partner_id: int
    coding_id: int
    head: str


Line = tuple[int, int, int, str]
"""Partner, coding, pence, canonical line."""


class Lines:
    """Makes the lines of one batch. Legs of committed batches are remembered for the connection's life."""

    def __init__(self, fund: Fund, db: database.Session) -> None:
        self.fund = fund
        self._legs: dict[Key, Leg] = db.memory.setdefault(("legs", fund.id), {})
        self._new: dict[Key, Leg] = {}

    def of(self, draft: EntryDraft) -> tuple[list[Line], list[Problem]]:
        """The lines of a draft in the ledger's order (by partner, then as given), and what is wrong with them."""
        lines: list[Line] = []
        wrong: list[Problem] = []
        sums_pence: dict[str, int] = {}
        for posting in draft.postings:
            account, partner, amount_pence, scheme, counterparty, clause = posting
            key = (account, partner, scheme, counterparty, clause)
            leg = self._legs.get(key) or self._learn(key, posting, draft.idempotency_key, wrong)
            if leg is not None:
                lines.append((leg[0], leg[1], amount_pence, leg[2] + str(amount_pence)))
            sums_pence[partner] = sums_pence.get(partner, 0) + amount_pence
            if not -PENCE_LIMIT <= amount_pence <= PENCE_LIMIT:
                wrong.append(codes.AMOUNT_OUT_OF_RANGE.at(key=draft.idempotency_key))
        if any(sums_pence.values()) or not lines:
            wrong += self._unsound(draft, sums_pence)
        if len(sums_pence) > 1:
            lines.sort(key=_by_partner)
        return lines, wrong

    def leg(self, posting: PostingDraft) -> Leg | None:
        """Where postings like this one go, whatever their pence; None if it names what is not there."""
        account, partner, _, scheme, counterparty, clause = posting
        key = (account, partner, scheme, counterparty, clause)
        return self._legs.get(key) or self._learn(key, posting, "", [])

    def _unsound(self, draft: EntryDraft, sums_pence: dict[str, int]) -> list[Problem]:
        if not draft.postings:
            return [codes.NO_POSTINGS.at(key=draft.idempotency_key)]
        return [
            codes.UNBALANCED.at(key=draft.idempotency_key, partner=partner, amount=pounds(sum_pence))
            for partner, sum_pence in sums_pence.items()
            if sum_pence
        ]

    def _learn(self, key: Key, posting: PostingDraft, of: str, wrong: list[Problem]) -> Leg | None:
        found = self._misnamed(posting, of)
        if found:
            wrong += found
            return None
        partner_id = self.fund.partner_ids[clean(posting.partner)]
        leg = Leg(partner_id, self._coding_id(posting), posting_head(posting))
        if not self._new:  # what is learnt now is for this batch alone until it is committed
            database.remember_on_commit(("legs", self.fund.id), self._new)
            self._legs = dict(self._legs)
        self._new[key] = self._legs[key] = leg
        return leg

    def _misnamed(self, posting: PostingDraft, of: str) -> list[Problem]:
        wrong = []
        if posting.account not in ACCOUNTS:
            wrong.append(codes.UNKNOWN_ACCOUNT.at(key=of, account=posting.account, accounts=", ".join(ACCOUNTS)))
        for partner in (posting.partner, posting.counterparty):
            if partner and clean(partner) not in self.fund.partner_ids:
                partners = ", ".join(self.fund.partners)
                wrong.append(codes.UNKNOWN_PARTNER.at(key=of, partner=partner, partners=partners))
        return wrong

    def _coding_id(self, posting: PostingDraft) -> int:
        values = [
            self.fund.id,
            posting.account,
            clean(posting.scheme),
            clean(posting.counterparty),
            clean(posting.clause),
        ]
        found = database.row(
            "SELECT id FROM ledger_coding "
            "WHERE fund_id = %s AND account = %s AND scheme = %s AND counterparty = %s AND clause = %s",
            values,
        )
        if found:
            return int(found[0])
        return database.insert(
            "INSERT INTO ledger_coding (fund_id, account, scheme, counterparty, clause) VALUES (%s, %s, %s, %s, %s)",
            values,
        )


_by_partner = itemgetter(0)
