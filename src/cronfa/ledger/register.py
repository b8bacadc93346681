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
from cronfa.ledger.line_columns import Span, lines as lines_between, spans

if TYPE_CHECKING:
    import polars as pl

_TEXTS = ("kind", "period", "category", "supplier", "narrative", "scheme")
_CODINGS = 1 << 32
"""A partner's id times this, plus a coding's, is a number for the two."""
_HEAD = ("number", "posted", *_TEXTS[:-1])
_HEADS = (
    "SELECT e.number, CAST(e.posting_date AS text) AS posted, e.kind, per.code AS period, e.category, "
    "e.supplier, e.narrative FROM ledger_entry e JOIN ledger_period per ON per.id = e.period_id WHERE e.id > %s AND e.id <= %s"
)


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
    _told: Mapping[tuple[int, ...], int]
    """The place in ``lines`` of each set, by the database's ids of partner and coding, two in one."""

    def having(self, condition: Callable[[Coded], bool]) -> "pl.Expr":
        """Entries with a line of which this is true."""
        import polars as pl

        found = [place for place, lines in enumerate(self.lines) if any(map(condition, lines))]
        return pl.col("lines").is_in(found)


def register(fund: Fund) -> Register:
    """The fund's register, as its ledger stands now."""
    return KEPT.of(fund)


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
    spend = [coding for coding, (account, *_) in codings.items() if account == "expenditure"]
    frames, told, lines = [known.rows], dict(known._told), list(known.lines)
    for span in spans(fund, after, last):
        found = _by_entry(fund, span, spend, db)
        sets = found.select("ids").unique(maintain_order=True)
        for ids in map(tuple, sets["ids"]):
            if ids not in told:
                told[ids] = len(lines)
                pairs = (divmod(pair, _CODINGS) for pair in ids)
                lines.append(frozenset(Coded(partners[partner], *codings[coding]) for partner, coding in pairs))
        places = sets.with_columns(lines=pl.Series([told[tuple(ids)] for ids in sets["ids"]], dtype=pl.Int32))
        frames.append(_frame(db.columns(_HEADS, _HEAD, span), found.join(places, on="ids"), lines))
    return Register(pl.concat(frames, rechunk=True), tuple(lines), told)


def _by_entry(fund: Fund, span: Span, spend: Sequence[int], db: database.Session) -> "pl.DataFrame":
    """For each of some entries its ``ids``, one for partner and coding of each line, and its ``spend_pence``."""
    import polars as pl

    ids = pl.col("partner_id") * _CODINGS + pl.col("coding_id")
    spend_pence = (pl.col("amount_pence") * pl.col("coding_id").is_in(spend)).cast(pl.Int128)
    each = lines_between(fund, span, db).lazy().select("number", ids=ids, spend_pence=spend_pence)
    return each.group_by("number").agg("ids", pl.col("spend_pence").sum().cast(pl.Int64)).collect()


def _frame(heads: Mapping[str, list[Any]], found: "pl.DataFrame", lines: Sequence[Lines]) -> "pl.DataFrame":
    import polars as pl

    schemes = [max(line.scheme for line in each) for each in lines]
    return (
        pl.DataFrame(heads)
        .join(found, on="number", maintain_order="left")
        .with_columns(
            pl.col("posted").str.to_date(),
            scheme=pl.col("lines").replace_strict(dict(enumerate(schemes)), return_dtype=pl.String),
        )
        .select("number", "posted", *_TEXTS, "spend_pence", "lines")
    )


KEPT: Kept[Register] = Kept("registers", _empty, _added)
