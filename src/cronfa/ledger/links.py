"""The chain's links read straight out of the database: the canonical texts are put together there, a chunk at a time."""

from collections.abc import Iterator

from cronfa.ledger import database
from cronfa.ledger.chain import Link
from cronfa.ledger.funds import Fund

CHUNK = 10_000

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


def links(fund: Fund, last: int) -> Iterator[Link]:
    """Number, hash and canonical text of the entries up to number ``last``."""
    db = database.Session()
    heads_sql, lines_sql = _heads(fund, db.is_postgresql), _lines(db.is_postgresql)
    for start in range(1, last + 1, CHUNK):
        low, high = fund.first_id + start, fund.first_id + min(start + CHUNK - 1, last)
        heads = db.rows(heads_sql, [fund.slug, low, high])
        lines = db.rows(lines_sql, [fund.id, fund.id, low, high])
        if len(lines) == len(heads):
            for (entry_id, number, carried, head), (of_entry, text) in zip(heads, lines, strict=True):
                yield number, carried, f"{head}\n{text}" if of_entry == entry_id else head
            continue
        found: dict[int, str] = dict(
            lines
        )  # postings are missing or stray: the texts will not be those that were hashed
        for entry_id, number, carried, head in heads:
            yield number, carried, f"{head}\n{found.get(entry_id, '')}"


def _heads(fund: Fund, is_postgresql: bool) -> str:
    fields = [field.format(fund="%s", first_id=fund.first_id) for field in _HEAD_FIELDS]
    if is_postgresql:
        fields[1] = "CAST(%s AS text)"
        text = "concat(" + ", E'\\t', ".join(fields) + ")"
    else:
        text = "format('" + "\t".join(["%z"] * len(fields)) + "', " + ", ".join(fields) + ")"
    return (
        f"SELECT e.id, e.number, e.hash, {text} FROM ledger_entry e "  # noqa: S608
        "LEFT JOIN ledger_batch b ON b.id = e.batch_id LEFT JOIN ledger_period per ON per.id = e.period_id "
        "LEFT JOIN ledger_source s ON s.id = e.source_id WHERE e.id BETWEEN %s AND %s ORDER BY e.id"
    )


def _lines(is_postgresql: bool) -> str:
    tab = "chr(9)" if is_postgresql else "char(9)"
    leg = f" || {tab} || ".join(["part.slug", "c.account", "c.scheme", "c.counterparty", "c.clause", "''"])
    line = "leg.text || CAST(p.amount_pence AS text)"
    every = (
        f"string_agg({line}, chr(10) ORDER BY p.partner_id, p.line)"
        if is_postgresql
        else f"group_concat({line}, char(10))"
    )
    return (
        f"WITH leg AS MATERIALIZED (SELECT part.id AS partner_id, c.id AS coding_id, {leg} AS text "  # noqa: S608
        "FROM ledger_partner part CROSS JOIN ledger_coding c WHERE part.fund_id = %s AND c.fund_id = %s) "
        f"SELECT p.entry_id, {every} FROM ledger_posting p "
        f"LEFT JOIN leg ON leg.partner_id = p.partner_id AND leg.coding_id = p.coding_id "
        "WHERE p.entry_id BETWEEN %s AND %s GROUP BY p.entry_id ORDER BY p.entry_id"
    )
