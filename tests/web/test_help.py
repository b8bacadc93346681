"""Help in both languages, templates to be finished, and the tour of the demonstration."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from cronfa.fund.opening import RunningFund
from cronfa.governance.roles import Role
from cronfa.web.presenters.help import TEMPLATES
from cronfa.web.presenters.help_prose import as_markdown


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_a_template_is_a_page_and_a_file_and_marks_what_is_left(fund: RunningFund, name: str) -> None:
    client = Client(HTTP_HOST="127.0.0.1")
    for language, mark in (("en", "To fill in:"), ("cy", "I'w lenwi:")):
        page = unescape(client.get(f"/{language}/help/{name}/").content.decode())
        file = client.get(f"/{language}/help/{name}.md")
        assert file["Content-Type"] == "text/markdown; charset=utf-8"
        said = file.content.decode()
        assert page.count(mark) == said.count(f"> **{mark}**") > 3
        assert said == as_markdown(TEMPLATES[name], language)  # type: ignore[arg-type]


def test_there_is_no_other_template(fund: RunningFund) -> None:
    assert Client(HTTP_HOST="127.0.0.1").get("/en/help/other/").status_code == 404


@pytest.mark.parametrize(("role", "steps"), [(Role.PARTNER_OFFICER, 8), (Role.BOARD_MEMBER, 6), (Role.AUDITOR, 8)])
def test_the_tour_leads_through_pages_that_the_role_may_read(
    sign_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch, role: Role, steps: int
) -> None:
    monkeypatch.setattr(settings, "DEMO", True)
    client = sign_in(role)
    address = re.search(r'href="([^"]*\?tour=1)"', client.get("/en/funds/small/").content.decode())
    seen = 0
    while address:
        response = client.get(unescape(address[1]))
        page = response.content.decode()
        seen += 1
        assert response.status_code == 200 and f"Step {seen} of {steps}" in page
        address = re.search(rf'href="([^"]*\?tour={seen + 1})"', page)
    assert seen == steps


def test_outside_the_demonstration_there_is_no_tour(sign_in: Callable[..., Client]) -> None:
    page = sign_in(Role.AUDITOR).get("/en/funds/small/?tour=1").content.decode()
    assert "tour=" not in page.replace("/cy/funds/small/?tour=1", "") and 'class="tour"' not in page


def test_a_step_that_is_another_page_shows_no_banner(
    sign_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DEMO", True)
    for asked in ("2", "99", "x", "0"):
        assert 'class="tour"' not in sign_in(Role.AUDITOR).get(f"/en/funds/small/?tour={asked}").content.decode()
