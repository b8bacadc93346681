"""A report's tables as CSV, one file each, safe to open in a spreadsheet: words never begin as a formula would."""

import csv
import io
from datetime import date
from fractions import Fraction

from cronfa.language import Language, Text
from cronfa.reporting.model import Column, Report, Status, Table, Value

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take words for a formula or a command (OWASP, CSV injection)."""


def render(report: Report, language: Language) -> list[tuple[str, bytes]]:
    """Each table's id and its file, UTF-8 with a mark so that Excel shows Welsh letters."""
    return [(table.id, _file(table, language)) for table in report.tables()]


def _file(table: Table, language: Language) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([safe(column.title.to(language)) for column in table.columns])
    for row in table.rows:
        pairs = zip(table.columns, row.cells, strict=True)
        writer.writerow([_field(column, cell.value, language) for column, cell in pairs])
    return target.getvalue().encode("utf-8-sig")


def safe(words: str) -> str:
    """Words with an apostrophe before anything that a spreadsheet would run."""
    return f"'{words}" if words.lstrip(" ").startswith(DANGEROUS) or words.startswith(DANGEROUS) else words


def _field(column: Column, value: Value, language: Language) -> str:
    """Money as plain pounds and pence such as ``-1234.50``, days as ``2013-03-31``: numbers stay numbers."""
    match value:
        case None:
            return ""
        case Text():
            return safe(value.to(language))
        case Status(word):
            return safe(word.to(language))
        case Fraction():
            return f"{value.numerator / value.denominator:.6f}"
        case date():
            return value.isoformat()
        case int() if column.is_money:
            return f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02d}"
    return str(value)
