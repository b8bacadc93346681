"""A workbook with a sheet for each month."""

from contextlib import chdir
from tempfile import TemporaryDirectory

import xlsxwriter

from cronfa.intake import parse_mapping, read

MAPPING = """\
mapping: made-up
columns: {date: Date, amount: Amount, transaction: Ref, supplier: Supplier, category: Type}
dates: [yyyy-mm-dd, dd/mm/yyyy, dd-mmm-yy]
schemes: [{scheme: care}]
"""

with TemporaryDirectory() as folder, chdir(folder):
    with xlsxwriter.Workbook("payments.xlsx") as book:
        for month in ("Jan", "Feb", "Mar"):
            sheet = book.add_worksheet(month)
            sheet.write_row(0, 0, ["Date", "Ref", "Supplier", "Type", "Amount"])
            sheet.write_row(1, 0, ["2019-01-10", month, "Rose House", "Residential", 100.5])
    problems = read("payments.xlsx", parse_mapping(MAPPING)).problems
