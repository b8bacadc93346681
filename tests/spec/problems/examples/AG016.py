"""A file saved in another encoding than UTF-8: here the pound sign of Windows."""

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from cronfa.agreement import load

with TemporaryDirectory() as folder, chdir(folder):
    Path("AG016.yaml").write_bytes("schemes: {home-care: {budget: £4,000,000}}".encode("cp1252"))
    load("AG016.yaml")
