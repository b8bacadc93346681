"""The agreement's page: what is due, which versions there are, and what one changes in another."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from cronfa.fund.opening import RunningFund, open_fund
from cronfa.governance.roles import Role
from small_fund import AGREEMENT

PAGE = "/en/funds/small/agreement/"
VARIATION = """
variations:
  - from: 2026-04-01
    title: {en: Even shares, cy: Cyfrannau cyfartal}
    changes: {schemes: {equipment: {contributions: {council: 50%, board: 50%}}}}
"""


@pytest.fixture
def varied(fund: RunningFund, tmp_path: Path) -> None:
    """The small fund after a variation has been registered."""
    path = tmp_path / "small.yaml"
    text = AGREEMENT.format(name="small", title="Small pool", title_cy="Cronfa fach")
    path.write_text(text + VARIATION, "utf-8")
    open_fund(path, "manager")


def test_what_is_due_stands_with_the_days_that_are_left(sign_in: Callable[..., Client]) -> None:
    page = sign_in(Role.BOARD_MEMBER).get(PAGE).content.decode()
    assert "The agreement ends" in page and "31 March 2039" in page and "days</td>" in page
    welsh = sign_in(Role.BOARD_MEMBER).get(PAGE.replace("/en/", "/cy/")).content.decode()
    assert "Daw&#39;r cytundeb i ben" in welsh and "diwrnod</td>" in welsh


def test_a_version_leads_to_what_it_changes_in_words_and_in_money(sign_in: Callable[..., Client], varied: None) -> None:
    client = sign_in(Role.PARTNER_OFFICER, "board")
    page = client.get(PAGE).content.decode()
    assert "Version 2: Even shares" in page and "agreement/versions/1/2/" in page
    difference = client.get(f"{PAGE}versions/1/2/").content.decode()
    assert "50%" in difference and "+£" in difference and "2025-26" in difference


@pytest.mark.parametrize("pair", ["1/1", "2/1", "1/3", "0/1"])
def test_versions_that_are_not_there_or_in_no_order_are_not_found(
    sign_in: Callable[..., Client], varied: None, pair: str
) -> None:
    assert sign_in(Role.MANAGER).get(f"{PAGE}versions/{pair}/").status_code == 404


def test_the_agreement_is_a_document_in_the_language_of_the_page(sign_in: Callable[..., Client]) -> None:
    client = sign_in(Role.BOARD_MEMBER)
    for page in (PAGE, PAGE.replace("/en/", "/cy/")):
        files = re.findall(r'href="([^"]+/agreement\.(pdf|docx))"', client.get(page).content.decode())
        assert [ending for _, ending in files] == ["pdf", "docx"]
        for address, ending in files:
            answer = client.get(address)
            assert answer["Content-Disposition"].endswith(f'small-agreement-{page[1:3]}.{ending}"')
            assert answer.content.startswith({"pdf": b"%PDF", "docx": b"PK"}[ending])
    assert client.get("/en/funds/small/agreement.exe").status_code == 404
