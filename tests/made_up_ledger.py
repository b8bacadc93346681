"""A made-up fund in the ledger, and drafts of entries for it, for the tests of the ledger."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count

from hypothesis import strategies as st

from cronfa.ledger.canonical import Stored, StoredLine, chained as chained_hash, genesis
from cronfa.ledger.entries import ACCOUNTS, EntryDraft, PostingDraft

PARTNERS = ("council", "health", "third")
PERIODS = tuple(
    (f"2012-13 M{month:02d}", date(2012, month + 3, 1), date(2012, month + 4, 1) - timedelta(days=1))
    for month in range(1, 7)
)
FIRST_PERIOD = PERIODS[0][0]


def open_made_up_fund(slug: str = "made-up", partners: Sequence[str] = PARTNERS):
    """Open a fund with six open months in the ledger in use."""
    from cronfa import ledger

    fund = ledger.open_fund(slug, "Made-up fund", partners, who="tester", recorded_at=clock(0))
    ledger.open_periods(fund, PERIODS, who="tester", recorded_at=clock(0))
    return fund


def clock(second: int) -> datetime:
    """A moment that does not depend on when the test runs."""
    return datetime(2012, 4, 1, 9, tzinfo=UTC) + timedelta(seconds=second)


def spend(number: int, pence: int = 1_000, **changes: object) -> EntryDraft:
    """The council's responsibility, paid 60:40 from the pool; the health body's part goes through clearing."""
    lent = pence * 4 // 10
    lines = (
        PostingDraft("expenditure", "council", pence, "residential", None, "Sch 2 para 4"),
        PostingDraft("bank", "council", lent - pence, "residential"),
        PostingDraft("bank", "health", -lent, "residential"),
        PostingDraft("clearing", "council", -lent, "residential", "health", "Sch 3 para 1"),
        PostingDraft("clearing", "health", lent, "residential", "council", "Sch 3 para 1"),
    )
    given = {
        "kind": "spend",
        "idempotency_key": f"spend {number}",
        "posting_date": PERIODS[0][1],
        "period": FIRST_PERIOD,
        "narrative": f"Placement {number}",
        "who": "tester",
        "postings": lines,
        **changes,
    }
    return EntryDraft(**given)  # type: ignore[arg-type]


def spends(first: int, last: int) -> list[EntryDraft]:
    """Several of them, each of another amount."""
    return [spend(number, 1_000 + number) for number in range(first, last + 1)]


words = st.text(max_size=12)
"""Any text at all: line breaks, tabs, quotes, formulas, letters of every script."""

pence = st.integers(-(10**14), 10**14)


@st.composite
def balanced_postings(draw: st.DrawFn, partners: Sequence[str] = PARTNERS) -> tuple[PostingDraft, ...]:
    """Postings that add up to nothing for each partner."""
    lines: list[PostingDraft] = []
    for partner in draw(st.lists(st.sampled_from(partners), min_size=1, max_size=len(partners), unique=True)):
        amounts = draw(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=3))
        for amount in [*amounts, -sum(amounts)]:
            scheme = draw(st.sampled_from([None, "residential", "equipment"]))
            other = draw(st.sampled_from([None, *partners]))
            lines.append(PostingDraft(draw(st.sampled_from(ACCOUNTS)), partner, amount, scheme, other, draw(words)))
    return tuple(lines)


@st.composite
def drafts(draw: st.DrawFn, key: str) -> EntryDraft:
    """Any draft that can be posted to the made-up fund."""
    code, first, last = draw(st.sampled_from(PERIODS))
    return EntryDraft(
        kind=draw(st.sampled_from(["contribution", "spend", "income", "settlement"])),
        idempotency_key=key,
        posting_date=draw(st.dates(first, last)),
        period=code,
        narrative=draw(words),
        who="tester",
        postings=draw(balanced_postings()),
        service_date=draw(st.none() | st.dates(date(2010, 1, 1), date(2013, 1, 1))),
        reason=draw(st.none() | words),
        category=draw(st.none() | words),
        supplier=draw(st.none() | words),
    )


def stored_chain(fund: str, bodies: Sequence[tuple[tuple[str, ...], tuple[StoredLine, ...]]]) -> list[Stored]:
    """Entries as they would be stored, with the right hashes, made without a database."""
    previous, made = genesis(fund), []
    for number, (fields, lines) in zip(count(1), bodies, strict=False):
        entry = Stored(number, "2012-04-01T09:00:00.000000Z", "", fields, lines)
        previous = chained_hash(previous, entry.text(fund))
        made.append(entry._replace(hash=previous))
    return made
