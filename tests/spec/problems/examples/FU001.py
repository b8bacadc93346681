"""A fund is asked for in a folder that has none."""

from pathlib import Path

from cronfa.fund.opening import find
from cronfa.ledger.database import setup

setup(f"sqlite:///{Path('empty.sqlite3').absolute()}")
find()
