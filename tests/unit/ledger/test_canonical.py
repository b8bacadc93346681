"""The canonical text of an entry, to the letter: it may never change, or every old hash would be wrong."""

import hashlib
from datetime import date

import pytest

from cronfa.ledger import canonical
from cronfa.ledger.canonical import clean
from cronfa.ledger.entries import EntryDraft, PostingDraft, SourceLine

DRAFT = EntryDraft(
    kind="reversal",
    idempotency_key="reversal of 7",
    posting_date=date(2012, 5, 16),
    service_date=date(2012, 4, 30),
    period="2012-13 M02",
    narrative="Gofal\npreswyl",
    who="tester",
    postings=(PostingDraft("bank", "council", -5, "residential"), PostingDraft("clearing", "council", 5, None, "health", "7(a)")),
    source=SourceLine("ab" * 32, 12),
    reason="WRONG",
    reverses=7,
    supplier="Tŷ Gwyn",
    adjustment=True,
)  # fmt: skip


def test_the_text_is_as_documented() -> None:
    lines = [canonical.posting_head(posting) + str(posting.amount_pence) for posting in DRAFT.postings]
    text = canonical.entry_text("pool", 8, "2012-05-16T09:00:00.000000Z", canonical.fields(DRAFT), lines)
    assert text == (
        "entry\tpool\t8\t2012-05-16T09:00:00.000000Z\treversal\t2012-05-16\t2012-04-30\t2012-13 M02\t"
        + "ab" * 32
        + "\t12\tGofal preswyl\ttester\tWRONG\treversal of 7\t7\t\tTŷ Gwyn\tadjustment\n"
        "council\tbank\tresidential\t\t\t-5\n"
        "council\tclearing\t\thealth\t7(a)\t5"
    )


def test_the_chain_is_sha256_over_the_previous_hash_and_the_text() -> None:
    previous = canonical.genesis("pool")
    assert previous == hashlib.sha256(b"cronfa ledger\tpool").hexdigest()
    assert canonical.chained(previous, "text") == hashlib.sha256(f"{previous}\ntext".encode()).hexdigest()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (None, ""),
        ("", ""),
        ("two\r\nlines", "two lines"),
        ("a\tb", "a b"),
        ("nul\0", "nul "),
        ("broken\ud800", "broken "),
        ("Ŵŷ £5\u00a0each", "Ŵŷ £5\u00a0each"),
        ("\u2028", " "),
    ],
)
def test_text_is_kept_on_one_line(given: str | None, kept: str) -> None:
    assert clean(given) == kept


def test_what_is_left_out_is_an_empty_field_and_service_is_on_the_posting_date() -> None:
    fields = canonical.fields(EntryDraft("spend", "k", date(2012, 4, 2), "M01", "n", "w", ()))
    assert fields == ("spend", "2012-04-02", "2012-04-02", "M01", "", "", "n", "w", "", "k", "", "", "", "")
