"""Reading a file through its mapping: one pass, in blocks, into an :class:`~cronfa.intake.lines.Intake`."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

import polars as pl

from cronfa.intake import blocks, codes, keys
from cronfa.intake.blocks import ROW, Block
from cronfa.intake.finish import Reading, finish, sum_of
from cronfa.intake.header import SEARCHED_ROWS, find_header, resolve, wanted_columns
from cronfa.intake.layout import Layout, trimmed
from cronfa.intake.lines import Intake, Sum, Unmapped
from cronfa.intake.mapping import FromColumn, Mapping
from cronfa.intake.rules import RULE, with_rule
from cronfa.intake.sorting import lines_only
from cronfa.intake.source import Source, survey, text_chunks
from cronfa.intake.tally import Tally
from cronfa.intake.typed import WRONG, Typing
from cronfa.intake.workbook import sheet_chunks
from cronfa.problems import Where, stop

_SAMPLE_CHARACTERS = 1 << 16
_REDACTED = r"(?i)redact|personal data|withheld|confidential"


def read(path: Path | str, mapping: Mapping, *, shown: int = 200) -> Intake:
    """Read and check a whole file. ``shown`` limits the problems kept; all are counted.

    Raises:
        Problems: the file cannot be read as a table with the mapping's columns.
    """
    source = survey(path, encoding=mapping.file.encoding)
    sheet, chunks = open_text(source, mapping.file.sheet, wanted_columns(mapping))
    sample, chunks = peek(chunks)
    layout = replace(lay_out(source, sample, mapping), sheet=sheet)
    reading = Reading(layout, Tally(source.name, sheet, shown))
    for warning in layout.warnings:
        reading.tally.add(warning)
    for block in blocks.blocks(chunks, layout.delimiter, source.name):
        _take_block(block, reading)
    return finish(reading)


def open_text(source: Source, sheet: str | None, wanted: set[str]) -> tuple[str | None, Iterator[str]]:
    """The sheet taken, if the file is a workbook, and the file's text in pieces."""
    return sheet_chunks(source, sheet, wanted) if source.content == "workbook" else (None, text_chunks(source))


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
    """Read one block: its lines, typed, mapped to schemes and counted."""
    layout = reading.layout
    cells = blocks.cells(block, layout.delimiter, list(layout.header.names))
    for row, count in cells.overfull.items():
        facts = {"cells": count, "columns": len(layout.header.names)}
        reading.tally.at(codes.TOO_MANY_CELLS, row, None, None, facts)
    frame = lines_only(cells.frame.filter(pl.col(ROW) > layout.header.row), layout, reading.odd)
    if frame.height:
        typed = Typing(frame, layout, reading.tally).frame()
        if cells.overfull:
            typed = typed.with_columns(pl.col(WRONG) | pl.col("row").is_in(list(cells.overfull)))
        _take_lines(_with_rules(frame, typed, layout), frame, reading)


def _with_rules(frame: pl.DataFrame, typed: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """The typed lines with the rule of each, and what the rule says of scheme, body and category."""
    rules = layout.mapping.schemes
    ruled = with_rule(frame, rules, layout.columns, layout.column("capital_or_revenue"))
    number = ruled[RULE]
    said = {name: [getattr(rule, name) for rule in rules] for name in ("scheme", "responsible", "partner", "ignore")}
    columns = [_by_rule(number, values).alias(name) for name, values in said.items()]
    return typed.with_columns(number, *columns, _category(frame, typed, number, layout))


def _by_rule(number: pl.Series, values: list[str | None]) -> pl.Series:
    """What each line's rule says, by the rule's number."""
    return pl.Series(values, dtype=pl.String).gather(number) if values else number.cast(pl.String)


def _category(frame: pl.DataFrame, typed: pl.DataFrame, number: pl.Series, layout: Layout) -> pl.Series:
    """The category: as the rule says, else the mapping's category columns."""
    category = typed["category"]
    for place, rule in enumerate(layout.mapping.schemes):
        if isinstance(rule.category, FromColumn):
            named = frame.select(trimmed(layout.columns[rule.category.column])).to_series()
        elif rule.category:
            named = pl.Series([rule.category]).new_from_index(0, frame.height)
        else:
            continue
        category = named.zip_with((number == place).fill_null(False), category)
    return category.alias("category")


def _take_lines(lines: pl.DataFrame, frame: pl.DataFrame, reading: Reading) -> None:
    """Count the lines of a block by what became of them, and keep those that are accepted."""
    reading.read += sum_of(lines)
    reading.refused += sum_of(lines.filter(WRONG))
    reading.rules_used.update(lines[RULE].drop_nulls().to_list())
    reading.redacted += int(lines["supplier"].str.contains(_REDACTED).sum())
    right = lines.filter(~pl.col(WRONG))
    for (reason,), group in right.filter(pl.col("ignore").is_not_null()).group_by("ignore"):
        reading.ignored[str(reason)] = reading.ignored.get(str(reason), Sum()) + sum_of(group)
    _take_unmapped(lines, frame, reading)
    kept = right.filter(pl.col("scheme").is_not_null()).drop(WRONG, RULE, "ignore")
    base = keys.base_keys(kept, reading.layout.mapping.mapping)
    reading.frames.append(kept.with_columns(base))


def _take_unmapped(lines: pl.DataFrame, frame: pl.DataFrame, reading: Reading) -> None:
    lost = (lines[RULE].is_null() & ~lines[WRONG]).arg_true()
    if not lost.len():
        return
    layout = reading.layout
    names = list(dict.fromkeys(name for rule in layout.mapping.schemes for name in rule.when))
    names = names or [*layout.mapping.columns.cost_centre, *layout.mapping.columns.category]
    columns = {name: layout.columns[name] for name in names}
    told = [trimmed(column).alias(name) for name, column in columns.items()]
    group = frame.select(*told, ROW)[lost].with_columns(lines["amount_pence"].gather(lost))
    for values, part in group.group_by(names, maintain_order=True) if names else [((), group)]:
        key = tuple(zip(names, map(str, values), strict=True))
        before = reading.unmapped.get(key, Unmapped(key, Sum(), int(part[ROW][0])))
        reading.unmapped[key] = Unmapped(key, before.sum + sum_of(part), before.first_row)
