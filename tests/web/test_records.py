"""The trail and what was decided are kept by the database itself: raw SQL that would change them is refused."""

import csv
import io
import json
from collections.abc import Callable, Iterator

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Event, Person, Proposal
from cronfa.governance.roles import Role
from cronfa.governance.trail import first_wrong, record
from cronfa.ledger.database import connection as ledger_connection


@pytest.fixture
def records(database: str) -> Iterator[Proposal]:
    """Two events and a proposal that waits, on each kind of database."""
    record("small", who="one", what="did", about="this")
    record("small", who="two", what="did", about="that")
    maker = Person.objects.create_user("maker@example.org", name="maker")
    Person.objects.create_user("checker@example.org", name="checker")
    yield Proposal.objects.create(fund="small", kind="reversal", content="{}", key="k", made_by=maker, why="paid twice")
    ledger_connection().close()


def refused(sql: str) -> None:
    with pytest.raises(DatabaseError, match="governance"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE governance_event SET who = 'another' WHERE number = 1",
        "DELETE FROM governance_event WHERE number = 2",
        "DELETE FROM governance_event",
        "DELETE FROM governance_proposal",
        "UPDATE governance_proposal SET content = '{\"number\": 9}'",
        "UPDATE governance_proposal SET why = 'another'",
        "UPDATE governance_proposal SET made_by_id = decided_by_id, fund = 'other'",
    ],
)
def test_sql_that_would_change_a_record_is_refused(records: Proposal, sql: str) -> None:
    refused(sql)
    assert first_wrong("small") is None
    assert Proposal.objects.get().why == "paid twice"


def test_what_is_decided_stays_decided_for_the_database_too(records: Proposal) -> None:
    checker = Person.objects.get(name="checker").pk
    run(f"UPDATE governance_proposal SET state = 'approved', decided_by_id = {checker}")
    run("UPDATE governance_proposal SET outcome = '{}'")
    refused("UPDATE governance_proposal SET outcome = '[]'")
    refused("UPDATE governance_proposal SET state = 'prepared', decided_by_id = NULL")
    assert Proposal.objects.get().state == Proposal.APPROVED


def test_an_event_cannot_be_replaced_by_an_insert(records: Proposal) -> None:
    if connection.vendor == "postgresql":
        refused("TRUNCATE governance_event")
        return
    columns = "fund, number, at, who, role, what, about, why, before, after, hash"
    refused(
        f"INSERT OR REPLACE INTO governance_event ({columns}) VALUES ('small', 1, '', 'x', '', '', '', '', '', '', '')"
    )
    assert first_wrong("small") is None


def test_a_trail_changed_behind_the_refusals_does_not_verify(records: Proposal) -> None:
    """Whoever may drop triggers can change a row, but not unseen."""
    run(
        "DROP TRIGGER governance_event_no_update"
        if connection.vendor == "sqlite"
        else "DROP TRIGGER governance_event_record ON governance_event"
    )
    run("UPDATE governance_event SET why = 'a better reason' WHERE number = 2")
    assert first_wrong("small") == 2


def test_the_trail_is_exported_whole_and_says_whether_it_verifies(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    for number in range(60):
        record("small", who="one", what="did", about=f"this {number}", why="=1+1", after={"pence": number})
    client = sign_in(Role.AUDITOR)
    told = json.loads(client.get("/en/funds/small/trail/trail.json").content)
    assert told["sound"] is True and told["first_wrong"] is None
    assert [event["number"] for event in told["events"]] == list(
        range(1, Event.objects.filter(fund="small").count() + 1)
    )
    assert told["events"][-1]["after"] == {"pence": 59}
    sent = client.get("/en/funds/small/trail/trail.csv")
    assert "attachment" in sent["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(sent.content.decode("utf-8-sig"))))
    assert len(rows) == len(told["events"]) and rows[-1]["hash"] == told["events"][-1]["hash"]
    assert rows[-1]["why"] == "'=1+1"
