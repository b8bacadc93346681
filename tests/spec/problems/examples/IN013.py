"""A file that is not in the encoding its mapping says."""

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from cronfa.intake import parse_mapping, read

MAPPING = """\
mapping: made-up
columns: {date: Date, amount: Amount, transaction: Ref, supplier: Supplier, category: Type}
dates: [yyyy-mm-dd, dd/mm/yyyy, dd-mmm-yy]
schemes: [{scheme: care}]
file: {encoding: utf-8}
"""
FILE = b"Date,Ref,Supplier,Type,Amount\n\xff\n"

with TemporaryDirectory() as folder, chdir(folder):
    Path("payments.csv").write_bytes(FILE)
    problems = read("payments.csv", parse_mapping(MAPPING)).problems
