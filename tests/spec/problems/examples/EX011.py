"""A line is put into the database that belongs to no entry."""

from cronfa.fund.opening import find
from cronfa.ledger.database import connection
from cronfa.ledger.verification import verify_ledger

with connection().cursor() as db:  # by somebody who may change the database itself
    db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (trigger,) in db.fetchall():
        db.execute(f"DROP TRIGGER {trigger}")
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute(
        "INSERT INTO ledger_posting SELECT entry_id + 9, partner_id, line, coding_id, amount_pence FROM ledger_posting"
    )

problems = verify_ledger(find().ledger).problems
