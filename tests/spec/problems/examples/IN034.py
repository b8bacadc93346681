"""Net and VAT that do not make gross."""

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from cronfa.intake import parse_mapping, read

MAPPING = """\
mapping: m
schemes: [{scheme: care}]
columns: {date: D, net: N, gross: G, vat: V}
"""
FILE = """\
D,N,G,V
2019-01-10,1,1,1
"""

with TemporaryDirectory() as folder, chdir(folder):
    Path("payments.csv").write_text(FILE, encoding="utf-8")
    problems = read("payments.csv", parse_mapping(MAPPING)).problems
