"""Posting: all or nothing, each key once, every problem at once; on SQLite and on PostgreSQL."""

import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import pytest

from cronfa import ledger
from cronfa.ledger import canonical, database
from cronfa.ledger.database import Session, connection, is_postgresql
from cronfa.ledger.entries import PostingDraft, SourceLine
from cronfa.ledger.funds import Fund
from cronfa.ledger.queries import entries
from cronfa.ledger.records import Period, PeriodEvent, PeriodStatus
from cronfa.problems import Problems
from made_up_ledger import FIRST_PERIOD, PERIODS, clock, open_made_up_fund, spend, spends

pytestmark = pytest.mark.usefixtures("database")


def _codes(problems: Problems) -> list[str]:
    return [problem.code for problem in problems.problems]


def test_entries_are_numbered_from_one_and_come_back_as_they_were() -> None:
    fund = open_made_up_fund()
    result = ledger.post(fund, spends(1, 3), recorded_at=clock(1))
    assert (result.posted, list(result.numbers), result.head_number) == (3, [1, 2, 3], 3)
    draft, entry = spend(2, 1_002), ledger.entry(fund, 2)
    assert (entry.number, entry.narrative, entry.recorded_at) == (2, "Placement 2", "2012-04-01T09:00:01.000000Z")
    assert sorted(entry.postings) == sorted(draft.postings)
    assert entry.service_date == entry.posting_date == draft.posting_date


@pytest.mark.parametrize("count", [1, 30, 2_500])
def test_the_same_drafts_twice_are_posted_once(count: int) -> None:
    fund = open_made_up_fund()
    first = ledger.post(fund, spends(1, count))
    again = ledger.post(fund, spends(1, count + 1))
    assert (first.posted, again.posted, again.posted_before) == (count, 1, count)
    assert list(again.numbers) == [*first.numbers, count + 1]
    assert ledger.verify(fund).is_sound


def test_the_same_draft_twice_in_one_call_is_posted_once() -> None:
    fund = open_made_up_fund()
    assert list(ledger.post(fund, [spend(1), spend(2), spend(1)]).numbers) == [1, 2, 1]


def test_a_key_with_another_content_is_refused_and_nothing_is_posted() -> None:
    fund = open_made_up_fund()
    ledger.post(fund, [spend(1)])
    for changed in (spend(1, 1_001), spend(1, narrative="Another"), spend(1, category="Care")):
        with pytest.raises(Problems) as found:
            ledger.post(fund, [spend(2), changed])
        assert _codes(found.value) == ["LE008"]
    assert [entry.number for entry in entries(fund)] == [1]


def test_every_problem_of_every_draft_is_told_at_once() -> None:
    fund = open_made_up_fund()
    lines = spend(1).postings
    wrong = [
        spend(1, period="2099-00 M01"),
        spend(2, postings=lines[:1]),
        spend(3, postings=()),
        spend(4, postings=(PostingDraft("bank", "nobody", 0),)),
        spend(5, postings=(PostingDraft("piggy bank", "council", 0),)),  # type: ignore[arg-type]
        spend(6, postings=(PostingDraft("bank", "council", 10**14 + 1), PostingDraft("bank", "council", -(10**14) - 1))),
        spend(7, who="  "),
        spend(8, source=SourceLine("00" * 32, 1)),
        spend(9, kind="reversal", reverses=1),
        spend(10, kind="reversal", reverses=99, reason="WRONG"),
        spend(11, postings=(PostingDraft("clearing", "council", 0, None, "nobody"),)),
    ]  # fmt: skip
    with pytest.raises(Problems) as found:
        ledger.post(fund, [spend(0), *wrong])
    expected = "LE004 LE006 LE007 LE003 LE013 LE015 LE015 LE014 LE009 LE012 LE010 LE003".split()
    assert [code for code in _codes(found.value) if code in expected]
    assert set(_codes(found.value)) == set(expected)
    assert list(entries(fund)) == []


def test_a_stream_with_a_wrong_draft_at_its_end_posts_nothing() -> None:
    fund = open_made_up_fund()
    with pytest.raises(Problems):
        ledger.post(fund, (draft for draft in [*spends(1, 4_500), spend(4_501, period="never")]))
    assert ledger.balances(fund) == {}


@pytest.mark.parametrize("failing", [1, 2, 4, 5])
def test_a_failure_while_rows_are_written_behind_leaves_nothing(failing: int, monkeypatch: pytest.MonkeyPatch) -> None:
    fund, turn_seconds = open_made_up_fund(), sys.getswitchinterval()
    insert_rows, calls = Session.insert_rows, count(1)

    def faulty(self: Session, *given: Any) -> None:
        if next(calls) == failing:
            raise ZeroDivisionError
        insert_rows(self, *given)

    with monkeypatch.context() as patched, pytest.raises(ZeroDivisionError):
        patched.setattr(Session, "insert_rows", faulty)
        ledger.post(fund, spends(1, 4_500))
    assert ledger.balances(fund) == {}
    assert sys.getswitchinterval() == pytest.approx(turn_seconds)
    assert ledger.post(fund, spends(1, 2_500)).posted == 2_500
    assert ledger.verify(fund).is_sound


def test_a_key_used_twice_is_seen_however_far_apart() -> None:
    fund = open_made_up_fund()
    result = ledger.post(fund, [*spends(1, 4_100), spend(3, 1_003), spend(2_100, 3_100), spend(4_100, 5_100)])
    assert (result.posted, list(result.numbers[-3:])) == (4_100, [3, 2_100, 4_100])
    with pytest.raises(Problems) as found:
        ledger.post(fund, [*spends(5_001, 7_100), spend(5_002, 9)])
    assert _codes(found.value) == ["LE008"]
    assert ledger.verify(fund).is_sound


def test_a_key_is_looked_for_among_what_is_still_being_written(monkeypatch: pytest.MonkeyPatch) -> None:
    fund, insert_rows = open_made_up_fund(), Session.insert_rows

    def slowly(self: Session, *given: Any) -> None:
        time.sleep(0.05)
        insert_rows(self, *given)

    monkeypatch.setattr(Session, "insert_rows", slowly)
    result = ledger.post(fund, [*spends(1, 2_000), spend(7, 1_007)])
    assert (result.posted, result.numbers[-1]) == (2_000, 7)


def test_a_reversal_beside_an_entry_that_is_there_already_is_no_second_one() -> None:
    fund = open_made_up_fund()
    ledger.post(fund, [spend(1)])
    undone = spend(2, kind="reversal", reverses=1, reason="WRONG")
    assert list(ledger.post(fund, [spend(1), undone]).numbers) == [1, 2]
    assert list(ledger.post(fund, [spend(3), undone]).numbers) == [3, 2]


def test_amounts_with_signs_of_every_kind_in_names_are_kept() -> None:
    fund = open_made_up_fund("100%", ["council %d", "health"])
    lines = (
        PostingDraft("bank", "health", -5, "%s"),
        PostingDraft("bank", "council %d", 3, "%", "health", "50% %(x)s"),
        PostingDraft("bank", "council %d", -3, "%%"),
        PostingDraft("income", "health", 5),
    )
    ledger.post(fund, [spend(1, postings=lines)])
    assert sorted(ledger.entry(fund, 1).postings) == sorted(lines)
    assert ledger.verify(fund).is_sound


def test_no_drafts_are_no_batch() -> None:
    fund = open_made_up_fund()
    assert ledger.post(fund, []).posted == 0
    assert ledger.verify(fund).is_sound


def test_several_calls_can_be_one_transaction() -> None:
    fund = open_made_up_fund()
    with pytest.raises(ZeroDivisionError), ledger.transaction():
        ledger.post(fund, [spend(1)])
        ledger.register_source(fund, "f.csv", [b"1\n"], mapping="", rows=1, total_pence=1, who="tester")
        _ = 1 // 0
    assert ledger.balances(fund) == {}
    assert ledger.source(fund, "4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865") is None
    assert list(ledger.post(fund, [spend(1)]).numbers) == [1]  # codings learnt before were forgotten with the rest


def test_a_failure_that_is_caught_inside_a_transaction_undoes_itself_alone() -> None:
    fund = open_made_up_fund()
    strange = (PostingDraft("reserve", "third", 1, "new scheme"), PostingDraft("bank", "third", -1, "new scheme"))
    with ledger.transaction():
        ledger.post(fund, [spend(1)])
        with pytest.raises(Problems):
            ledger.post(fund, [spend(2, postings=strange), spend(3, period="never")])
        ledger.post(fund, [spend(4)])
    assert [entry.idempotency_key for entry in entries(fund)] == ["spend 1", "spend 4"]
    assert ledger.post(fund, [spend(2, postings=strange)]).posted == 1
    assert ledger.verify(fund).is_sound


def test_two_funds_keep_to_themselves() -> None:
    one, two = open_made_up_fund("one"), open_made_up_fund("two", ["council", "health"])
    ledger.post(one, spends(1, 3))
    ledger.post(two, [spend(1, 7_000)])
    assert [entry.number for entry in entries(two)] == [1]
    assert ledger.balances(two, ("account",), where={"account": "expenditure"}) == {("expenditure",): 7_000}
    assert ledger.verify(one).is_sound and ledger.verify(two).is_sound


def test_a_reversal_undoes_an_entry_once_with_a_reason() -> None:
    fund = open_made_up_fund()
    ledger.post(fund, spends(1, 2))
    how = {"who": "tester", "posting_date": PERIODS[1][1], "period": PERIODS[1][0]}
    with pytest.raises(Problems) as found:
        ledger.reverse(fund, 1, reason=" ", **how)  # type: ignore[arg-type]
    assert _codes(found.value) == ["LE012"]
    result = ledger.reverse(fund, 1, reason="WRONG SCHEME", **how)  # type: ignore[arg-type]
    entry = ledger.entry(fund, result.numbers[0])
    assert (entry.kind, entry.reverses, entry.reason) == ("reversal", 1, "WRONG SCHEME")
    assert ledger.balances(fund, ("account",))[("expenditure",)] == 1_002
    with pytest.raises(Problems) as found:
        ledger.post(fund, [spend(9, kind="reversal", reverses=1, reason="AGAIN")])
    assert _codes(found.value) == ["LE011"]
    with pytest.raises(Problems) as found:
        ledger.reverse(fund, 77, reason="X", **how)  # type: ignore[arg-type]
    assert _codes(found.value) == ["LE010"]


def test_a_reversal_is_its_entry_with_the_signs_turned() -> None:
    fund = open_made_up_fund()
    file = ledger.register_source(fund, "f.csv", [b"a\n"], mapping="", rows=1, total_pence=0, who="tester")
    source, served = SourceLine(file.sha256, 1), date(2012, 3, 30)
    given = spend(1, service_date=served, source=source, category="Care", supplier="Tŷ Gwyn")
    ledger.post(fund, [given], recorded_at=clock(6))
    ledger.set_period(fund, PERIODS[1][0], "soft-closed", who="tester")
    posted = ledger.reverse(
        fund, 1, reason="WRONG", who="other", posting_date=PERIODS[1][1], period=PERIODS[1][0], adjustment=True, recorded_at=clock(7)
    )  # fmt: skip
    made, undone = ledger.entry(fund, 1), ledger.entry(fund, posted.numbers[0])
    assert undone == replace(
        made,
        number=2,
        recorded_at="2012-04-01T09:00:07.000000Z",
        kind="reversal",
        idempotency_key="reversal of 1",
        posting_date=PERIODS[1][1],
        period=PERIODS[1][0],
        who="other",
        postings=tuple(line._replace(amount_pence=-line.amount_pence) for line in made.postings),
        reason="WRONG",
        reverses=1,
        adjustment=True,
        hash=undone.hash,
    )


def test_one_entry_cannot_be_reversed_twice_in_one_call() -> None:
    fund = open_made_up_fund()
    ledger.post(fund, [spend(1)])
    twice = [spend(number, kind="reversal", reverses=1, reason="X") for number in (2, 3)]
    with pytest.raises(Problems) as found:
        ledger.post(fund, twice)
    assert _codes(found.value) == ["LE011"]


def test_accruals_reverse_themselves_in_the_next_period() -> None:
    fund = open_made_up_fund()
    accruals = [draft._replace(kind="accrual") for draft in spends(1, 2)]
    for _ in range(2):  # the second time changes nothing
        ledger.accrue(fund, accruals, next_period=PERIODS[1][0], next_date=PERIODS[1][1])
    assert [(entry.kind, entry.period, entry.reverses) for entry in entries(fund)] == [
        ("accrual", PERIODS[0][0], None),
        ("accrual", PERIODS[0][0], None),
        ("reversal", PERIODS[1][0], 1),
        ("reversal", PERIODS[1][0], 2),
    ]
    assert ledger.balances(fund, ("account",), as_at=date(2012, 4, 30))[("expenditure",)] == 2_003
    assert set(ledger.balances(fund, ("account",)).values()) == {0}


def test_an_undone_accrual_is_of_the_days_and_the_words_of_the_accrual() -> None:
    fund, served = open_made_up_fund(), date(2012, 4, 29)
    accruals = [spend(1, kind="accrual", category="Care"), spend(2, kind="accrual", service_date=served)]
    posted = ledger.accrue(fund, accruals, next_period=PERIODS[1][0], next_date=PERIODS[1][1], recorded_at=clock(3))
    assert list(posted.numbers) == [1, 2]
    made, undone = [ledger.entry(fund, number) for number in (1, 2)], [ledger.entry(fund, number) for number in (3, 4)]
    for accrual, undoing in zip(made, undone, strict=True):
        assert undoing == replace(
            accrual,
            number=accrual.number + 2,
            kind="reversal",
            idempotency_key=f"{accrual.idempotency_key} reversed",
            posting_date=PERIODS[1][1],
            period=PERIODS[1][0],
            postings=tuple(line._replace(amount_pence=-line.amount_pence) for line in accrual.postings),
            reason="accrual reversed",
            reverses=accrual.number,
            hash=undoing.hash,
        )
    assert [entry.service_date for entry in undone] == [PERIODS[0][1], served]


def test_only_accruals_undo_themselves() -> None:
    with pytest.raises(AssertionError):
        ledger.accrue(open_made_up_fund(), [spend(1)], next_period=PERIODS[1][0], next_date=PERIODS[1][1])


def test_an_accrual_needs_the_next_period_open() -> None:
    fund = open_made_up_fund()
    with pytest.raises(Problems):
        ledger.accrue(fund, [spend(1, kind="accrual")], next_period="2013-14 M01", next_date=date(2013, 4, 1))
    assert list(entries(fund)) == []


def test_a_virement_moves_budget_and_no_cash() -> None:
    fund = open_made_up_fund()
    lines = (
        PostingDraft("budget", "council", -500, "residential", None, "Sch 4"),
        PostingDraft("budget", "council", 500, "equipment", None, "Sch 4"),
    )
    ledger.post(fund, [spend(1, kind="virement", postings=lines)])
    assert ledger.balances(fund, ("account", "scheme")) == {
        ("budget", "residential"): -500,
        ("budget", "equipment"): 500,
    }


def test_periods_close_and_reopen_only_with_a_reason() -> None:
    fund = open_made_up_fund()
    ledger.set_period(fund, FIRST_PERIOD, "soft-closed", who="tester")
    with pytest.raises(Problems) as found:
        ledger.post(fund, [spend(1)])
    assert _codes(found.value) == ["LE005"]
    assert ledger.post(fund, [spend(2, adjustment=True)]).posted == 1
    ledger.set_period(fund, FIRST_PERIOD, "closed", who="tester")
    with pytest.raises(Problems):
        ledger.post(fund, [spend(3, adjustment=True)])
    with pytest.raises(Problems) as found:
        ledger.set_period(fund, FIRST_PERIOD, "open", who="tester", reason="  ")
    assert _codes(found.value) == ["LE012"]
    ledger.set_period(fund, FIRST_PERIOD, "open", who="tester", reason="invoice found")
    assert ledger.post(fund, [spend(1)]).posted == 1
    events = [(event.status, event.reason) for event in ledger.period_events(fund) if event.code == FIRST_PERIOD]
    assert events == [("open", ""), ("soft-closed", ""), ("closed", ""), ("open", "invoice found")]
    with pytest.raises(Problems) as found:
        ledger.set_period(fund, "never", "closed", who="tester")
    assert _codes(found.value) == ["LE019"]


def test_every_opening_and_closing_is_kept_with_who_and_when() -> None:
    fund = ledger.open_fund("kept", "Kept", ["council"], who="tester", recorded_at=clock(0))
    ledger.open_periods(fund, PERIODS[:2], who="a\tb", recorded_at=clock(1))
    ledger.open_periods(fund, PERIODS[:3], who="c", recorded_at=clock(2))
    code, first, last = PERIODS[1]
    for second, (status, reason) in enumerate([("closed", ""), ("closed", "again"), ("open", "found\none")], start=3):
        ledger.set_period(fund, code, status, who="d", reason=reason, recorded_at=clock(second))  # type: ignore[arg-type]
    at = "2012-04-01T09:00:0{}.000000Z".format
    opened = [
        PeriodEvent(code, str(first), str(last), "open", "", who, at(second))
        for (code, first, last), who, second in zip(PERIODS, ("a b", "a b", "c"), (1, 1, 2), strict=False)
    ]
    changed = [
        PeriodEvent(code, str(first), str(last), "closed", "", "d", at(3)),
        PeriodEvent(code, str(first), str(last), "open", "found one", "d", at(5)),
    ]
    assert ledger.period_events(fund) == (*opened, *changed)
    assert ledger.periods(fund) == tuple(Period(*period, "open") for period in PERIODS[:3])


def test_a_period_may_be_of_one_day() -> None:
    fund = open_made_up_fund()
    day = date(2013, 4, 1)
    ledger.open_periods(fund, [("handover", day, day)], who="tester")
    assert ledger.post(fund, [spend(1, posting_date=day, period="handover")]).posted == 1


def test_periods_can_be_opened_again_with_the_same_days_only() -> None:
    fund = open_made_up_fund()
    ledger.open_periods(fund, PERIODS, who="tester")
    assert len(ledger.periods(fund)) == len(PERIODS)
    with pytest.raises(Problems) as found:
        ledger.open_periods(fund, [(FIRST_PERIOD, date(2012, 4, 1), date(2012, 4, 29))], who="tester")
    assert _codes(found.value) == ["LE018"]


def test_funds_partners_and_agreements_are_kept() -> None:
    fund = open_made_up_fund()
    with pytest.raises(Problems) as found:
        open_made_up_fund()
    assert _codes(found.value) == ["LE002"]
    with pytest.raises(Problems) as found:
        ledger.find_fund("none")
    assert _codes(found.value) == ["LE001"]
    grown = ledger.add_partner(ledger.add_partner(fund, "fourth"), "council")
    assert grown.partners == ("council", "health", "third", "fourth")
    first = ledger.register_agreement(fund, "agreement: one\n", who="tester")
    ledger.register_agreement(fund, "agreement: two\n", who="tester")
    assert ledger.register_agreement(fund, "agreement: one\n", who="other") == first
    assert [version.text for version in ledger.agreements(fund)] == ["agreement: one\n", "agreement: two\n"]


def _post_refused(fund: Fund, number: int) -> bool:
    try:
        ledger.post(fund, [spend(number)])
    except Problems as found:
        assert _codes(found) == ["LE005"]
        return True
    return False


def test_what_is_remembered_of_a_period_ends_when_it_is_closed_or_opened_by_anybody() -> None:
    fund = open_made_up_fund()

    def set_elsewhere(status: PeriodStatus) -> None:
        def work() -> None:
            try:
                ledger.set_period(fund, FIRST_PERIOD, status, who="other", reason="asked")
            finally:
                connection().close()

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()

    assert not _post_refused(fund, 1)
    set_elsewhere("closed")
    assert _post_refused(fund, 2)
    set_elsewhere("open")
    assert not _post_refused(fund, 2)
    assert ledger.verify(fund).is_sound


def test_what_an_undone_transaction_learnt_of_a_period_is_forgotten() -> None:
    fund = open_made_up_fund()
    ledger.post(fund, [spend(1)])
    with pytest.raises(KeyError), ledger.transaction():
        ledger.set_period(fund, FIRST_PERIOD, "closed", who="tester")
        assert _post_refused(fund, 2)
        raise KeyError
    # On SQLite this event gets the id of the one undone.
    ledger.set_period(fund, PERIODS[1][0], "closed", who="tester")
    assert not _post_refused(fund, 2)


def test_one_prepared_statement_writes_entries_of_any_amount() -> None:
    fund = open_made_up_fund()
    for number, pence in enumerate((1, 30_000, 3_000_000, 3_000_000_000, 50_000, 7), start=1):
        ledger.post(fund, [spend(number, pence)])
    if is_postgresql():
        prepared = database.rows(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", ["%ledger_post(%"]
        )
        assert prepared == [(1,)]
    assert ledger.verify(fund).is_sound


def test_a_plain_entry_is_one_statement_of_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    fund = open_made_up_fund()
    for number in (1, 2):
        ledger.post(fund, [spend(number)], recorded_at=clock(9))
    asked: list[str] = []
    original = Session.run

    def counted(self: Session, sql: str, parameters: Sequence[Any] = ()) -> None:
        asked.append(sql)
        original(self, sql, parameters)

    monkeypatch.setattr(Session, "run", counted)
    posted = ledger.post(fund, [spend(3)], recorded_at=clock(8))
    monkeypatch.undo()
    assert (len(asked) == 1) == is_postgresql()
    assert (posted.posted, list(posted.numbers)) == (1, [3])
    assert ledger.entry(fund, 3).recorded_at == ledger.entry(fund, 2).recorded_at, "the clock ran backwards"
    again = ledger.post(fund, [spend(3)])
    assert (again.posted, again.posted_before, list(again.numbers)) == (0, 1, [3])
    assert ledger.verify(fund).is_sound


@pytest.mark.parametrize(
    "said",
    [
        {"adjustment": True},
        {"kind": "adjustment", "reverses": 1, "reason": "WRONG"},
        {"category": "Care", "supplier": "Tŷ Gwyn", "reason": "LATE", "service_date": date(2012, 3, 3)},
        {"narrative": "two\nlines", "who": "o'brien % %s"},
    ],
    ids=str,
)
def test_an_entry_posted_by_itself_keeps_all_that_was_said(said: dict[str, Any]) -> None:
    fund = open_made_up_fund()
    for number in (1, 2):  # then its period and its lines are known, and one statement of PostgreSQL can post it
        ledger.post(fund, [spend(number)])
    assert list(ledger.post(fund, [spend(3, **said)]).numbers) == [3]
    entry = ledger.entry(fund, 3)
    for name, value in said.items():
        assert getattr(entry, name) == (canonical.clean(value) if isinstance(value, str) else value)
    assert ledger.verify(fund).is_sound


def test_a_plain_entry_in_an_undone_transaction_leaves_nothing() -> None:
    fund = open_made_up_fund()
    ledger.post(fund, [spend(1)])
    ledger.post(fund, [spend(2)])
    with pytest.raises(KeyError), ledger.transaction():
        assert list(ledger.post(fund, [spend(3)]).numbers) == [3]
        raise KeyError
    assert list(ledger.post(fund, [spend(4)]).numbers) == [3]
    assert ledger.verify(fund).is_sound
