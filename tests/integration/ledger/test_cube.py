"""Sums that are kept between questions are those that the ledger gives now, whatever happened in between."""

from datetime import date
from pathlib import Path

import pytest

from cronfa.ledger import cube
from cronfa.ledger.database import connection, setup, transaction
from cronfa.ledger.entries import EntryDraft, PostingDraft
from cronfa.ledger.funds import Fund, open_fund, open_periods
from cronfa.ledger.posting import post
from cronfa.ledger.queries import balances


def opened(url: str) -> Fund:
    setup(url)
    fund = open_fund("pool", "Pool", ("council", "board"), who="test")
    open_periods(fund, [("2025-04", date(2025, 4, 1), date(2025, 4, 30))], who="test")
    return fund


def paid(key: str, pence: int) -> EntryDraft:
    lines = (PostingDraft("bank", "council", pence, "care"), PostingDraft("contributions", "council", -pence, "care"))
    return EntryDraft("contribution", key, date(2025, 4, 2), "2025-04", "paid", "test", lines)


def bank(fund: Fund) -> int:
    return balances(fund, ("account", "partner"))[("bank", "council")]


def test_what_is_posted_later_is_added(database: str) -> None:
    fund = opened(database)
    post(fund, [paid("a", 100)])
    assert bank(fund) == 100
    post(fund, [paid("b", 23)])
    assert bank(fund) == 123
    assert dict(cube.sums(fund)) == _made_anew(fund)


def test_what_was_undone_is_forgotten(database: str) -> None:
    fund = opened(database)
    post(fund, [paid("a", 100)])
    with pytest.raises(RuntimeError), transaction():
        post(fund, [paid("b", 23)])
        assert bank(fund) == 123
        raise RuntimeError
    assert bank(fund) == 100
    post(fund, [paid("c", 7)])
    assert bank(fund) == 107


def test_another_database_at_the_same_address_is_another_ledger(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'fund.sqlite3'}"
    fund = opened(url)
    post(fund, [paid("a", 100)])
    assert bank(fund) == 100
    connection().close()
    for part in ("", "-wal", "-shm"):
        (tmp_path / f"fund.sqlite3{part}").unlink(missing_ok=True)
    again = opened(url)
    post(again, [paid("a", 55), paid("b", 5)])
    assert bank(again) == 60


def _made_anew(fund: Fund) -> dict[cube.Key, int]:
    cube.KEPT.forget()
    return dict(cube.sums(fund))
