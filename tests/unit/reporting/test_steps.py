"""The picture of a waterfall: what is taken and what falls through, to scale, in both languages, the same every time."""

import re
from xml.etree import ElementTree

import pytest

from cronfa.language import Text, same
from cronfa.reporting import steps

OVER = Text(en="Overspend £100", cy="Gorwariant £100")


def chart(*parts: tuple[str, int, int | None], total: int = 10_000) -> steps.Steps:
    """A waterfall with a step for each part."""
    taken = tuple(
        steps.Taken(same(f"{n}. shared"), same("Sch 3"), (steps.Part(same(party), pence, colour),))
        for n, (party, pence, colour) in enumerate(parts, start=1)
    )
    return steps.Steps("a", OVER, OVER, total, taken)


def widths(svg: str, fill: str) -> list[float]:
    return [float(found) for found in re.findall(rf'width="([\d.]+)" height="26" fill="{re.escape(fill)}"', svg)]


def test_widths_are_to_scale_and_what_is_no_partners_is_hatched() -> None:
    svg = steps.draw(chart(("Reserve", 7_500, None), ("Council", 2_500, 0)), "en")
    field = (steps.RIGHT - steps.LEFT) / 10
    assert widths(svg, "url(#other)") == [field * 3 / 4]
    assert widths(svg, "#1f5a73") == [field / 4]


def test_what_falls_through_is_what_is_left() -> None:
    made = chart(("Reserve", 7_500, None), ("Council", 2_500, 0))
    assert [made.left_after(place) for place in range(3)] == [10_000, 2_500, 0]


def test_a_long_name_is_broken_and_words_are_escaped_in_either_language() -> None:
    made = chart(("Bwrdd Partneriaeth Rhanbarthol Gogledd <Cymru> a'r Canolbarth", 10_000, None))
    for language in ("en", "cy"):
        root = ElementTree.fromstring(steps.draw(made, language))
        said = " ".join("".join(text.itertext()) for text in root.iter() if text.tag.endswith("text"))
        assert "<Cymru>" in said and "£100" in said and (OVER.to(language) in said)
    assert steps.draw(made, "cy") == steps.draw(made, "cy")


def test_steps_that_do_not_take_all_of_it_cannot_be_drawn() -> None:
    with pytest.raises(AssertionError):
        chart(("Reserve", 7_500, None))
    with pytest.raises(AssertionError):
        chart(("Reserve", 10_001, None), ("Council", -1, 0))
