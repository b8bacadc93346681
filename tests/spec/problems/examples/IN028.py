"""A file that its sender's system was still writing."""

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from cronfa.intake import parse_mapping, read

MAPPING = """\
mapping: made-up
columns: {date: Date, amount: Amount}
schemes: [{scheme: care}]
"""
FILE = """\
Date,Amount
2025-04-01,100.50
"""


def still_writing(_rows: int) -> None:
    """Another line comes while the file is read."""
    with Path("payments.csv").open("a", encoding="utf-8") as out:
        out.write("2025-04-02,80.00\n")


with TemporaryDirectory() as folder, chdir(folder):
    Path("payments.csv").write_text(FILE, encoding="utf-8")
    read("payments.csv", parse_mapping(MAPPING), progress=still_writing)
