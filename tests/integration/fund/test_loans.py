"""A loan through the ledger: lent, repaid as it falls due, and what is still owed paid back when the agreement ends."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cronfa.fund.books import book
from cronfa.fund.leaving import accept_division, divide
from cronfa.fund.loans import loans_owed
from cronfa.fund.opening import RunningFund, open_fund
from cronfa.fund.reports import reports
from cronfa.fund.settling import accept, close_months, work_out
from cronfa.fund.taking_in import take_in
from cronfa.fund.why import why
from cronfa.ledger.queries import balances
from cronfa.ledger.verification import verify
from cronfa.problems import Problems
from cronfa.settlement.outcome import LoanOwed, Settlement
from cronfa.settlement.scenarios import stack
from cronfa.settlement.vector import settle as settle_many

from .conftest import HEADER, PAYMENTS

LENDING = """
agreement: lending
power: part-9-2014
term: {from: 2026-04-01, to: 2029-03-31}
host: council
partners: {council: local authority, board: health body}
schemes:
  equipment:
    budget: £12,000
    contributions: {council: 60%, board: 40%}
    overspend:
      - lend: {partner: board, up to: £1,000, clause: 7.1, repay: {schedule: {2027-28: £300.01, 2028-29: £200, 2029-30: £100}}}
      - share: contributions
    underspend: [{return: contributions}]
    exit: {shares: {council: 50%, board: 50%}, clause: 9.9}
"""
SPENT = """\
2026-06-03,13000.01,1,Hoists,Smith
2027-06-03,11500.00,2,Hoists,Smith
2028-06-03,12000.00,3,Hoists,Smith
"""


@pytest.fixture
def lending(database: str, tmp_path: Path) -> RunningFund:
    """£1,000.01 over in the first year, £500 under in the second, even in the third; the board lends £1,000."""
    agreement, spent = tmp_path / "lending.yaml", tmp_path / "spent.csv"
    agreement.write_text(LENDING, "utf-8")
    spent.write_text(HEADER + SPENT, "utf-8")
    fund = open_fund(agreement, "manager")
    take_in(fund, spent, PAYMENTS, "officer", confirmed=lambda _: True)
    return fund


def settled(fund: RunningFund, year: str) -> Settlement:
    close_months(fund, year, "manager")
    return accept(fund, year, "manager").settlement


def standing(fund: RunningFund, account: str) -> dict[tuple[str, ...], int]:
    found = balances(fund.ledger, ("partner",), where={"account": account})
    return {key: pence for key, pence in found.items() if pence}


def both_engines_agree(fund: RunningFund, year: str, outcome_of: Callable[..., object]) -> None:
    from cronfa.fund.figures import outcome

    terms, happened = fund.terms_of(year), outcome(fund, year)
    one, many = work_out(fund, year), settle_many(terms, stack([happened], terms.partner_ids))
    for row, partner in enumerate(one.partners):
        assert (many.due_pence[row][0], many.borne_pence[row][0], many.lent_pence[row][0]) == (
            partner.due_pence,
            partner.borne_pence,
            partner.lent_pence,
        )


def test_each_instalment_is_charged_in_the_year_it_falls_due(lending: RunningFund) -> None:
    first = settled(lending, "2026-27")
    assert [(loan.lender, loan.amount_pence) for loan in first.loans] == [("board", 1000_00)]
    assert standing(lending, "loans") == {("board",): -1000_00}
    [owed] = loans_owed(lending, "2027-28")
    plan = (("2027-28", 300_01), ("2028-29", 200_00), ("2029-30", 499_99))
    assert owed == LoanOwed("board", "7.1", "2026-27", plan, "equipment")
    # £500 under, of which £300.01 goes to the lender: £199.99 is returned to both.
    both_engines_agree(lending, "2027-28", work_out)
    second = settled(lending, "2027-28")
    assert second.schemes[0].brought_forward_pence == -300_01
    assert [(line.party.id, line.amount_pence) for line in second.lines] == [("council", -119_99), ("board", -80_00)]
    assert {p.partner: p.to_pay_pence for p in second.partners} == {"council": 7080_01, "board": 4419_99}
    assert second.partners[1].repaid_pence == 300_01
    assert standing(lending, "loans") == {("board",): -699_99}
    third = settled(lending, "2028-29")  # what falls due makes an overspend, which the board lends again
    assert third.owed[0].repayments == (("2028-29", 200_00), ("2029-30", 499_99))
    assert [(loan.amount_pence, loan.repayments) for loan in third.loans] == [(200_00, (("2029-30", 200_00),))]
    assert sum(standing(lending, "carried").values()) == 699_99
    assert verify(lending.ledger).is_sound


def test_quarters_of_a_year_of_repayment_leave_what_the_year_alone_leaves(lending: RunningFund) -> None:
    settled(lending, "2026-27")
    for months in (3, 6, 9):
        close_months(lending, "2027-28", "manager", through=months)
        accept(lending, "2027-28", "manager", months=months)
        assert standing(lending, "loans")[("board",)] <= -699_99
    settled(lending, "2027-28")
    assert standing(lending, "loans") == {("board",): -699_99}
    assert [loan.owed_pence for loan in loans_owed(lending, "2028-29")] == [699_99]


def test_what_is_owed_is_shown_and_its_parts_are_told(lending: RunningFund) -> None:
    settled(lending, "2026-27")
    settled(lending, "2027-28")
    made = dict(reports(book(lending, "2027-28")))
    for name in ("2027-28-settlement", "2027-28-statement-board"):
        [owed] = [table for table in made[name].tables() if table.id == "owed"]
        assert [cell.value for cell in owed.rows[0].cells[3:]] == [1000_00, 0, -300_01, 699_99]
    assert not [table for table in made["2027-28-statement-council"].tables() if table.id == "owed"]
    memorandum = made["2027-28-memorandum"]
    assert any("£300.01" in words.en for words in memorandum.lead)
    reason = why(lending, "2027-28/partner/board/to-pay")
    assert sum(part.pence for part in reason.parts) == reason.value
    assert sum(part.pence for part in why(lending, "2027-28/partner/board/repaid").parts) == 300_01
    assert sum(part.pence for part in why(lending, "2026-27/partner/board/lent").parts) == 1000_00
    for what in ("brought-forward", "variance", "due"):
        of_scheme = why(lending, f"2027-28/equipment/{what}")
        assert sum(part.pence for part in of_scheme.parts) == of_scheme.value, what


def test_at_exit_the_lender_is_repaid_and_the_deficit_divided(lending: RunningFund) -> None:
    for year in ("2026-27", "2027-28", "2028-29"):
        settled(lending, year)
    shown = divide(lending, "2028-29")
    assert [(line.party.id, line.amount_pence) for line in shown.loans] == [("board", -699_99)]
    # By the exit clause each bears half of what the loans bridged.
    assert {line.party.id: line.amount_pence for line in shown.lines} == {"council": 350_00, "board": 349_99}
    accept_division(lending, "2028-29", "manager")
    by_leg = balances(lending.ledger, ("account", "partner", "counterparty"))
    assert not any(pence for (account, *_), pence in by_leg.items() if account in ("loans", "carried") and not _)
    assert standing(lending, "loans") == {} == standing(lending, "carried")
    left = balances(lending.ledger, ("account", "partner"))
    with pytest.raises(Problems) as again:
        accept_division(lending, "2028-29", "manager")
    assert again.value.problems[0].code == "FU017"
    for partner in lending.partners:  # once everything owed is paid, no cash is left
        assert sum(left.get((account, partner), 0) for account in ("bank", "debtors", "creditors")) == 0
