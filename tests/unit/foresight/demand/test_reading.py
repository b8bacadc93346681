"""Demand files: what they say is what the model has; what cannot be is told, all at once, where it stands."""

from pathlib import Path

import pytest

from cronfa.agreement import load as load_agreement
from cronfa.foresight.demand.model import Gompertz, Weibull
from cronfa.foresight.demand.people import simulate
from cronfa.foresight.demand.reading import examine, load, parse
from cronfa.problems import Problems

EXAMPLE = Path(__file__).resolve().parents[4] / "examples" / "older-people"
WORDS = (EXAMPLE / "demand.yaml").read_text("utf-8")


def codes(old: str, new: str) -> list[str]:
    """The codes of the example with one thing changed."""
    assert old in WORDS
    return [problem.code for problem in examine(WORDS.replace(old, new, 1), "demand.yaml")[1]]


def test_the_example_is_read_whole_and_fits_its_agreement() -> None:
    demand = load(EXAMPLE / "demand.yaml", load_agreement(EXAMPLE / "agreement.yaml").latest.terms)
    assert (demand.first_year, demand.steps, demand.name) == ("2026-27", 39, "older-people")
    assert sum(row.people for row in demand.in_care) == 2150
    assert demand.localities == (("sir-a", "sir-a", 40_000.0), ("sir-b", "sir-b", 20_000.0))
    assert [row.weekly_pence for row in demand.prices] == [312_00, 855_00, 884_00, 254_06, 1_250_00]
    assert demand.prices[0].uplift == (0.05, 0.04)
    assert [row.of_fees for row in demand.swings] == [False, True, True]
    assert demand.illustrative is not None


def test_a_mean_and_a_median_make_the_weibull_that_has_both() -> None:
    hazard = parse(WORDS).leaving[1].hazard
    assert isinstance(hazard, Weibull)
    assert hazard.mean_weeks * 7 == pytest.approx(801)
    assert hazard.cumulative(462 / 7) == pytest.approx(0.693147, rel=1e-5)


def test_a_change_of_funding_keeps_the_clock_and_a_change_of_care_begins_it_anew() -> None:
    keeps = {row.name: row.keeps_clock for row in parse(WORDS).leaving}
    assert keeps["capital runs out"] and keeps["continuing health care"]
    assert not keeps["to residential care"] and not keeps["care at home ends"]
    assert isinstance(parse(WORDS).leaving[3].hazard, Gompertz)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("constant: {a year: 12%}", "constant: {a year: 1e300}", "FS033"),
        ("mean: 801 days, median: 462 days", "shape: 20, scale: 0.000000000000001 days", "FS033"),
        ("steps: [9, 10, 11, 12]", "steps: []", "FS031"),
        ("people: 760", f"by steps: {[1] * 1_301}", "FS033"),
        ("constant: {a year: 12%}", "constant: {a year: -12%}", "FS033"),
        ("weibull: {shape: 0.8, median: 60 weeks}", "weibull: {shape: 0, median: 60 weeks}", "FS033"),
        ("mean: 801 days, median: 462 days", "mean: 400 days, median: 462 days", "FS033"),
        ("chance: 30%", "chance: 130%", "FS033"),
        ("share: 8%", "share: 1.08", "FS033"),
        ("people: 760", "people: -760", "FS033"),
        ("people: 760", "people: 7.5", "FS033"),
        ("a year: 560", "a year: nan", "FS033"),
        ("steps: 39 ", "steps: 0 ", "FS033"),
        ("steps: [9, 10, 11, 12]", "steps: [9, 14]", "FS033"),
        ("weight: 40,000", "weight: 0", "FS033"),
        ("a week: £312", "a week: -£312", "FS033"),
        ("a week: £312", "a week: lots", "MN001"),
        ("{care: home, funding: council, people", "{care: hospital, funding: council, people", "FS034"),
        ("season: winter, spread", "season: summer, spread", "FS034"),
        ("[95, 95, 95, 90,", "[95, 95, 90,", "FS036"),
        ("of: fees, spread: 2%", "of: fears, spread: 2%", "FS032"),
        ("year: 2026-27", "year: next", "FS032"),
        ("weibull: {shape: 2, mean: 4 years}", "weibull: {shape: 2, mean: 4 years, scale: 9 weeks}", "FS032"),
        ("weibull: {shape: 2, mean: 4 years}", "", "FS031"),
        ("to: {funding: council} ", "to: {funding: council, clock: stops} ", "FS032"),
        (", assumed: how far an uplift may miss", "", "FS035"),
        ("localities:", "places:", "FS030"),
        ("spread: 10%, assumed: so that", "spread: 1e-200, assumed: so that", "FS033"),
        ("to: {funding: health}", "to: {}", "FS031"),
        ("demand: older-people", "demand: {older: people}", "FS032"),
        ("care: [home, residential, nursing]", "care: [home, residential, nursing, home]", "FS047"),
        ("  wages:", "  people:", "FS047"),
    ],
)
def test_what_cannot_be_is_told(old: str, new: str, code: str) -> None:
    assert code in codes(old, new)


def test_a_list_that_is_empty_is_told_once_and_not_at_every_row() -> None:
    assert codes("care: [home, residential, nursing]", "care: []").count("FS031") == 1
    assert "FS034" not in codes("care: [home, residential, nursing]", "care: []")


def test_one_name_of_two_shocks_would_lose_what_one_of_them_brought() -> None:
    assert codes("surges:\n", "surges:\n  wages: {chance: 1%, up: 1%, steps: [1], assumed: x}\n") == ["FS047"]


def test_a_stay_may_end_in_as_many_ways_as_the_tables_tell_apart() -> None:
    first = next(line for line in WORDS.splitlines(keepends=True) if line.startswith("leaving:"))
    assert "FS048" in codes(first, first + 17 * "  - {care: home, constant: {a year: 1%}, assumed: x}\n")
    simulate(parse(WORDS.replace(first, first + 10 * "  - {constant: {a year: 1%}, assumed: x}\n")), 0, 0, 1)


def test_everything_wrong_is_told_at_once_with_its_line() -> None:
    broken = (
        WORDS.replace("chance: 30%", "chance: 3000%")
        .replace("a year: 560", "a year: many")
        .replace("scheme: home-care", "scheme: x")
    )
    with pytest.raises(Problems) as caught:
        parse(broken, "demand.yaml", load_agreement(EXAMPLE / "agreement.yaml").latest.terms)
    lines = broken.splitlines()
    found = {p.code: lines[(p.where.line or 0) - 1] for p in caught.value.problems}
    assert "3000%" in found["FS033"] and "many" in found["FS032"] and "scheme: x" in found["FS038"]


def test_every_row_may_be_broken_and_nothing_breaks_but_the_row() -> None:
    """Each line of the example taken away in turn, or cut short: a model or problems, never a crash."""
    lines = WORDS.splitlines()
    for number in range(len(lines)):
        for changed in ([], [lines[number][: len(lines[number]) // 2]]):
            text = "\n".join([*lines[:number], *changed, *lines[number + 1 :]])
            try:
                demand, problems = examine(text, "demand.yaml")
            except Problems as refused:
                assert refused.problems
                continue
            assert demand is not None or problems
