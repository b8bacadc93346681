"""The ledger's database: found, made ready, and written in transactions.

Everything else in the ledger that touches the database goes through :func:`cursor` and :func:`transaction`.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import django
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connections, transaction as django_transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

ENTRIES_A_FUND = 1 << 40
"""An entry's id is its fund's id times this, plus its number in the fund."""

Row = tuple[Any, ...]


def setup(url: str | None = None) -> None:
    """Configure Django if nobody has, turn to the database at ``url``, and make or bring up to date its tables.

    Without a ``url`` it is ``$CRONFA_DATABASE_URL``, or else ``cronfa.sqlite3`` in the working folder.
    """
    if url is not None:
        os.environ["CRONFA_DATABASE_URL"] = url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cronfa.site.settings")
    if not apps.ready:
        django.setup()
    elif url is not None:
        _turn_to(url)
    if not _is_ready():
        call_command("migrate", verbosity=0, interactive=False)


def _turn_to(url: str) -> None:
    from importlib import import_module

    described = import_module("cronfa.site.settings").database_from(url)
    connections["default"].close()
    del connections["default"]
    connections.settings["default"] = connections.configure_settings({"default": described})["default"]


def _is_ready() -> bool:
    """Whether the newest migration of the ledger has been applied."""
    newest = max(path.stem for path in (Path(__file__).parent / "migrations").glob("0*.py"))
    try:
        with cursor() as db:
            db.execute("SELECT 1 FROM django_migrations WHERE app = 'ledger' AND name = %s", [newest])
            return db.fetchone() is not None
    except DatabaseError:
        return False


def connection() -> BaseDatabaseWrapper:
    """This thread's connection."""
    return connections["default"]


def is_postgresql() -> bool:
    return connection().vendor == "postgresql"


@contextmanager
def cursor() -> Iterator[CursorWrapper]:
    """A cursor on this thread's connection."""
    with connection().cursor() as opened:
        yield opened


@contextmanager
def transaction() -> Iterator[None]:
    """All of what is done inside is written, or none of it. May be nested; the outermost one commits."""
    with django_transaction.atomic(durable=False, savepoint=False):
        yield


def rows(sql: str, parameters: list[Any] | tuple[Any, ...] = ()) -> list[Row]:
    """Every row that a query gives."""
    with cursor() as db:
        db.execute(sql, parameters)
        found: list[Row] = db.fetchall()
        return found


def row(sql: str, parameters: list[Any] | tuple[Any, ...] = ()) -> Row | None:
    """The first row that a query gives, if there is one."""
    with cursor() as db:
        db.execute(sql, parameters)
        found: Row | None = db.fetchone()
        return found


def insert(sql: str, parameters: list[Any] | tuple[Any, ...]) -> int:
    """Insert one row and return its id."""
    found = row(f"{sql} RETURNING id", parameters)
    assert found is not None
    return int(found[0])


_remembered: WeakKeyDictionary[BaseDatabaseWrapper, dict[Any, Any]] = WeakKeyDictionary()


def memory() -> dict[Any, Any]:
    """What has been learnt of rows that never change, kept as long as this connection's database is in use."""
    return _remembered.setdefault(connection(), {})


def remember_on_commit(key: object, learnt: dict[Any, Any]) -> None:
    """Add to a remembered table what this transaction wrote, once it is really there."""
    kept = memory()
    django_transaction.on_commit(lambda: kept.setdefault(key, {}).update(learnt))
