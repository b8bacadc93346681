"""What people come to do, done in a real browser: by two people, in both languages, by keyboard, and without a script."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from cronfa.fund.opening import RunningFund
from cronfa.governance.roles import Role
from cronfa.ledger.stored import head

GOOD = "Date,Amount,Id,Kind,Supplier,Scheme\n2025-10-02,100.00,Q1,Beds,New Cyf,equipment\n2025-10-03,50.50,Q2,Beds,New Cyf,homecare\n"
SAYS = {
    "en": {"send": "Upload and look at it", "forward": "Send for approval", "approve": "Approve and do it", "home": "Home",
           "rows": "Rows, as the sender says", "total": "Total, as the sender says", "why": "Where the totals come from"},
    "cy": {"send": "Llwytho i fyny ac edrych arni", "forward": "Anfon i'w gymeradwyo", "approve": "Cymeradwyo a'i wneud",
           "home": "Hafan", "rows": "Rhesi, yn ôl yr anfonwr", "total": "Cyfanswm, yn ôl yr anfonwr",
           "why": "O ble y daw'r cyfansymiau"},
}  # fmt: skip


@pytest.mark.parametrize(("language", "script"), [("en", True), ("cy", True), ("en", False)])
def test_a_file_is_taken_in_by_two_people(
    open_desk: Callable[..., Page], fund: RunningFund, tmp_path: Path, language: str, script: bool
) -> None:
    words, before = SAYS[language], head(fund.ledger)[0]
    (tmp_path / "october.csv").write_text(GOOD, "utf-8")
    maker = open_desk(Role.HOST_OFFICER, script=script)
    maker.goto(f"/{language}/funds/small/files/")
    maker.set_input_files("#file", tmp_path / "october.csv")
    maker.get_by_role("button", name=words["send"]).click()
    assert "£150.50" in maker.inner_text("main")
    maker.get_by_label(words["rows"]).fill("2")
    maker.get_by_label(words["total"]).fill("£150.50")
    maker.get_by_label(words["why"]).fill("e-mail, 4 October")
    maker.get_by_role("button", name=words["forward"]).click()
    checker = open_desk(Role.MANAGER, script=script)
    checker.goto(f"/{language}/funds/small/")
    checker.get_by_role("link", name="october.csv").click()
    checker.get_by_role("button", name=words["approve"]).click()
    assert "october.csv" in checker.inner_text("h1")
    assert head(fund.ledger)[0] == before + 2


def test_a_partner_traces_what_it_owes_to_the_row_in_four_clicks(open_desk: Callable[..., Page]) -> None:
    page = open_desk(Role.PARTNER_OFFICER, "board")
    page.goto("/en/funds/small/")
    page.get_by_role("link", name="Figures").click()
    page.get_by_role("link", name="Partner statement, Enghraifft Health Board").click()
    page.locator("#table-spent a.open").first.click()
    page.locator("main table a").first.click()
    assert page.locator("pre.row").inner_text().count(",") == 5


def test_a_reversal_is_asked_for_by_keyboard_alone(open_desk: Callable[..., Page]) -> None:
    page = open_desk(Role.HOST_OFFICER)
    page.goto("/en/funds/small/entries/5/")
    _tab_to(page, "Ask for this entry to be reversed")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reverse/")
    _tab_to(page, "reason")
    page.keyboard.type("paid twice")
    _tab_to(page, "Send for approval")
    page.keyboard.press("Enter")
    page.wait_for_url("**/proposals/*/")
    assert "Reverse entry 5" in page.inner_text("h1")


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on a link or button of these words, or a field of this name."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(n) => { const a = document.activeElement; return a.innerText === n || a.name === n }", name):
            return
    raise AssertionError(f"the keyboard does not reach {name}")
