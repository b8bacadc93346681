"""A row in another currency."""

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from cronfa.intake import parse_mapping, read

MAPPING = """\
mapping: made-up
columns: {date: Date, amount: Amount, currency: Currency}
schemes: [{scheme: care}]
"""
FILE = """\
Date,Supplier,Currency,Amount
2025-04-01,Rose House,GBP,100.50
2025-04-02,Maison Rose,EUR,80.00
"""

with TemporaryDirectory() as folder, chdir(folder):
    Path("payments.csv").write_text(FILE, encoding="utf-8")
    problems = read("payments.csv", parse_mapping(MAPPING)).problems
