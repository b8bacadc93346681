"""The agreement is changed in the database."""

from cronfa.fund.opening import find
from cronfa.ledger.database import connection
from cronfa.ledger.verification import verify_ledger

with connection().cursor() as db:  # by somebody who may change the database itself
    db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (trigger,) in db.fetchall():
        db.execute(f"DROP TRIGGER {trigger}")
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("UPDATE ledger_agreement SET text = replace(text, 'Joint board', 'Our board')")

problems = verify_ledger(find().ledger).problems
