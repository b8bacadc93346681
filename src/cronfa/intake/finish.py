"""The end of a reading: what only the whole file can tell, and the intake handed over."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from cronfa.intake import codes, keys
from cronfa.intake.layout import Layout
from cronfa.intake.lines import Intake, Repeated, SchemeMonth, SheetSum, Sum, Unmapped
from cronfa.intake.mapping import Rule
from cronfa.intake.rows import in_sheet
from cronfa.intake.sorting import OddRows
from cronfa.intake.tally import Tally
from cronfa.money import pounds
from cronfa.problems import Where

_NONE = Sum()


@dataclass(slots=True)
class Reading:
    """What one pass over a file has found so far."""

    tally: Tally
    layouts: list[Layout] = field(default_factory=list)
    """That of each table begun, of which the last is being read."""
    sheets: list[SheetSum] = field(default_factory=list)
    odd: OddRows = field(default_factory=OddRows)
    total_rows: dict[int, int] = field(default_factory=dict)
    before: Sum = _NONE
    """What was read before the table that is being read."""
    frames: list[pl.DataFrame] = field(default_factory=list)
    read: Sum = _NONE
    accepted: Sum = _NONE
    months: dict[tuple[str, date], Sum] = field(default_factory=dict)
    refused: Sum = _NONE
    ignored: dict[str, Sum] = field(default_factory=dict)
    unmapped: dict[tuple[tuple[str, str], ...], Unmapped] = field(default_factory=dict)
    rules_used: Counter[int] = field(default_factory=Counter)
    redacted: int = 0

    @property
    def layout(self) -> Layout:
        """That of the table being read."""
        return self.layouts[-1]

    def begin(self, layout: Layout) -> None:
        """Begin with another table."""
        self.layouts.append(layout)
        self.odd, self.before, self.tally.sheet = OddRows(), self.read, layout.sheet

    def end(self) -> None:
        """Settle what only the whole of a table can tell."""
        self.total_rows |= _settle_odd_rows(self)
        if self.layout.above:
            own = Sum(self.read.rows - self.before.rows, self.read.pence - self.before.pence)
            self.sheets.append(SheetSum(self.layout.sheet or "", in_sheet(self.layout.above)[0], own))


def sum_of(lines: pl.DataFrame) -> Sum:
    """Rows and pence. The sum is taken in 128 bits, so that no number of lines can overflow it."""
    return Sum(lines.height, int(lines["amount_pence"].cast(pl.Int128).sum()))


def keep(lines: pl.DataFrame, reading: Reading) -> None:
    """Keep accepted lines, and add them to the totals."""
    above = reading.layout.above
    reading.frames.append(lines.with_columns(pl.col("row") + pl.lit(above, pl.UInt32)) if above else lines)
    reading.accepted += sum_of(lines)
    month = pl.col("service_date").dt.month_start().alias("month")
    pence = pl.col("amount_pence").cast(pl.Int128).sum()
    sums = lines.group_by(pl.col("scheme").cast(pl.String), month).agg(pl.len(), pence)
    for scheme, first, rows, total in sums.iter_rows():
        reading.months[scheme, first] = reading.months.get((scheme, first), Sum()) + Sum(rows, int(total))


def finish(reading: Reading) -> Intake:
    """Settle what only the whole file can tell, and hand the intake over."""
    layout, tally = reading.layouts[0], reading.tally
    tally.sheet = None if reading.sheets else layout.sheet
    if not reading.read.rows:
        tally.add(codes.NO_LINES.at(Where(file=tally.file, sheet=tally.sheet, line=layout.header.row)))
    frame = keys.numbered(pl.concat(reading.frames)) if reading.frames else pl.DataFrame()
    repeated = _repeated(frame, tally) if reading.frames else ()
    _report_unmapped(reading)
    _report_unused_rules(reading)
    return Intake(
        mapping=layout.mapping,
        file=tally.file,
        sha256=layout.source.sha256,
        encoding=layout.source.encoding,
        encoding_reason=layout.source.encoding_reason,
        delimiter=layout.delimiter,
        header_row=layout.header.row,
        sheet=tally.sheet,
        read=reading.read,
        accepted=reading.accepted,
        refused=reading.refused,
        ignored=reading.ignored,
        unmapped=tuple(reading.unmapped.values()),
        repeated=repeated,
        redacted=reading.redacted,
        sheets=tuple(reading.sheets),
        total_rows=reading.total_rows,
        by_scheme_month=_by_scheme_month(reading),
        problems=tally.shown,
        counts=dict(tally.counts),
        has_errors=tally.has_errors,
        frame=frame,
    )


def _settle_odd_rows(reading: Reading) -> dict[int, int]:
    """The total rows with what they say; rows that should have been lines are refused."""
    totals, mistakes = reading.odd.settle(reading.tally)
    for row in mistakes:
        reading.read += Sum(1, row.pence or 0)
        reading.refused += Sum(1, row.pence or 0)
    own = reading.read.pence - reading.before.pence
    if (
        totals
        and totals[-1].row > reading.odd.last_line
        and not {own, reading.read.pence} & {row.pence for row in totals}
    ):
        said, found = pounds(totals[-1].pence or 0), pounds(own)
        reading.tally.at(codes.TOTAL_ROW_DIFFERS, totals[-1].row, None, None, {"said": said, "sum": found})
    return {row.row + reading.layout.above: row.pence or 0 for row in totals}


def _repeated(frame: pl.DataFrame, tally: Tally) -> tuple[Repeated, ...]:
    """Lines alike in every column but the row; each group is reported."""
    further = frame.filter(pl.col(keys.NUMBER) > 1)
    if not further.height:
        return ()
    alike = frame.join(further.select(keys.DIGEST).unique(), on=keys.DIGEST, how="semi", maintain_order="left")
    content = [name for name in frame.columns if name not in ("row", keys.DIGEST, keys.NUMBER)]
    groups = alike.group_by(content, maintain_order=True).agg("row").filter(pl.col("row").list.len() > 1)
    for _ in range(groups.height - tally.shown_limit):
        tally.count(codes.REPEATED_LINES)
    found = [_one_repeated(group) for group in groups.head(tally.shown_limit).iter_rows(named=True)]
    for one in found:
        rows = ", ".join(tally.said(row) for row in one.rows[:10])
        facts = {"times": one.sum.rows, "total": pounds(one.sum.pence), "values": one.said}
        tally.at(codes.REPEATED_LINES, one.rows[0], None, rows, facts)
    return tuple(found)


def _one_repeated(group: dict[str, Any]) -> Repeated:
    told = (group["transaction"], str(group["posting_date"]), group["supplier"], pounds(group["amount_pence"]))
    rows = tuple(group["row"])
    return Repeated(rows, Sum(len(rows), len(rows) * group["amount_pence"]), " · ".join(text for text in told if text))


def _by_scheme_month(reading: Reading) -> tuple[SchemeMonth, ...]:
    return tuple(SchemeMonth(scheme, month, total) for (scheme, month), total in sorted(reading.months.items()))


def _report_unmapped(reading: Reading) -> None:
    for group in sorted(reading.unmapped.values(), key=lambda group: -abs(group.sum.pence)):
        if reading.tally.is_full(codes.NOT_MAPPED):
            reading.tally.count(codes.NOT_MAPPED)
            continue
        values = "; ".join(f"{name} = “{value}”" for name, value in group.values) or "–"
        facts = {"rows": group.sum.rows, "total": pounds(group.sum.pence), "values": values}
        reading.tally.at(codes.NOT_MAPPED, group.first_row, None, None, facts)


def _report_unused_rules(reading: Reading) -> None:
    for place, rule in enumerate(reading.layout.mapping.schemes):
        if not reading.rules_used[place] and reading.read.rows:
            where = Where(file=reading.tally.file, path=f"schemes.{place}")
            reading.tally.add(codes.RULE_UNUSED.at(where, number=place + 1, rule=_rule_said(rule)))


def _rule_said(rule: Rule) -> str:
    conditions = [f"{name}: {', '.join(values)}" for name, values in rule.when.items()]
    return "; ".join(conditions)[:120] or rule.scheme or rule.ignore or ""
