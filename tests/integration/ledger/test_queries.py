"""Questions to the ledger: balances as at a date and as known on a date, by any dimensions; the trial balance."""

from datetime import date
from typing import Any

import pytest

from cronfa import ledger
from cronfa.ledger.entries import EntryDraft, PostingDraft, SourceLine
from cronfa.ledger.funds import Fund
from cronfa.ledger.queries import DIMENSIONS, entries, numbers_by_key
from cronfa.problems import Problems
from made_up_ledger import PERIODS, clock, open_made_up_fund, spend, spends

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def fund() -> Fund:
    made = open_made_up_fund()
    may = {"posting_date": date(2012, 5, 8), "period": PERIODS[1][0]}
    ledger.post(made, [spend(1, category="Care", supplier="One")], recorded_at=clock(10))
    ledger.post(made, [spend(2, 3_000, **may, category="Care", supplier="Two")], recorded_at=clock(20))
    ledger.post(made, [spend(3, 500, posting_date=date(2012, 4, 20))], recorded_at=clock(30))
    return made


SPENT = {"account": "expenditure"}


def test_as_at_counts_by_posting_date(fund: Fund) -> None:
    assert ledger.balances(fund, ("account",), as_at=date(2012, 4, 30), where=SPENT) == {("expenditure",): 1_500}
    assert ledger.balances(fund, ("account",), as_at=date(2012, 4, 1), where=SPENT) == {("expenditure",): 1_000}
    assert ledger.balances(fund, ("account",), as_at=date(2012, 3, 31)) == {}


def test_as_known_on_counts_by_time_of_recording(fund: Fund) -> None:
    assert ledger.balances(fund, ("account",), as_known_on=clock(20), where=SPENT) == {("expenditure",): 4_000}
    assert ledger.balances(fund, ("account",), as_at=date(2012, 4, 30), as_known_on=clock(29), where=SPENT) == {
        ("expenditure",): 1_000
    }


def test_the_clock_of_the_ledger_never_runs_backwards(fund: Fund) -> None:
    ledger.post(fund, [spend(4)], recorded_at=clock(5))
    assert ledger.entry(fund, 4).recorded_at == ledger.entry(fund, 3).recorded_at


def test_balances_by_dimensions_of_the_entry_and_of_the_posting(fund: Fund) -> None:
    assert ledger.balances(fund, ("category", "supplier"), where=SPENT) == {
        ("Care", "One"): 1_000,
        ("Care", "Two"): 3_000,
        ("", ""): 500,
    }
    assert ledger.balances(fund, ("period",), where={"account": "clearing", "partner": "health"}) == {
        (PERIODS[0][0],): 600,
        (PERIODS[1][0],): 1_200,
    }
    assert ledger.balances(fund, ("partner", "counterparty"), where={"account": "clearing"}) == {
        ("council", "health"): -1_800,
        ("health", "council"): 1_800,
    }


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_dimension_adds_up_to_nothing(fund: Fund, dimension: str) -> None:
    found = ledger.balances(fund, (dimension, "account"))  # type: ignore[arg-type]
    assert found
    assert sum(found.values()) == 0


def test_the_trial_balance_balances_for_every_partner(fund: Fund) -> None:
    lines = ledger.trial_balance(fund)
    assert [(line.scheme, line.partner, line.account, line.debit_pence, line.credit_pence) for line in lines] == [
        ("residential", "council", "bank", 0, 2_700),
        ("residential", "council", "clearing", 0, 1_800),
        ("residential", "council", "expenditure", 4_500, 0),
        ("residential", "health", "bank", 0, 1_800),
        ("residential", "health", "clearing", 1_800, 0),
    ]


def test_the_trial_balance_of_a_day_and_of_what_was_known(fund: Fund) -> None:
    def spent(**when: Any) -> int:
        return sum(line.debit_pence for line in ledger.trial_balance(fund, **when) if line.account == "expenditure")

    assert spent(as_at=date(2012, 4, 30)) == 1_500
    assert spent(as_known_on=clock(20)) == 4_000
    assert spent(as_at=date(2012, 4, 30), as_known_on=clock(20)) == 1_000


def test_an_entry_comes_back_with_all_that_was_said_and_nothing_that_was_not(fund: Fund) -> None:
    file = ledger.register_source(fund, "f.csv", [b"a\n"], mapping="", rows=1, total_pence=0, who="tester")
    whole = spend(
        7,
        kind="adjustment",
        service_date=date(2012, 3, 3),
        source=SourceLine(file.sha256, 4),
        reason="LATE",
        reverses=2,
        category="Care",
        supplier="One",
        adjustment=True,
    )
    bare = spend(8, postings=(PostingDraft("bank", "council", 0),))
    ledger.post(fund, [whole, bare], recorded_at=clock(40))
    for number, draft in ((4, whole), (5, bare)):
        entry = ledger.entry(fund, number)
        said = {name: getattr(entry, name) for name in EntryDraft._fields}
        expected = draft._asdict() | {"service_date": draft.service_date or draft.posting_date}
        assert said | {"postings": sorted(entry.postings)} == expected | {"postings": sorted(draft.postings)}
        assert (entry.number, entry.recorded_at) == (number, "2012-04-01T09:00:40.000000Z")


def test_entries_are_read_from_any_number_to_any(fund: Fund) -> None:
    assert [entry.number for entry in entries(fund, 2)] == [2, 3]
    assert [entry.number for entry in entries(fund, 2, 2)] == [2]
    assert [entry.number for entry in entries(fund, 1, 99)] == [1, 2, 3]
    with pytest.raises(Problems):
        ledger.entry(fund, 4)


def test_entries_are_found_by_their_keys(fund: Fund) -> None:
    assert numbers_by_key(fund, ["spend 2", "none", "spend 1"]) == {"spend 1": 1, "spend 2": 2}
    assert numbers_by_key(fund, []) == {}


def test_many_entries_are_read_in_chunks(fund: Fund) -> None:
    ledger.post(fund, spends(4, 6_000))
    assert [entry.number for entry in entries(fund)] == list(range(1, 6_001))


def test_a_sum_larger_than_any_integer_of_the_database_is_exact(fund: Fund) -> None:
    lines = (PostingDraft("reserve", "third", 10**14), PostingDraft("reserve", "third", -(10**14), None, "council"))
    ledger.post(fund, [spend(number, postings=lines) for number in range(100, 150)])
    assert ledger.balances(fund, ("counterparty",), where={"account": "reserve"}) == {
        ("",): 50 * 10**14,
        ("council",): -50 * 10**14,
    }
