"""A workbook that is cut short."""

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from cronfa.intake import parse_mapping, read

MAPPING = """\
mapping: made-up
columns: {date: Date, amount: Amount, transaction: Ref, supplier: Supplier, category: Type}
dates: [yyyy-mm-dd, dd/mm/yyyy, dd-mmm-yy]
schemes: [{scheme: care}]
"""
FILE = b"PK\x03\x04 broken"

with TemporaryDirectory() as folder, chdir(folder):
    Path("payments.csv").write_bytes(FILE)
    problems = read("payments.csv", parse_mapping(MAPPING)).problems
