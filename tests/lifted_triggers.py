"""The hand of someone who owns the database: statements run with every trigger and foreign key lifted, and put back after."""

from cronfa.ledger.database import connection, is_postgresql


def run_lifted(*statements: str) -> None:
    """Run the statements as nobody may who comes through the ledger's own doors."""
    with connection().cursor() as db:
        if is_postgresql():
            db.execute("SET session_replication_role = replica")
        else:
            db.execute("PRAGMA foreign_keys = OFF")
            db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = db.fetchall()
            for name, _ in triggers:
                db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            db.execute(statement)
        if is_postgresql():
            db.execute("SET session_replication_role = origin")
        else:
            for _, text in triggers:
                db.execute(text.replace("%", "%%") if "%" in text else text)
            db.execute("PRAGMA foreign_keys = ON")
