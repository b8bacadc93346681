"""The ways through a fund: every page stands under one of them, and nobody is led to a page that is closed to them."""

from collections.abc import Callable

from django.test import Client

from cronfa.governance.roles import Role
from cronfa.web.pages import PAGES
from cronfa.web.ways import GROUPS
from web.every_page import FILES


def test_every_page_stands_under_exactly_one_way() -> None:
    places = [place for group in GROUPS for place in group.places]
    under = [name for place in places for name in (place.name, *place.within)]
    shown = {page.name for page in PAGES if "." not in page.pattern and page.name not in FILES}
    leads_on = {"appointment"}  # to the page of people, at once
    assert set(under) | leads_on == shown
    assert len(under) == len(set(under))


def test_the_right_that_a_way_needs_is_that_of_its_page() -> None:
    needs = {page.name: page.needs for page in PAGES}
    for group in GROUPS:
        for place in group.places:
            assert place.needs == needs[place.name], place.name


def test_an_administrator_sees_people_and_no_money(sign_in: Callable[..., Client]) -> None:
    page = sign_in(Role.ADMINISTRATOR).get("/en/funds/small/people/").content.decode()
    nav = page.split('class="ways"')[1].split("</nav>")[0]
    assert "People" in nav and "Money" not in nav and "Figures" not in nav
