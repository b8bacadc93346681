"""A cross-table: months stand beside each other, and no row is a payment."""

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from cronfa.intake import guess

FILE = """\
Cost centre,Apr-26,May-26,Total
HC100,10.00,20.00,30.00
"""

with TemporaryDirectory() as folder, chdir(folder):
    Path("payments.csv").write_text(FILE, encoding="utf-8")
    guess("payments.csv")
