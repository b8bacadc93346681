"""The examples on the reference pages of money, calendars, attribution and monitoring give what they show."""

import doctest
from pathlib import Path

import pytest

REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference"


@pytest.mark.parametrize("page", ["money", "calendars", "attribution", "monitoring", "forecast"])
def test_the_examples_of_a_page_hold(page: str) -> None:
    failed, tried = doctest.testfile(str(REFERENCE / f"{page}.md"), module_relative=False, encoding="utf-8")
    assert tried > 3, "the page has lost its examples"
    assert not failed
