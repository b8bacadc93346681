from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from cronfa.ledger import schema


def make(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    with editor.connection.cursor() as cursor:
        for script in schema.statements(editor.connection.vendor):
            if editor.connection.vendor == "sqlite":
                for statement in _split(script):
                    cursor.execute(statement)
            else:
                cursor.execute(script)


def _split(script: str) -> list[str]:
    """The statements of an SQLite script; a trigger's own semicolons do not end it."""
    import sqlite3

    found: list[str] = []
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            found.append(held)
            held = ""
    return found


class Migration(migrations.Migration):
    initial = True
    operations = [migrations.RunPython(make)]
