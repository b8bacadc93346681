"""Somebody else begins to write to the database and does not end."""

import sqlite3

from cronfa.fund.opening import find
from cronfa.ledger import open_periods
from cronfa.ledger.database import rows

other = sqlite3.connect("cronfa.sqlite3")
other.execute("BEGIN IMMEDIATE")
fund = find().ledger
rows("PRAGMA busy_timeout = 0")  # a command waits half a minute
open_periods(fund, [], who="officer")
