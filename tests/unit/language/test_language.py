"""A text cannot lack a language."""

import pytest

from cronfa.language import Text, counted, join, same

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


@pytest.mark.parametrize(
    ("count", "en", "cy", "said", "welsh"),
    [
        (1, "day", "diwrnod", "1 day", "1 diwrnod"),
        (2, "day", "diwrnod", "2 days", "2 ddiwrnod"),
        (2, "month", "mis", "2 months", "2 fis"),
        (2, "week", "wythnos", "2 weeks", "2 wythnos"),
        (2, "line", "llinell", "2 lines", "2 linell"),
        (1_200, "working day", "diwrnod gwaith", "1,200 working days", "1,200 diwrnod gwaith"),
    ],
)
def test_a_welsh_noun_stays_singular_and_softens_after_two(count: int, en: str, cy: str, said: str, welsh: str) -> None:
    assert counted(count, en, cy) == Text(en=said, cy=welsh)
