"""Text in a spreadsheet's cell that can never be taken for a formula, and can be read back as it was.

A program that opens a CSV runs what begins like a formula. So text with such a beginning, or with an apostrophe, gets an
apostrophe before it; reading takes one away. Numbers are never touched: a negative amount stays a number.
"""

RISKY_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "'", "＝", "＋", "－", "＠", " ", "\xa0")


def guarded(text: str) -> str:
    """The text as it is written into a cell."""
    return "'" + text if text.startswith(RISKY_BEGINNINGS) else text


def unguarded(cell: str) -> str:
    """The text that :func:`guarded` was given."""
    return cell[1:] if cell.startswith("'") else cell
