"""The drawing of whose money paid for what: to scale, well formed, and with names that cannot break out of it."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

import made_up_fund
from cronfa.language import LANGUAGES, Language, same
from cronfa.reporting import flow
from cronfa.reporting.common import crossing_flow
from cronfa.reporting.model import Band, FlowChart

SVG = "{http://www.w3.org/2000/svg}"


def made_up() -> FlowChart:
    chart = crossing_flow(made_up_fund.book())
    assert chart
    return chart


def partners(count: int) -> FlowChart:
    names = tuple((f"p{at}", same(f"Partner number {at} of a very long name indeed, Ynys Môn")) for at in range(count))
    bands = tuple(Band(f"p{at}", "s", f"p{(at + 1) % count}", 10**13 + at) for at in range(count))
    return FlowChart("flow", same("Flow"), same("Flow in words"), names, (("s", same("Scheme")),), names, bands)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_amounts_stand_in_the_drawing(language: Language) -> None:
    words = " ".join(ElementTree.fromstring(flow.draw(made_up(), language)).itertext())
    assert ("Made-up City Council" if language == "en" else "Cyngor Dinas Ffug") in words
    assert "£35.8m" in words


def test_widths_are_to_scale() -> None:
    drawing = ElementTree.fromstring(flow.draw(made_up(), "en"))
    bars = [bar for bar in drawing.findall(f"{SVG}rect") if bar.get("x") == "210"]
    heights = [float(bar.get("height", "0")) for bar in bars]
    paid = [sum(band.amount_pence for band in made_up().bands if band.funder == id_) for id_, _ in made_up().funders]
    assert heights[0] / heights[1] == pytest.approx(paid[0] / paid[1], rel=0.01)


def test_what_crosses_is_hatched_and_what_does_not_is_plain() -> None:
    crossing = sum(band.funder != band.responsible for band in made_up().bands)
    assert len(re.findall(r'<path [^>]*fill="url\(#cross', flow.draw(made_up(), "en"))) == crossing == 3


@pytest.mark.parametrize("count", [1, 2, 6, 12])
def test_many_partners_with_billions_are_drawn_without_overlapping_labels(count: int) -> None:
    drawing = ElementTree.fromstring(flow.draw(partners(count), "cy"))
    places = [(word.get("x"), float(word.get("y", "0"))) for word in drawing.findall(f"{SVG}text")]
    assert len(places) == len(set(places))
    for side in {x for x, _ in places}:
        heights = sorted(y for x, y in places if x == side)
        assert all(later - earlier >= 15 for earlier, later in pairwise(heights))


def test_a_name_cannot_break_out_of_the_drawing() -> None:
    evil = replace(made_up(), funders=tuple((id_, same("</text><script>x</script>")) for id_, _ in made_up().funders))
    drawing = ElementTree.fromstring(flow.draw(evil, "en"))
    assert not [node for node in drawing.iter() if "script" in node.tag]


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert flow.draw(made_up(), "en") == flow.draw(made_up(), "en")


def many_schemes(count: int) -> FlowChart:
    names = tuple((f"p{at}", same(f"Partner {at}")) for at in range(2))
    throughs = tuple((f"s{at}", same(f"Scheme number {at} with a name of some length")) for at in range(count))
    bands = tuple(Band(f"p{at % 2}", f"s{at}", "p0", (at * 7 % count + 1) * 10**8) for at in range(count))
    return FlowChart("flow", same("Flow"), same("Flow in words"), names, throughs, names[:1], bands)


@pytest.mark.parametrize("count", [10, 11, 20, 60])
def test_the_smallest_of_many_schemes_are_drawn_together_and_the_money_is_the_same(count: int) -> None:
    whole, drawn = many_schemes(count), flow.gathered(many_schemes(count))
    assert len(drawn.throughs) == 10
    for side in ("funder", "responsible"):
        assert flow._totals(whole.bands, lambda band, s=side: getattr(band, s)) == flow._totals(
            drawn.bands, lambda band, s=side: getattr(band, s)
        )
    shown, of = flow._totals(drawn.bands, lambda band: band.through), flow._totals(whole.bands, lambda b: b.through)
    alone = [id_ for id_, _ in drawn.throughs if id_ in of]
    assert all(shown[id_] == of[id_] for id_ in alone)
    assert max((of[id_] for id_ in of if id_ not in alone), default=0) <= min(of[id_] for id_ in alone)
    for language, said in (("en", "other schemes"), ("cy", "o gynlluniau eraill")):
        words = " ".join(ElementTree.fromstring(flow.draw(whole, language)).itertext())
        assert (f"{count - 9} {said}" in words) == (count > 10)


def test_a_picture_of_many_schemes_is_little_taller_than_one_of_ten() -> None:
    heights = [
        float(flow.draw(many_schemes(count), "en").split('viewBox="0 0 ')[1].split('"')[0].split()[1])
        for count in (10, 60)
    ]
    assert heights[1] <= heights[0] * 1.3
