"""Every page in a real browser: no accessibility violation, nothing from outside, no wider than the screen (R13, R14)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from cronfa.governance.roles import Role
from web.browser.visitors import violations
from web.every_page import paths

LOOKERS = [("en", Role.MANAGER, ""), ("cy", Role.PARTNER_OFFICER, "board")]
"""Between them, everything that can be sent stands on the pages of these two."""


@pytest.fixture
def fund(busy_fund: object) -> object:
    """The fund in which something of every kind has happened."""
    return busy_fund


@pytest.mark.lasting
@pytest.mark.parametrize(("language", "role", "body"), LOOKERS)
def test_every_page_can_be_used_by_everybody(
    open_desk: Callable[..., Page], server: str, language: str, role: Role, body: str
) -> None:
    page = open_desk(role, body)
    outside: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(server) else outside.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    wrong: list[str] = []
    for path in [*paths(), "/funds/small/nothing/"]:
        page.goto(f"/{language}{path}")
        wrong += violations(page)
        page.set_viewport_size({"width": 320, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wrong.append(f"{path}: wider than a small screen")
        page.set_viewport_size({"width": 1280, "height": 900})
    assert wrong == []
    assert outside == []
    assert [line for line in said if "404 (Not Found)" not in line and "403 (Forbidden)" not in line] == []
