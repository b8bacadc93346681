"""Two roles of PostgreSQL: one owns the tables and operates, the other serves people and is bound by what sessions see.

The owner migrates, takes in by command, backs up; it bypasses policies, for it answers for every fund. The application's
role owns nothing, is no superuser, bypasses nothing, and has no more rights on a table than the pages need.
"""

from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from cronfa.governance import row_security
from cronfa.governance.schema import NEVER_GONE, ONLY_ADDED
from cronfa.language import Text

OWNER, APPLICATION = "cronfa_owner", "cronfa_app"
ATTRIBUTES = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"


def creation(database: str, owner: str = OWNER, application: str = APPLICATION) -> list[str]:
    """What the server's administrator runs once, before there is a database. Passwords are set apart from it."""
    return [
        f'CREATE ROLE "{owner}" LOGIN {ATTRIBUTES} BYPASSRLS',
        f'CREATE ROLE "{application}" LOGIN {ATTRIBUTES} NOBYPASSRLS',
        f'CREATE DATABASE "{database}" OWNER "{owner}"',
        f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC',
        f'GRANT CONNECT, TEMPORARY ON DATABASE "{database}" TO "{application}"',
    ]


def grant(on: BaseDatabaseWrapper, application: str = APPLICATION) -> None:
    """Give the application's role what the pages need of each table, and take away what it no longer needs."""
    with on.cursor() as cursor:
        cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{application}"')
        for table in row_security.tables(on):
            cursor.execute(f'REVOKE ALL ON "{table}" FROM "{application}"')
            cursor.execute(f'GRANT {_needed(table)} ON "{table}" TO "{application}"')
        # Locking a fund's row for one writer at a time counts as an update of it; a trigger refuses a real one.
        cursor.execute(f'GRANT UPDATE (title) ON ledger_fund TO "{application}"')
        cursor.execute(f'GRANT SELECT ON ledger_line TO "{application}"')
        cursor.execute(f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{application}"')


def _needed(table: str) -> str:
    if table == "django_migrations":
        return "SELECT"
    name = table.removeprefix("governance_")
    if table.startswith("ledger_") or name in ONLY_ADDED:
        return "SELECT, INSERT"
    return "SELECT, INSERT, UPDATE" if name in NEVER_GONE else "SELECT, INSERT, UPDATE, DELETE"


def exists(on: BaseDatabaseWrapper, role: str) -> bool:
    """Whether the server knows a role."""
    with on.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        return cursor.fetchone() is not None


def may_change_tables(on: BaseDatabaseWrapper) -> bool:
    """Whether this session is one to make tables: it is on SQLite, there are none yet, or it owns them."""
    if on.vendor != "postgresql":
        return True
    with on.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce((SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class "
            "WHERE oid = to_regclass('ledger_fund')), has_schema_privilege(current_schema(), 'CREATE'))"
        )
        found = cursor.fetchone()
    return bool(found and found[0])


def is_up_to_date(on: BaseDatabaseWrapper) -> bool:
    """Whether every change of the tables that this release knows has been made."""
    executor = MigrationExecutor(on)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that must hold of a shared database, and what was found against it; nothing where it holds."""

    must: Text
    against: tuple[str, ...]


DECIDED = Text(en="somebody has decided who sees each table", cy="penderfynwyd pwy sy'n gweld pob tabl")
FORCED = Text(
    en="every table of a fund, a body or a person has its policy, forced",
    cy="mae gan bob tabl sy'n eiddo i gronfa, corff neu berson ei bolisi, dan orfod",
)
OWNS_NOTHING = Text(en="the serving role owns nothing", cy="nid yw'r rôl sy'n gweini yn berchen ar ddim")
BYPASSES_NOTHING = Text(
    en="it is no superuser and bypasses no policy, itself or as a member",
    cy="nid yw'n uwch-ddefnyddiwr ac nid yw'n osgoi polisi, ynddi'i hun nac fel aelod",
)
VIEWS = Text(en="views show what their reader may see", cy="mae golygon yn dangos yr hyn y caiff eu darllenydd ei weld")
FUNCTIONS = Text(
    en="no function runs with its owner's rights", cy="nid oes ffwythiant yn rhedeg â hawliau ei berchennog"
)
_TABLES_WITHOUT = (
    "SELECT relname FROM pg_class c WHERE relnamespace = current_schema()::regnamespace AND relname = ANY(%(guarded)s) "
    "AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS "
    "(SELECT FROM pg_policy WHERE polrelid = c.oid AND polname = %(policy)s))"
)
_OWNED = (
    "SELECT relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner "
    "WHERE r.rolname = %(application)s AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"
)
_POWERS = (
    "SELECT r.rolname FROM pg_roles r JOIN pg_roles a ON a.rolname = %(application)s "
    "AND pg_has_role(a.oid, r.oid, 'MEMBER') WHERE r.rolsuper OR r.rolbypassrls OR r.rolcreaterole"
)
_VIEWS_WITHOUT = (
    "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('v', 'm') "
    "AND NOT coalesce(reloptions @> ARRAY['security_invoker=true'], false)"
)
_FUNCTIONS_WITH = "SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace AND prosecdef"
_AGAINST = {
    FORCED: _TABLES_WITHOUT, OWNS_NOTHING: _OWNED, BYPASSES_NOTHING: _POWERS, VIEWS: _VIEWS_WITHOUT,
    FUNCTIONS: _FUNCTIONS_WITH,
}  # fmt: skip
"""By what must hold: the query for whatever stands against it."""


def findings(on: BaseDatabaseWrapper, application: str = APPLICATION) -> tuple[Finding, ...]:
    """Whether the border between funds stands: every rule looked up in the catalogue, none taken on trust."""
    tables = row_security.tables(on)
    guarded = [table for table, columns in tables.items() if row_security.rule(table, columns) is not None]
    given: dict[str, Any] = {"guarded": guarded, "policy": row_security.POLICY, "application": application}
    undecided = tuple(table for table, columns in tables.items() if not row_security.thought_of(table, columns))
    found = [Finding(DECIDED, undecided)]
    with on.cursor() as cursor:
        for must, sql in _AGAINST.items():
            cursor.execute(sql, given)
            found.append(Finding(must, tuple(name for (name,) in cursor.fetchall())))
    return tuple(found)
