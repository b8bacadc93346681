"""Entries as they are stored: read back in order, in chunks, whatever the size of the ledger."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cronfa.ledger import canonical, database
from cronfa.ledger.canonical import Stored, StoredLine
from cronfa.ledger.funds import Fund

CHUNK = 5_000
_HEADS = (
    "SELECT e.id, b.recorded_at, e.hash, e.kind, CAST(e.posting_date AS text), CAST(e.service_date AS text), per.code, "
    "coalesce(s.sha256, ''), e.source_line, e.narrative, e.who, e.reason, e.idempotency_key, e.reverses_id, e.category, "
    "e.supplier, e.adjustment FROM ledger_entry e JOIN ledger_batch b ON b.id = e.batch_id "
    "JOIN ledger_period per ON per.id = e.period_id LEFT JOIN ledger_source s ON s.id = e.source_id WHERE "
)
_LINES = (
    "SELECT p.entry_id, part.slug, c.account, c.scheme, c.counterparty, c.clause, p.amount_pence FROM ledger_posting p "
    "JOIN ledger_partner part ON part.id = p.partner_id JOIN ledger_coding c ON c.id = p.coding_id WHERE "
)
_LINES_ORDER = " ORDER BY p.entry_id, p.partner_id, p.line"


def head(fund: Fund, db: database.Session | None = None) -> tuple[int, str, str]:
    """Number, hash and time of recording of the fund's last entry; 0, the genesis hash and nothing if it has none."""
    found = (db or database.Session()).row(
        "SELECT e.number, e.hash, b.recorded_at FROM ledger_entry e JOIN ledger_batch b ON b.id = e.batch_id "
        "WHERE e.id > %s AND e.id < %s ORDER BY e.id DESC LIMIT 1",
        [fund.first_id, fund.first_id + database.ENTRIES_A_FUND],
    )
    return (found[0], found[1], found[2]) if found else (0, canonical.genesis(fund.slug), "")


class LockedHead(NamedTuple):
    """A fund's head, as :func:`head` gives it, and the id of the last event of any period."""

    number: int
    hash: str
    recorded_at: str
    last_event: int | None


def locked_head(fund: Fund, db: database.Session) -> LockedHead:
    """The head of the fund, whose other writers wait until this transaction ends."""
    if db.is_postgresql:
        found = db.row("SELECT number, hash, recorded_at, last_event FROM ledger_locked_head(%s)", [fund.id])
        assert found
        return LockedHead(*found) if found[0] else LockedHead(0, canonical.genesis(fund.slug), "", found[3])
    # SQLite has one writer at a time anyway.
    event = db.row("SELECT max(id) FROM ledger_period_event")
    return LockedHead(*head(fund, db), event[0] if event else None)


def numbers_by_key(fund: Fund, keys: Sequence[str], db: database.Session | None = None) -> dict[str, int]:
    """The numbers of those entries that have been posted with one of these idempotency keys."""
    db = db or database.Session()
    asked = "SELECT idempotency_key, number FROM ledger_entry WHERE fund_id = %s AND idempotency_key "
    if db.is_postgresql:
        return dict(db.rows(f"{asked} = ANY(%s)", [fund.id, list(keys)]))
    marks = ", ".join(["%s"] * len(keys))
    return dict(db.rows(f"{asked} IN ({marks})", [fund.id, *keys]))


def between(fund: Fund, first: int, last: int) -> Iterator[Stored]:
    """The stored entries with these numbers, both ends included."""
    for start in range(first, last + 1, CHUNK):
        low, high = fund.first_id + start, fund.first_id + min(start + CHUNK - 1, last)
        heads = database.rows(f"{_HEADS} e.id BETWEEN %s AND %s ORDER BY e.id", [low, high])
        lines = database.rows(f"{_LINES} p.entry_id BETWEEN %s AND %s {_LINES_ORDER}", [low, high])
        yield from _joined(fund, heads, lines)


def by_numbers(fund: Fund, numbers: Iterable[int]) -> Iterator[Stored]:
    """The stored entries with these numbers, in the ledger's order. A number too large would be another fund's entry."""
    ids = sorted(fund.first_id + number for number in numbers if 0 < number < database.ENTRIES_A_FUND)
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        marks = ", ".join(["%s"] * len(some))
        heads = database.rows(f"{_HEADS} e.id IN ({marks}) ORDER BY e.id", some)
        lines = database.rows(f"{_LINES} p.entry_id IN ({marks}) {_LINES_ORDER}", some)
        yield from _joined(fund, heads, lines)


def _joined(fund: Fund, heads: list[database.Row], lines: list[database.Row]) -> Iterator[Stored]:
    of_entry: dict[int, list[StoredLine]] = {}
    for entry_id, *line in lines:
        of_entry.setdefault(entry_id, []).append(tuple(line))
    for head_row in heads:
        yield _stored(fund, head_row, tuple(of_entry.get(head_row[0], ())))


def _stored(fund: Fund, row: database.Row, lines: tuple[StoredLine, ...]) -> Stored:
    entry_id, recorded_at, entry_hash, *given = row
    source_line, reverses_id, adjustment = given[5], given[10], given[13]
    given[5] = "" if source_line is None else str(source_line)
    given[10] = "" if reverses_id is None else str(reverses_id - fund.first_id)
    given[13] = "adjustment" if adjustment else ""
    return Stored(entry_id - fund.first_id, recorded_at, entry_hash, tuple(given), lines)
