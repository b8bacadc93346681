"""Reading a file through its mapping: one pass, in blocks, into an :class:`~cronfa.intake.lines.Intake`."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

import polars as pl

from cronfa.intake import blocks, codes, keys
from cronfa.intake.blocks import ROW, Block
from cronfa.intake.finish import Reading, finish, keep, sum_of
from cronfa.intake.header import SEARCHED_ROWS, find_header, resolve
from cronfa.intake.layout import Layout, trimmed
from cronfa.intake.lines import Intake, Sum, Unmapped
from cronfa.intake.mapping import FromColumn, Mapping
from cronfa.intake.rows import ROWS_A_SHEET
from cronfa.intake.rules import RULE, with_rule
from cronfa.intake.sheets import chosen_sheets, open_table, tables
from cronfa.intake.sorting import lines_only
from cronfa.intake.source import Source, check_unchanged, survey
from cronfa.intake.tally import Tally
from cronfa.intake.typed import WRONG, Typing
from cronfa.intake.workbook import Table
from cronfa.problems import Problem, Problems, Where, stop

_SAMPLE_CHARACTERS = 1 << 16
_REDACTED = r"(?i)redact|personal data|withheld|confidential"


def read(
    path: Path | str, mapping: Mapping, *, shown: int = 200, progress: Callable[[int], None] = lambda _rows: None
) -> Intake:  # fmt: skip
    """Read and check a whole file. ``shown`` limits the problems kept; all are counted. ``progress`` is told the rows so far.

    Raises:
        Problems: the file cannot be read as a table with the mapping's columns.
    """
    source = survey(path, encoding=mapping.file.encoding)
    together = chosen_sheets(source, mapping)
    reading = Reading(Tally(source.name, None, {} if together is None else together.names, shown))
    lacking: list[Problem] = []
    for table in tables(source, mapping, together):
        try:
            _take_table(table, source, mapping, reading, progress)
        except Unread as found:
            lacking += found.problems
    check_unchanged(source)
    if lacking:
        raise Problems(lacking)
    if together and (warning := together.warning(source.name)):
        reading.tally.add(warning)
    return finish(reading)


class Unread(Problems):
    """A table that has no header with the mapping's columns."""


def _take_table(
    table: Table, source: Source, mapping: Mapping, reading: Reading, progress: Callable[[int], None]
) -> None:
    """Read one table: the file's only one, or one of the sheets read together."""
    sample, chunks = peek(table.chunks)
    try:
        layout = lay_out(source, sample, mapping)
    except Problems as found:
        raise Unread(_of_sheet(problem, table.sheet) for problem in found.problems) from None
    reading.begin(replace(layout, sheet=table.sheet, above=table.number * ROWS_A_SHEET))
    if table.alike:
        where = Where(file=source.name, sheet=table.sheet)
        reading.tally.add(codes.OTHER_SHEETS.at(where, taken=table.sheet, sheets=", ".join(table.alike)))
    for warning in layout.warnings:
        reading.tally.add(_of_sheet(warning, table.sheet))
    for block in blocks.blocks(chunks, layout.delimiter, source.name):
        _take_block(block, reading)
        progress(reading.read.rows)
    reading.end()


def _of_sheet(problem: Problem, sheet: str | None) -> Problem:
    return replace(problem, where=replace(problem.where, sheet=sheet))


def open_text(source: Source, sheet: str | None, wanted: set[str]) -> tuple[str | None, Iterator[str]]:
    """The sheet taken, if the file is a workbook, and the file's text in pieces."""
    table = open_table(source, sheet, wanted)
    return table.sheet, table.chunks


def peek(chunks: Iterator[str]) -> tuple[str, Iterator[str]]:
    """The start of a text, cut after a whole line, and the whole of it again."""
    taken = ""
    while len(taken) < _SAMPLE_CHARACTERS and (chunk := next(chunks, "")):
        taken += chunk
    start = taken[:_SAMPLE_CHARACTERS]
    sample = start if len(taken) <= _SAMPLE_CHARACTERS else start[: start.rfind("\n") + 1]
    return sample or start, chain([taken], chunks)


def lay_out(source: Source, sample: str, mapping: Mapping) -> Layout:
    """Find the delimiter, the header and the mapping's columns in the start of a file."""
    delimiter = "," if source.content == "workbook" else mapping.file.delimiter or blocks.find_delimiter(sample)
    rows = islice(blocks.records(Block(1, sample), delimiter), max(SEARCHED_ROWS, mapping.file.header_row or 0))
    header = find_header(rows, mapping, source.name)
    if len(header.names) > blocks.WIDTH_LIMIT:
        stop(codes.TOO_WIDE, Where(file=source.name, line=header.row), limit=blocks.WIDTH_LIMIT)
    columns, warnings = resolve(mapping, header, source.name)
    return Layout(mapping, source, header, delimiter, columns, warnings=warnings)


def _take_block(block: Block, reading: Reading) -> None:
    """Read one block: its lines, mapped to schemes, typed and counted."""
    layout = reading.layout
    cells = blocks.cells(block, layout.delimiter, list(layout.header.names))
    for row, count in cells.overfull.items():
        facts = {"cells": count, "columns": len(layout.header.names)}
        reading.tally.at(codes.TOO_MANY_CELLS, row, None, None, facts)
    below = layout.put_together(cells.frame.filter(pl.col(ROW) > layout.header.row))
    rows = lines_only(below, layout, reading.odd)
    if not rows.height:
        return
    texts = rows.select(pl.col(ROW), *(trimmed(column) for column in layout.used))
    rules = with_rule(texts, layout.mapping.schemes, layout.columns, layout.column("capital_or_revenue"))
    rows = _without_ignored(rows, rules, cells.overfull, reading)
    if rows.height:
        kept = rules.filter(~_ignored(rules, layout)) if rows.height < rules.height else rules
        _take_lines(rows, kept, cells.overfull, reading)


def _ignored(rules: pl.DataFrame, layout: Layout) -> pl.Series:
    places = [place for place, rule in enumerate(layout.mapping.schemes) if rule.ignore]
    return rules[RULE].is_in(places).fill_null(False)


def _without_ignored(
    rows: pl.DataFrame, rules: pl.DataFrame, overfull: Collection[int], reading: Reading
) -> pl.DataFrame:
    """The rows that no rule ignores. What is ignored is counted, and may hold any amounts and dates."""
    layout = reading.layout
    ignored = _ignored(rules, layout)
    if not ignored.any():
        return rows
    silent = Tally(reading.tally.file, shown_limit=0)
    typed = Typing(rows.filter(ignored), rules.filter(ignored), layout, silent, overfull).frame()
    for (place,), group in typed.with_columns(rules.filter(ignored)[RULE]).group_by(RULE):
        assert isinstance(place, int)
        reason = layout.mapping.schemes[place].ignore or ""
        reading.ignored[reason] = reading.ignored.get(reason, Sum()) + sum_of(group)
        reading.read += sum_of(group)
        reading.rules_used[place] += group.height
    return rows.filter(~ignored)


def _take_lines(rows: pl.DataFrame, texts: pl.DataFrame, overfull: Collection[int], reading: Reading) -> None:
    """Count the lines of a block by what became of them, and keep those that are accepted."""
    layout = reading.layout
    typed = Typing(rows, texts, layout, reading.tally, overfull).frame()
    lines = typed.with_columns(texts[RULE], *_by_rules(texts, layout), _category(texts, typed, layout))
    reading.read += sum_of(lines)
    reading.rules_used.update(dict(lines[RULE].drop_nulls().value_counts().iter_rows()))
    reading.redacted += int(lines["supplier"].cast(pl.String).str.contains(_REDACTED).sum())
    wrong, lost = lines[WRONG], lines[RULE].is_null() & ~lines[WRONG]
    if wrong.any():
        reading.refused += sum_of(lines.filter(wrong))
    if lost.any():
        _take_unmapped(texts.filter(lost), lines.filter(lost), reading)
    kept = lines.filter(~(wrong | lost)) if (wrong | lost).any() else lines
    keep(kept.drop(WRONG, RULE).with_columns(keys.digests(kept, layout.mapping.mapping)), reading)


def _by_rules(texts: pl.DataFrame, layout: Layout) -> list[pl.Series]:
    """What each line's rule says of its scheme, responsible body and partner."""
    rules = layout.mapping.schemes
    said = {name: [getattr(rule, name) for rule in rules] for name in ("scheme", "responsible", "partner")}
    return [_gathered(values, texts[RULE]).alias(name) for name, values in said.items()]


def _gathered(values: list[str | None], places: pl.Series) -> pl.Series:
    series = pl.Series(values, dtype=pl.Categorical)
    return series.gather(places) if values else pl.Series([None] * places.len(), dtype=pl.Categorical)


def _category(texts: pl.DataFrame, typed: pl.DataFrame, layout: Layout) -> pl.Series:
    """The category: as the rule says, else the mapping's category columns."""
    category = typed["category"]
    for place, rule in enumerate(layout.mapping.schemes):
        if rule.category is None:
            continue
        if isinstance(rule.category, FromColumn):
            named = texts[layout.columns[rule.category.column]]
        else:
            named = pl.Series([rule.category]).new_from_index(0, texts.height)
        category = named.cast(pl.Categorical).zip_with((texts[RULE] == place).fill_null(False), category)
    return category.alias("category")


def _take_unmapped(texts: pl.DataFrame, lines: pl.DataFrame, reading: Reading) -> None:
    """Group the lines that no rule matched by the cells that rules look at."""
    layout = reading.layout
    names = list(dict.fromkeys(name for rule in layout.mapping.schemes for name in rule.when))
    names = names or [*layout.mapping.columns.cost_centre, *layout.mapping.columns.category]
    told = [pl.col(layout.columns[name]).alias(name) for name in names]
    lost = texts.select(*told, ROW).with_columns(lines["amount_pence"])
    sums = (pl.len(), pl.col("amount_pence").cast(pl.Int128).sum(), pl.col(ROW).first())
    groups = lost.group_by(names, maintain_order=True).agg(*sums) if names else lost.select(*sums)
    for *values, rows, pence, first_row in groups.iter_rows():
        key = tuple(zip(names, values, strict=True))
        before = reading.unmapped.get(key, Unmapped(key, Sum(), layout.above + first_row))
        reading.unmapped[key] = Unmapped(key, before.sum + Sum(rows, pence), before.first_row)
