"""The register of a fund's entries: a row each, in columns, kept and only added to.

Lists and searches go through it instead of the tables: a million postings are filtered, sorted and counted in the time that
a page takes to be drawn.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from cronfa.ledger import database
from cronfa.ledger.funds import Fund
from cronfa.ledger.kept import Kept

if TYPE_CHECKING:
    import polars as pl

_SPAN = 50_000
"""Entries asked for at a time."""
_TEXTS = ("kind", "period", "category", "supplier", "narrative", "scheme")
_ASKED = ("number", "posted", *_TEXTS[:-1], "spend_pence", "lines")
"""What the database tells of an entry; ``lines`` by their ids."""


class Coded(NamedTuple):
    """What a line carries beside its amount."""

    partner: str
    account: str
    scheme: str
    counterparty: str
    clause: str


Lines = frozenset[Coded]
"""What all the lines of an entry carry. Many entries have the same."""


@dataclass(frozen=True, slots=True)
class Register:
    """The entries of a fund.

    ``rows`` has columns ``number``, ``posted``, the texts of the entry, ``scheme`` (the last by name of those its lines have),
    ``spend_pence`` (what it adds to expenditure) and ``lines``: which of the distinct ``lines`` it has.
    """

    rows: "pl.DataFrame"
    lines: tuple[Lines, ...]
    _told: Mapping[str, int]
    """The place in ``lines`` of each set, by the database's ids."""

    def having(self, condition: Callable[[Coded], bool]) -> "pl.Expr":
        """Entries with a line of which this is true."""
        import polars as pl

        found = [place for place, lines in enumerate(self.lines) if any(map(condition, lines))]
        return pl.col("lines").is_in(found)


def register(fund: Fund) -> Register:
    """The fund's register, as its ledger stands now."""
    return _registers.of(fund)


def _empty() -> Register:
    import polars as pl

    texts = dict.fromkeys(_TEXTS, pl.String)
    columns = {"number": pl.Int64, "posted": pl.Date, **texts, "spend_pence": pl.Int64, "lines": pl.Int32}
    return Register(pl.DataFrame(schema=columns), (), {})


def _added(fund: Fund, known: Register, after: int, last: int, db: database.Session) -> Register:
    """The known rows and those of the entries after them."""
    import polars as pl

    codings: dict[int, tuple[str, ...]] = {
        coding: tuple(of)
        for coding, *of in db.rows(
            "SELECT id, account, scheme, counterparty, clause FROM ledger_coding WHERE fund_id = %s", [fund.id]
        )
    }
    # From the database, not from the fund in hand: a partner may have joined since that was found.
    partners: dict[int, str] = dict(db.rows("SELECT id, slug FROM ledger_partner WHERE fund_id = %s", [fund.id]))
    asked = _asked(db, [coding for coding, of in codings.items() if of[0] == "expenditure"])
    frames, told, lines = [known.rows], dict(known._told), list(known.lines)
    for start in range(after, last, _SPAN):
        span = [fund.first_id + start, fund.first_id + min(start + _SPAN, last)]
        found = db.columns(asked, _ASKED, span)
        for ids in set(found["lines"]) - told.keys():
            told[ids] = len(lines)
            pairs = (map(int, pair.split()) for pair in ids.split(","))
            lines.append(frozenset(Coded(partners[partner], *codings[coding]) for partner, coding in pairs))
        frames.append(_frame(found, told, lines))
    return Register(pl.concat(frames, rechunk=True), tuple(lines), told)


def _asked(db: database.Session, spend: Sequence[int]) -> str:
    """The question for the entries between two ids: what a row has but its scheme, and ids of partner and coding."""
    ids = "p.partner_id || ' ' || p.coding_id"
    told = f"string_agg({ids}, ',')" if db.is_postgresql else f"group_concat({ids})"
    is_spend = f"p.coding_id IN ({', '.join(map(str, spend)) or 'NULL'})"
    return (
        "SELECT e.number, CAST(e.posting_date AS text) AS posted, e.kind, per.code AS period, e.category, e.supplier, "  # noqa: S608  our own words and numbers, values bound
        "e.narrative, l.spend_pence, l.lines FROM (SELECT p.entry_id, "
        f"CAST(sum(CASE WHEN {is_spend} THEN p.amount_pence ELSE 0 END) AS bigint) AS spend_pence, "
        f"{told} AS lines FROM ledger_posting p WHERE p.entry_id > %s AND p.entry_id <= %s GROUP BY p.entry_id) l "
        "JOIN ledger_entry e ON e.id = l.entry_id JOIN ledger_period per ON per.id = e.period_id"
    )


def _frame(found: Mapping[str, list[Any]], told: Mapping[str, int], lines: Sequence[Lines]) -> "pl.DataFrame":
    import polars as pl

    schemes = [max(line.scheme for line in each) for each in lines]
    return (
        pl.DataFrame(found)
        .with_columns(pl.col("posted").str.to_date(), pl.col("lines").replace_strict(told, return_dtype=pl.Int32))
        .with_columns(scheme=pl.col("lines").replace_strict(dict(enumerate(schemes)), return_dtype=pl.String))
        .select("number", "posted", *_TEXTS, "spend_pence", "lines")
    )


_registers: Kept[Register] = Kept(_empty, _added)
