"""A fund's lines as a partner's own ledger would know them: which entries, in which months, for how much of each."""

from datetime import date

import pytest

from cronfa import ledger
from cronfa.ledger.entries import EntryDraft, PostingDraft, SourceLine
from cronfa.ledger.funds import Fund
from cronfa.ledger.partner_lines import Against, PartnerLine, partner_lines
from made_up_ledger import PERIODS, open_made_up_fund, spend

pytestmark = pytest.mark.usefixtures("database")
APRIL, MAY = PERIODS[0], PERIODS[1]


def _paid(key: str, pence: int, kind: str = "contribution", partner: str = "council") -> EntryDraft:
    lines = (PostingDraft("bank", partner, pence), PostingDraft("contributions", partner, -pence))
    return spend(0, kind=kind, idempotency_key=key, narrative=key, postings=lines)


@pytest.fixture
def sha256(database: str) -> str:
    fund = open_made_up_fund()
    sha256 = ledger.register_source(fund, "f.csv", [b"a\n"], mapping="", rows=1, total_pence=0, who="t").sha256
    ledger.post(
        fund,
        [
            _paid("paid", 700),
            spend(2, 1_000, supplier="Tŷ Gwyn", source=SourceLine(sha256, 4)),
            spend(3, 2_000, posting_date=date(2012, 5, 9), period=MAY[0]),
            _paid("opening", 50, "opening"),
            _paid("settled", 60, "settlement"),
            _paid("theirs", 80, partner="health"),
            spend(7, 1_000, kind="reversal", reverses=2, reason="WRONG", postings=_turned(spend(2))),
            spend(8, 300, kind="settlement"),
        ],
    )
    return sha256


@pytest.fixture
def fund(sha256: str) -> Fund:
    return ledger.find_fund("made-up")


def _turned(draft: EntryDraft) -> tuple[PostingDraft, ...]:
    return tuple(line._replace(amount_pence=-line.amount_pence) for line in draft.postings)


def _numbers(
    fund: Fund, partner: str, against: Against, first: date = APRIL[1], last: date = APRIL[2]
) -> dict[int, int]:
    return {line.number: line.pence for line in partner_lines(fund, partner, against, first, last)}


def test_contributions_are_what_the_partner_paid_in_and_no_spend_opening_or_settlement(fund: Fund) -> None:
    assert _numbers(fund, "council", "contributions") == {1: 700}
    assert _numbers(fund, "health", "contributions") == {6: 80}


def test_responsibility_is_the_partners_own_spend_and_spend_is_everybodys(fund: Fund) -> None:
    assert _numbers(fund, "council", "responsibility") == {2: 1_000, 7: -1_000}
    assert _numbers(fund, "health", "responsibility") == {}
    assert _numbers(fund, "health", "spend") == {2: 1_000, 7: -1_000}


def test_months_count_that_lie_wholly_within_the_days_asked_for(fund: Fund) -> None:
    assert list(_numbers(fund, "council", "spend", APRIL[1], MAY[2])) == [2, 3, 7]
    assert list(_numbers(fund, "council", "spend", MAY[1], MAY[2])) == [3]
    assert _numbers(fund, "council", "spend", date(2012, 4, 2), date(2012, 5, 30)) == {}


def test_a_line_tells_where_it_came_from_and_what_it_undoes(fund: Fund, sha256: str) -> None:
    first, undone = partner_lines(fund, "council", "spend", APRIL[1], APRIL[2])
    assert first == PartnerLine(2, APRIL[1], "Tŷ Gwyn", "Placement 2", "residential", 1_000, None, sha256, 4)
    assert undone == PartnerLine(7, APRIL[1], "", "Placement 7", "residential", -1_000, 2, "", 0)


def test_another_funds_lines_are_not_this_ones(fund: Fund) -> None:
    other = open_made_up_fund("other")
    ledger.post(other, [_paid("elsewhere", 9)])
    assert _numbers(other, "council", "contributions") == {1: 9}
    assert _numbers(fund, "council", "contributions") == {1: 700}
