"""Virements: budget moved between schemes, by the agreement's limits or a board's decision. No money moves.

A virement stands in the ledger as an entry on the memorandum account ``budget``. Monitoring counts it from its month on.
The settlement does not: who pays what stays as the partners signed it (ADR 0028).
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cronfa.agreement.clauses import Terms
from cronfa.attribution.from_agreement import contribution_weights
from cronfa.calendars import Year
from cronfa.fund import entry_codes
from cronfa.fund.open_months import month_for
from cronfa.fund.opening import RunningFund
from cronfa.ledger.entries import EntryDraft, PostingDraft
from cronfa.ledger.finding import entries_with
from cronfa.ledger.posting import post
from cronfa.ledger.queries import balances
from cronfa.money import allocate, pounds
from cronfa.problems import Problem, Problems, Where, stop
from cronfa.settlement.contributions import planned_for_year
from cronfa.settlement.outcome import Outcome
from cronfa.settlement.terms import Bases, limit_pence

WITHIN = "within the limit"
"""The reason of a virement that no board was asked about."""


@dataclass(frozen=True, slots=True)
class Minute:
    """A board's decision of a day, as its minute says."""

    board: str
    on: date
    minute: str


@dataclass(frozen=True, slots=True)
class Virement:
    """Budget of a year to be moved from one scheme into another from a month on. ``decided`` where a board has."""

    year: str
    month: str
    out_of: str
    into: str
    pence: int
    decided: Minute | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """What a scheme's budget of a year is and how much of it may be moved out without a board."""

    scheme: str
    signed_pence: int
    moved_in_pence: int
    """What virements have moved in, less what they have moved out."""
    limit_pence: int | None
    """The most that may move out in the year without asking; ``None`` where the agreement sets none."""
    board: str | None
    within: tuple[str, ...]
    ring_fenced: bool
    clause: str | None

    @property
    def budget_pence(self) -> int:
        return self.signed_pence + self.moved_in_pence


def moved(fund: RunningFund, year: str) -> Mapping[str, tuple[tuple[int, int], ...]]:
    """The year's virements by scheme: from which month of the year on, and pence in (above zero) or out."""
    months = {month.label: month.number for month in Year(year).months()}
    sums: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for (scheme, period), pence in balances(fund.ledger, ("scheme", "period"), where={"account": "budget"}).items():
        if period in months:
            sums[scheme][months[period]] += pence
    return {scheme: tuple(sorted((m, p) for m, p in by.items() if p)) for scheme, by in sorted(sums.items())}


def rooms(fund: RunningFund, year: str) -> tuple[Room, ...]:
    """Every scheme's budget and limits in a year, in the agreement's order; schemes without a budget have no row."""
    terms, now = fund.terms_of(year), moved(fund, year)
    return tuple(
        _room(terms, year, name, sum(pence for _, pence in now.get(name, ())))
        for name, scheme in terms.schemes.items()
        if scheme.budget.for_year(year) is not None
    )


def _room(terms: Terms, year: str, name: str, moved_in_pence: int) -> Room:
    scheme = terms.schemes[name]
    signed = scheme.budget.for_year(year) or 0
    rule = scheme.virement
    limit = None
    if rule and rule.limit:
        planned = planned_for_year(terms, name, Outcome(year=year, spend={})) if scheme.contributions else {}
        bases = Bases(budget_pence=signed, dues_pence=sum(planned.values()), amount_pence=signed)
        limit = min(limit_pence(each, bases) for each in rule.limit)
    board = rule.board if rule and rule.board else (next(iter(terms.boards), None))
    return Room(
        name, signed, moved_in_pence, limit, board, rule.within if rule else (), scheme.ring_fenced,
        rule.clause if rule else None,
    )  # fmt: skip


def check(fund: RunningFund, wanted: Virement, used_pence: int) -> None:
    """Look at a virement before it is put forward; ``used_pence`` is what has moved out of the scheme without a board.

    Raises:
        Problems: every one of them.
    """
    known = {room.scheme: room for room in rooms(fund, wanted.year)}
    terms = fund.terms_of(wanted.year)
    found: list[Problem] = []
    if wanted.month not in {month.label for month in Year(wanted.year).months()}:
        found.append(
            entry_codes.MONTH_OF_ANOTHER_YEAR.at(Where(path="month"), month=wanted.month, year=wanted.year)
            if wanted.month
            else entry_codes.NO_MONTH.at(Where(path="month"))
        )
    if wanted.pence <= 0:
        found.append(entry_codes.NO_AMOUNT.at(Where(path="amount_pence")))
    missing = {side: name for side, name in (("out_of", wanted.out_of), ("into", wanted.into)) if name not in known}
    found += [_no_budget(terms, wanted.year, name, Where(path=side)) for side, name in missing.items()]
    if wanted.out_of == wanted.into and wanted.out_of in known:
        found.append(entry_codes.SAME_SCHEME.at(Where(path="into")))
    if not missing:
        found += _against(terms, known[wanted.out_of], wanted, used_pence)
    if found:
        raise Problems(found)


def _no_budget(terms: Terms, year: str, scheme: str, where: Where) -> Problem:
    if not scheme:
        return entry_codes.NO_SCHEME.at(where)
    return entry_codes.NO_BUDGET_TO_MOVE.at(where, scheme=terms.scheme_title(scheme), year=year)


def _against(terms: Terms, room: Room, wanted: Virement, used_pence: int) -> list[Problem]:
    """What the agreement has against it."""
    found: list[Problem] = []
    title, clause = terms.scheme_title(room.scheme), room.clause or "–"
    if room.ring_fenced:
        found.append(entry_codes.RING_FENCED.at(Where(path="out_of"), scheme=title))
    if room.within and wanted.into not in room.within:
        found.append(
            entry_codes.NOT_WITHIN.at(
                Where(path="into"), scheme=title, into=terms.scheme_title(wanted.into), clause=clause
            )
        )
    if wanted.pence > room.budget_pence:
        found.append(
            entry_codes.MORE_THAN_BUDGET.at(
                Where(path="amount_pence"), amount=pounds(wanted.pence), left=pounds(room.budget_pence), scheme=title
            )
        )
    if wanted.decided is None and not is_delegated(room, wanted.pence, used_pence):
        left = max(0, (room.limit_pence or 0) - used_pence)
        board = terms.boards[room.board].name if room.board else "–"
        found.append(
            entry_codes.BEYOND_LIMIT.at(
                Where(path="amount_pence"), amount=pounds(wanted.pence), left=pounds(left), scheme=title, board=board
            )
        )
    if wanted.decided is not None and not (wanted.decided.minute.strip() and wanted.decided.board in terms.boards):
        found.append(entry_codes.NO_MINUTE.at(Where(path="minute")))
    return found


def is_delegated(room: Room, pence: int, used_pence: int) -> bool:
    """Whether so much may move out without a board."""
    return room.limit_pence is not None and used_pence + pence <= room.limit_pence


def post_virement(fund: RunningFund, wanted: Virement, who: str, key: str) -> int:
    """Post a virement; the number of its entry. Whoever calls has seen to the limits.

    The budget that moves is each partner's as it contributes to the scheme it leaves.

    Raises:
        Problems: its month and all later ones are closed.
    """
    terms = fund.terms_of(wanted.year)
    weights = contribution_weights(terms.schemes[wanted.out_of], wanted.year, fund.partners)
    parts = allocate(wanted.pence, weights if any(weights) else (1,) * len(fund.partners))
    clause = terms.schemes[wanted.out_of].virement
    number = clause.clause if clause else None
    lines = []
    for partner, pence in zip(fund.partners, parts, strict=True):
        lines.append(PostingDraft("budget", partner, -pence, wanted.out_of, None, number))
        lines.append(PostingDraft("budget", partner, pence, wanted.into, None, number))
    month = month_for(fund, wanted.month)
    if month.code not in {each.label for each in Year(wanted.year).months()}:
        stop(entry_codes.MONTH_OF_ANOTHER_YEAR, month=month.code, year=wanted.year)
    decided = wanted.decided
    reason = f"{decided.board}, {decided.on.isoformat()}, minute {decided.minute}" if decided else WITHIN
    draft = EntryDraft(
        kind="virement",
        idempotency_key=f"{fund.slug}/virement/{key}",
        posting_date=month.starts,
        period=month.code,
        narrative=f"Virement {pounds(wanted.pence)} from {wanted.out_of} to {wanted.into}",
        who=who,
        postings=[line for line in lines if line.amount_pence],
        reason=reason,
        adjustment=True,
    )
    return post(fund.ledger, [draft], recorded_at=fund.recorded_at).numbers[0]


@dataclass(frozen=True, slots=True)
class Moved:
    """A virement as it stands in the ledger. A reversal of one has ``reverses``."""

    entry: int
    period: str
    out_of: str
    into: str
    pence: int
    reason: str
    who: str
    reverses: int | None


def listed(fund: RunningFund, year: str) -> tuple[Moved, ...]:
    """Every virement of a year and every reversal of one, oldest first."""
    periods = [month.label for month in Year(year).months()]
    found = entries_with(fund.ledger, {"account": ["budget"], "period": periods})
    return tuple(
        Moved(each.number, each.period, *_sides(each.postings), each.reason or "", each.who, each.reverses)
        for each in found
    )


def _sides(postings: tuple[PostingDraft, ...]) -> tuple[str, str, int]:
    out = {line.scheme for line in postings if line.amount_pence < 0}
    into = {line.scheme for line in postings if line.amount_pence > 0}
    return out.pop() or "", into.pop() or "", sum(line.amount_pence for line in postings if line.amount_pence > 0)
