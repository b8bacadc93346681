"""What a single row may not be, even where every trigger and reference is lifted: the tables' own checks and keys."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError

from cronfa import ledger
from cronfa.ledger.database import ENTRIES_A_FUND, connection, is_postgresql
from cronfa.ledger.entries import SourceLine
from cronfa.ledger.schema import TABLES
from lifted_triggers import run_lifted
from made_up_ledger import open_made_up_fund, spend

LIMIT = ENTRIES_A_FUND
NEXT = {"id": "id + 1"}
NEXT_ENTRY = {"id": "id + 1", "number": "number + 1", "idempotency_key": "'other'", "reverses_id": "NULL"}


@pytest.fixture(autouse=True)
def _fund(database: str) -> None:
    """One row at least in every table; the last entry reverses the first."""
    fund = open_made_up_fund()
    ledger.register_agreement(fund, "agreement: made-up\n", who="tester")
    file = ledger.register_source(fund, "f.csv", [b"1\n"], mapping="", rows=1, total_pence=1, who="tester")
    ledger.post(fund, [spend(1, source=SourceLine(file.sha256, 1))])
    ledger.post(fund, [spend(2, kind="reversal", reverses=1, reason="WRONG")])


def _columns(table: str) -> dict[str, bool]:
    """Each column of a table, and whether it may be left empty."""
    with connection().cursor() as db:
        if is_postgresql():
            asked = "SELECT column_name, is_nullable = 'YES' FROM information_schema.columns WHERE table_name = %s"
        else:
            asked = "SELECT name, NOT \"notnull\" AND type || pk <> 'INTEGER1' FROM pragma_table_info(%s)"
        db.execute(asked, [f"ledger_{table}"])
        return {name: bool(empty) for name, empty in db.fetchall()}


def _copy(table: str, changes: dict[str, str], how: str = "INSERT") -> str:
    """The statement that copies a table's last row with some of its columns changed."""
    columns = list(_columns(table))
    given = ", ".join(changes.get(name, name) for name in columns)
    key = "entry_id, partner_id, line" if table == "posting" else "id"
    last = f"SELECT {given} FROM ledger_{table} ORDER BY {' DESC, '.join(key.split(', '))} DESC LIMIT 1"
    return f"{how} INTO ledger_{table} ({', '.join(columns)}) {last}"


@contextmanager
def _refused(words: str, what: object) -> Iterator[None]:
    try:
        with pytest.raises(DatabaseError, match=words), ledger.transaction():
            yield
    except pytest.fail.Exception as accepted:
        raise AssertionError(f"accepted: {what}") from accepted


CHECKED: list[tuple[str, dict[str, str]]] = [
    ("fund", {"id": "0", "slug": "'other'"}),
    ("fund", {"id": "8388608", "slug": "'other'"}),
    ("fund", {**NEXT, "slug": "''"}),
    ("partner", {**NEXT, "slug": "''"}),
    ("agreement", {**NEXT, "sha256": "'ab'"}),
    ("source", {**NEXT, "sha256": "'ab'"}),
    ("source_chunk", {**NEXT, "first_line": "0"}),
    ("period", {**NEXT, "code": "''"}),
    ("period", {**NEXT, "code": "'other'", "starts": "'2012-06-02'", "ends": "'2012-06-01'"}),
    ("period_event", {**NEXT, "status": "'ajar'"}),
    ("coding", {**NEXT, "account": "''"}),
    ("seal", {"id": "id + 1", "last_number": "last_number + 1"}),
    ("seal", {"id": "id + 1", "first_number": "first_number + 1"}),
    ("seal", {"id": f"fund_id * {LIMIT} + {LIMIT}", "first_number": str(LIMIT), "last_number": str(LIMIT)}),
    ("seal", {"id": "id + 1", "first_number": "first_number + 1", "last_number": "last_number + 1", "last_hash": "'ab'"}),
    ("seal", {"id": "id + 1", "first_number": "first_number + 1", "last_number": "last_number + 1", "previous_hash": "'ab'"}),
    ("entry", {**NEXT_ENTRY, "kind": "'spend'", "id": f"fund_id * {LIMIT}", "number": "0", "batch_id": f"fund_id * {LIMIT}"}),
    ("entry", {**NEXT_ENTRY, "kind": "'spend'", "number": "number"}),
    ("entry", {**NEXT_ENTRY, "kind": "'spend'", "batch_id": "id + 2"}),
    ("entry", {**NEXT_ENTRY, "kind": "''"}),
    ("entry", {**NEXT_ENTRY, "kind": "'spend'", "source_line": "1"}),
    ("entry", {**NEXT_ENTRY, "kind": "'spend'", "source_id": "1"}),
    ("entry", {**NEXT_ENTRY, "kind": "'spend'", "who": "''"}),
    ("entry", {**NEXT_ENTRY, "kind": "'spend'", "idempotency_key": "''"}),
    ("entry", {**NEXT_ENTRY, "kind": "'reversal'", "reverses_id": "id + 1"}),
    ("entry", {**NEXT_ENTRY, "kind": "'reversal'"}),
    ("entry", {**NEXT_ENTRY, "kind": "'reversal'", "reverses_id": "id", "reason": "''"}),
    ("entry", {**NEXT_ENTRY, "kind": "'spend'", "adjustment": "2"}),
    ("entry", {**NEXT_ENTRY, "kind": "'spend'", "hash": "'ab'"}),
    ("posting", {"line": "0"}),
]  # fmt: skip
ASKED_BY_TRIGGERS = ("seal", "entry", "posting")
"""On PostgreSQL their triggers ask this too: see test_refusals.py."""
# PostgreSQL has dates for these.
CHECKED_ON_SQLITE: list[tuple[str, dict[str, str]]] = [
    ("period", {**NEXT, "code": "'other'", "starts": "'2012'"}),
    ("period", {**NEXT, "code": "'other'", "ends": "'2013'"}),
    ("entry", {**NEXT_ENTRY, "kind": "'spend'", "posting_date": "'2012'"}),
    ("entry", {**NEXT_ENTRY, "kind": "'spend'", "service_date": "'2012'"}),
    ("entry", {**NEXT_ENTRY, "kind": "'spend'", "batch_id": f"fund_id * {LIMIT}"}),
]


def test_every_check_of_a_row_refuses_what_it_is_there_for() -> None:
    on_postgresql = [(table, changes) for table, changes in CHECKED if table not in ASKED_BY_TRIGGERS]
    for table, changes in on_postgresql if is_postgresql() else CHECKED + CHECKED_ON_SQLITE:
        with _refused("CHECK constraint|check constraint", (table, changes)):
            run_lifted(_copy(table, changes))


def test_rows_like_these_with_nothing_wrong_are_accepted_so_that_it_is_the_checks_that_refuse() -> None:
    other = f"'{'cd' * 32}'"
    new_seal = {"id": "id + 1", "first_number": "first_number + 1", "last_number": "last_number + 1"}
    for table, changes in {
        "fund": {**NEXT, "slug": "'other'"},
        "partner": {**NEXT, "slug": "'other'"},
        "agreement": {**NEXT, "sha256": other},
        "source": {**NEXT, "sha256": other},
        "source_chunk": {**NEXT, "first_line": "2"},
        "period": {**NEXT, "code": "'other'"},
        "period_event": NEXT,
        "coding": {**NEXT, "account": "'other'"},
        "seal": new_seal,
        "entry": {**NEXT_ENTRY, "kind": "'spend'"},
        "posting": {"line": "line + 1"},
    }.items():
        run_lifted(_copy(table, changes))


KEYS: list[tuple[str, dict[str, str]]] = [
    ("fund", NEXT),
    ("partner", NEXT),
    ("agreement", NEXT),
    ("source", NEXT),
    ("source_chunk", NEXT),
    ("period", NEXT),
    ("coding", NEXT),
    ("entry", {**NEXT_ENTRY, "kind": "'spend'", "idempotency_key": "idempotency_key"}),
    ("entry", {**NEXT_ENTRY, "reverses_id": "reverses_id"}),
    ("posting", {}),
    *((table, {}) for table in TABLES if table not in ("posting", "entry")),
]


def test_no_key_is_there_twice() -> None:
    for table, changes in KEYS:
        with _refused("UNIQUE constraint|unique constraint", (table, changes)):
            run_lifted(_copy(table, changes))


REFERENCES: list[tuple[str, dict[str, str]]] = [
    ("partner", {**NEXT, "fund_id": "99"}),
    ("agreement", {**NEXT, "fund_id": "99"}),
    ("source", {**NEXT, "fund_id": "99"}),
    ("source_chunk", {**NEXT, "source_id": "99"}),
    ("period", {**NEXT, "fund_id": "99"}),
    ("period_event", {**NEXT, "period_id": "99"}),
    ("coding", {**NEXT, "fund_id": "99"}),
    ("batch", NEXT),
]


def test_nothing_refers_to_what_is_not_there() -> None:
    for table, changes in REFERENCES:
        with _refused("FOREIGN KEY|foreign key", (table, changes)), connection().cursor() as db:
            db.execute(_copy(table, changes))


def test_only_what_an_entry_need_not_have_may_be_left_empty() -> None:
    empty = {(table, name) for table in TABLES for name, may_be in _columns(table).items() if may_be}
    assert empty == {("entry", "source_id"), ("entry", "source_line"), ("entry", "reverses_id")}


def test_on_sqlite_columns_hold_what_their_types_say() -> None:
    with connection().cursor() as db:
        if is_postgresql():
            return
        db.execute("SELECT name FROM pragma_table_list WHERE name LIKE 'ledger_%%' AND type = 'table' AND NOT strict")
        assert db.fetchall() == []


REPLACED = ("fund", "partner", "agreement", "source", "source_chunk", "period", "coding")


def test_on_sqlite_nothing_is_replaced_by_a_row_with_the_same_key_or_the_same_id() -> None:
    if is_postgresql():
        return  # it knows no INSERT OR REPLACE
    for table in REPLACED:
        name = {"fund": "slug", "partner": "slug", "period": "code", "coding": "account", "source_chunk": "first_line"}
        other = {name.get(table, "sha256"): f"'{'ef' * 32}'" if table != "source_chunk" else "9"}
        for changes in (NEXT, other):
            with _refused("never replaced", (table, changes)), connection().cursor() as db:
                db.execute(_copy(table, changes, "INSERT OR REPLACE"))
    for table in ("batch", "seal"):
        with _refused("never replaced", table), connection().cursor() as db:
            db.execute(_copy(table, {}, "INSERT OR REPLACE"))
