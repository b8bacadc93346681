"""Each page has the same page in the other language, one click away, and no word of the one stands in the other (R15)."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from cronfa.governance.roles import Role
from page_words import ENGLISH, words

PAGES = (
    "", "figures/", "figures/2025-26/6/settlement/", "figures/2025-26/6/monitoring/", "figures/2025-26/6/statement-council/",
    "postings/", "entries/5/", "entries/5/reverse/", "proposals/", "files/", "month-end/2025-26/6/", "exceptions/", "settlement/", "settlement/2025-26/12/", "agreement/", "people/", "trail/",
    "why/2025-26/equipment/spend/",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_the_welsh_page_has_the_same_links_and_forms_and_no_english_sentence(
    sign_in: Callable[..., Client], page: str
) -> None:
    client = sign_in(Role.MANAGER)
    english, welsh = (client.get(f"/{language}/funds/small/{page}") for language in ("en", "cy"))
    assert english.status_code == welsh.status_code == 200
    assert _links(english.content) == _links(welsh.content)
    assert _names(english.content) == _names(welsh.content)
    assert b'lang="cy"' in welsh.content.split(b"<body")[0]
    found = ENGLISH.search(words(welsh.content))
    assert found is None, words(welsh.content)[max(0, found.start() - 80) : found.end() + 80]


def _links(page: bytes) -> list[str]:
    """Every address on the page, whichever language it is in."""
    return [re.sub(r"^/(en|cy)/", "/", link) for link in re.findall(r'href="([^"]*)"', page.decode())]


def _names(page: bytes) -> list[str]:
    return re.findall(r'name="([^"]*)"', page.decode())


def test_the_bare_address_leads_to_the_language_that_the_browser_asks_for() -> None:
    client = Client(HTTP_HOST="127.0.0.1")
    assert client.get("/", HTTP_ACCEPT_LANGUAGE="cy,en;q=0.5")["Location"] == "/cy/"
    assert client.get("/", HTTP_ACCEPT_LANGUAGE="fr")["Location"] == "/en/"
