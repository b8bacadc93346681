"""From posting drafts to the lines of the ledger: each distinct coding is looked up, or registered, once."""

from collections.abc import Callable, Sequence
from itertools import pairwise
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


Columns = tuple[tuple[str | None, ...], ...]
"""An entry's postings but for their pence, column by column: accounts, partners, schemes, counterparties, clauses."""
_SHAPES_KEPT = 20_000


class Shape(NamedTuple):
    """The lines of all entries whose postings differ in their pence alone, in the ledger's order: by partner, then as given.

    ``order`` puts the pence given into this order; ``partners`` are the first and the last place of each partner's;
    ``text`` is the canonical lines with a place for each line's pence.
    """

    order: Callable[[tuple[int, ...]], tuple[int, ...]] | None
    partners: tuple[tuple[int, int], ...]
    text: str
    partner_ids: tuple[int, ...]
    places: tuple[int, ...]
    coding_ids: tuple[int, ...]

    @classmethod
    def of(cls, legs: Sequence[Leg]) -> "Shape":
        """The shape of an entry with these legs, which are as given."""
        order = sorted(range(len(legs)), key=lambda place: legs[place].partner_id)
        legs = [legs[place] for place in order]
        turns = [place for place in range(1, len(legs)) if legs[place].partner_id != legs[place - 1].partner_id]
        return cls(
            None if order == list(range(len(order))) else itemgetter(*order),
            tuple(pairwise([0, *turns, len(legs)])),
            "\n".join(leg.head.replace("%", "%%") + "%d" for leg in legs),
            tuple(leg.partner_id for leg in legs),
            tuple(range(1, len(legs) + 1)),
            tuple(leg.coding_id for leg in legs),
        )

    def is_sound(self, pence: tuple[int, ...]) -> bool:
        """Whether amounts in the ledger's order are in range and add up to nothing for every partner."""
        if max(pence) > PENCE_LIMIT or min(pence) < -PENCE_LIMIT:
            return False
        unbalanced = 0
        for begin, end in self.partners:
            unbalanced |= sum(pence[begin:end])
        return not unbalanced


def known_shape(fund: Fund, draft: EntryDraft, db: database.Session) -> tuple[Shape, tuple[int, ...]] | None:
    """The shape of a draft's lines, if it is remembered, and their pence in the ledger's order, if they are sound."""
    if not draft.postings:
        return None
    columns, pence = _columns(draft)
    shape: Shape | None = db.memory.get(("shapes", fund.id), {}).get(columns)
    if shape and shape.order:
        pence = shape.order(pence)
    return (shape, pence) if shape and shape.is_sound(pence) else None


def _columns(draft: EntryDraft) -> tuple[Columns, tuple[int, ...]]:
    accounts, partners, pence, schemes, counterparties, clauses = zip(*draft.postings, strict=True)
    return (accounts, partners, schemes, counterparties, clauses), pence


class Lines:
    """Makes the lines of one batch. What committed batches have learnt is remembered for the connection's life."""

    def __init__(self, fund: Fund, db: database.Session) -> None:
        self.fund = fund
        self._db = db
        self._legs: dict[Key, Leg] = db.memory.setdefault(("legs", fund.id), {})
        self._shapes: dict[Columns, Shape] = db.memory.setdefault(("shapes", fund.id), {})
        self._new: dict[Key, Leg] = {}

    def of(self, draft: EntryDraft) -> tuple[Shape | None, tuple[int, ...], list[Problem]]:
        """The shape of a draft's lines, their pence in the ledger's order, and what is wrong with them."""
        if not draft.postings:
            return None, (), [codes.NO_POSTINGS.at(key=draft.idempotency_key)]
        columns, pence = _columns(draft)
        shape = self._shapes.get(columns) or self._shape(draft, columns)
        if shape and shape.order:
            pence = shape.order(pence)
        if shape and shape.is_sound(pence):
            return shape, pence, []
        return None, (), self._wrong(draft)

    def _shape(self, draft: EntryDraft, columns: Columns) -> Shape | None:
        legs = [leg for leg in map(self.leg, draft.postings) if leg]
        if len(legs) < len(draft.postings):
            return None
        if self._new or len(self._shapes) >= _SHAPES_KEPT:  # a shape with a new leg is for this batch alone, too
            self._shapes = dict(self._shapes) if len(self._shapes) < _SHAPES_KEPT else {}
        shape = self._shapes[columns] = Shape.of(legs)
        return shape

    def _wrong(self, draft: EntryDraft) -> list[Problem]:
        key, sums_pence = draft.idempotency_key, dict[str, int]()
        wrong = [problem for posting in draft.postings for problem in self._misnamed(posting, key)]
        for posting in draft.postings:
            partner = clean(posting.partner)
            sums_pence[partner] = sums_pence.get(partner, 0) + posting.amount_pence
            if not -PENCE_LIMIT <= posting.amount_pence <= PENCE_LIMIT:
                wrong.append(codes.AMOUNT_OUT_OF_RANGE.at(key=key))
        wrong += [
            codes.UNBALANCED.at(key=key, partner=partner, amount=pounds(sum_pence))
            for partner, sum_pence in sums_pence.items()
            if sum_pence
        ]
        return wrong

    def leg(self, posting: PostingDraft) -> Leg | None:
        """Where postings like this one go, whatever their pence; None if it names what is not there."""
        account, partner, _, scheme, counterparty, clause = posting
        key = (account, partner, scheme, counterparty, clause)
        return self._legs.get(key) or self._learn(key, posting, "", [])

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
        found = self._db.row(
            "SELECT id FROM ledger_coding "
            "WHERE fund_id = %s AND account = %s AND scheme = %s AND counterparty = %s AND clause = %s",
            values,
        )
        if found:
            return int(found[0])
        made = self._db.row(
            "INSERT INTO ledger_coding (fund_id, account, scheme, counterparty, clause) VALUES (%s, %s, %s, %s, %s) "
            "RETURNING id",
            values,
        )
        assert made is not None
        return int(made[0])
