"""A stretch of a chain read from the file alone, as the second process reads it: chunk by chunk, up to what is wrong."""

import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from cronfa import ledger
from cronfa.ledger import segment
from cronfa.ledger.canonical import chained, genesis
from cronfa.ledger.database import ENTRIES_A_FUND, connection
from cronfa.ledger.funds import Fund
from cronfa.ledger.queries import entries
from cronfa.ledger.segment import Segment
from cronfa.ledger.stored import between
from lifted_triggers import run_lifted
from made_up_ledger import clock, open_made_up_fund, spend, spends

ENTRIES = 11
CHUNK = 4
"""So that the stretches below end inside a chunk, at its end and at its beginning."""


@pytest.fixture
def fund(sqlite_ledger: str, monkeypatch: pytest.MonkeyPatch) -> Fund:
    monkeypatch.setattr(segment, "CHUNK", CHUNK)
    ledger.post(open_made_up_fund("other"), spends(1, 3))
    made = open_made_up_fund()
    drafts = [spend(number, 1_000 + number, category=f"Care {number}") for number in range(1, ENTRIES)]
    undone = spend(99, kind="reversal", reverses=2, reason="WRONG", adjustment=True)
    ledger.post(made, [*drafts, undone], recorded_at=clock(1))
    return made


def _asked(fund: Fund, first: int = 1, last: int = ENTRIES) -> Segment:
    hashes = [genesis(fund.slug), *(entry.hash for entry in entries(fund))]
    return Segment(fund.slug, fund.id, fund.first_id, first, last, hashes[first - 1])


def _of_file(asked: Segment) -> segment.Found:
    return segment.of_file(str(connection().settings_dict["NAME"]), asked)


def _sums(fund: Fund, first: int, last: int) -> dict[tuple[str, str, str, str, str], int]:
    found: Counter[tuple[str, str, str, str, str]] = Counter()
    for entry in entries(fund, first, last):
        for line in entry.postings:
            found[line.partner, line.account, line.scheme or "", line.counterparty or "", line.clause or ""] += (
                line.amount_pence
            )
    return dict(found)


def _named(fund: Fund, found: segment.Found) -> dict[tuple[str, str, str, str, str], int]:
    with connection().cursor() as db:
        db.execute("SELECT id, account, scheme, counterparty, clause FROM ledger_coding")
        codings = {coding: tuple(words) for coding, *words in db.fetchall()}
    slugs = {number: slug for slug, number in fund.partner_ids.items()}
    return {(slugs[partner], *codings[coding]): pence for partner, coding, pence in found.sums}


@pytest.mark.parametrize(("first", "last"), [(1, ENTRIES), (1, 4), (1, 5), (3, 3), (5, 8), (5, 9), (11, 11)])
def test_a_stretch_is_counted_hashed_and_added_up(fund: Fund, first: int, last: int) -> None:
    found = _of_file(_asked(fund, first, last))
    assert (found.entries, found.head_hash, found.unbalanced) == (last - first + 1, _hash(fund, last), None)
    assert _named(fund, found) == _sums(fund, first, last)


def test_no_entries_are_an_empty_stretch(fund: Fund) -> None:
    assert _of_file(_asked(fund, 5, 4)) == segment.Found(0, _hash(fund, 4), None, [])


def test_each_hash_that_is_right_is_seen_in_order(fund: Fund) -> None:
    seen: list[str] = []
    asked = _asked(fund, 3, 10)

    def rows(sql: str, parameters: list[object]) -> list[tuple[object, ...]]:
        return connection().connection.execute(sql.replace("%s", "?"), parameters).fetchall()

    words = segment.Legs.of(asked, rows)
    heads, lines = segment.queries(asked, words)
    segment.check(asked, words, ((rows(heads, span), rows(lines, span)) for span in asked.spans()), seen.append)
    assert seen == [_hash(fund, number) for number in range(3, 11)]


WRONG = (
    "UPDATE ledger_entry SET narrative = 'x' WHERE id = {id}",
    "UPDATE ledger_entry SET period_id = 99999 WHERE id = {id}",
    "UPDATE ledger_entry SET batch_id = {id} WHERE id = {id}",
    "DELETE FROM ledger_posting WHERE entry_id = {id} AND line = 2",
    "DELETE FROM ledger_posting WHERE entry_id = {id}",
    "DELETE FROM ledger_entry WHERE id = {id}",
    "UPDATE ledger_posting SET partner_id = 99999 WHERE entry_id = {id} AND line = 1",
    "UPDATE ledger_posting SET coding_id = 99999 WHERE entry_id = {id} AND line = 1",
)


@pytest.mark.parametrize("number", [2, 5, 6, 11])
@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_ends_the_stretch_in_any_chunk(fund: Fund, wrong: str, number: int) -> None:
    asked, before = _asked(fund, 2), _sums(fund, 2, number - 1) if number > 2 else {}
    hash_before = _hash(fund, number - 1)
    run_lifted(wrong.format(id=fund.id * ENTRIES_A_FUND + number))
    found = _of_file(asked)
    assert (found.entries, found.head_hash, found.unbalanced) == (number - 2, hash_before, None)
    assert _named(fund, found) == before


@pytest.mark.parametrize("wrong", [(2, 7), (7, 10), (4, 5), (3, 4)])
def test_the_first_of_those_that_do_not_balance_is_named(fund: Fund, wrong: tuple[int, ...]) -> None:
    """In the same chunk or another, of one shape or of two, for one partner or another, with every hash right."""
    for number, line, partner in zip(wrong, (4, 1), ("health", "council"), strict=True):
        run_lifted(
            f"UPDATE ledger_posting SET amount_pence = amount_pence + 1 WHERE entry_id = {fund.id * ENTRIES_A_FUND + number} "
            f"AND line = {line} AND partner_id = {fund.partner_ids[partner]}"
        )
    previous, statements = genesis(fund.slug), []
    for stored in between(fund, 1, ENTRIES):
        previous = chained(previous, stored.text(fund.slug))
        statements.append(f"UPDATE ledger_entry SET hash = '{previous}' WHERE id = {fund.first_id + stored.number}")
    run_lifted(*statements)
    found = _of_file(_asked(fund))
    assert (found.entries, found.unbalanced) == (ENTRIES, min(wrong))


def _hash(fund: Fund, number: int) -> str:
    return ledger.entry(fund, number).hash if number else genesis(fund.slug)


def test_the_file_is_only_read_and_never_made(fund: Fund, tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        segment.of_file(str(tmp_path / "gone.sqlite3"), _asked(fund))
    assert list(tmp_path.glob("gone*")) == []
