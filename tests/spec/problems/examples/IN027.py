"""Sheets read together, and one that lacks the columns."""

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from cronfa.intake import parse_mapping, read

MAPPING = """\
mapping: made-up
file: {sheets: all}
columns: {date: Date, amount: Amount, transaction: Ref}
schemes: [{scheme: care}]
"""

with TemporaryDirectory() as folder, chdir(folder):
    with xlsxwriter.Workbook(Path("payments.xlsx")) as book:
        for name in ("April", "May"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Date", "Ref", "Amount"])
            sheet.write_row(1, 0, ["2026-04-03", name, 1])
        book.add_worksheet("Notes").write_row(0, 0, ["What this is"])
    problems = read("payments.xlsx", parse_mapping(MAPPING)).problems
