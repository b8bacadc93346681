"""The row of a partner's file that an entry came from, as it stands there."""

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cronfa.intake import parse_mapping, rows_at
from cronfa.ledger.funds import Fund
from cronfa.ledger.sources import SourceFile, source_content, source_line

_WORKBOOK_STARTS = ("PK\x03\x04", "ÐÏ\x11à")
"""How a workbook begins, new and old, read as text."""


def row_text(fund: Fund, file: SourceFile, line: int) -> str:
    """One line of a registered file; of a workbook one row of its sheet, its cells parted by commas.

    Raises:
        Problems: the file has no such line.
    """
    if not source_line(fund, file.sha256, 1).startswith(_WORKBOOK_STARTS):
        return source_line(fund, file.sha256, line)
    return _sheet(fund, file).get(line, "")


@lru_cache(maxsize=4)
def _sheet(fund: Fund, file: SourceFile) -> dict[int, str]:
    """The rows of the sheet that was taken in."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / Path(file.name).name
        copy.write_bytes(source_content(fund, file.sha256))
        return rows_at(copy, None, mapping=parse_mapping(file.mapping))
