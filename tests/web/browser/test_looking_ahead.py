"""Asking what if, writing worries, and sending a pack back, in a real browser: every page looked over by axe on the way."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from cronfa.fund.opening import RunningFund
from cronfa.governance import working
from cronfa.governance.models import Job, ManagersForecast
from cronfa.governance.roles import Role
from cronfa.web.presenters import packs, proposals
from cronfa.web.presenters.what_if_words import LABELS as WHAT_IF, TRIED
from cronfa.web.presenters.worries_words import EFFECTS, LABELS as WORRIES
from small_fund import AGREEMENT
from web.browser.visitors import Visitor


@pytest.mark.lasting
def test_a_partner_asks_what_its_worries_would_do_and_shows_the_answer(
    visits: Callable[..., Visitor], fund: RunningFund
) -> None:
    board = visits(Role.PARTNER_OFFICER, "board")
    board.goes("small/what-if/")
    board.follows(WHAT_IF["worries_link"])
    board.writes(WORRIES["name"], "Fees +9 %")
    board.writes(WORRIES["size"], "much")
    board.presses(WORRIES["save"])
    assert "FS" in board.reads(".govuk-error-summary")
    board.writes(WORRIES["size"], "9%")
    board.presses(WORRIES["add"])
    board.picks(WORRIES["kind"], next(iter(EFFECTS)))
    board.presses(WORRIES["save"])
    board.writes(WORRIES["runs"], "200")
    board.presses(WORRIES["with_mine"])
    board.presses(WHAT_IF["begin"])
    assert board.page.locator("progress").count() == 1
    assert working.work_once("a worker")
    board.goes("small/what-if/1/")
    assert board.page.locator("#table-worries").count() == 1 and board.page.locator("main svg").count() >= 1
    board.presses(WHAT_IF["release"])
    manager = visits(Role.MANAGER)
    manager.goes("small/what-if/worries/")
    assert "Fees +9 %" in manager.reads()
    assert Job.objects.get().released_at is not None


def test_drafts_are_laid_side_by_side(visits: Callable[..., Visitor], fund: RunningFund, tmp_path: Path) -> None:
    """Two files chosen at once, beside the agreement as signed; and the same question asked again with one of them."""
    drafts = [tmp_path / "even.yaml", tmp_path / "steep.yaml"]
    for path, shares in zip(drafts, ("council: 50%, board: 50%", "council: 80%, board: 20%"), strict=True):
        text = AGREEMENT.format(name="small", title="Small pool", title_cy="Cronfa fach")
        path.write_text(text.replace("council: 60%, board: 40%", shares), "utf-8")
    manager = visits(Role.MANAGER)
    manager.goes("small/what-if/")
    manager.page.get_by_label(TRIED["both"].to(manager.language)).check()
    manager.attaches("draft", *drafts)
    manager.writes(WHAT_IF["runs"], "200")
    manager.presses(WHAT_IF["look"])
    assert "even.yaml, steep.yaml" in manager.reads()
    manager.presses(WHAT_IF["begin"])
    assert working.work_once("a worker")
    manager.goes("small/what-if/1/")
    said = manager.reads()
    assert "even.yaml" in said and "steep.yaml" in said and manager.page.locator("#table-drafts-beside").count() == 1
    manager.follows(WHAT_IF["ask_again"])
    assert manager.page.locator("textarea[name=draft_text]").count() == 3


def test_a_manager_fills_the_pack_in_and_two_people_keep_it(
    visits: Callable[..., Visitor], fund: RunningFund, tmp_path: Path
) -> None:
    maker = visits(Role.HOST_OFFICER)
    maker.goes("small/forecasts/2025-26/6/")
    with maker.page.expect_download() as download:
        maker.page.get_by_role("link", name=packs.LABELS["download"].to(maker.language)).click()
    path = tmp_path / "pack.xlsx"
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["G4"], book.worksheets[0]["H4"] = "thousands", "A winter of new hoists " * 12
    book.save(path)
    maker.attaches("file", path)
    maker.presses(packs.LABELS["look"])
    assert "G" in maker.reads(".govuk-error-summary") and "4" in maker.reads(".govuk-error-summary")
    book.worksheets[0]["G4"] = 13_000
    book.save(path)
    maker.attaches("file", path)
    maker.presses(packs.LABELS["look"])
    maker.writes(packs.LABELS["remark"], "October pack")
    maker.presses(packs.LABELS["confirm"])
    checker = visits(Role.MANAGER)
    checker.goes("small/proposals/1/")
    checker.presses(proposals.LABELS["approve"])
    checker.goes("small/forecasts/2025-26/6/")
    assert "£13,000.00" in checker.reads() and ManagersForecast.objects.count() == 1
