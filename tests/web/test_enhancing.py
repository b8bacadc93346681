"""Parts of pages that htmx asks for: always parts of the pages that everyone may open, and never a failure put in their place."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import django_htmx
import pytest
from django.contrib.staticfiles import finders
from django.template import engines
from django.test import Client

from cronfa.fund.opening import RunningFund
from cronfa.governance.roles import Role
from cronfa.web import enhancing

FUND = "/en/funds/small/"
FIGURE = f"{FUND}why/2025-26/equipment/spend/"
PART = {"HX-Request": "true"}
STATIC = ("htmx.js", "beside.js", "cronfa.css")


def test_a_figure_is_explained_on_a_page_and_in_a_row_with_the_same_words(sign_in: Callable[..., Client]) -> None:
    client = sign_in(Role.MANAGER)
    page, row = client.get(FIGURE), client.get(f"{FIGURE}?columns=5", headers=PART)
    assert row.content.lstrip().startswith(b"<tr") and b'colspan="5"' in row.content and b"<html" not in row.content
    assert row[enhancing.STAY] == "false"
    opened = re.findall(r'href="(/en/funds/small/(?:entries|why)/[^"]*)"', page.content.decode())
    assert opened and set(opened) <= set(re.findall(r'href="([^"]*)"', row.content.decode()))
    for plain in (client.get(f"{FIGURE}?columns=5"), client.get(f"{FIGURE}?columns=many", headers=PART)):
        assert b"<html" in plain.content, "a row without a table to stand in"


@pytest.mark.parametrize("path", [f"{FUND}nothing/", f"{FUND}postings/", f"{FUND}why/nothing/"])
def test_a_failure_is_opened_whole_not_put_into_a_part(sign_in: Callable[..., Client], path: str) -> None:
    client = sign_in(Role.BOARD_MEMBER, "board")
    assert client.get(path).status_code in (403, 404)
    answer = client.get(path, headers=PART)
    assert answer.status_code == 204 and answer[enhancing.OPEN] == path


def test_whoever_is_no_longer_signed_in_is_taken_to_signing_in(fund: RunningFund) -> None:
    answer = Client(HTTP_HOST="127.0.0.1").get(f"{FUND}postings/?sort=amount", headers=PART)
    assert answer.status_code == 204
    assert answer[enhancing.OPEN].startswith("/en/account/login/?next=/en/funds/small/postings/")


def test_a_changed_list_is_told_and_one_that_is_opened_is_not(sign_in: Callable[..., Client]) -> None:
    client = sign_in(Role.MANAGER)
    told = [
        re.search(
            r'id="postings-said" role="status">([^<]*)<', client.get(f"{FUND}postings/", headers=given).content.decode()
        )
        for given in ({}, PART)
    ]
    assert [bool(found and found[1]) for found in told] == [False, True]


def test_a_label_called_like_something_that_a_dictionary_does_is_a_label(sign_in: Callable[..., Client]) -> None:
    assert "Clear the filters" in sign_in(Role.MANAGER).get(f"{FUND}postings/").content.decode()
    template = engines["jinja2"].from_string("{{ words.clear }}")
    with pytest.raises(AssertionError, match="placed on a page"):
        template.render({"words": {"clear": "Clear"}})


def test_the_library_is_the_locked_one_and_what_is_squeezed_is_what_is_served() -> None:
    packaged = Path(django_htmx.__path__[0]) / "static" / "django_htmx" / "htmx-2.min.js"
    assert _static("htmx.js").read_bytes() == packaged.read_bytes(), "run tools/styles"
    for name in STATIC:
        squeezed = _static(name).with_name(f"{name}.gz")
        assert gzip.decompress(squeezed.read_bytes()) == _static(name).read_bytes(), f"{name}: run tools/styles"


def test_static_files_are_named_by_their_content_and_kept(sign_in: Callable[..., Client]) -> None:
    page = sign_in(Role.MANAGER).get(FUND).content.decode()
    addresses = re.findall(r'(?:src|href)="(/static/[^"]*)"', page)
    assert len(addresses) == 4
    for address in addresses:
        assert address.endswith("?" + enhancing.digest(address.split("?")[0].removeprefix("/static/")))
        assert "max-age=2592000" in Client(HTTP_HOST="127.0.0.1").get(address)["Cache-Control"]


def test_nobody_who_has_not_signed_in_is_sent_a_script_that_they_cannot_use(fund: RunningFund) -> None:
    assert b"htmx" not in Client(HTTP_HOST="127.0.0.1").get("/en/accessibility/").content


def _static(name: str) -> Path:
    found = finders.find(f"web/{name}")
    assert isinstance(found, str)
    return Path(found)
