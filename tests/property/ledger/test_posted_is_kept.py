"""Whatever can be drafted and is posted comes back the same, adds up the same, and verifies; on both databases."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import scale
from cronfa import ledger
from cronfa.ledger import canonical
from cronfa.ledger.entries import EntryDraft
from cronfa.ledger.stored import between, head
from made_up_ledger import PARTNERS, drafts, open_made_up_fund

_numbers = itertools.count(1)


@pytest.mark.usefixtures("database")
@settings(max_examples=scale.examples(25, 500), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given=st.integers(1, 30).flatmap(lambda count: st.tuples(*[drafts(f"key {n}") for n in range(count)])))
def test_everything_posted_is_kept_word_for_word(given: tuple[EntryDraft, ...]) -> None:
    fund = open_made_up_fund(f"fund {next(_numbers)}")
    ledger.post(fund, given)
    kept = list(between(fund, 1, head(fund)[0]))
    assert [entry.fields for entry in kept] == [canonical.fields(draft) for draft in given]
    for draft, entry in zip(given, kept, strict=True):
        in_order = sorted(draft.postings, key=lambda posting: PARTNERS.index(posting.partner))
        assert entry.line_texts() == [canonical.posting_head(p) + str(p.amount_pence) for p in in_order]
    assert sum(ledger.balances(fund, ("partner",)).values()) == 0
    assert ledger.verify(fund).is_sound
    assert list(ledger.post(fund, given).numbers) == list(range(1, len(given) + 1))  # sent again, posted before
