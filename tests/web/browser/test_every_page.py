"""Every page in a real browser: no accessibility violation, nothing from outside, no wider than the screen (R13, R14)."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from cronfa.governance.roles import Role

PAGES = (
    "", "figures/", "figures/2025-26/6/settlement/", "figures/2025-26/6/monitoring/", "figures/2025-26/6/statement-council/",
    "postings/", "entries/5/", "entries/5/reverse/", "proposals/", "files/", "month-end/2025-26/6/", "exceptions/",
    "settlement/", "settlement/2025-26/12/", "agreement/", "people/", "tokens/", "trail/", "why/2025-26/equipment/spend/", "nothing/",
)  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_page_can_be_used_by_everybody(open_desk: Callable[..., Page], server: str, language: str) -> None:
    page = open_desk(Role.MANAGER)
    outside: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(server) else outside.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    wrong: list[str] = []
    for path in PAGES:
        page.goto(f"/{language}/funds/small/{path}")
        found = Axe().run(page, options=RULES).response["violations"]
        wrong += [f"{path}: {each['id']} {each['nodes'][0]['html'][:120]}" for each in found]
    assert wrong == []
    assert outside == []
    assert [line for line in said if "404 (Not Found)" not in line] == []


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_page_is_wider_than_a_small_screen(open_desk: Callable[..., Page], language: str) -> None:
    page = open_desk(Role.MANAGER, width=320)
    for path in PAGES:
        page.goto(f"/{language}/funds/small/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
