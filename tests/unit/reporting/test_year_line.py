"""The picture of a year: budget, spend and forecast as they add up."""

import itertools
from xml.etree import ElementTree

import pytest

from cronfa.language import Text, same
from cronfa.reporting import year_line
from cronfa.reporting.model import FanChart, Range


def chart(passed: int, ranges: tuple[Range, ...] = (), most: int = 12_000_000) -> FanChart:
    added = tuple(most * month // 12 for month in range(1, 13))
    return FanChart(
        id="year", title=same("Year"), alt=same("A year"), parts=tuple(same(f"M{n}") for n in range(12)), ranges=ranges,
        middle=Text(en="Forecast", cy="Rhagolwg"), middle_pence=added, planned=Text(en="Budget", cy="Cyllideb"),
        planned_pence=added, known=Text(en="Spent", cy="Gwariwyd"), known_pence=added[:passed],
    )  # fmt: skip


def words(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg)
    return ["".join(each.itertext()) for each in root.iter() if each.tag.endswith("text")]


@pytest.mark.parametrize("passed", [1, 6, 11, 12])
def test_what_is_known_and_what_is_ahead_are_named_with_their_amounts(passed: int) -> None:
    said = words(year_line.draw(chart(passed), "en"))
    assert "Budget £120k" in said and any(each.startswith("Spent") for each in said)
    assert any(each.startswith("Forecast") for each in said) == (passed < 12)
    assert any(each.startswith("Gwariwyd") for each in words(year_line.draw(chart(passed), "cy")))


@pytest.mark.parametrize("most", [1, 99, 12_345, 99_999_999_999])
def test_the_axis_reaches_over_the_largest_amount_in_few_steps(most: int) -> None:
    field = year_line._Field(chart(6, most=most))
    assert field.most >= most and 1 <= field.most // field.step <= 6
    assert field.y(0) == year_line.BOTTOM and year_line.TOP <= field.y(most) < year_line.BOTTOM


def test_a_fan_begins_where_what_is_known_ends() -> None:
    flat = tuple(12_000_000 for _ in range(12))
    svg = year_line.draw(chart(6, (Range(same("80"), flat, flat),)), "en")
    field = year_line._Field(chart(6))
    assert f"M{year_line._px(field.x(6))} " in svg


def test_labels_never_stand_on_one_another() -> None:
    svg = year_line.draw(chart(12), "en")
    root = ElementTree.fromstring(svg)
    places = sorted(
        float(each.attrib["y"]) for each in root.iter() if each.tag.endswith("text") and each.get("font-weight")
    )
    assert all(b - a >= 20 for a, b in itertools.pairwise(places))
