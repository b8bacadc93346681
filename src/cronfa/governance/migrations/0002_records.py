from typing import Any

from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from cronfa.governance import schema


def make(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Have the database refuse to change records."""
    with editor.connection.cursor() as cursor:
        for statement in schema.statements(editor.connection.vendor):
            cursor.execute(statement)


def make_cache(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """The table in which failed sign-ins are counted."""
    call_command("createcachetable", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_initial")]
    operations = [migrations.RunPython(make), migrations.RunPython(make_cache)]
