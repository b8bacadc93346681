"""Row-level security on PostgreSQL: for every table, which of its rows a session sees, said once and held by the database.

A session says who it is and which fund it is in (:mod:`cronfa.governance.sight`); a policy on each table compares its rows
with that. A session that says nothing sees nothing. Policies are forced, so they bind the tables' owner too unless it may
bypass them, and they hold for whoever is not that owner: the application's role. A fund is the border. Within a fund every
partner has a right to sums over all postings, so postings are not divided by body; rows that are one body's own are.
"""

import hashlib
from collections.abc import Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

POLICY, OWNERS = "rows_of_the_session", "rows_of_the_owner"

_FUNDS = "ANY ((SELECT string_to_array(current_setting('cronfa.funds', true), ','))::text[])"
_FUND_IDS = "ANY ((SELECT string_to_array(current_setting('cronfa.fund_ids', true), ',')::bigint[])::bigint[])"
_BODIES = "ANY ((SELECT string_to_array(current_setting('cronfa.bodies', true), ','))::text[])"
_PERSON = "(SELECT nullif(current_setting('cronfa.person', true), '')::bigint)"
_ADDRESS = "(SELECT nullif(current_setting('cronfa.address', true), ''))"
_SHOWN = "(SELECT nullif(current_setting('cronfa.token', true), ''))"
_SEES_ALL = "(SELECT current_setting('cronfa.sees_all', true) = 'yes')"
# Each subquery is asked once a statement, not once a row, and leaves the comparison to an index. It gives its type itself: a
# cast around it would be done for every row; the one that stands there does nothing but say that it is an array, no list.


def _at(door: str) -> str:
    return f"(SELECT current_setting('cronfa.door', true) = '{door}')"


FUND = f"fund = {_FUNDS}"
_BY_FUND_ID = f"fund_id = {_FUND_IDS}"
_UNTIL_RELEASED = f"{FUND} AND (partner = '' OR released_at IS NOT NULL OR partner = {_BODIES})"
_RECONCILED = (
    "EXISTS (SELECT FROM governance_reconciliation r "
    f"WHERE r.id = reconciliation_id AND ({_SEES_ALL} OR r.partner = {_BODIES}))"
)
_OWN = f"user_id = {_PERSON} OR {_at('sign-in')}"

RULES: Mapping[str, str] = {
    "ledger_fund": f"slug = {_FUNDS}",
    "ledger_posting": f"(entry_id >> 40) = {_FUND_IDS}",  # an entry's id holds its fund's
    "ledger_source_chunk": "EXISTS (SELECT FROM ledger_source s WHERE s.id = source_id)",
    "ledger_period_event": "EXISTS (SELECT FROM ledger_period p WHERE p.id = period_id)",
    "governance_person": (
        f"id = {_PERSON} OR email = {_ADDRESS} OR {_at('sign-in')} "
        f"OR EXISTS (SELECT FROM governance_appointment a WHERE a.person_id = governance_person.id AND a.{FUND})"
    ),
    "governance_appointment": f"{FUND} OR person_id = {_PERSON}",
    "governance_event": f"{FUND} OR (fund = '' AND {_at('sign-in')})",
    "governance_signoff": "EXISTS (SELECT FROM governance_frozenreport r WHERE r.id = report_id)",
    "governance_query": f"{FUND} AND ({_SEES_ALL} OR partner = {_BODIES})",
    "governance_extract": _RECONCILED,
    "governance_explanation": _RECONCILED,
    "governance_token": f"{FUND} OR sha256 = {_SHOWN}",
    "governance_sent": f"EXISTS (SELECT FROM governance_token t WHERE t.id = token_id AND t.person_id = {_PERSON})",
    "governance_worry": _UNTIL_RELEASED,
    "governance_job": f"({_UNTIL_RELEASED}) OR {_at('worker')}",
    "governance_check": f"{FUND} OR {_at('worker')}",
    "governance_approval": f"{FUND} OR {_at('worker')}",
    "governance_outlook": f"{FUND} OR {_at('worker')}",
    "mfa_authenticator": _OWN,
    "account_emailaddress": _OWN,
    "socialaccount_socialaccount": _OWN,
}
"""Which rows of a table a session sees, where that is not plainly those of its fund."""

_KNOWN_TO_THE_PLANNER = {
    "ledger_posting": ("CREATE STATISTICS IF NOT EXISTS ledger_posting_funds ON (entry_id >> 40) FROM ledger_posting",),
}
"""How many rows a policy leaves, where it compares what no column holds: a plan for a handful is slow for a million."""

OPEN: Mapping[str, str] = {
    "django_migrations": "which changes of the tables have been made",
    "django_content_type": "names of tables",
    "django_session": "found by a key that only its browser knows; sealed by the service's key",
    "site_cache": "counts of failed sign-ins, under hashed names",
    "auth_group": "not used",
    "auth_group_permissions": "not used",
    "auth_permission": "not used",
    "account_emailconfirmation": "not used: an administrator's appointment confirms an address",
    "socialaccount_socialapp": "not used: organisations are described by the environment",
    "socialaccount_socialtoken": "not used: tokens of organisations are not kept",
}
"""Tables that hold nothing of a fund or of a body, and why."""


def rule(table: str, columns: frozenset[str]) -> str | None:
    """Which rows of a table a session sees; ``None`` where every session sees all. A table that nobody thought of shows none."""
    if table in OPEN:
        return None
    if table in RULES:
        return RULES[table]
    if "fund" in columns:
        return FUND
    return _BY_FUND_ID if "fund_id" in columns and table.startswith("ledger_") else "false"


def thought_of(table: str, columns: frozenset[str]) -> bool:
    """Whether somebody has decided who sees a table's rows."""
    return rule(table, columns) != "false"


def tables(on: BaseDatabaseWrapper) -> dict[str, frozenset[str]]:
    """Every table of the schema with its columns."""
    with on.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, array_agg(a.attname::text) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
            "WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 "
            "AND NOT a.attisdropped GROUP BY c.relname ORDER BY c.relname"
        )
        return {table: frozenset(columns) for table, columns in cursor.fetchall()}


def apply(on: BaseDatabaseWrapper) -> list[str]:
    """Bring the policies up to date where this role owns the tables; the tables that were changed.

    What is right already is not touched: changing a policy waits for everyone who reads the table.
    """
    if on.vendor != "postgresql" or not _owns(on):
        return []
    there = _there(on)
    changed = []
    with on.cursor() as cursor:
        for table, columns in tables(on).items():
            wanted = rule(table, columns)
            if wanted is not None and there.get(table) != _mark(wanted):
                for statement in _guarding(table, wanted):
                    cursor.execute(statement)
                changed.append(table)
        for view in _views_of_their_owner(on):
            cursor.execute(f'ALTER VIEW "{view}" SET (security_invoker = true)')
            changed.append(view)
    return changed


def _owns(on: BaseDatabaseWrapper) -> bool:
    with on.cursor() as cursor:
        cursor.execute(
            "SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('ledger_fund')"
        )
        found = cursor.fetchone()
    return bool(found and found[0])


def _there(on: BaseDatabaseWrapper) -> dict[str, str]:
    """By forced table: the mark that its policy carries."""
    with on.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, obj_description(p.oid, 'pg_policy') FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid "
            "WHERE c.relnamespace = current_schema()::regnamespace AND p.polname = %s "
            "AND c.relrowsecurity AND c.relforcerowsecurity",
            [POLICY],
        )
        return dict(cursor.fetchall())


def _views_of_their_owner(on: BaseDatabaseWrapper) -> list[str]:
    """Views that would show whoever asks what their owner may see."""
    with on.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'v' "
            "AND NOT coalesce(reloptions @> ARRAY['security_invoker=true'], false)"
        )
        return [view for (view,) in cursor.fetchall()]


def _mark(wanted: str) -> str:
    return hashlib.sha256(wanted.encode()).hexdigest()


def _guarding(table: str, wanted: str) -> list[str]:
    return [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
        f'DROP POLICY IF EXISTS {POLICY} ON "{table}"',
        f'CREATE POLICY {POLICY} ON "{table}" USING ({wanted}) WITH CHECK ({wanted})',
        f'DROP POLICY IF EXISTS {OWNERS} ON "{table}"',
        f'CREATE POLICY {OWNERS} ON "{table}" TO CURRENT_USER USING (true) WITH CHECK (true)',
        f"COMMENT ON POLICY {POLICY} ON \"{table}\" IS '{_mark(wanted)}'",
        *_KNOWN_TO_THE_PLANNER.get(table, ()),
    ]
