"""The one entry that an accepted settlement makes: pure, from the settlement and what stands in the ledger.

Invoices and refunds stand in debtors and creditors. Reserves, and what is carried or lent, move by whose money they are.
Clearing closes: what the agreement shares between partners stays visible, pair by pair, in ``sharing``. After it each
partner's cash and what it is owed are its stake in what is left.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cronfa.agreement import Terms
from cronfa.attribution.lines import Crossing, crossings
from cronfa.fund.bearing import (
    Instalment,
    Parts,
    Stakes,
    borne,
    is_inside,
    is_matched,
    other_income,
    parts_of_lines,
    pot_of,
)
from cronfa.ledger.entries import Account, EntryDraft, PostingDraft
from cronfa.money import allocate
from cronfa.settlement.outcome import Line, Settlement

Leg = tuple[Any, str, str, str, str]
"""Where a sum stands: account, partner, scheme, counterparty, clause; an empty text for what is absent."""
STAKE_ACCOUNTS = ("reserve", "carried", "loans")


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in the ledger before a settlement, in pence as the ledger signs it: debits above zero.

    ``paid`` (above zero) and ``spent`` are by scheme and partner; ``bank``, what is left of this year's money, and
    ``owed``, what has been paid on invoices of the year (below zero), by partner; ``clearing`` by scheme, partner, counterparty.
    """

    paid: Mapping[tuple[str, str], int]
    spent: Mapping[tuple[str, str], int]
    bank: Mapping[str, int]
    owed: Mapping[str, int]
    clearing: Mapping[tuple[str, str, str], int]
    income: Mapping[str, int]
    """Charges and other money already in the ledger, above zero, by scheme."""
    carried: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """What earlier years carried into this one, a surplus above zero, by scheme and partner."""
    instalments: tuple[Instalment, ...] = ()
    """What falls due in the year on loans of earlier ones."""


def settlement_entry(
    terms: Terms,
    settled: Settlement,
    standing: Standing,
    stakes: Stakes,
    *,
    day: date,
    period: str,
    who: str,
    earlier: Mapping[Leg, int] | None = None,
) -> EntryDraft:
    """The entry of an accepted settlement, balanced for every partner.

    A settlement is always of the year from its beginning; ``earlier`` is what settlements of its first months have
    posted, which this entry takes back as it posts the whole.
    """
    assert not is_open(settled), "a settlement with an amount undecided is not posted"
    postings = [
        *_charges(settled, standing),
        *_income(terms, settled, standing, stakes),
        *_brought(standing),
        *_repaid(standing),
        *_movements(settled, stakes),
        *(PostingDraft("clearing", p, -pence, s or None, q) for (s, p, q), pence in standing.clearing.items()),
        *_sharing(terms, settled, standing, stakes),
    ]
    postings += _restaked(postings, standing, stakes)
    postings += [_taken_back(leg, pence) for leg, pence in (earlier or {}).items()]
    return EntryDraft(
        kind="settlement",
        idempotency_key=f"{terms.agreement}/settlement/{settled.year}/{settled.months}",
        posting_date=day,
        period=period,
        narrative=f"Settlement of {settled.year}{_which(settled.months)}",
        who=who,
        postings=[posting for posting in postings if posting.amount_pence],
        reason="settlement",
        adjustment=True,
    )


def _which(months: int) -> str:
    """What a settlement of some months is told apart by."""
    return "" if months == 12 else f", first {months} months"


def _taken_back(leg: Leg, pence: int) -> PostingDraft:
    account, partner, scheme, counterparty, clause = leg
    return PostingDraft(account, partner, -pence, scheme or None, counterparty or None, clause or None)


def is_open(settled: Settlement) -> bool:
    """Whether an amount is still undecided: a board must decide, or no clause says who takes it."""
    return bool(settled.decisions) or any(line.party.kind == "undecided" for line in settled.lines)


def _charges(settled: Settlement, standing: Standing) -> Iterator[PostingDraft]:
    """Each partner's dues less what it paid, its part of every variance and what is repaid to it: one debtor or creditor."""
    to_pay: dict[str, int] = defaultdict(int)
    unmatched = dict(standing.paid)
    for due in settled.dues:
        outstanding = due.amount_pence - unmatched.pop((due.scheme, due.partner), 0)
        to_pay[due.partner] += outstanding
        yield PostingDraft("contributions", due.partner, -outstanding, due.scheme, None, due.clause)
    for (scheme, partner), pence in unmatched.items():  # paid where nothing is due: given back
        to_pay[partner] -= pence
        yield PostingDraft("contributions", partner, pence, scheme)
    for line in settled.lines:
        if line.party.kind in ("partner", "loan"):
            to_pay[line.party.id] += line.amount_pence
            account: Account = "contributions" if line.party.kind == "partner" else "loans"
            yield PostingDraft(account, line.party.id, -line.amount_pence, line.scheme, None, line.clause)
    for each in standing.instalments:
        to_pay[each.lender] -= each.pence
    for partner, pence in to_pay.items():
        yield PostingDraft("debtors" if pence > 0 else "creditors", partner, pence)


def _income(terms: Terms, settled: Settlement, standing: Standing, stakes: Stakes) -> Iterator[PostingDraft]:
    """Charges and other money that the settlement counts and the ledger does not hold yet: owed to the fund."""
    for scheme, pence in other_income(terms, settled).items():
        missing = pence - standing.income.get(scheme, 0)
        for partner, part in zip(stakes.partners, allocate(missing, stakes.of(scheme)), strict=True):
            yield PostingDraft("debtors", partner, part, scheme)
            yield PostingDraft("income", partner, -part, scheme)


def _brought(standing: Standing) -> Iterator[PostingDraft]:
    """What was carried into the year is used in it: whatever is left of it is carried again."""
    for (scheme, partner), pence in standing.carried.items():
        yield PostingDraft("carried", partner, pence, scheme or None)
        yield PostingDraft("transfers", partner, -pence, scheme or None)


def _repaid(standing: Standing) -> Iterator[PostingDraft]:
    """Loans as they fall due: the lender is owed less, and the deficit that was bridged is met by this year's money."""
    for each in standing.instalments:
        scheme, clause = each.scheme or None, each.clause or None
        for partner, pence in each.parts.items():
            yield PostingDraft("loans", each.lender, pence, scheme, partner, clause)
            yield PostingDraft("carried", partner, -pence, scheme, each.lender, clause)
            yield PostingDraft("transfers", partner, pence, scheme, None, clause)


def _movements(settled: Settlement, stakes: Stakes) -> Iterator[PostingDraft]:
    """Reserves, what is carried or lent, and money from outside, each by whose it is."""
    for line, parts in parts_of_lines(settled, stakes):
        if line.party.kind == "reserve":
            yield from _moved("reserve", "transfers", line.party.id, line, parts, stakes)
        elif line.party.kind == "measure":
            yield from _moved("debtors", "income", line.scheme, line, parts, stakes)
        elif _is_carried(line, settled):
            yield from _moved("carried", "transfers", line.scheme, line, parts, stakes)


def _is_carried(line: Line, settled: Settlement) -> bool:
    """Whether next year's pool meets the line; a loan only bridges it, and a cut in budget is still to be made."""
    return line.party.kind in ("next year", "loan") or (line.party.kind == "scheme" and not is_matched(line, settled))


def _moved(
    account: Account, against: Account, scheme: str | None, line: Line, parts: Parts, stakes: Stakes
) -> Iterator[PostingDraft]:
    """A deficit that a loan bridges names its lender: it is repaid, not met by next year's pool."""
    lender = line.party.id if line.party.kind == "loan" else None
    for partner, pence in zip(stakes.partners, parts, strict=True):
        yield PostingDraft(account, partner, pence, scheme, lender, line.clause)
        yield PostingDraft(against, partner, -pence, line.scheme, None, line.clause)


def supported(
    terms: Terms, settled: Settlement, spent: Mapping[tuple[str, str], int], stakes: Stakes
) -> dict[str | None, tuple[Crossing, ...]]:
    """By scheme: whose money in the end paid for whose responsibilities, by the agreement's own sharing."""
    totals = borne(terms, settled, stakes)
    responsible: dict[str | None, list[int]] = defaultdict(lambda: [0] * len(stakes.partners))
    for (scheme, partner), pence in spent.items():
        if not is_inside(terms, scheme):
            continue
        responsible[pot_of(terms, scheme)][stakes.partners.index(partner)] += pence
    nothing = (0,) * len(stakes.partners)
    pots = dict.fromkeys([*totals, *responsible])
    return {
        pot: _crossed(stakes.partners, totals.get(pot, nothing), tuple(responsible.get(pot, nothing))) for pot in pots
    }


def _crossed(partners: tuple[str, ...], paid: Parts, responsible: Parts) -> tuple[Crossing, ...]:
    """What each paid beyond its own, over what the others had paid for them; a pot that gave to others has no spend."""
    beyond = [one - other for one, other in zip(paid, responsible, strict=True)]
    assert sum(beyond) == 0, "a scheme's spend is not met in full"
    return crossings(partners, tuple(max(pence, 0) for pence in beyond), tuple(max(-pence, 0) for pence in beyond))


def _sharing(terms: Terms, settled: Settlement, standing: Standing, stakes: Stakes) -> Iterator[PostingDraft]:
    for scheme, found in supported(terms, settled, standing.spent, stakes).items():
        for crossing in found:
            yield PostingDraft("sharing", crossing.funder, crossing.pence, scheme, crossing.responsible)
            yield PostingDraft("sharing", crossing.responsible, -crossing.pence, scheme, crossing.funder)


def _restaked(postings: list[PostingDraft], standing: Standing, stakes: Stakes) -> Iterator[PostingDraft]:
    """Cash brought to each partner's stake in what is left: reserves, what is carried for it, what it has lent."""
    left: dict[str, int] = defaultdict(int)
    in_bank: dict[str, int] = defaultdict(int, standing.bank)
    for parts in stakes.reserve_pence.values():
        for partner, pence in zip(stakes.partners, parts, strict=True):
            left[partner] += pence
            in_bank[partner] += pence
    for (_, partner), pence in standing.carried.items():
        left[partner] += pence
        in_bank[partner] += pence
    for each in standing.instalments:  # the lender's money stood in the place of the others' until now
        for partner, pence in (*((name, -part) for name, part in each.parts.items()), (each.lender, each.pence)):
            left[partner] += pence
            in_bank[partner] += pence
    owed: dict[str, int] = defaultdict(int, standing.owed)
    for posting in postings:
        if posting.account in STAKE_ACCOUNTS:
            left[posting.partner] -= posting.amount_pence
        elif posting.account in ("debtors", "creditors"):
            owed[posting.partner] += posting.amount_pence
    restake = {p: left[p] - owed[p] - in_bank[p] for p in stakes.partners}
    assert sum(restake.values()) == 0, "the settlement does not account for all the fund's money"
    for partner, pence in restake.items():
        yield PostingDraft("bank", partner, pence)
