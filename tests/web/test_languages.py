"""Each page has the same page in the other language, one click away, and no word of the one stands in the other (R15)."""

import re

import pytest
from django.test import Client

from cronfa.fund.opening import RunningFund
from cronfa.governance.roles import Role
from page_words import ENGLISH, words
from web.desks import signed_in
from web.every_page import paths


@pytest.mark.parametrize(("role", "body"), [(Role.MANAGER, ""), (Role.PARTNER_OFFICER, "board")])
def test_the_welsh_page_has_the_same_links_and_forms_and_no_english_sentence(
    busy_fund: RunningFund, role: Role, body: str
) -> None:
    client = signed_in(role, body)
    wrong = []
    for path in paths():
        english, welsh = (client.get(f"/{language}{path}") for language in ("en", "cy"))
        assert english.status_code == welsh.status_code, path
        found = ENGLISH.search(words(welsh.content))
        if found:
            wrong.append(f"{path}: {words(welsh.content)[max(0, found.start() - 60) : found.end() + 60]}")
        if _links(english.content) != _links(welsh.content) or _names(english.content) != _names(welsh.content):
            wrong.append(f"{path}: other links or fields")
        if english.status_code == 200 and b'lang="cy"' not in welsh.content.split(b"<body")[0]:
            wrong.append(f"{path}: not marked as Welsh")
    assert wrong == [], "\n".join(wrong)


def _links(page: bytes) -> list[str]:
    """Every address on the page, whichever language it is in."""
    return [re.sub(r"^/(en|cy)/", "/", link) for link in re.findall(r'href="([^"]*)"', page.decode())]


def _names(page: bytes) -> list[str]:
    return re.findall(r'name="([^"]*)"', page.decode())


@pytest.mark.usefixtures("fund_on_sqlite")
def test_the_bare_address_leads_to_the_language_that_the_browser_asks_for() -> None:
    client = Client(HTTP_HOST="127.0.0.1")
    assert client.get("/", HTTP_ACCEPT_LANGUAGE="cy,en;q=0.5")["Location"] == "/cy/"
    assert client.get("/", HTTP_ACCEPT_LANGUAGE="fr")["Location"] == "/en/"
