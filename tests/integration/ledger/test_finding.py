"""From entries to what belongs to them: their reversal, the first few of a search, and which of them concern a partner."""

import pytest

from cronfa import ledger
from cronfa.ledger.entries import PostingDraft
from cronfa.ledger.finding import first_with, matches, numbers_of, postings_of, reversal_of, those_of
from cronfa.ledger.funds import Fund
from made_up_ledger import open_made_up_fund, spend, spends

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def fund() -> Fund:
    """Entries 1 to 4 are the council's and the health body's, 5 undoes 2, 6 is the third's alone."""
    ledger.post(open_made_up_fund("other"), [*spends(1, 3), spend(4, kind="reversal", reverses=1, reason="WRONG")])
    made = open_made_up_fund()
    alone = (PostingDraft("bank", "third", -5), PostingDraft("reserve", "third", 5))
    undone = spend(5, kind="reversal", reverses=2, reason="WRONG")
    ledger.post(made, [*spends(1, 4), undone, spend(6, postings=alone)])
    return made


def test_the_reversal_of_an_entry_is_that_of_its_own_fund(fund: Fund) -> None:
    assert [reversal_of(fund, number) for number in range(7)] == [None, None, 5, None, None, None, None]


def test_the_first_of_those_found_come_whole_and_in_order(fund: Fund) -> None:
    spent = {"account": ["expenditure"], "kind": ["spend"]}
    found = list(first_with(fund, spent, 2))  # type: ignore[arg-type]
    assert found == [ledger.entry(fund, 1), ledger.entry(fund, 2)]
    assert numbers_of(fund, spent) == [1, 2, 3, 4]  # type: ignore[arg-type]
    assert numbers_of(fund, spent, 0) == []  # type: ignore[arg-type]


def test_those_of_a_partner_are_those_with_a_line_of_theirs(fund: Fund) -> None:
    assert those_of(fund, [1, 4, 6], ["third"]) == {6}
    assert those_of(fund, [1, 4, 6], ["third", "health"]) == {1, 4, 6}
    assert those_of(fund, [1, 4], ["third"]) == set()
    assert those_of(fund, [], ["third"]) == those_of(fund, [6], []) == those_of(fund, [6], ["stranger"]) == set()


def test_a_line_matches_by_what_it_says_itself_and_by_what_it_leaves_empty(fund: Fund) -> None:
    line = PostingDraft("bank", "council", -5)
    assert matches(line, {"account": ["bank"], "scheme": [""], "kind": ["no question for a line"]})
    assert not matches(line, {"account": ["bank"], "scheme": ["residential"]})
    lent = postings_of(ledger.entry(fund, 1), {"account": ["clearing"], "counterparty": ["health"]})
    assert [(line.partner, line.amount_pence) for line in lent] == [("council", -400)]
