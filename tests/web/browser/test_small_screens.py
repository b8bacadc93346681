"""Pages as they are met elsewhere: on a phone, in a reader's own colours, on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Appointment
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


def test_a_readers_own_colours_still_tell_which_place_this_is(open_desk: Callable[..., Page]) -> None:
    page = open_desk(Role.MANAGER)
    page.emulate_media(forced_colors="active")
    page.goto(FUND + "postings/")
    colour = "at => getComputedStyle(at).borderBottomColor"
    here = page.locator(".ways a[aria-current]").first.evaluate(colour)
    others = page.locator(".ways a:not([aria-current])").evaluate_all(f"all => all.map({colour})")
    assert others and here not in others


def test_on_paper_stands_what_was_said_of_a_variance_without_its_form(
    open_desk: Callable[..., Page], fund: RunningFund
) -> None:
    held = Appointment.objects.filter(fund="small", role=Role.MANAGER.value).first()
    assert held is not None
    Appointment.objects.create(
        person=held.person, fund="deciding", role=held.role, body=held.body, starts=held.starts, appointed_by="test"
    )
    page = open_desk(Role.MANAGER)
    page.goto("/en/funds/deciding/month-end/2025-26/6/")
    page.emulate_media(media="print")
    expect(page.locator("section[aria-labelledby=variances] h3").first).to_be_visible()
    assert page.locator("main textarea:visible, main button:visible").count() == 0
