"""The books kept by two people in a real browser: by pointer, by keyboard in Welsh, and without a script."""

from collections.abc import Callable
from datetime import date

from cronfa.fund.opening import RunningFund
from cronfa.fund.virements import moved
from cronfa.governance.roles import Role
from cronfa.ledger.queries import entry
from cronfa.ledger.stored import head
from cronfa.web.presenters import contributing, journals, proposals, virements
from web.browser.visitors import Visitor


def test_money_that_came_and_a_virement_are_approved_by_another(
    visits: Callable[..., Visitor],
    fund: RunningFund,
) -> None:
    before = head(fund.ledger)[0]
    maker, checker = visits(Role.HOST_OFFICER), visits(Role.MANAGER)
    maker.goes("small/contributions/2025-26/board/1/")
    maker.dates(contributing.LABELS["on"], date(2025, 4, 29))
    maker.writes(contributing.LABELS["reference"], "BACS 81")
    maker.writes(contributing.LABELS["why"], "statement 9")
    maker.presses(contributing.LABELS["send"])
    maker.goes("small/virements/2025-26/")
    assert "£500.00" in maker.reads()
    maker.picks(virements.LABELS["from"], "equipment")
    maker.picks(virements.LABELS["into"], "homecare")
    maker.writes(virements.LABELS["amount_in"], "£300")
    maker.picks(virements.LABELS["month"], "2025-08")
    maker.writes(virements.LABELS["why"], "demand")
    maker.presses(virements.LABELS["send"])
    for _ in range(2):
        checker.goes("small/")
        checker.opens(checker.page.locator('a[href*="/proposals/"]').last)
        checker.presses(proposals.LABELS["approve"])
    assert {entry(fund.ledger, number).kind for number in (before + 1, before + 2)} == {"contribution", "virement"}
    assert moved(fund, "2025-26")["homecare"] == ((5, 30_000),)


def test_a_journal_that_does_not_balance_says_so_and_keeps_what_was_written(
    visits: Callable[..., Visitor],
    fund: RunningFund,
) -> None:
    before = head(fund.ledger)[0]
    maker = visits(Role.HOST_OFFICER)
    maker.goes("small/journals/new/")
    maker.picks(journals.LABELS["account"], "bank")
    maker.writes(journals.LABELS["debit"], "£12.50")
    maker.presses(journals.LABELS["send"])
    said = maker.reads()
    assert all(code in said for code in ("FU046", "FU044", "FU029", "FU032", "GO004"))
    assert maker.page.get_by_label(journals.LABELS["debit"].to(maker.language)).first.input_value() == "£12.50"
    assert head(fund.ledger)[0] == before
