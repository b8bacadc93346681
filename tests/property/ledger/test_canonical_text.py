"""Two different entries never have the same canonical text: whatever is typed, no field can pass for another."""

from datetime import date

from hypothesis import given, strategies as st

from cronfa.ledger import canonical
from cronfa.ledger.canonical import clean
from cronfa.ledger.entries import EntryDraft, PostingDraft
from made_up_ledger import drafts


def _text(draft: EntryDraft) -> str:
    lines = [canonical.posting_head(posting) + str(posting.amount_pence) for posting in draft.postings]
    return canonical.entry_text("pool", 1, "t", canonical.fields(draft), lines)


def _said(draft: EntryDraft) -> tuple[object, ...]:
    lines = [
        (p.account, clean(p.partner), p.amount_pence, clean(p.scheme), clean(p.counterparty), clean(p.clause))
        for p in draft.postings
    ]
    return canonical.fields(draft), lines


@given(drafts("a"), drafts("a"))
def test_different_entries_have_different_texts(one: EntryDraft, two: EntryDraft) -> None:
    assert (_text(one) == _text(two)) == (_said(one) == _said(two))


@given(drafts("a"))
def test_the_text_is_read_back_field_by_field(draft: EntryDraft) -> None:
    head, *lines = _text(draft).split("\n")
    assert tuple(head.split("\t")[4:]) == canonical.fields(draft)
    assert len(lines) == len(draft.postings)
    for line, posting in zip(lines, draft.postings, strict=True):
        partner, account, scheme, counterparty, clause, pence = line.split("\t")
        assert (partner, account, int(pence)) == (posting.partner, posting.account, posting.amount_pence)
        assert (scheme, counterparty) == (posting.scheme or "", posting.counterparty or "")
        assert clause == clean(posting.clause)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "\t" not in once and "\n" not in once
    once.encode()


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=6))
def test_the_order_of_postings_is_part_of_the_text(amounts: list[int]) -> None:
    postings = tuple(PostingDraft("bank", "a", amount) for amount in amounts)
    turned = tuple(reversed(postings))
    texts = {_text(EntryDraft("spend", "k", date(2012, 4, 1), "p", "n", "w", p)) for p in (postings, turned)}
    assert len(texts) == (1 if amounts == amounts[::-1] else 2)
