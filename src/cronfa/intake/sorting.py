"""Sorting a block's rows: lines, blank rows, totals, repeated headers, and notes below the table."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from cronfa.intake import codes
from cronfa.intake.amounts import read_pence
from cronfa.intake.blocks import ROW
from cronfa.intake.dates import parse_date
from cronfa.intake.header import plain
from cronfa.intake.layout import Layout, trimmed
from cronfa.intake.tally import Tally
from cronfa.problems import Where, stop

ODD_ROWS = 10_000
"""How many rows of a file may be something other than lines or blank."""

_TOTAL_WORDS = (
    r"(?i)^\s*(grand|sub|report|overall|cumulative)[ -]*totals?\b"
    r"|^\s*totals?"
    r"(\s*[:=(£].*|\s+(for|of|all|payments?|amount|spend|net|gross|expenditure|value|paid|due|costs?"
    r"|number|no\.|count|records?|rows?|lines?|items?|transactions?|invoices?|to date)\b.*)?\s*$"
    r"|^\s*(is-?|uwch-?)?[cg]yfanswm\b"
    r"|^\*{1,3}$"
    r"|^\S.{0,60}\s(sub-?)?totals?\s*:?\s*$"
)
"""How a total row names itself, in SAP's lists by one to three stars; not the start of a supplier's name: Total Care Ltd."""
_TOTAL = re.compile(_TOTAL_WORDS)
_TOTAL_FOR_A_DATE = r"(?i)\b(sub-?)?totals?\b|[cg]yfanswm"
"""Where a date should stand, the word alone is enough: no supplier's name stands there."""


@dataclass(frozen=True, slots=True)
class OddRow:
    """A row with neither a date nor the look of a line: what it may be is known only when the file ends."""

    row: int
    pence: int | None
    says_total: bool
    only_amount: bool
    alone: str | None
    """What its only filled cell holds."""
    excerpt: str


@dataclass(slots=True)
class OddRows:
    """Rows without a date, and where the last line stands."""

    rows: list[OddRow] = field(default_factory=list)
    last_line: int = 0

    def settle(self, tally: Tally) -> tuple[list[OddRow], list[OddRow]]:
        """The total rows, and the rows that should have been lines, which are reported.

        A row is a total if it says so, or if it has an amount alone and no line follows it. Text below the last line is
        a note and is left out; a single cell of text among the lines is a heading, which is told.
        """
        totals: list[OddRow] = []
        mistakes: list[OddRow] = []
        for odd in self.rows:
            trailing = odd.row > self.last_line
            if odd.pence is not None and (odd.says_total or (odd.only_amount and trailing)):
                totals.append(odd)
            elif odd.alone is not None and odd.pence is None and not trailing:
                tally.at(codes.TAKEN_FOR_HEADING, odd.row, None, odd.excerpt, {"text": odd.alone[:60]})
            elif odd.pence is not None or not (trailing or odd.says_total):
                kind = codes.ROW_NOT_A_LINE if odd.pence is None else codes.DATE_MISSING
                tally.at(kind, odd.row, None, odd.excerpt)
                mistakes.append(odd)
        return totals, mistakes


def lines_only(frame: pl.DataFrame, layout: Layout, odd: OddRows) -> pl.DataFrame:
    """The rows that are lines; the others are put aside in ``odd``."""
    date = layout.column("date")
    assert date is not None, "every mapping has a date column"
    said = frame.select(trimmed(date)).to_series()
    no_line = (said == "") | said.str.contains(_TOTAL_FOR_A_DATE) | _notes(frame, said, layout)
    header_again = said.str.to_lowercase() == plain(date)
    if not (no_line | header_again).any():
        lines = frame
    else:
        lines = frame.filter(~(no_line | header_again))
        _put_aside(frame.filter(no_line), layout, odd)
    if lines.height:
        odd.last_line = int(lines[ROW][-1])
    return lines


def _put_aside(rows: pl.DataFrame, layout: Layout, odd: OddRows) -> None:
    """Keep the rows that are not blank. So many that no report could have them mean that the mapping does not fit."""
    filled = rows.filter(~pl.all_horizontal(trimmed(name) == "" for name in layout.header.names))
    if len(odd.rows) + filled.height > ODD_ROWS:
        where = Where(file=layout.source.name, sheet=layout.sheet, line=int(filled[ROW][0]))
        stop(codes.FEW_LINES, where, limit=f"{ODD_ROWS:,}", column=layout.column("date"))
    odd.rows += [_odd(row, layout) for row in filled.iter_rows(named=True)]


def _notes(frame: pl.DataFrame, said: pl.Series, layout: Layout) -> pl.Series:
    """Rows without an amount whose date is no date, such as a sentence below the table."""
    blank = frame.select(
        pl.all_horizontal(trimmed(column) == "" for column in layout.amount_columns.values())
    ).to_series()
    formats = layout.date_formats("date")
    words = [text for text in said.filter(blank).unique().to_list() if parse_date(text, formats) is None]
    return blank & said.is_in(words)


def says_total(cells: Iterable[str]) -> bool:
    """Whether one of a row's cells names it as a total."""
    return any(_TOTAL.match(cell) for cell in cells)


def _odd(row: dict[str, object], layout: Layout) -> OddRow:
    """What a row without a date is."""
    texts = {name: str(row[name] or "").strip() for name in layout.header.names}
    filled = {name: text for name, text in texts.items() if text}
    amounts = {name: text for name, text in filled.items() if name in layout.amount_columns.values()}
    words = [text for name, text in filled.items() if name not in amounts]
    number = row[ROW]
    assert isinstance(number, int)
    date = str(row[layout.column("date") or ""] or "")
    is_total = says_total(words) or re.search(_TOTAL_FOR_A_DATE, date) is not None
    alone = next(iter(filled.values())) if len(filled) == 1 else None
    return OddRow(number, _amount(texts, layout), is_total, not words, alone, layout.excerpt(row))


def _amount(texts: dict[str, str], layout: Layout) -> int | None:
    """The amount of one row, or None if it has none that can be read."""
    amounts = layout.mapping.amounts
    first = "gross" if amounts.post == "gross" else "amount"
    for wanted in (first,), ("amount",), ("net",), ("debit", "credit"), ("gross", "vat"):
        used = [role for role in wanted if texts.get(layout.amount_columns.get(role, ""))]
        if used:
            series = pl.Series([texts[layout.amount_columns[role]] for role in used])
            pence, errors = read_pence(series, amounts)
            if errors:
                return None
            total: int = sum(
                (-value if role in ("credit", "vat") else value) for role, value in zip(used, pence, strict=True)
            )
            return -total if amounts.sign == "reversed" else total
    return None
