"""A workbook without the sheet that the mapping names."""

from contextlib import chdir
from tempfile import TemporaryDirectory

import xlsxwriter

from cronfa.intake import parse_mapping, read

MAPPING = """\
mapping: made-up
columns: {date: Date, amount: Amount, transaction: Ref, supplier: Supplier, category: Type}
dates: [yyyy-mm-dd, dd/mm/yyyy, dd-mmm-yy]
schemes: [{scheme: care}]
file: {sheet: Feb}
"""

with TemporaryDirectory() as folder, chdir(folder):
    with xlsxwriter.Workbook("payments.xlsx") as book:
        book.add_worksheet("Jan").write_row(0, 0, ["Date", "Ref", "Supplier", "Type", "Amount"])
    read("payments.xlsx", parse_mapping(MAPPING))
