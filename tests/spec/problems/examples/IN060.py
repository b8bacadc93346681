"""An amount below zero that is marked as a credit as well."""

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from cronfa.intake import parse_mapping, read

MAPPING = """\
mapping: m
schemes: [{scheme: care}]
columns: {date: Date, amount: Amount, debit or credit: DR/CR}
"""
FILE = """\
Date,Amount,DR/CR
2019-01-10,250.00,DR
2019-01-11,-20.00,CR
"""

with TemporaryDirectory() as folder, chdir(folder):
    Path("payments.csv").write_text(FILE, encoding="utf-8")
    problems = read("payments.csv", parse_mapping(MAPPING)).problems
