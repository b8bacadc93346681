"""The database as the last line: what raw SQL, by whoever connects, cannot write."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError

from cronfa import ledger
from cronfa.ledger import database as ledger_database
from cronfa.ledger.database import ENTRIES_A_FUND, is_postgresql
from cronfa.ledger.funds import Fund
from cronfa.ledger.schema import TABLES
from cronfa.ledger.stored import head
from made_up_ledger import FIRST_PERIOD, open_made_up_fund, spend, spends

pytestmark = pytest.mark.usefixtures("database")
HASH = "ab" * 32


@pytest.fixture
def fund() -> Fund:
    made = open_made_up_fund()
    ledger.register_agreement(made, "agreement: made-up\n", who="tester")
    ledger.register_source(made, "f.csv", [b"1\n"], mapping="", rows=1, total_pence=1, who="tester")
    ledger.post(made, spends(1, 3))
    return made


def run(sql: str, *parameters: object) -> None:
    with ledger_database.connection().cursor() as db:
        db.execute(sql, parameters)


@contextmanager
def refused(words: str | None = None) -> Iterator[None]:
    """The database refuses what is done inside, at the latest when it is committed."""
    with pytest.raises(DatabaseError, match=words), ledger.transaction():
        yield


def _batch(fund: Fund, first: int = 4) -> int:
    batch_id = fund.id * ENTRIES_A_FUND + first
    run("INSERT INTO ledger_batch VALUES (%s, %s, '2012-04-02T00:00:00.000000Z')", batch_id, fund.id)
    return batch_id


def _entry(
    fund: Fund, batch_id: int, number: int, *, period: int | None = None, replace: bool = False, **changes: object
) -> None:
    if period is None:
        found = ledger_database.row(
            "SELECT id FROM ledger_period WHERE fund_id = %s AND code = %s", [fund.id, FIRST_PERIOD]
        )
        assert found
        period = found[0]
    values = {
        "id": fund.id * ENTRIES_A_FUND + number,
        "fund_id": fund.id,
        "number": number,
        "batch_id": batch_id,
        "kind": "spend",
        "posting_date": "2012-04-02",
        "service_date": "2012-04-02",
        "period_id": period,
        "source_id": None,
        "source_line": None,
        "narrative": "",
        "who": "raw",
        "reason": "",
        "idempotency_key": f"raw {number}",
        "reverses_id": None,
        "category": "",
        "supplier": "",
        "adjustment": 0,
        "hash": HASH,
        **changes,
    }
    how = "INSERT OR REPLACE" if replace else "INSERT"
    run(f"{how} INTO ledger_entry VALUES ({', '.join(['%s'] * len(values))})", *values.values())


def _postings(fund: Fund, number: int, *lines: tuple[str, int], coding: int | None = None) -> None:
    for place, (partner, pence) in enumerate(lines, start=1):
        run(
            "INSERT INTO ledger_posting VALUES (%s, %s, %s, %s, %s)",
            fund.id * ENTRIES_A_FUND + number,
            fund.partner_ids[partner],
            place,
            coding or _coding(fund),
            pence,
        )


def _coding(fund: Fund) -> int:
    found = ledger_database.row("SELECT min(id) FROM ledger_coding WHERE fund_id = %s", [fund.id])
    assert found
    return int(found[0])


def _seal(fund: Fund, first: int = 4, last: int = 4, *, before: str | None = None) -> None:
    previous = before or head_hash(fund, first - 1)
    run(
        "INSERT INTO ledger_seal VALUES (%s, %s, %s, %s, %s, %s)",
        fund.id * ENTRIES_A_FUND + first,
        fund.id,
        first,
        last,
        previous,
        HASH,
    )


def head_hash(fund: Fund, number: int) -> str:
    found = ledger_database.row("SELECT hash FROM ledger_entry WHERE id = %s", [fund.id * ENTRIES_A_FUND + number])
    return found[0] if found else HASH


BALANCED = (("council", 5), ("council", -5))


def test_a_whole_balanced_sealed_batch_is_accepted(fund: Fund) -> None:
    with ledger.transaction():
        _entry(fund, _batch(fund), 4)
        _postings(fund, 4, *BALANCED)
        _seal(fund)
    assert head(fund)[0] == 4


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_changed_or_deleted(fund: Fund, table: str) -> None:
    with refused("append-only"):
        column = "fund_id" if table in ("partner", "agreement", "source", "period", "coding", "batch", "seal") else None
        run(f"UPDATE ledger_{table} SET {column or _a_column(table)} = {column or _a_column(table)}")
    with refused("append-only"):
        run(f"DELETE FROM ledger_{table}")
    if is_postgresql():
        with refused("append-only"):
            run(f"TRUNCATE ledger_{table} CASCADE")
    assert ledger.verify(fund).is_sound


def _a_column(table: str) -> str:
    return {"fund": "title", "source_chunk": "content", "period_event": "reason", "entry": "narrative"}.get(
        table, "amount_pence"
    )


@pytest.mark.parametrize(
    "lines",
    [
        (("council", 5), ("council", -4)),
        (("council", 5), ("health", -5)),
        (("council", 5),),
        (("council", 5), ("council", -5), ("health", 1)),
    ],
    ids=["in total", "between partners", "one line", "one partner of two"],
)
def test_an_unbalanced_entry_is_refused(fund: Fund, lines: tuple[tuple[str, int], ...]) -> None:
    with refused("does not balance"):
        _entry(fund, _batch(fund), 4)
        _postings(fund, 4, *lines)
        _seal(fund)


def test_entries_do_not_balance_each_other(fund: Fund) -> None:
    with refused("does not balance"):
        batch_id = _batch(fund)
        for number, pence in ((4, 5), (5, -5)):
            _entry(fund, batch_id, number)
            _postings(fund, number, ("council", pence), ("health", 0))
        _seal(fund, 4, 5)


def test_an_entry_without_postings_is_refused(fund: Fund) -> None:
    with refused("no postings"):
        _entry(fund, _batch(fund), 4)
        _seal(fund)


def test_no_commit_without_a_seal(fund: Fund) -> None:
    with refused("FOREIGN KEY|foreign key"):
        _entry(fund, _batch(fund), 4)
        _postings(fund, 4, *BALANCED)
    assert head(fund)[0] == 3


def test_an_entry_needs_a_batch(fund: Fund) -> None:
    with refused():
        _entry(fund, fund.id * ENTRIES_A_FUND + 4, 4)


def test_a_sealed_batch_takes_no_more(fund: Fund) -> None:
    sealed = fund.id * ENTRIES_A_FUND + 1
    with refused("sealed|open batch"):
        _entry(fund, sealed, 4)
    with refused("sealed|open batch"):
        _postings(fund, 2, ("third", 0))


def test_a_posting_of_no_entry_is_refused(fund: Fund) -> None:
    with refused("no entry|entry in an open batch"):
        _entry(fund, _batch(fund), 4, hash=HASH)
        _postings(fund, 4, *BALANCED)
        _postings(fund, 5, *BALANCED)
        _seal(fund)


def test_on_sqlite_which_batch_is_open_is_not_written_by_hand(fund: Fund) -> None:
    if is_postgresql():
        assert ledger.verify(fund).is_sound  # it asks its batches and seals
        return
    sealed = fund.id * ENTRIES_A_FUND + 1
    with refused("one open batch"):
        run("INSERT INTO ledger_open VALUES (%s, %s)", fund.id, sealed)
    with refused("one open batch"):
        _batch(fund)
        run("INSERT OR REPLACE INTO ledger_open VALUES (%s, %s)", fund.id, sealed)
    with refused("sealed, not changed"):
        _batch(fund)
        run("UPDATE ledger_open SET batch_id = %s", sealed)
    with refused("sealed, not forgotten"):
        _batch(fund)
        run("DELETE FROM ledger_open")
    assert ledger_database.rows("SELECT * FROM ledger_open") == []


@pytest.mark.parametrize("others", [(2,), (9,), (2, 9)])
def test_rows_that_come_together_with_sound_ones_are_refused_too(fund: Fund, others: tuple[int, ...]) -> None:
    with refused("open batch|FOREIGN KEY"):
        _entry(fund, _batch(fund), 4)
        first, (partner, coding) = fund.id * ENTRIES_A_FUND, (fund.partner_ids["council"], _coding(fund))
        rows = [f"({first + number}, {partner}, {place}, {coding}, 0)" for number in (4, *others) for place in (7, 8)]
        run(f"INSERT INTO ledger_posting VALUES {', '.join(rows)}")


def test_a_posting_of_a_missing_entry_between_two_is_never_sealed(fund: Fund) -> None:
    for last in (4, 6):
        with refused():
            batch_id = _batch(fund)
            for number in (4, 6):
                _entry(fund, batch_id, number)
            first, (partner, coding) = fund.id * ENTRIES_A_FUND, (fund.partner_ids["council"], _coding(fund))
            rows = [f"({first + number}, {partner}, 1, {coding}, 0)" for number in (4, 5, 6)]
            run(f"INSERT INTO ledger_posting VALUES {', '.join(rows)}")
            _seal(fund, 4, last)
    assert head(fund)[0] == 3


def test_a_batch_is_of_a_fund_that_is_there(fund: Fund) -> None:
    with refused():
        missing = (fund.id + 7) * ENTRIES_A_FUND + 1
        run("INSERT INTO ledger_batch VALUES (%s, %s, '2012-04-02T00:00:00.000000Z')", missing, fund.id + 7)
        run("INSERT INTO ledger_seal VALUES (%s, %s, 1, 1, %s, %s)", missing, fund.id + 7, HASH, HASH)


def test_a_posting_needs_an_entry(fund: Fund) -> None:
    with refused():
        _postings(fund, 9, *BALANCED)


@pytest.mark.parametrize(("first", "last", "number"), [(5, 5, 5), (4, 5, 4), (3, 3, 3)])
def test_numbers_leave_no_gap(fund: Fund, first: int, last: int, number: int) -> None:
    with refused():
        _entry(fund, _batch(fund, first), number, idempotency_key="raw")
        _postings(fund, number, *BALANCED)
        _seal(fund, first, last, before=head_hash(fund, 3))


def test_the_chain_must_go_on_from_the_last_hash(fund: Fund) -> None:
    with refused("chain is broken"):
        _entry(fund, _batch(fund), 4)
        _postings(fund, 4, *BALANCED)
        _seal(fund, before="cd" * 32)


def test_a_seal_carries_the_hash_of_its_last_entry(fund: Fund) -> None:
    with refused("not numbered one after another"):
        _entry(fund, _batch(fund), 4, hash="cd" * 32)
        _postings(fund, 4, *BALANCED)
        _seal(fund)


def test_an_idempotency_key_is_used_once(fund: Fund) -> None:
    with refused("idempotency_key|ledger_entry_key"):
        _entry(fund, _batch(fund), 4, idempotency_key="spend 1")


MALFORMED: dict[str, dict[str, object]] = {
    "no kind": {"kind": ""},
    "nobody": {"who": ""},
    "no key": {"idempotency_key": ""},
    "a short hash": {"hash": "ab"},
    "an adjustment that is neither": {"adjustment": 2},
    "a line of no file": {"source_line": 1},
    "a file without a line": {"source_id": 1},
    "another number than its id says": {"id": 5},
    "reverses itself": {"kind": "reversal", "reason": "WRONG", "reverses_id": "itself"},
    "reverses nothing": {"kind": "reversal", "reason": "WRONG"},
    "reverses without a reason": {"kind": "reversal", "reverses_id": "the first"},
}


@pytest.mark.parametrize("changes", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_entry_is_refused(fund: Fund, changes: dict[str, object]) -> None:
    first = fund.id * ENTRIES_A_FUND
    named = {"itself": first + 4, "the first": first + 1, "5": first + 5}
    with refused("not well formed|CHECK constraint failed"):
        _entry(fund, _batch(fund), 4, **{name: named.get(str(value), value) for name, value in changes.items()})
        _postings(fund, 4, *BALANCED)
        _seal(fund)


def test_lines_are_counted_from_one(fund: Fund) -> None:
    with refused("counted from one|CHECK constraint failed"):
        _entry(fund, _batch(fund), 4)
        partner, coding = fund.partner_ids["council"], _coding(fund)
        run("INSERT INTO ledger_posting VALUES (%s, %s, 0, %s, 0)", fund.id * ENTRIES_A_FUND + 4, partner, coding)
        _seal(fund)


@pytest.mark.parametrize(
    "wrong", [{"id": 5}, {"last": 3}, {"last": ENTRIES_A_FUND + 4}, {"before": "ab"}, {"hash": "ab"}]
)
def test_a_malformed_seal_is_refused(fund: Fund, wrong: dict[str, object]) -> None:
    values = {"id": 4, "last": 4, "before": head_hash(fund, 3), "hash": HASH, **wrong}
    with refused():
        _entry(fund, _batch(fund), 4)
        _postings(fund, 4, *BALANCED)
        run(
            "INSERT INTO ledger_seal VALUES (%s, %s, 4, %s, %s, %s)",
            fund.id * ENTRIES_A_FUND + int(str(values["id"])), fund.id, values["last"], values["before"], values["hash"],
        )  # fmt: skip


def test_an_entry_is_reversed_once_and_with_a_reason(fund: Fund) -> None:
    of_one = {"kind": "reversal", "reverses_id": fund.id * ENTRIES_A_FUND + 1}
    with refused():
        _entry(fund, _batch(fund), 4, **of_one, reason="")
    with refused("reverses_id|reversed_once"):
        _batch(fund)
        _entry(fund, fund.id * ENTRIES_A_FUND + 4, 4, **of_one, reason="WRONG")
        _entry(fund, fund.id * ENTRIES_A_FUND + 4, 5, **of_one, reason="WRONG")


@pytest.mark.parametrize(
    ("status", "adjustment", "accepted"), [("closed", 1, False), ("soft-closed", 0, False), ("soft-closed", 1, True)]
)
def test_a_closed_period_takes_no_entry(fund: Fund, status: str, adjustment: int, accepted: bool) -> None:
    ledger.set_period(fund, FIRST_PERIOD, status, who="tester")  # type: ignore[arg-type]

    def insert() -> None:
        _entry(fund, _batch(fund), 4, adjustment=adjustment)
        _postings(fund, 4, *BALANCED)
        _seal(fund)

    if accepted:
        with ledger.transaction():
            insert()
    else:
        with refused("period is closed"):
            insert()


def test_a_period_is_reopened_only_with_a_reason(fund: Fund) -> None:
    ledger.set_period(fund, FIRST_PERIOD, "closed", who="tester")
    found = ledger_database.row("SELECT id FROM ledger_period WHERE code = %s", [FIRST_PERIOD])
    assert found
    with refused("reason"):
        run(
            "INSERT INTO ledger_period_event (period_id, status, reason, who, recorded_at) VALUES (%s, 'open', ' ', 'x', 'x')",
            found[0],
        )


@pytest.mark.parametrize(
    ("before", "after", "needs_a_reason"),
    [
        ("open", "soft-closed", False),
        ("open", "closed", False),
        ("open", "open", False),
        ("soft-closed", "closed", False),
        ("soft-closed", "open", True),
        ("closed", "closed", False),
        ("closed", "soft-closed", True),
        ("closed", "open", True),
    ],
)
def test_what_is_closed_is_opened_only_with_a_reason(fund: Fund, before: str, after: str, needs_a_reason: bool) -> None:
    def record(status: str, reason: str) -> None:
        run(
            "INSERT INTO ledger_period_event (period_id, status, reason, who, recorded_at) VALUES (%s, %s, %s, 'x', 'x')",
            _period_of(fund),
            status,
            reason,
        )

    record(before, "asked")
    if needs_a_reason:
        with refused("reason"):
            record(after, " ")
        record(after, "asked")
    else:
        record(after, " ")


def test_a_fund_uses_its_own_periods_partners_and_codings(fund: Fund) -> None:
    other = open_made_up_fund("other")
    theirs = ledger_database.row("SELECT min(id) FROM ledger_period WHERE fund_id = %s", [other.id])
    assert theirs
    with refused("fund does not have"):
        _entry(fund, _batch(fund), 4, period=theirs[0])
        _postings(fund, 4, *BALANCED)
        _seal(fund)
    with refused("fund does not have"):
        _entry(fund, _batch(fund), 4)
        run(
            "INSERT INTO ledger_posting VALUES (%s, %s, 1, 1, 0)",
            fund.id * ENTRIES_A_FUND + 4,
            other.partner_ids["third"],
        )
        _seal(fund)


def test_a_posting_names_a_coding_that_its_own_fund_has(fund: Fund) -> None:
    other = open_made_up_fund("other")
    ledger.post(other, spends(1, 1))
    for coding in (_coding(other), 9_999):
        with refused("fund does not have"):
            _entry(fund, _batch(fund), 4)
            _postings(fund, 4, *BALANCED, coding=coding)
            _seal(fund)


def test_an_entry_names_a_source_that_its_own_fund_has(fund: Fund) -> None:
    other = open_made_up_fund("other")
    ledger.register_source(other, "g.csv", [b"2\n"], mapping="", rows=1, total_pence=1, who="tester")
    found = ledger_database.row("SELECT id FROM ledger_source WHERE fund_id = %s", [other.id])
    assert found
    with refused("fund does not have"):
        _entry(fund, _batch(fund), 4, source_id=found[0], source_line=1)
        _postings(fund, 4, *BALANCED)
        _seal(fund)


@pytest.mark.parametrize("table", TABLES)
def test_on_sqlite_nothing_is_replaced(fund: Fund, table: str) -> None:
    if is_postgresql():
        run("SELECT 1")  # PostgreSQL knows no INSERT OR REPLACE; ON CONFLICT DO UPDATE is an update, refused above
        return
    ledger.post(fund, spends(4, 4))
    with refused():
        run(f"INSERT OR REPLACE INTO ledger_{table} SELECT * FROM ledger_{table} LIMIT 1")
    assert ledger.verify(fund).is_sound


@pytest.mark.parametrize("same", ["idempotency_key", "head's key", "reverses_id", "id"])
def test_on_sqlite_no_posted_entry_is_replaced_from_an_open_batch(fund: Fund, same: str) -> None:
    of_one = {"kind": "reversal", "reason": "WRONG", "reverses": 1}
    ledger.post(fund, [spend(4, **of_one)])
    changes: dict[str, object] = {
        "idempotency_key": {"idempotency_key": "spend 1"},
        "head's key": {"idempotency_key": "spend 4"},
        "reverses_id": {"kind": "reversal", "reason": "AGAIN", "reverses_id": fund.id * ENTRIES_A_FUND + 1},
        "id": {},
    }[same]
    with refused():
        batch_id = _batch(fund, 5)
        _entry(fund, batch_id, 4 if same == "id" else 5, replace=not is_postgresql(), **changes)
        _postings(fund, 5, *BALANCED)
        _seal(fund, 5, 5)
    assert ledger.verify(fund).is_sound


def test_an_open_batch_takes_no_entry_of_another_fund(fund: Fund) -> None:
    other = open_made_up_fund("other")
    ledger.post(other, spends(1, 1))
    with refused():
        batch_id = _batch(fund)
        _entry(other, batch_id, 1, replace=not is_postgresql(), period=_period_of(other))
    assert ledger.verify(other).is_sound


@pytest.mark.parametrize("column", ["period_id", "source_id", "reverses_id"])
def test_an_entry_names_only_what_is_there(fund: Fund, column: str) -> None:
    wrong: dict[str, dict[str, object]] = {
        "period_id": {"period": 999},
        "source_id": {"source_id": 999, "source_line": 1},
        "reverses_id": {"reverses_id": fund.id * ENTRIES_A_FUND},
    }
    with refused("fund does not have"):
        _entry(fund, _batch(fund), 4, **wrong[column])
        _postings(fund, 4, *BALANCED)
        _seal(fund)


def _period_of(fund: Fund) -> int:
    found = ledger_database.row("SELECT min(id) FROM ledger_period WHERE fund_id = %s", [fund.id])
    assert found
    return int(found[0])


def test_on_sqlite_a_program_that_forgets_foreign_keys_cannot_post(fund: Fund) -> None:
    if is_postgresql():
        assert ledger.verify(fund).is_sound
        return
    run("PRAGMA foreign_keys = OFF")
    with refused("turn PRAGMA foreign_keys on"):
        _batch(fund)
    for number in (3, 4):
        with refused("open batch|batch_id"):
            _entry(fund, fund.id * ENTRIES_A_FUND + 4, number, replace=True, idempotency_key="spend 1")
        with refused("open batch"):
            _postings(fund, number, ("third", 0))
    run("PRAGMA foreign_keys = ON")
    assert ledger.verify(fund).is_sound
