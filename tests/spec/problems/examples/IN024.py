"""A column of amounts in another currency."""

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from cronfa.intake import guess

FILE = """\
Date;Supplier;Amount
10/01/2019;Bryn Homes;€1.250,75
"""

with TemporaryDirectory() as folder, chdir(folder):
    Path("payments.csv").write_text(FILE, encoding="utf-8")
    guess("payments.csv")
