"""A note among the lines."""

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
FILE = """\
Date,Ref,Supplier,Type,Amount
,,note,of whom,
2019-01-10,T1,Rose House,Residential,100.50
"""

with TemporaryDirectory() as folder, chdir(folder):
    Path("payments.csv").write_text(FILE, encoding="utf-8")
    problems = read("payments.csv", parse_mapping(MAPPING)).problems
