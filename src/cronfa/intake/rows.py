"""The number by which a row is known, in the ledger too, whichever of a workbook's sheets it stands in.

A row of a file that is one table is known by its own number. Of sheets read together, the number is the sheet's place in
the workbook times ten million, and the row in the sheet: 30,000,014 is row 14 of the third. No sheet has as many rows.
"""

ROWS_A_SHEET = 10_000_000


def in_sheet(row: int) -> tuple[int, int]:
    """The sheet's place in the workbook and the row in it; the place is nought where one table is read alone."""
    return divmod(row, ROWS_A_SHEET)
