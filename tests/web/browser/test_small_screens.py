"""Tables on a phone: whose a figure is stays in sight, and a year is one word."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from cronfa.governance.roles import Role

FUND = "/en/funds/small/"
TABLES = [
    ("", ".scroll:has(table.wide)"),
    ("postings/", ".listing .scroll"),
    ("figures/2025-26/6/settlement/", ".scroll:has(table)"),
]
FROM_THE_LEFT = """box => {
  box.scrollLeft = 150;
  const name = box.querySelector('tbody th[scope=row]').getBoundingClientRect();
  return [box.scrollLeft > 0, name.left - box.getBoundingClientRect().left, name.width < box.clientWidth / 2];
}"""


@pytest.mark.parametrize(("path", "box"), TABLES)
def test_the_name_of_a_row_stays_beside_its_figures(open_desk: Callable[..., Page], path: str, box: str) -> None:
    page = open_desk(Role.MANAGER, width=320)
    page.goto(FUND + path)
    assert page.locator(box).first.evaluate(FROM_THE_LEFT) == [True, 0, True]


@pytest.mark.parametrize("width", [320, 1280])
def test_a_year_and_its_state_stand_on_one_line_in_the_list_of_settlements(
    open_desk: Callable[..., Page], width: int
) -> None:
    page = open_desk(Role.MANAGER, width=width)
    page.goto(FUND + "settlement/")
    lines = "at => new Set([...at.getClientRects()].map(each => each.top)).size"
    for each in ("tbody th a", "tbody .status"):
        assert page.locator(each).first.evaluate(lines) == 1
