"""The chain's links read straight out of the database, a chunk at a time.

The canonical texts are put together by the database, and the next chunks are fetched by two threads while the one before
is hashed. A chunk comes as a few long texts, split at a control character, which no field can hold; should a tampered
field hold one, the counts betray it and the chunk is read again row by row.
"""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

from cronfa.ledger import database
from cronfa.ledger.chain import Link
from cronfa.ledger.funds import Fund

CHUNK = 10_000
_FETCHERS = 2
_PARTNER = 1 << 32
"""A leg's number is its partner's times this, plus its coding's: one number is found quicker than two."""
_RECORD = "\x1e"
_HEAD_FIELDS = (
    "'entry'",
    "{fund}",
    "e.number",
    "b.recorded_at",
    "e.kind",
    "e.posting_date",
    "e.service_date",
    "per.code",
    "s.sha256",
    "e.source_line",
    "e.narrative",
    "e.who",
    "e.reason",
    "e.idempotency_key",
    "e.reverses_id - {first_id}",
    "e.category",
    "e.supplier",
    "CASE e.adjustment WHEN 1 THEN 'adjustment' ELSE '' END",
)

Span = tuple[int, int]
"""The first and last id of a chunk."""


def links(fund: Fund, last: int) -> Iterator[Link]:
    """Number, hash and canonical text of the entries up to number ``last``."""
    spans = [
        (fund.first_id + start, fund.first_id + min(start + CHUNK - 1, last)) for start in range(1, last + 1, CHUNK)
    ]
    # Other connections do not see what this one has not committed.
    alone = len(spans) < 2 or database.connection().in_atomic_block
    if alone:
        db = database.Session()
        for span in spans:
            yield from _chunk(fund, span, db)
        return
    for chunk in _fetched_ahead(fund, spans):
        yield from chunk


def _fetched_ahead(fund: Fund, spans: list[Span]) -> Iterator[list[Link]]:
    connections = [database.another_connection() for _ in range(_FETCHERS)]
    sessions: SimpleQueue[database.Session] = SimpleQueue()
    for each in connections:
        sessions.put(database.Session(each))

    def fetch(span: Span) -> list[Link]:
        session = sessions.get()
        try:
            return _chunk(fund, span, session)
        finally:
            sessions.put(session)

    try:
        with ThreadPoolExecutor(_FETCHERS) as threads:
            fetching: deque[Future[list[Link]]] = deque()
            for span in spans:
                fetching.append(threads.submit(fetch, span))
                if len(fetching) > _FETCHERS:
                    yield fetching.popleft().result()
            while fetching:
                yield fetching.popleft().result()
    finally:
        for each in connections:
            each.close()


def _chunk(fund: Fund, span: Span, db: database.Session) -> list[Link]:
    """One chunk: quickly as a few long texts, or, if they are not what a sound chunk gives, row by row."""
    heads = db.row(_together(_heads(fund, db.is_postgresql), db.is_postgresql), [fund.slug, *span])
    lines = db.row(_together(_lines(db.is_postgresql), db.is_postgresql), [fund.id, fund.id, *span])
    assert heads and lines
    ids = range(span[0], span[1] + 1)
    if heads[0] == lines[0] == " ".join(map(str, ids)):
        hashes, texts, postings = (text.split(_RECORD) for text in (heads[1], heads[2], lines[1]))
        if len(hashes) == len(texts) == len(postings) == len(ids):
            whole = [f"{text}\n{of_it}" for text, of_it in zip(texts, postings, strict=True)]
            return list(zip(range(ids.start - fund.first_id, ids.stop - fund.first_id), hashes, whole, strict=True))
    return _row_by_row(fund, span, db)


def _row_by_row(fund: Fund, span: Span, db: database.Session) -> list[Link]:
    """The chunk when entries or postings are missing, or a field holds what it cannot: what is wrong is not hidden."""
    lines: dict[int, str] = dict(db.rows(_lines(db.is_postgresql), [fund.id, fund.id, *span]))
    heads = db.rows(_heads(fund, db.is_postgresql), [fund.slug, *span])
    return [(entry - fund.first_id, carried, f"{text}\n{lines.get(entry, '')}") for entry, carried, text in heads]


def _together(query: str, is_postgresql: bool) -> str:
    """A query's rows as one: its columns id, hash and text each become a long text."""
    names = ("id", "hash", "text") if "e.hash" in query else ("id", "text")
    if is_postgresql:
        columns = [f"string_agg(CAST({name} AS text), chr({_between(name)}) ORDER BY id)" for name in names]
    else:
        columns = [f"group_concat({name}, char({_between(name)}))" for name in names]
    return f"SELECT {', '.join(columns)} FROM ({query}) AS every"  # noqa: S608  our own columns alone


def _between(name: str) -> int:
    return 32 if name == "id" else ord(_RECORD)


def _heads(fund: Fund, is_postgresql: bool) -> str:
    fields = [field.format(fund="CAST(%s AS text)", first_id=fund.first_id) for field in _HEAD_FIELDS]
    return (
        f"SELECT e.id AS id, e.hash AS hash, {_tabbed(fields, is_postgresql)} AS text FROM ledger_entry e "  # noqa: S608
        "LEFT JOIN ledger_batch b ON b.id = e.batch_id LEFT JOIN ledger_period per ON per.id = e.period_id "
        "LEFT JOIN ledger_source s ON s.id = e.source_id WHERE e.id BETWEEN %s AND %s ORDER BY e.id"
    )


def _lines(is_postgresql: bool) -> str:
    leg = _tabbed(["part.slug", "c.account", "c.scheme", "c.counterparty", "c.clause", "''"], is_postgresql)
    line = "leg.text || p.amount_pence"
    ordered = f"string_agg({line}, chr(10) ORDER BY p.partner_id, p.line)"
    lines = ordered if is_postgresql else f"group_concat({line}, '\n')"
    return (
        f"WITH leg AS MATERIALIZED (SELECT part.id * {_PARTNER} + c.id AS id, {leg} AS text "  # noqa: S608
        "FROM ledger_partner part CROSS JOIN ledger_coding c WHERE part.fund_id = %s AND c.fund_id = %s) "
        f"SELECT p.entry_id AS id, {lines} AS text "
        f"FROM ledger_posting p LEFT JOIN leg ON leg.id = p.partner_id * {_PARTNER} + p.coding_id "
        "WHERE p.entry_id BETWEEN %s AND %s GROUP BY p.entry_id ORDER BY p.entry_id"
    )


def _tabbed(expressions: list[str], is_postgresql: bool) -> str:
    """An expression that puts texts together with tabs; what is null is an empty text."""
    if is_postgresql:
        return "concat(" + ", chr(9), ".join(expressions) + ")"
    # %z is SQLite's other name for %s, which marks a parameter here.
    return "format('" + "\t".join(["%z"] * len(expressions)) + "', " + ", ".join(expressions) + ")"
