"""The small fund on PostgreSQL as it is deployed: one role owns it, another, bound by the policies, serves it."""

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

OWNER, APPLICATION = "cronfa_owner", "cronfa_app"
TEMPLATE = "cronfa_web_template"


def address(server: str, role: str, database: str) -> str:
    """The same server, another role and database."""
    return server.replace("postgres:@", f"{role}:@").replace("/postgres?", f"/{database}?")


def run(server: str, *statements: Any) -> None:
    """Statements of the server's administrator, each by itself."""
    with psycopg.connect(server, autocommit=True) as administrator:
        for statement in statements:
            administrator.execute(statement)


def make(server: str, folder: Path, build: Callable[[str, Path], None]) -> str:
    """The name of a database that holds the small fund, made by its owner as the guide says, to be copied."""
    from django.db import connections

    from cronfa.governance import database_roles
    from cronfa.ledger.database import connection, setup

    run(server, *database_roles.creation(TEMPLATE))
    run(server, f"GRANT {APPLICATION} TO {OWNER}")  # so that a test can be one and the other on one connection
    before = os.environ.get("CRONFA_DATABASE_URL", "")
    build(address(server, OWNER, TEMPLATE), folder)
    setup(address(server, OWNER, TEMPLATE))
    database_roles.grant(connections["default"])
    connection().close()
    os.environ["CRONFA_DATABASE_URL"] = before
    return TEMPLATE


@contextmanager
def copied(server: str, template: str) -> Iterator[str]:
    """A copy for one test; its name."""
    from cronfa.ledger.database import connection

    name = f"cronfa_{uuid.uuid4().hex}"
    into, out_of, owner = (sql.Identifier(each) for each in (name, template, OWNER))
    run(server, sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(into, out_of, owner))
    try:
        yield name
    finally:
        connection().close()
        run(server, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(into))


@contextmanager
def requests_bound() -> Iterator[None]:
    """Requests are answered as the application's role; the test itself, around them, looks as the owner."""
    from django.core.signals import request_finished, request_started
    from django.db import connection

    def bind(**_: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {APPLICATION}")

    def free(**_: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")

    request_started.connect(bind)
    request_finished.connect(free)
    try:
        yield
    finally:
        request_started.disconnect(bind)
        request_finished.disconnect(free)
