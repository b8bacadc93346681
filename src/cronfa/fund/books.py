"""The book of a year: everything that the reports say, filled from the ledger and the agreement."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from cronfa import __version__
from cronfa.attribution.matrix import CrossSubsidy
from cronfa.calendars import Year
from cronfa.fund import virements
from cronfa.fund.bearing import parts_of_lines
from cronfa.fund.figures import SETTLEMENT, Movement, movements, stakes
from cronfa.fund.opening import RunningFund
from cronfa.fund.settlement_entry import is_open, supported
from cronfa.fund.settling import work_out
from cronfa.intake import parse_mapping
from cronfa.language import Text
from cronfa.ledger.finding import entries_with
from cronfa.ledger.sources import SourceFile, sources
from cronfa.ledger.stored import head
from cronfa.monitoring import Fact
from cronfa.reporting.inputs import Book, Crossing, Payment, Spent, Stake
from cronfa.reporting.model import Provenance, Source
from cronfa.settlement.outcome import Outcome, Settlement


def book(fund: RunningFund, year: str, months: int = 12, reported: Outcome | None = None) -> Book:
    """The book of a year, or of its first months, before or after its settlement has been accepted."""
    terms = fund.terms_of(year)
    settled = work_out(fund, year, months, reported)
    moved = [movement for movement in movements(fund, year, months) if movement.kind != SETTLEMENT]
    return Book(
        terms=terms,
        year=year,
        as_at=Year(year).months()[months - 1].last_day,
        settlement=settled,
        provenance=provenance(fund),
        payments=_payments(fund, year, months),
        spent=_spent(moved),
        crossings=_crossings(fund, moved),
        cross_subsidy=_cross_subsidy(fund, year, settled, moved),
        stakes=_stakes(fund, year, settled),
        facts=_facts(moved),
        moved=virements.moved(fund, year),
        notes=notes_of(fund),
    )


def provenance(fund: RunningFund) -> Provenance:
    """What the fund's figures stand on: its agreement, its chain, its files."""
    return Provenance(
        agreement_sha256=hashlib.sha256(fund.agreement.text.encode()).hexdigest(),
        version=__version__,
        ledger_head=head(fund.ledger)[1],
        sources=tuple(Source(file.name, file.sha256, file.rows, file.total_pence) for file in _as_read_last(fund)),
    )


def _as_read_last(fund: RunningFund) -> list[SourceFile]:
    """Each file once, as its latest mapping reads it."""
    return list({file.sha256: file for file in sources(fund.ledger)}.values())


def notes_of(fund: RunningFund) -> tuple[Text, ...]:
    """What the mappings say a reader must know of their files, each once."""
    said = [note for file in _as_read_last(fund) for note in parse_mapping(file.mapping).notes]
    return tuple(dict.fromkeys(said))


def _payments(fund: RunningFund, year: str, months: int) -> tuple[Payment, ...]:
    """Contributions received, one by one, in the order they were posted."""
    periods = [month.label for month in Year(year).months()[:months]]
    return tuple(
        Payment(posting.partner, posting.scheme, entry.posting_date, entry.narrative, -posting.amount_pence)
        for entry in entries_with(
            fund.ledger, {"account": ["contributions"], "kind": ["contribution"], "period": periods}
        )
        for posting in entry.postings
        if posting.account == "contributions"
    )


def _spent(moved: list[Movement]) -> tuple[Spent, ...]:
    totals: dict[tuple[str, str, str], int] = defaultdict(int)
    for movement in moved:
        if movement.account == "expenditure":
            totals[movement.scheme, movement.category, movement.partner] += movement.pence
    return tuple(Spent(*key, pence) for key, pence in totals.items() if pence)


def _facts(moved: list[Movement]) -> tuple[Fact, ...]:
    """Spend month by month, for monitoring; nothing is committed until commitments are kept."""
    return tuple(
        Fact(movement.period, movement.scheme, movement.category, movement.partner, movement.pence)
        for movement in moved
        if movement.account == "expenditure"
    )


def _crossings(fund: RunningFund, moved: list[Movement]) -> tuple[Crossing, ...]:
    """Whose money paid for whose responsibilities, scheme by scheme, before settlement."""
    paid: dict[tuple[str, str, str], int] = defaultdict(int)
    for movement in moved:
        if movement.account == "clearing" and movement.pence > 0:
            paid[movement.scheme, movement.partner, movement.counterparty] += movement.pence
    clauses = {
        name: scheme.attribute.clause or scheme.clause for name, scheme in fund.agreement.latest.terms.schemes.items()
    }
    return tuple(
        Crossing(scheme, funder, other, pence, clauses.get(scheme))
        for (scheme, funder, other), pence in _netted(paid).items()
    )


def _netted(paid: dict[tuple[str, str, str], int]) -> dict[tuple[str, str, str], int]:
    """Each pair of a scheme in the direction in which more crossed."""
    net: dict[tuple[str, str, str], int] = {}
    for (scheme, funder, other), pence in paid.items():
        difference = pence - paid.get((scheme, other, funder), 0)
        if difference > 0:
            net[scheme, funder, other] = difference
    return net


def _cross_subsidy(
    fund: RunningFund, year: str, settled: Settlement, moved: list[Movement]
) -> tuple[CrossSubsidy, ...]:
    """Pair by pair: what crossed while the money was spent, and what the agreement in the end lets one bear for another.

    While an amount is undecided nothing is settled, and all that crossed is still owed.
    """
    before = _pairs((m.partner, m.counterparty, m.pence) for m in moved if m.account == "clearing" and m.pence > 0)
    after = before if is_open(settled) else _pairs(_for_good(fund, year, settled, moved))
    return tuple(
        CrossSubsidy(year, *pair, before.get(pair, 0), before.get(pair, 0) - after.get(pair, 0), after.get(pair, 0))
        for pair in dict.fromkeys([*before, *after])
    )


def _for_good(
    fund: RunningFund, year: str, settled: Settlement, moved: list[Movement]
) -> Iterator[tuple[str, str, int]]:
    spent: dict[tuple[str, str], int] = defaultdict(int)
    for movement in moved:
        if movement.account == "expenditure":
            spent[movement.scheme, movement.partner] += movement.pence
    for found in supported(fund.terms_of(year), settled, spent, stakes(fund, year)).values():
        yield from ((crossing.funder, crossing.responsible, crossing.pence) for crossing in found)


def _pairs(crossed: Iterable[tuple[str, str, int]]) -> dict[tuple[str, str], int]:
    """Each pair of partners in the direction in which more crossed."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for funder, other, pence in crossed:
        sums[funder, other] += pence
    net = {pair: pence - sums.get(pair[::-1], 0) for pair, pence in sums.items()}
    return {pair: pence for pair, pence in net.items() if pence > 0}


def _stakes(fund: RunningFund, year: str, settled: Settlement) -> tuple[Stake, ...]:
    held = stakes(fund, year)
    moved: dict[tuple[str, str], int] = defaultdict(int)
    for line, parts in parts_of_lines(settled, held):
        if line.party.kind == "reserve":
            for partner, pence in zip(held.partners, parts, strict=True):
                moved[line.party.id, partner] += pence
    return tuple(
        Stake(reserve, partner, pence, pence - moved[reserve, partner])
        for reserve, parts in held.reserve_pence.items()
        for partner, pence in zip(held.partners, parts, strict=True)
    )
