"""The name of a cost centre above its own lines."""

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from cronfa.intake import parse_mapping, read

MAPPING = """\
mapping: made-up
columns: {date: Date, amount: Amount, supplier: Supplier}
schemes: [{scheme: care}]
"""
FILE = """\
Date,Supplier,Amount
2025-04-01,Rose House,100.50
Nursing homes,,
2025-04-02,River Care,80.00
"""

with TemporaryDirectory() as folder, chdir(folder):
    Path("payments.csv").write_text(FILE, encoding="utf-8")
    problems = read("payments.csv", parse_mapping(MAPPING)).problems
