"""A period for year-end adjustments, which is no month."""

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from cronfa.intake import parse_mapping, read

MAPPING = """\
mapping: made-up
columns: {date: [Year, Period], amount: Amount, cost centre: Team}
dates: financial yyyy pp
schemes: [{scheme: care}]
"""
FILE = """\
Year,Period,Team,Amount
2025/26,12,Residential,100.50
2025/26,13,Residential,-2.00
"""

with TemporaryDirectory() as folder, chdir(folder):
    Path("payments.csv").write_text(FILE, encoding="utf-8")
    problems = read("payments.csv", parse_mapping(MAPPING)).problems
