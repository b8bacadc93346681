"""A folder of Parquet files, for analysis: ``entries.parquet`` and ``postings.parquet``, amounts as 64-bit pence."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from cronfa.ledger.canonical import Stored
from cronfa.ledger.exports.content import (
    ENTRY_COLUMNS,
    POSTING_COLUMNS,
    Content,
    entry_cells,
    joined,
    posting_cells,
    write_beside,
    write_manifest,
)

_NUMBERS = {"number", "line", "amount_pence"}


def write(content: Content, folder: Path) -> None:
    """Write the fund into an empty folder."""
    write_beside(content, folder)
    entries = list(content.entries())
    _write(folder / "entries.parquet", ENTRY_COLUMNS, [entry_cells(entry) for entry in entries])
    rows = list(chain.from_iterable(posting_cells(entry) for entry in entries))
    _write(folder / "postings.parquet", POSTING_COLUMNS, rows)
    write_manifest(content, folder, "parquet", len(entries))


def _write(path: Path, columns: tuple[str, ...], rows: list[Any]) -> None:
    import polars

    schema = {name: polars.Int64() if name in _NUMBERS else polars.String() for name in columns}
    polars.DataFrame(rows, schema=schema, orient="row").write_parquet(path)


def read(folder: Path) -> Iterator[Stored]:
    """The entries in a folder that :func:`write` wrote.

    Raises:
        ValueError: a file is not as it was written.
    """
    entries = _rows(folder / "entries.parquet", ENTRY_COLUMNS)
    return joined(entries, _rows(folder / "postings.parquet", POSTING_COLUMNS))


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[list[Any]]:
    import polars

    try:
        frame = polars.read_parquet(path, glob=False, use_statistics=False)
    except (polars.exceptions.PolarsError, OSError, polars.exceptions.PanicException) as wrong:
        raise ValueError(f"{path.name} cannot be read") from wrong
    if tuple(frame.columns) != columns or frame.null_count().sum_horizontal().sum():
        raise ValueError(f"{path.name} has other columns")
    return (list(row) for row in frame.iter_rows())
