"""A text cannot lack a language."""

import pytest

from cronfa.language import Text, join, same

PAID = Text(en="{who} paid", cy="talodd {who}")


@pytest.mark.parametrize(("en", "cy"), [("", "x"), ("x", ""), (" ", "x"), ("x", "\n")])
def test_both_languages_are_needed(en: str, cy: str) -> None:
    with pytest.raises(AssertionError):
        Text(en=en, cy=cy)


def test_places_are_filled_in_the_same_language() -> None:
    board = Text(en="the board", cy="y bwrdd")
    assert PAID.to("en", who=board) == "the board paid"
    assert PAID.to("cy", who=board) == "talodd y bwrdd"
    assert PAID.filled(who=board) == Text(en="the board paid", cy="talodd y bwrdd")
    assert PAID.to("en") == "{who} paid"


def test_a_fact_is_not_read_as_a_template() -> None:
    assert PAID.to("en", who="{name}") == "{name} paid"


def test_changing_and_joining_both_languages() -> None:
    assert Text(en="a", cy="b").map(str.upper) == Text(en="A", cy="B")
    assert join([same("x"), Text(en="y", cy="z")], between=Text(en=" and ", cy=" a ")) == Text(en="x and y", cy="x a z")
    assert join([same("x"), same("y")]) == same("x, y")
    with pytest.raises(AssertionError):
        join([])
