"""A line of which half is no one's."""

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from cronfa.intake import parse_mapping, read

MAPPING = """\
mapping: m
schemes: [{scheme: care}]
columns: {date: D, amount: A, percentages: {council: C}}
"""
FILE = """\
D,A,C
2019-01-10,1,50
"""

with TemporaryDirectory() as folder, chdir(folder):
    Path("payments.csv").write_text(FILE, encoding="utf-8")
    problems = read("payments.csv", parse_mapping(MAPPING)).problems
