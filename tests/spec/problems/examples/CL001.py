"""The database is in a folder that is not there."""

from cronfa.ledger.database import setup

setup("sqlite:////no-such-folder/cronfa.sqlite3")
