"""Whoever is refused is told which draft, which name, which sum: a problem without its facts helps nobody to mend it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cronfa import ledger
from cronfa.ledger.entries import ACCOUNTS, EntryDraft, PostingDraft, SourceLine
from cronfa.ledger.funds import STATUS_WORDS, Fund
from cronfa.problems import Problems
from made_up_ledger import FIRST_PERIOD, PERIODS, open_made_up_fund, spend

pytestmark = pytest.mark.usefixtures("sqlite_ledger")
PARTNERS = "council, health, third"
BIG = 10**14 + 1


@pytest.fixture
def fund() -> Fund:
    made = open_made_up_fund()
    ledger.post(made, [spend(1), spend(2, kind="reversal", reverses=1, reason="WRONG")])
    ledger.set_period(made, PERIODS[2][0], "closed", who="tester")
    return made


def _told(work: Callable[[], object]) -> list[tuple[str, dict[str, Any]]]:
    with pytest.raises(Problems) as found:
        work()
    for problem in found.value.problems:
        for language in ("en", "cy"):
            assert "None" not in problem.what(language) + problem.remedy(language)  # type: ignore[arg-type]
    return [(problem.code, dict(problem.facts)) for problem in found.value.problems]


def _bank(*lines: tuple[str, int], counterparty: str | None = None) -> tuple[PostingDraft, ...]:
    return tuple(PostingDraft("bank", partner, pence, None, counterparty) for partner, pence in lines)


KEY = "spend 7"


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (spend(7, period="1066 M10"), [("LE004", {"key": KEY, "period": "1066 M10"})]),
        (
            spend(7, period=PERIODS[2][0]),
            [("LE005", {"key": KEY, "period": PERIODS[2][0], "status": STATUS_WORDS["closed"]})],
        ),
        (
            spend(7, postings=_bank(("council", 12_345), ("health", -5), ("health", 5))),
            [("LE006", {"key": KEY, "partner": "council", "amount": "£123.45"})],
        ),
        (spend(7, postings=()), [("LE007", {"key": KEY})]),
        (spend(1, narrative="Another"), [("LE008", {"key": "spend 1", "number": 1})]),
        (spend(7, source=SourceLine("f" * 64, 1)), [("LE009", {"key": KEY, "file": "f" * 64})]),
        (spend(7, kind="reversal", reverses=4, reason="X"), [("LE010", {"number": 4})]),
        (spend(7, kind="reversal", reverses=0, reason="X"), [("LE010", {"number": 0})]),
        (spend(7, kind="reversal", reason="X"), [("LE010", {"number": 0})]),
        (spend(7, kind="reversal", reverses=1, reason="X"), [("LE011", {"number": 1})]),
        (
            spend(7, postings=_bank(("council", 0), ("nobody", 0))),
            [("LE003", {"key": KEY, "partner": "nobody", "partners": PARTNERS})],
        ),
        (
            spend(7, postings=_bank(("council", 0), counterparty="nobody")),
            [("LE003", {"key": KEY, "partner": "nobody", "partners": PARTNERS})],
        ),
        (
            spend(7, postings=(PostingDraft("cash", "council", 0),)),  # type: ignore[arg-type]
            [("LE013", {"key": KEY, "account": "cash", "accounts": ", ".join(ACCOUNTS)})],
        ),
        (spend(7, postings=_bank(("council", BIG), ("council", -BIG))), [("LE015", {"key": KEY})] * 2),
    ],
    ids=lambda given: given[0][0] if isinstance(given, list) else "",
)
def test_a_draft_that_is_refused(fund: Fund, draft: EntryDraft, told: list[tuple[str, dict[str, Any]]]) -> None:
    assert _told(lambda: ledger.post(fund, [draft])) == told
    assert _told(lambda: ledger.post(fund, [spend(6), draft])) == told


@pytest.mark.parametrize("amount", [10**14, -(10**14)])
def test_the_largest_amount_is_taken(fund: Fund, amount: int) -> None:
    assert ledger.post(fund, [spend(7, postings=_bank(("council", amount), ("council", -amount)))]).posted == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"who": " "}, "author (who)"), ({"idempotency_key": "\t"}, "idempotency key"), ({"kind": "gift"}, "kind")],
)
def test_what_every_entry_must_say(fund: Fund, changes: dict[str, object], field: str) -> None:
    [(code, facts)] = _told(lambda: ledger.post(fund, [spend(7, **changes)]))
    assert (code, facts["field"].en) == ("LE014", field)
    assert facts["key"] == changes.get("idempotency_key", KEY)


def test_a_reversal_without_a_reason_is_named(fund: Fund) -> None:
    [(code, facts)] = _told(lambda: ledger.post(fund, [spend(7, kind="reversal", reverses=2)]))
    assert (code, facts["what"].en, facts["what"].cy) == ("LE012", "reversing entry 2", "gwrthdroi cofnod 2")


def test_a_period_reopened_without_a_reason_is_named(fund: Fund) -> None:
    [(code, facts)] = _told(lambda: ledger.set_period(fund, PERIODS[2][0], "open", who="tester"))
    assert (code, facts["what"].en, facts["what"].cy) == (
        "LE012",
        f"reopening {PERIODS[2][0]}",
        f"ailagor {PERIODS[2][0]}",
    )


def test_funds_periods_entries_and_files_are_named(fund: Fund) -> None:
    def register(rows: int) -> object:
        return ledger.register_source(
            fund, "april.csv", [b"a\n"], mapping="m", rows=rows, total_pence=1_250, who="tester"
        )

    register(3)
    other_days = [(FIRST_PERIOD, date(2012, 4, 1), date(2012, 4, 29))]
    assert _told(lambda: register(4)) == [("LE016", {"name": "april.csv", "rows": 3, "total": "£12.50"})]
    assert _told(open_made_up_fund) == [("LE002", {"fund": "made-up"})]
    assert _told(lambda: ledger.find_fund("gone")) == [("LE001", {"fund": "gone"})]
    assert _told(lambda: ledger.open_periods(fund, other_days, who="t")) == [("LE018", {"period": FIRST_PERIOD})]
    assert _told(lambda: ledger.set_period(fund, "never", "closed", who="t")) == [
        ("LE019", {"period": "never", "first": PERIODS[0][0], "last": PERIODS[-1][0]})
    ]
    assert _told(lambda: ledger.entry(fund, 77)) == [("LE010", {"number": 77})]
    assert _told(lambda: ledger.source_line(fund, "f" * 64, 5)) == [("LE017", {"line": 5})]


def test_an_entry_may_be_reversed_in_the_very_call_that_posts_it_but_not_by_itself(fund: Fund) -> None:
    both = [spend(6), spend(7, kind="reversal", reverses=3, reason="X")]
    assert _told(lambda: ledger.post(fund, both[1:])) == [("LE010", {"number": 3})]
    assert ledger.post(fund, both).posted == 2
