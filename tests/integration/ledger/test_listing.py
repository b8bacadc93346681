"""Lists and searches, against entries read one by one: the register gives what the tables hold, whatever came in between."""

from collections.abc import Callable
from datetime import date

import pytest

from cronfa.ledger.database import transaction
from cronfa.ledger.entries import EntryDraft, PostingDraft
from cronfa.ledger.finding import Wanted as Searched, entries_with, numbers_of, postings_of, sum_of
from cronfa.ledger.funds import Fund, add_partner, open_fund, open_periods
from cronfa.ledger.listing import Wanted, choices, every, listing, rows
from cronfa.ledger.posting import post
from cronfa.ledger.queries import entries

MONTHS = [("2025-04", date(2025, 4, 1), date(2025, 4, 30)), ("2025-05", date(2025, 5, 1), date(2025, 5, 31))]
SUPPLIERS = ("Tŷ Gofal", "100% Care_Home", "Ærø Care", "")


def spent(key: int) -> EntryDraft:
    """A payment; what varies does so by its key, so that each combination comes up."""
    scheme, partner = ("homes", "equipment")[key % 2], ("council", "board")[key // 2 % 2]
    month, supplier, pence = MONTHS[key // 3 % 2], SUPPLIERS[key % 4], 37 * key - 400
    lines = (
        PostingDraft("expenditure", partner, pence, scheme, clause="4.1"),
        PostingDraft("bank", partner, -pence, scheme),
    )
    return EntryDraft(
        "spend", f"{key}", month[1], month[0], f"Week {key % 5}", "test", lines, category=f"cost {key % 3}", supplier=supplier
    )  # fmt: skip


def paid(key: str) -> EntryDraft:
    lines = (PostingDraft("bank", "board", 5_000, "homes"), PostingDraft("contributions", "board", -5_000, "homes"))
    return EntryDraft("contribution", key, date(2025, 4, 2), "2025-04", "paid", "test", lines)


@pytest.fixture
def fund(database: str) -> Fund:
    """A fund with entries of two kinds."""
    opened = open_fund("pool", "Pool", ("council", "board"), who="test")
    open_periods(opened, MONTHS, who="test")
    post(opened, [paid("first"), *map(spent, range(40))])
    return opened


@pytest.mark.parametrize(
    ("wanted", "is_wanted"),
    [
        (Wanted(), lambda entry: True),
        (Wanted(scheme="homes"), lambda entry: "homes" in {line.scheme for line in entry.postings}),
        (Wanted(period="2025-05", kind="spend"), lambda entry: entry.period == "2025-05" and entry.kind == "spend"),
        (Wanted(category="cost 1", partners=("board",)), lambda entry: entry.category == "cost 1" and of_board(entry)),
        (Wanted(partners=()), lambda entry: False),
        (Wanted(partners=("stranger",)), lambda entry: False),
        (Wanted(contains="TŶ"), lambda entry: entry.supplier == "Tŷ Gofal"),
        (Wanted(contains="0% care_"), lambda entry: entry.supplier == "100% Care_Home"),
        (Wanted(contains="("), lambda entry: False),
        (Wanted(contains="."), lambda entry: False),
        (Wanted(contains="week 3"), lambda entry: entry.narrative == "Week 3"),
        (Wanted(after=5, up_to=9), lambda entry: 5 < entry.number <= 9),
        (Wanted(scheme="nowhere"), lambda entry: False),
    ],
)
def test_what_is_wanted_and_nothing_else(fund: Fund, wanted: Wanted, is_wanted: Callable[..., bool]) -> None:
    expected = [entry for entry in entries(fund) if is_wanted(entry)]
    found = listing(fund, wanted, 0, 1_000)
    assert [row.number for row in found.rows] == [entry.number for entry in expected]
    assert (found.count, found.spend_pence) == (len(expected), sum(spend_of(entry) for entry in expected))
    assert [row.spend_pence for row in found.rows] == [spend_of(entry) for entry in expected]
    assert tuple(every(fund, wanted)) == found.rows


@pytest.mark.parametrize("order", ["number", "date", "scheme", "supplier", "narrative", "amount"])
@pytest.mark.parametrize("descending", [False, True])
def test_pages_in_any_order_are_the_whole(fund: Fund, order: str, descending: bool) -> None:
    wanted = Wanted(order=order, descending=descending)  # type: ignore[arg-type]  # one of those
    pages = [rows(fund, wanted, offset, 10) for offset in range(0, 50, 10)]
    assert [row for page in pages for row in page] == list(every(fund, wanted))
    column = {"date": "posted", "amount": "spend_pence"}.get(order, order)
    keys = [(getattr(row, column), row.number) for row in every(fund, wanted)]
    assert keys == sorted(keys, reverse=descending)
    assert len(keys) == 41


def test_what_is_posted_later_is_there_and_what_was_undone_is_not(fund: Fund) -> None:
    before = listing(fund, Wanted())
    with pytest.raises(RuntimeError), transaction():
        post(fund, [spent(99)])
        assert listing(fund, Wanted()).count == before.count + 1
        raise RuntimeError
    assert listing(fund, Wanted()) == before
    post(fund, [spent(100)])
    assert rows(fund, Wanted(descending=True), 0, 1)[0].spend_pence == 3_300


def test_a_partner_who_joined_since_the_fund_was_found_is_known(fund: Fund) -> None:
    joined = add_partner(fund, "third")
    lines = (PostingDraft("bank", "third", 700, "homes"), PostingDraft("contributions", "third", -700, "homes"))
    post(joined, [EntryDraft("contribution", "late", date(2025, 5, 2), "2025-05", "paid", "test", lines)])
    assert listing(fund, Wanted(partners=("third",))).count == 1


def test_what_one_may_narrow_by(fund: Fund) -> None:
    assert choices(fund) == {
        "scheme": ("equipment", "homes"),
        "period": ("2025-04", "2025-05"),
        "kind": ("contribution", "spend"),
        "category": ("", "cost 0", "cost 1", "cost 2"),
    }


def test_a_page_says_how_many_there_are_in_all_and_what_one_may_narrow_by(fund: Fund) -> None:
    wanted = Wanted(kind="spend")
    page = listing(fund, wanted, 10, 5)
    assert page.rows == tuple(every(fund, wanted))[10:15]
    assert (page.count, page.choices) == (40, choices(fund))
    assert listing(fund, wanted).rows == tuple(every(fund, wanted))[:50]
    assert len(listing(fund, wanted, limit=3).rows) == 3


def test_a_fund_without_entries_has_an_empty_list(database: str) -> None:
    empty = listing(open_fund("new", "New", ("council",), who="test"), Wanted())
    assert (empty.rows, empty.count, empty.spend_pence) == ((), 0, 0)
    assert empty.choices == {"scheme": (), "period": (), "kind": (), "category": ()}


@pytest.mark.parametrize(
    "wanted",
    [
        {"account": ["expenditure"], "partner": ["board"], "scheme": ["homes"]},
        {"account": ["expenditure", "bank"], "period": ["2025-05"], "category": ["cost 2", ""]},
        {"kind": ["contribution"], "account": ["contributions"]},
        {"supplier": ["Tŷ Gofal"], "account": ["expenditure"]},
        {"clause": ["4.1"], "partner": []},
    ],
)
def test_a_search_finds_entries_with_one_line_that_has_it_all(fund: Fund, wanted: Searched) -> None:
    of_entry = {name: allowed for name, allowed in wanted.items() if name in ("period", "category", "kind", "supplier")}
    expected = [
        entry
        for entry in entries(fund)
        if all(getattr(entry, name) in allowed for name, allowed in of_entry.items()) and postings_of(entry, wanted)
    ]
    assert list(entries_with(fund, wanted)) == expected
    assert numbers_of(fund, wanted, 2) == [entry.number for entry in expected][:2]
    pence = sum(line.amount_pence for entry in expected for line in postings_of(entry, wanted))
    assert sum_of(fund, wanted) == (len(expected), pence)


def of_board(entry: object) -> bool:
    return any(line.partner == "board" for line in entry.postings)  # type: ignore[attr-defined]  # an entry


def spend_of(entry: object) -> int:
    return sum(line.amount_pence for line in entry.postings if line.account == "expenditure")  # type: ignore[attr-defined]  # an entry
