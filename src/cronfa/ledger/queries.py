"""Questions to the ledger. They read and never write; every figure is exact pence."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple, cast, get_args

from cronfa.ledger import codes, cube, database, stored
from cronfa.ledger.canonical import Stored, StoredLine
from cronfa.ledger.entries import Account, Entry, EntryKind, PostingDraft, SourceLine
from cronfa.ledger.funds import Fund, stamp
from cronfa.problems import stop

Dimension = Literal[
    "account",
    "scheme",
    "partner",
    "counterparty",
    "clause",
    "period",
    "category",
    "supplier",
    "kind",
    "posting_date",
    "service_date",
]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
_OF_CODING: tuple[Dimension, ...] = ("account", "scheme", "counterparty", "clause")
_OF_ENTRY: dict[Dimension, str] = {
    "period": "(SELECT code FROM ledger_period WHERE ledger_period.id = e.period_id)",
    "category": "e.category",
    "supplier": "e.supplier",
    "kind": "e.kind",
    "posting_date": "CAST(e.posting_date AS text)",
    "service_date": "CAST(e.service_date AS text)",
}

_ENTRIES_A_SUM = 2_000
_IN_CUBE: set[Dimension] = {"partner", *_OF_CODING, "period", "kind", "category"}
_PARTNER = 1 << 32
"""A posting's partner and coding are grouped as one number: the partner's times this, plus the coding's."""

Balances = dict[tuple[str, ...], int]


class TrialLine(NamedTuple):
    """One line of a trial balance; one of debit and credit is zero."""

    scheme: str
    partner: str
    account: Account
    debit_pence: int
    credit_pence: int


def balances(
    fund: Fund,
    by: Sequence[Dimension] = ("account",),
    *,
    as_at: date | None = None,
    as_known_on: datetime | None = None,
    where: Mapping[Dimension, str] | None = None,
) -> Balances:
    """Balances in pence for each combination of the dimensions in ``by``; what an entry does not say is an empty text.

    ``as_at`` counts entries with a posting date up to that day; ``as_known_on`` those recorded by that moment;
    ``where`` those postings whose dimensions have these values. Combinations that come to nothing are kept: they had
    movements.
    """
    wanted = tuple(dict.fromkeys([*by, *(where or ())]))
    totals: Balances = {}
    kept = not as_at and not as_known_on and set(wanted) <= _IN_CUBE
    for values, pence in _kept_sums(fund) if kept else _sums(fund, wanted, as_at, as_known_on):
        if where and any(values[name] != value for name, value in where.items()):
            continue
        key = tuple(values[name] for name in by)
        totals[key] = totals.get(key, 0) + pence
    return totals


def _kept_sums(fund: Fund) -> Iterator[tuple[dict[Dimension, str], int]]:
    """Sums of postings by every dimension that is kept added up."""
    codings, partners = _codings(fund), {number: slug for slug, number in fund.partner_ids.items()}
    periods: dict[int, str] = dict(database.rows("SELECT id, code FROM ledger_period WHERE +fund_id = %s", [fund.id]))
    for (partner, coding, period, kind, category), pence in cube.sums(fund).items():
        of_entry: dict[Dimension, str] = {"period": periods[period], "kind": kind, "category": category}
        yield {"partner": partners[partner], **codings[coding], **of_entry}, pence


def _sums(
    fund: Fund, wanted: Sequence[Dimension], as_at: date | None, as_known_on: datetime | None
) -> Iterator[tuple[dict[Dimension, str], int]]:
    """Sums of postings by partner, coding and those dimensions that belong to the entry."""
    of_entry = [name for name in wanted if name in _OF_ENTRY]
    columns = "".join(f", {_OF_ENTRY[name]}" for name in of_entry)
    groups = "".join(f", {2 + place}" for place in range(len(of_entry)))
    join = "JOIN ledger_entry e ON e.id = p.entry_id" if of_entry or as_at or as_known_on else ""
    sql = f"SELECT p.partner_id * {_PARTNER} + p.coding_id{columns}, sum(p.amount_pence) FROM ledger_posting p {join} "  # noqa: S608  our own column names
    sql += "WHERE p.entry_id > %s AND p.entry_id <= %s"
    parameters: list[object] = []
    if as_at:
        sql += " AND e.posting_date <= %s"
        parameters.append(as_at.isoformat())
    if as_known_on:
        sql += " AND e.batch_id IN (SELECT id FROM ledger_batch WHERE recorded_at <= %s)"
        parameters.append(stamp(as_known_on))
    codings, partners = _codings(fund), {number: slug for slug, number in fund.partner_ids.items()}
    db = database.Session()
    for span in _spans(fund, db):
        for leg, *values, pence in db.rows(f"{sql} GROUP BY 1{groups}", [*span, *parameters]):
            partner_id, coding_id = divmod(leg, _PARTNER)
            said = dict(zip(of_entry, values, strict=True))
            yield {"partner": partners[partner_id], **codings[coding_id], **said}, int(pence)


def _spans(fund: Fund, db: database.Session) -> Iterator[tuple[int, int]]:
    """The ids to add up at a time. SQLite sorts in order to group, and a short sort stays in the processor's cache."""
    last = stored.head(fund, db)[0]
    step = last or 1 if db.is_postgresql else _ENTRIES_A_SUM
    for start in range(0, last, step):
        yield fund.first_id + start, fund.first_id + min(start + step, last)


def _codings(fund: Fund) -> dict[int, dict[Dimension, str]]:
    found = database.rows(
        "SELECT id, account, scheme, counterparty, clause FROM ledger_coding WHERE +fund_id = %s", [fund.id]
    )
    return {coding_id: dict(zip(_OF_CODING, values, strict=True)) for coding_id, *values in found}


def trial_balance(
    fund: Fund, *, as_at: date | None = None, as_known_on: datetime | None = None
) -> tuple[TrialLine, ...]:
    """Every scheme's, partner's and account's balance. Debits equal credits, for the fund and for each partner."""
    return _trial_lines(balances(fund, ("scheme", "partner", "account"), as_at=as_at, as_known_on=as_known_on))


def trial_lines(fund: Fund, sums: Mapping[tuple[int, int], int]) -> tuple[TrialLine, ...]:
    """The trial balance of postings that have been added up: pence by partner's and coding's id."""
    codings, partners = _codings(fund), {number: slug for slug, number in fund.partner_ids.items()}
    totals: Balances = {}
    for (partner, coding), pence in sums.items():
        key = (codings[coding]["scheme"], partners[partner], codings[coding]["account"])
        totals[key] = totals.get(key, 0) + pence
    return _trial_lines(totals)


def _trial_lines(found: Balances) -> tuple[TrialLine, ...]:
    lines = tuple(
        TrialLine(scheme, partner, cast(Account, account), max(pence, 0), max(-pence, 0))
        for (scheme, partner, account), pence in sorted(found.items())
    )
    assert sum(line.debit_pence - line.credit_pence for line in lines) == 0, "the ledger does not balance"
    return lines


def entries(fund: Fund, first: int = 1, last: int | None = None) -> Iterator[Entry]:
    """The fund's entries in order, from number ``first`` to ``last``; read a chunk at a time."""
    end = stored.head(fund)[0]
    for found in stored.between(fund, first, end if last is None else min(last, end)):
        yield as_entry(found)


def entry(fund: Fund, number: int) -> Entry:
    """One entry.

    Raises:
        Problems: the fund has none with this number.
    """
    found = next(stored.by_numbers(fund, [number]), None)
    if found is None:
        stop(codes.UNKNOWN_ENTRY, number=number)
    return as_entry(found)


def numbers_by_key(fund: Fund, keys: Sequence[str]) -> dict[str, int]:
    """The numbers of those entries that were posted with one of these idempotency keys."""
    found: dict[str, int] = {}
    for start in range(0, len(keys), 5_000):
        found |= stored.numbers_by_key(fund, keys[start : start + 5_000])
    return found


def as_entry(found: Stored) -> Entry:
    """The stored entry in the words of the drafts."""
    kind, posted, served, period, file, line, narrative, who, reason, key, reverses, category, supplier, mark = (
        found.fields
    )
    return Entry(
        number=found.number,
        recorded_at=found.recorded_at,
        kind=cast(EntryKind, kind),
        idempotency_key=key,
        posting_date=date.fromisoformat(posted),
        service_date=date.fromisoformat(served),
        period=period,
        narrative=narrative,
        who=who,
        postings=tuple(_as_posting(given) for given in found.lines),
        source=SourceLine(file, int(line)) if file else None,
        reason=reason or None,
        reverses=int(reverses) if reverses else None,
        category=category or None,
        supplier=supplier or None,
        adjustment=bool(mark),
        hash=found.hash,
    )


def _as_posting(line: StoredLine) -> PostingDraft:
    partner, account, scheme, counterparty, clause, pence = line
    return PostingDraft(cast(Account, account), partner, pence, scheme or None, counterparty or None, clause or None)
