"""Entries in columns are the entries that their drafts are: the same texts, and the same refusals."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from cronfa.ledger.bulk import post_columns
from cronfa.ledger.database import Session, transaction
from cronfa.ledger.entries import PostingDraft
from cronfa.ledger.entry_columns import EntryColumns
from cronfa.ledger.funds import Fund, open_fund, open_periods, set_period
from cronfa.ledger.posting import post
from cronfa.ledger.queries import entries
from cronfa.ledger.sources import register_source
from cronfa.ledger.verification import verify
from cronfa.problems import Problems

DAY = date(2026, 4, 3)


@pytest.fixture
def fund(database: str) -> Fund:
    opened = open_fund("pool", "Pool", ["council", "board"], who="manager")
    months = [("2026-04", date(2026, 4, 1), date(2026, 4, 30)), ("2026-05", date(2026, 5, 1), date(2026, 5, 31))]
    open_periods(opened, months, who="manager")
    return opened


@pytest.fixture
def columns(fund: Fund) -> EntryColumns:
    """Three entries: one crosses, one is a refund with awkward words, one has partners in the other order."""
    file = register_source(fund, "april.csv", [b"h\n1\n2\n3\n"], mapping="m", rows=3, total_pence=0, who="officer")
    heads = pl.DataFrame(
        {
            "key": ["k1", "k2", "k3"],
            "posting_date": [DAY, DAY, date(2026, 5, 1)],
            "service_date": [DAY, date(2026, 3, 31), date(2026, 4, 30)],
            "period": ["2026-04", "2026-04", "2026-05"],
            "source_line": [2, 3, 4],
            "narrative": ["Hoists", "Two\tlines\nof £5\u2028é", ""],
            "category": ["Equipment", "", "Nursing\x00"],
            "supplier": ["Smith", "Ŵyn\x85a Mab", ""],
        }
    )
    legs = [
        PostingDraft("expenditure", "board", 0, "equipment", None, "3(a)"),
        PostingDraft("bank", "council", 0, "equipment", None, "3(b)"),
        PostingDraft("clearing", "council", 0, "equipment", "board"),
        PostingDraft("clearing", "board", 0, "equipment", "council"),
        PostingDraft("bank", "board", 0, "equipment"),
    ]
    entry = [0, 0, 0, 0, 1, 1, 2, 2, 2, 2]
    leg = [0, 1, 2, 3, 0, 4, 3, 2, 1, 0]
    pence = [100, -100, 100, -100, -50, 50, -7, 7, -7, 7]
    return EntryColumns("spend", "officer", file.sha256, heads, legs, *(np.array(each) for each in (entry, leg, pence)))


def test_columns_are_posted_as_their_drafts_are(fund: Fund, columns: EntryColumns) -> None:
    posted = post_columns(fund, [columns])
    assert (posted.posted, list(posted.numbers)) == (3, [1, 2, 3])
    assert verify(fund).is_sound
    # A key that is there with another content would be refused: each entry's words are those of its draft.
    again = post(fund, columns.drafts())
    assert (again.posted, again.posted_before) == (0, 3)
    assert [entry.narrative for entry in entries(fund)] == ["Hoists", "Two lines of £5 é", ""]


def test_columns_are_posted_where_policies_refuse_copy(
    fund: Fund, columns: EntryColumns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "_may_copy", lambda _: False)
    assert post_columns(fund, [columns]).posted == 3
    assert verify(fund).is_sound
    assert post(fund, columns.drafts()).posted_before == 3


def test_columns_follow_what_is_there(fund: Fund, columns: EntryColumns) -> None:
    post(fund, list(columns.drafts())[:1])
    posted = post_columns(fund, [columns, _with_keys(columns, "-2")])
    assert (posted.posted, posted.posted_before, list(posted.numbers)) == (5, 1, [1, 2, 3, 4, 5, 6])
    assert verify(fund).is_sound


def _with_keys(columns: EntryColumns, end: str) -> EntryColumns:
    return replace(columns, heads=columns.heads.with_columns(key=pl.col("key") + end))


def test_a_key_in_two_stretches_is_never_posted_twice(fund: Fund, columns: EntryColumns) -> None:
    try:
        post_columns(fund, [columns, _with_keys(columns, "-2"), columns])
    except sqlite3.IntegrityError:
        assert not list(entries(fund))
    assert verify(fund).is_sound


@pytest.mark.parametrize("committed", [True, False])
def test_a_stretch_that_is_there_is_found_behind_others(fund: Fund, columns: EntryColumns, committed: bool) -> None:
    """Whether it was posted long ago, or a moment before in a transaction that still goes on."""
    first = _with_keys(columns, "-1")
    if committed:
        post_columns(fund, [columns])
    with transaction():
        if not committed:
            post_columns(fund, [columns])
        posted = post_columns(fund, [first, columns])
    assert (posted.posted, posted.posted_before, list(posted.numbers)) == (3, 3, [4, 5, 6, 1, 2, 3])
    assert verify(fund).is_sound


def _set(name: str, value: object) -> Callable[[EntryColumns], EntryColumns]:
    return lambda columns: replace(columns, **{name: value})


def _head(**values: object) -> Callable[[EntryColumns], EntryColumns]:
    changed = [pl.Series(name, value) for name, value in values.items()]
    return lambda columns: replace(columns, heads=columns.heads.with_columns(changed))


WRONG: dict[str, Callable[[EntryColumns], EntryColumns]] = {
    "an unknown partner": _set("legs", [PostingDraft("bank", "nobody", 0)] * 5),
    "an unknown account": _set("legs", [PostingDraft("cash", "council", 0)] * 5),  # type: ignore[arg-type]
    "unbalanced for a partner": _set(
        "legs", [PostingDraft("bank", "council", 0), *[PostingDraft("bank", "board", 0)] * 4]
    ),
    "beyond all amounts": lambda columns: replace(columns, pence=columns.pence * 10**14),
    "an entry without postings": lambda columns: replace(
        columns, entry=columns.entry[:-4], leg=columns.leg[:-4], pence=columns.pence[:-4]
    ),
    "an unknown period": _head(period=["2026-04", "1066-10", "2026-05"]),
    "a closed period": _head(period=["2026-04", "2026-06", "2026-05"]),
    "an unknown file": _set("file", "f" * 64),
    "nobody": _set("who", " "),
    "no key": _head(key=["k1", " ", "k3"]),
    "a key with two contents": _head(key=["k1", "k2", "k1"]),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_refused_in_the_words_that_its_drafts_get(
    fund: Fund, columns: EntryColumns, wrong: Callable[[EntryColumns], EntryColumns]
) -> None:
    open_periods(fund, [("2026-06", date(2026, 6, 1), date(2026, 6, 30))], who="manager")
    set_period(fund, "2026-06", "closed", who="manager")
    spoilt = wrong(columns)
    with pytest.raises(Problems) as by_columns:
        post_columns(fund, [spoilt])
    with pytest.raises(Problems) as by_drafts:
        post(fund, spoilt.drafts())
    assert by_columns.value.problems == by_drafts.value.problems
    assert not list(entries(fund))


def test_a_stretch_that_is_wrong_stops_those_before_and_after_it(fund: Fund, columns: EntryColumns) -> None:
    spoilt = replace(columns, heads=columns.heads.with_columns(key=pl.col("key") + "x", period=pl.lit("1066-10")))
    last = replace(columns, heads=columns.heads.with_columns(key=pl.col("key") + "y"))
    with pytest.raises(Problems) as stopped:
        post_columns(fund, [columns, spoilt, last])
    assert len(stopped.value.problems) == 3
    assert not list(entries(fund))
