"""Text as tables of cells: delimiters, records and the physical line on which each record stands.

A file is cut into blocks of whole records. A block without awkward quotation marks is parsed in columns by Polars; any
other by the ``csv`` module, which follows the same rules more patiently. Both give the same cells (tested).
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import polars as pl

from cronfa.intake import codes
from cronfa.problems import Where, stop

BLOCK_CHARACTERS, BLOCK_LINES = 1 << 22, 20_000
"""Some forty questions are asked of each block in columns; in shorter ones asking takes longer than answering. Very short lines
are many to a block, and each takes a place in every column.
"""
RECORD_LIMIT = 1 << 20
"""The longest record, in characters, and the longest run of text sought for a closing quotation mark."""
WIDTH_LIMIT = 1000
DELIMITERS = (",", ";", "\t", "|")
ROW = "@row"
"""The column that holds each record's physical line."""


@dataclass(frozen=True, slots=True)
class Block:
    """Whole records of a file, and the physical line on which the first begins."""

    first_line: int
    text: str


@dataclass(frozen=True, slots=True)
class Cells:
    """A table of texts, one column for each header and :data:`ROW`; and rows with more cells than the header has."""

    frame: pl.DataFrame
    overfull: dict[int, int] = field(default_factory=dict)


def blocks(chunks: Iterable[str], delimiter: str, file: str) -> Iterator[Block]:
    """The text cut after whole records.

    Raises:
        Problems: a record or a quoted cell that never ends.
    """
    held, line = "", 1
    for chunk in chunks:
        held += chunk
        is_long = len(held) >= BLOCK_CHARACTERS or len(held) - held.rfind("\n") > RECORD_LIMIT
        if not is_long and held.count("\n") < BLOCK_LINES:
            continue
        end = _end_of_records(held, delimiter)
        if len(held) - end > RECORD_LIMIT:
            _endless(held[end:], line + held.count("\n", 0, end), file)
        if end:
            yield Block(line, held[:end])
            line += held.count("\n", 0, end)
            held = held[end:]
    if held:
        opens = _open_quote(held, _quoted_cells(held, delimiter))
        before = _last_line_end(held, len(held) if opens is None else opens, delimiter)
        if opens is not None or len(held) - before > RECORD_LIMIT:
            _endless(held[before:], line + held.count("\n", 0, before), file)
        yield Block(line, held if held.endswith("\n") else held + "\n")


def _end_of_records(text: str, delimiter: str) -> int:
    """Where the last whole record ends: after the last line end that is not within a quoted cell."""
    opens = _open_quote(text, _quoted_cells(text, delimiter))
    return _last_line_end(text, len(text) if opens is None else opens, delimiter)


def _quoted_cells(text: str, delimiter: str) -> list[tuple[int, int]]:
    """Where each quoted cell begins and ends. A mark within unquoted words, as in ``5" pipe``, opens nothing."""
    if '"' not in text:
        return []
    cell = re.compile(rf'(?:\A|(?<=[{re.escape(delimiter)}\n]))"[^"]*(?:""[^"]*)*(?:"|\Z)')
    return [match.span() for match in cell.finditer(text)]


def _open_quote(text: str, quoted: list[tuple[int, int]]) -> int | None:
    """Where a quoted cell begins that has no end in the text."""
    if not quoted or quoted[-1][1] < len(text):
        return None
    start, end = quoted[-1]
    marks = text.count('"', start, end)
    return start if marks % 2 else None


def _last_line_end(text: str, before: int, delimiter: str) -> int:
    """The end of the last record that is whole before a place."""
    end = text.rfind("\n", 0, before)
    for start, stop_at in reversed(_quoted_cells(text[:before], delimiter)):
        if start < end < stop_at:
            end = text.rfind("\n", 0, start)
    return end + 1


def _endless(text: str, line: int, file: str) -> None:
    where = Where(file=file, line=line, excerpt=text[:80].split("\n")[0])
    stop(codes.ENDLESS_RECORD, where, limit=f"{RECORD_LIMIT:,}")


def _stray(delimiter: str) -> re.Pattern[str]:
    """A quotation mark within a word, such as the inches of ``5" pipe``."""
    edge = re.escape(delimiter) + '"\\n'
    return re.compile(f'(?<=[^{edge}])"(?=[^{edge}])')


def records(block: Block, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the physical line on which it begins, as the ``csv`` module reads it."""
    csv.field_size_limit(RECORD_LIMIT * 4)
    reader = csv.reader(_lines(block.text), delimiter=delimiter)
    begins = block.first_line
    for row in reader:
        yield begins, row
        begins = block.first_line + reader.line_num


def _lines(text: str) -> Iterator[str]:
    """Lines by ``\\n`` alone: other characters that Python counts as line ends may stand within a cell."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def cells(block: Block, delimiter: str, names: list[str]) -> Cells:
    """The block's cells in columns called ``names``; rows that are too short end in empty cells."""
    frame = _quick(block, delimiter, names)
    return Cells(frame) if frame is not None else _careful(block, delimiter, names)


def _quick(block: Block, delimiter: str, names: list[str]) -> pl.DataFrame | None:
    """Columns by Polars, or None where it might see the records otherwise than the ``csv`` module does."""
    if '"' in block.text and _stray(delimiter).search(block.text):
        return None
    try:
        frame = pl.read_csv(
            block.text.encode(),
            has_header=False,
            separator=delimiter,
            schema=dict.fromkeys(names, pl.String),
            empty_string_is_null=False,
            n_rows=None,
        )
    except pl.exceptions.PolarsError:
        return None
    if frame.height != block.text.count("\n"):
        return None
    rows = pl.int_range(block.first_line, block.first_line + frame.height, dtype=pl.UInt32, eager=True).alias(ROW)
    return frame.with_columns(rows)


def _careful(block: Block, delimiter: str, names: list[str]) -> Cells:
    """Columns by the ``csv`` module. Cells beyond the header are dropped if empty, and reported if not."""
    width = len(names)
    overfull: dict[int, int] = {}
    lines: list[int] = []
    rows: list[list[str]] = []
    for line, row in records(block, delimiter):
        if len(row) > width and any(cell.strip() for cell in row[width:]):
            overfull[line] = len(row)
        lines.append(line)
        rows.append((row + [""] * (width - len(row)))[:width])
    columns = {name: [row[place] for row in rows] for place, name in enumerate(names)}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String))
    return Cells(frame.with_columns(pl.Series(ROW, lines, dtype=pl.UInt32)), overfull)


def find_delimiter(sample: str) -> str:
    """The delimiter that cuts the most lines of the sample into the same number of cells, more than one."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[int, int]:
    widths = Counter(len(row) for _, row in records(Block(1, sample), delimiter) if len(row) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))
