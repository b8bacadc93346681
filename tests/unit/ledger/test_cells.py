"""R11: no text of a user's is a formula in a CSV, whatever it begins with, and every text comes back as it was."""

import pytest
from hypothesis import given, strategies as st

from cronfa.ledger.exports.cells import guarded, unguarded

FORMULAS = ("=1+1", "+44 20", "-SUM(A1)", "@cmd", "\t=1", "\r=1", "|calc", "%0A=1", "＝1", " =1")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text: str) -> None:
    assert guarded(text) == "'" + text


def test_ordinary_text_is_left_alone() -> None:
    assert guarded("Care home, 2=2") == "Care home, 2=2"


@given(st.text())
def test_every_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
