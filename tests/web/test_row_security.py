"""Row-level security: the database itself keeps funds apart, whatever the code around it asks for (R9)."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from cronfa.fund.opening import RunningFund
from cronfa.governance import database_roles, row_security, sight
from cronfa.governance.models import Person
from cronfa.governance.roles import RIGHTS, Role
from cronfa.governance.sight import NOTHING, Sight
from cronfa.ledger.database import connection as ledger_connection, setup
from served_on_postgres import APPLICATION, OWNER, address

COMMENTED = (
    "INSERT INTO governance_commentary (fund, period, scheme, text, action, owner, written_by_id, written_at) "
    "SELECT '{}', '2025-04', 'x', 'x', '', '', min(id), now() FROM governance_person"
)
EVENT = (
    "INSERT INTO governance_event (fund, number, at, who, role, what, about, why, before, after, hash) "
    "VALUES ('other', 1, '', '', '', '', '', '', '', '', '')"
)


@pytest.fixture
def bound(postgres_server: str, made_on_postgres: str) -> Iterator[None]:
    """This thread's connection is the application's own, to a database that all tests share: none leaves anything in it."""
    setup(address(postgres_server, APPLICATION, made_on_postgres))
    yield
    sight.forget()
    ledger_connection().close()


def rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def guarded() -> list[str]:
    return [table for table, columns in row_security.tables(connection).items() if row_security.rule(table, columns)]


def filled(server: str, database: str) -> set[str]:
    """The guarded tables that have rows at all, as the owner sees them."""
    with psycopg.connect(address(server, OWNER, database)) as owner:
        return {table for table in guarded() if owner.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone()}


def test_the_catalogue_bears_out_every_rule(bound: None) -> None:
    found = database_roles.findings(connection)
    assert len(found) == 6
    assert [each for each in found if each.against] == []


def test_a_table_nobody_thought_of_is_found_and_shows_nothing(postgres_server: str, database_on_postgres: str) -> None:
    setup(address(postgres_server, OWNER, database_on_postgres))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE governance_secret (id bigint, body text)")
        cursor.execute("INSERT INTO governance_secret VALUES (1, 'board')")
    undecided, unguarded = database_roles.findings(connection)[:2]
    assert undecided.against == unguarded.against == ("governance_secret",)
    assert row_security.apply(connection) == ["governance_secret"]
    assert row_security.apply(connection) == []
    database_roles.grant(connection)
    with psycopg.connect(address(postgres_server, APPLICATION, database_on_postgres)) as application:
        assert application.execute("SELECT * FROM governance_secret").fetchall() == []


@pytest.mark.parametrize(
    ("statement", "at"),
    [
        ("ALTER TABLE ledger_entry NO FORCE ROW LEVEL SECURITY", 1),
        ("ALTER TABLE governance_person DISABLE ROW LEVEL SECURITY", 1),
        (f"ALTER TABLE governance_event OWNER TO {APPLICATION}", 2),
        (f"REVOKE {APPLICATION} FROM {OWNER}; GRANT {OWNER} TO {APPLICATION}", 3),
        ("ALTER VIEW ledger_line SET (security_invoker = false)", 4),
        ("CREATE FUNCTION peep() RETURNS int SECURITY DEFINER LANGUAGE sql AS 'SELECT 1'", 5),
    ],
)
def test_a_border_that_has_fallen_is_found(
    postgres_server: str, database_on_postgres: str, statement: str, at: int
) -> None:
    """Each of the findings can fail."""
    with psycopg.connect(address(postgres_server, "postgres", database_on_postgres)) as administrator:
        setup(address(postgres_server, OWNER, database_on_postgres))
        administrator.execute(statement)
        administrator.commit()
        try:
            assert database_roles.findings(connection)[at].against
        finally:
            ledger_connection().close()
            administrator.execute(f"REVOKE {OWNER} FROM {APPLICATION}; GRANT {APPLICATION} TO {OWNER}")


def test_who_says_nothing_sees_nothing(bound: None, postgres_server: str, made_on_postgres: str) -> None:
    there = filled(postgres_server, made_on_postgres)
    assert {"ledger_posting", "ledger_source_chunk", "governance_person", "governance_appointment"} <= there
    assert {table: rows(f'SELECT count(*) FROM "{table}"') for table in there} == {table: [(0,)] for table in there}
    assert rows("SELECT count(*) FROM ledger_line") == [(0,)]


def test_in_one_fund_no_row_of_another_is_seen_by_any_sql(bound: None) -> None:
    sight.see(Sight(funds=("small",), sees_all=True))
    ours = rows("SELECT id FROM ledger_fund")
    assert len(ours) == 1
    for table, columns in row_security.tables(connection).items():
        if "fund_id" in columns:
            assert rows(f"SELECT DISTINCT fund_id FROM {table}") in (ours, []), table
        elif "fund" in columns:
            assert rows(f"SELECT DISTINCT fund FROM {table}") in ([("small",)], []), table
    assert rows("SELECT DISTINCT entry_id >> 40 FROM ledger_posting") == ours
    assert rows("SELECT DISTINCT fund FROM ledger_line") == [("small",)]
    assert rows("SELECT count(*) FROM governance_person WHERE email = 'stranger@example.org'") == [(0,)]
    assert rows("SELECT count(*) FROM governance_person")[0][0] > 8


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE governance_commentary SET fund = 'other'",
        COMMENTED.format("other"),
        EVENT,
        "INSERT INTO ledger_partner (fund_id, slug) SELECT id + 1, 'another' FROM ledger_fund",
    ],
)
def test_nothing_is_written_into_another_fund(bound: None, sql: str) -> None:
    sight.see(Sight(funds=("small",), sees_all=True))
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COMMENTED.format("small"))
        assert cursor.rowcount == 1
        cursor.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE ledger_entry DISABLE ROW LEVEL SECURITY",
        "DROP POLICY rows_of_the_session ON ledger_entry",
        f"SET ROLE {OWNER}",
        "UPDATE ledger_entry SET narrative = ''",
        "DELETE FROM governance_event",
        "TRUNCATE governance_proposal",
        "CREATE TABLE mine (id int)",
        "COPY ledger_entry TO PROGRAM 'cat'",
    ],
)
def test_the_applications_role_cannot_open_the_border_itself(bound: None, sql: str) -> None:
    sight.see(Sight(funds=("small",), sees_all=True))
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
        rows(sql)


def test_what_is_seen_outlasts_inner_transactions_that_fail_and_is_never_said_inside_one(bound: None) -> None:
    sight.see(Sight(funds=("small",)))
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            assert rows("SELECT slug FROM ledger_fund") == [("small",)]
            raise ZeroDivisionError
        assert rows("SELECT slug FROM ledger_fund") == [("small",)]
        with pytest.raises(AssertionError, match="outside of transactions"), transaction.atomic():
            sight.see(Sight(funds=("other",)))
        assert rows("SELECT slug FROM ledger_fund") == [("small",)]
    assert rows("SELECT slug FROM ledger_fund") == [("small",)]
    sight.forget()
    assert rows("SELECT count(*) FROM ledger_fund") == [(0,)]


def test_a_connection_opened_meanwhile_sees_what_the_request_sees(bound: None) -> None:
    sight.see(Sight(funds=("small",)))
    connection.close()
    assert rows("SELECT slug FROM ledger_fund") == [("small",)]
    sight.see(NOTHING)
    connection.close()
    assert rows("SELECT slug FROM ledger_fund") == []


def test_people_are_found_by_their_address_at_the_door_and_elsewhere_only_where_they_are_needed(bound: None) -> None:
    def known(email: str) -> bool:
        return Person.objects.filter(email=email).exists()

    sight.see(Sight(door="sign-in"))
    assert known("stranger@example.org") and known("auditor-fund@example.org")
    assert rows("SELECT count(*) FROM governance_appointment") == rows("SELECT count(*) FROM ledger_entry") == [(0,)]
    sight.see(Sight(funds=("small",)))
    assert not known("stranger@example.org")
    with transaction.atomic():
        sight.know("stranger@example.org")
        assert known("stranger@example.org")
    assert not known("stranger@example.org")


@pytest.mark.parametrize(
    ("sql", "through"),
    [
        ("SELECT id FROM ledger_entry WHERE fund_id = 1 AND idempotency_key = 'k'", "ledger_entry_key"),
        ("SELECT id FROM ledger_entry WHERE id > 1 AND id < 9 ORDER BY id DESC LIMIT 1", "ledger_entry_pkey"),
        ("SELECT line FROM ledger_posting WHERE entry_id = 5", "ledger_posting_pkey"),
        ("SELECT id FROM governance_event WHERE fund = 'small' ORDER BY number DESC LIMIT 1", "event_number_once"),
    ],
)
def test_policies_leave_questions_to_the_indexes(bound: None, sql: str, through: str) -> None:
    sight.see(Sight(funds=("small",)))
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = " ".join(line for (line,) in rows(f"EXPLAIN {sql}"))
    assert through in plan and "Index Cond" in plan


def test_the_planner_knows_how_many_postings_a_fund_has(bound: None) -> None:
    assert rows("SELECT stxname FROM pg_statistic_ext") == [("ledger_posting_funds",)]


ROLES = [(Role.MANAGER, "council"), (Role.PARTNER_OFFICER, "board"), (Role.ADMINISTRATOR, "fund")]


@pytest.mark.parametrize(("role", "body"), ROLES)
def test_every_page_answers_as_it_does_without_the_policies(
    fund_on_postgres: RunningFund, role: Role, body: str
) -> None:
    from cronfa.web.pages import PAGES
    from web.every_page import MISSING_IS_RIGHT, address as address_of

    client = browser(f"{role.value}-{body}@example.org")
    for page in PAGES:
        may = page.needs in RIGHTS[role]
        status = client.get(address_of(page, "small", body)).status_code
        allowed = {404} if page.name in MISSING_IS_RIGHT else {200, 302}
        assert status in (allowed if may else {403}), (role, page.name, status)
        assert client.get(address_of(page, "other")).status_code == 404


def browser(email: str) -> Client:
    from django.conf import settings

    client = Client(HTTP_HOST="127.0.0.1", HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(Person.objects.get(email=email), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def test_bulk_posting_works_for_the_bound_role_too(postgres_server: str, database_on_postgres: str) -> None:
    """COPY is not allowed where policies hold; many rows go in by INSERT there."""
    from datetime import date

    from cronfa.fund.opening import find
    from cronfa.ledger import EntryDraft, PostingDraft, post, verify

    setup(address(postgres_server, APPLICATION, database_on_postgres))
    sight.see(Sight(funds=("small",)))
    fund = find("small").ledger
    legs = (PostingDraft("bank", "council", 100), PostingDraft("contributions", "council", -100))
    drafts = [EntryDraft("contribution", f"k{n}", date(2025, 4, 1), "2025-04", "x", "me", legs) for n in range(1_500)]
    assert post(fund, drafts).posted == 1_500
    assert verify(fund).is_sound
    sight.forget()
