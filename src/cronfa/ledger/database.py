"""The ledger's database: found, made ready, and written in transactions.

Everything else in the ledger that touches the database goes through :func:`cursor` and :func:`transaction`.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from functools import cache
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import django
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connections, transaction as django_transaction
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

ENTRIES_A_FUND = 1 << 40
"""An entry's id is its fund's id times this, plus its number in the fund."""

_BINARY_HEAD, _BINARY_END = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
ROWS_A_STATEMENT = 500
ROWS_AS_VALUES = 5_000
"""So many rows of a frame are Python's objects at a time."""
COPY_FROM_ROWS = 20
"""On PostgreSQL, COPY is quicker than INSERT from about this many rows."""

Row = tuple[Any, ...]


def is_there() -> bool:
    """Whether there is a database to ask. An SQLite file that is only to be read is not made by asking."""
    _configure()
    return is_postgresql() or Path(str(connection().settings_dict["NAME"])).exists()


def setup(url: str | None = None) -> None:
    """Configure Django if nobody has, turn to the database at ``url``, and make or bring up to date its tables.

    Without a ``url`` it is ``$CRONFA_DATABASE_URL``, or else ``cronfa.sqlite3`` in the working folder.
    """
    if url is not None:
        os.environ["CRONFA_DATABASE_URL"] = url
    _configure()
    if not is_ready():
        call_command("migrate", verbosity=0, interactive=False)


def _configure() -> None:
    """Make Django ready, and turn it to the database that the environment names now."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cronfa.site.settings")
    if not apps.ready:
        django.setup()
    described = import_module(os.environ["DJANGO_SETTINGS_MODULE"]).database_in_use()
    in_use = connections.settings["default"]
    if any(in_use[name] != described[name] for name in ("ENGINE", "NAME", "HOST", "PORT", "USER")):
        connections["default"].close()
        del connections["default"]
        connections.settings["default"] = connections.configure_settings({"default": described})["default"]


def is_ready() -> bool:
    """Whether the newest migration of the ledger has been applied."""
    newest = max(path.stem for path in (Path(__file__).parent / "migrations").glob("0*.py"))
    try:
        with connection().cursor() as db:
            db.execute("SELECT 1 FROM django_migrations WHERE app = 'ledger' AND name = %s", [newest])
            return db.fetchone() is not None
    except DatabaseError:
        return False


def connection() -> BaseDatabaseWrapper:
    """This thread's connection."""
    return connections["default"]


def identity() -> tuple[object, ...]:
    """What tells this database from another: its kind, its place and its name."""
    described = connection().settings_dict
    return tuple(described[name] for name in ("ENGINE", "NAME", "HOST", "PORT"))


def another_connection() -> BaseDatabaseWrapper:
    """A second connection to the same database, which any one thread at a time may use. Close it."""
    opened = connection().copy()
    opened.inc_thread_sharing()
    return opened


def is_postgresql() -> bool:
    return connection().vendor == "postgresql"


@contextmanager
def transaction(*, savepoint: bool = True) -> Iterator[None]:
    """All of what is done inside is written, or none of it. May be nested: the outermost one commits, and whoever catches
    the failure of an inner one goes on as if that had never begun.

    Without a ``savepoint`` the failure of an inner one undoes the outermost too. Under one, SQLite 3.40 walks at the end
    of every statement through a list, in memory, of the pages changed since: millions of rows take ever longer.
    """
    with django_transaction.atomic(savepoint=savepoint):
        yield


def _nothing() -> None:
    """What is done before most statements."""


class Session:
    """The driver's own cursor on this thread's connection, inside a transaction that Django has begun.

    Every statement of the ledger passes here, once. Django's cursor costs as much again as the statement itself.
    """

    def __init__(self, on: BaseDatabaseWrapper | None = None) -> None:
        self._before: Callable[[], None] = _nothing
        self._copies: bool | None = None
        django_connection = on or connection()
        django_connection.ensure_connection()
        django_connection.validate_no_broken_transaction()
        self.is_postgresql = django_connection.vendor == "postgresql"
        driver = django_connection.connection
        self.memory = _memory_of(django_connection)
        if self.is_postgresql:
            import psycopg

            self._cursor: Any = psycopg.Cursor(driver)
        else:
            self._cursor = driver.cursor()

    def asking_after(self, before: Callable[[], None]) -> "Session":
        """The same session, which calls this ahead of each statement."""
        other = copy(self)
        other._before = before
        return other

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """One statement; ``%s`` marks a parameter."""
        self._before()
        if self.is_postgresql:
            self._cursor.execute(sql, parameters, prepare=True)
        else:
            self._cursor.execute(_with_question_marks(sql), parameters)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """Every row that a query gives."""
        self.run(sql, parameters)
        found: list[Row] = self._cursor.fetchall()
        return found

    def each(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows that a query gives, one by one; the session asks nothing else meanwhile."""
        self.run(sql, parameters)
        found: Iterator[Row] = iter(self._cursor)
        return found

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """The first row that a query gives, if there is one."""
        self.run(sql, parameters)
        found: Row | None = self._cursor.fetchone()
        return found

    def columns(self, sql: str, names: Sequence[str], parameters: Sequence[Any] = ()) -> dict[str, list[Any]]:
        """What a query gives, column by column; ``names`` are those of its columns.

        It comes as one row of JSON: while the database makes that, other threads of this process go on, which a row at a
        time would make wait for each other at every row.
        """
        gather = "json_agg" if self.is_postgresql else "json_group_array"
        gathered = ", ".join(f"{gather}({name})" for name in names)
        found = self.row(f"SELECT {gathered} FROM ({sql}) asked", parameters)  # noqa: S608  our own words, values bound
        assert found
        return {
            name: json.loads(value) if isinstance(value, str) else value or []
            for name, value in zip(names, found, strict=True)
        }

    def numbers(self, sql: str, names: Sequence[str], parameters: Sequence[Any] = ()) -> "dict[str, NDArray[np.int64]]":
        """As :meth:`columns`, of whole numbers alone, none of them absent: none of them is ever one of Python's objects."""
        import numpy as np

        if self.is_postgresql:
            asked = ", ".join(f"{name}::bigint" for name in names)
            self._before()
            asked = f"COPY (SELECT {asked} FROM ({sql}) asked) TO STDOUT (FORMAT binary)"  # noqa: S608  likewise
            with self._cursor.copy(asked, parameters) as copy:
                return _from_binary(b"".join(copy), names)
        gathered = ", ".join(f"json_group_array({name})" for name in names)
        found = self.row(f"SELECT {gathered} FROM ({sql})", parameters)  # noqa: S608  our own words, values bound
        assert found
        return {name: np.fromstring(told[1:-1], np.int64, sep=",") for name, told in zip(names, found, strict=True)}

    def insert_rows(self, into: str, given: Sequence[Row]) -> None:
        """Insert many rows; ``into`` is the table with its columns in brackets."""
        if self.is_postgresql and len(given) >= COPY_FROM_ROWS and self._may_copy():
            with self._cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for one in given:
                    copy.write_row(one)
            return
        # Many rows a statement: PostgreSQL runs the triggers once, SQLite saves half of its time.
        for start in range(0, len(given), ROWS_A_STATEMENT):
            some = given[start : start + ROWS_A_STATEMENT]
            self.run(_insertion(into, len(some[0]), len(some)), list(chain.from_iterable(some)))

    def _may_copy(self) -> bool:
        """PostgreSQL refuses COPY to a role that policies of row-level security bind."""
        if self._copies is None:
            self._copies = not self.rows("SELECT row_security_active('ledger_entry')")[0][0]
        return self._copies

    def insert_frame(self, into: str, rows: "pl.DataFrame", same: Mapping[str, Any]) -> None:
        """Insert the rows of a frame with the table's names; ``same`` are those columns that are alike in every row."""
        if self.is_postgresql:
            self._insert_frame(into, rows, same)
            return
        names, width = ", ".join([*same, *rows.columns]), rows.width
        for part in rows.iter_slices(ROWS_AS_VALUES):
            values: list[Any] = [None] * (width * part.height)
            for place, column in enumerate(part.iter_columns()):
                values[place::width] = column.to_list()
            for start in range(0, part.height, ROWS_A_STATEMENT):
                some = values[start * width : (start + ROWS_A_STATEMENT) * width]
                sql = _insertion_alike(f"{into} ({names})", len(same), width, len(some) // width)
                self.run(sql, [*same.values(), *some])

    def _insert_frame(self, into: str, rows: "pl.DataFrame", same: Mapping[str, Any]) -> None:
        """As :meth:`insert_frame`, on PostgreSQL: in one block."""
        import polars as pl

        rows = rows.with_columns(pl.lit(value).alias(name) for name, value in same.items())
        into = f"{into} ({', '.join(rows.columns)})"
        if not self._may_copy():
            self.insert_rows(into, rows.rows())
            return
        numbers = all(dtype == pl.Int64 for dtype in rows.dtypes)
        with self._cursor.copy(f"COPY {into} FROM STDIN (FORMAT {'binary' if numbers else 'csv'})") as copy:
            copy.write(_as_binary(rows) if numbers else rows.write_csv(include_header=False, quote_style="non_numeric"))


@cache
def _insertion(into: str, columns: int, rows: int) -> str:
    marks = "(" + ", ".join(["%s"] * columns) + ")"
    return f"INSERT INTO {into} VALUES " + ", ".join([marks] * rows)  # noqa: S608  placeholders alone


@cache
def _insertion_alike(into: str, alike: int, columns: int, rows: int) -> str:
    """For SQLite: what is alike in every row is given once, as the first parameters; only these are numbered, for SQLite keeps
    a list of the numbers it has seen and walks through it.
    """
    marks = ", ".join([*(f"?{place}" for place in range(1, alike + 1)), *["?"] * columns])
    return f"INSERT INTO {into} VALUES {', '.join([f'({marks})'] * rows)}"  # noqa: S608  placeholders alone


def _as_binary(rows: "pl.DataFrame") -> bytes:
    """Rows of whole numbers, none of them absent, in the form that COPY calls binary: see its page in the manual."""
    import numpy as np

    records = np.empty(rows.height, _record(rows.columns))
    records["fields"] = rows.width
    for column in rows.iter_columns():
        records[column.name]["bytes"], records[column.name]["value"] = 8, column.to_numpy()
    return _BINARY_HEAD + records.tobytes() + _BINARY_END


def _from_binary(told: bytes, names: Sequence[str]) -> "dict[str, NDArray[np.int64]]":
    """The columns of such rows."""
    import numpy as np

    assert told.startswith(_BINARY_HEAD) and told.endswith(_BINARY_END)
    records = np.frombuffer(told[len(_BINARY_HEAD) : -len(_BINARY_END)], _record(names))
    return {name: records[name]["value"].astype(np.int64) for name in names}


def _record(names: Sequence[str]) -> "np.dtype[Any]":
    import numpy as np

    return np.dtype([("fields", ">i2"), *((name, [("bytes", ">i4"), ("value", ">i8")]) for name in names)])


@cache
def _with_question_marks(sql: str) -> str:
    return sql.replace("%s", "?")


def rows(sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
    """Every row that a query gives."""
    return Session().rows(sql, parameters)


def row(sql: str, parameters: Sequence[Any] = ()) -> Row | None:
    """The first row that a query gives, if there is one."""
    return Session().row(sql, parameters)


def insert(sql: str, parameters: Sequence[Any]) -> int:
    """Insert one row and return its id."""
    found = row(f"{sql} RETURNING id", parameters)
    assert found is not None
    return int(found[0])


_remembered: WeakKeyDictionary[BaseDatabaseWrapper, tuple[Any, dict[Any, Any]]] = WeakKeyDictionary()


def _memory_of(on: BaseDatabaseWrapper) -> dict[Any, Any]:
    """What has been learnt of rows that never change; forgotten when the connection is opened anew, perhaps elsewhere."""
    driver, learnt = _remembered.get(on, (None, {}))
    if driver is not on.connection:
        learnt = {}
        _remembered[on] = (on.connection, learnt)
        if on.vendor == "postgresql":
            _send_numbers_alike(on.connection)
    return learnt


def _send_numbers_alike(driver: Any) -> None:
    """A number's type is part of what is prepared: without this, each mix of large and small ones were a statement of its own."""
    from psycopg.types.numeric import Int8Dumper

    driver.adapters.register_dumper(int, Int8Dumper)


def remember_on_commit(key: object, learnt: dict[Any, Any]) -> None:
    """Add to a remembered table what this transaction wrote, once it is really there."""
    kept = _memory_of(connection())
    django_transaction.on_commit(lambda: kept.setdefault(key, {}).update(learnt))
