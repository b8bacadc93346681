"""A file in which no column looks like the amount."""

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from cronfa.intake import guess

FILE = """\
Home;Bed;Who
Bryn;12a;Elin
"""

with TemporaryDirectory() as folder, chdir(folder):
    Path("payments.csv").write_text(FILE, encoding="utf-8")
    guess("payments.csv")
