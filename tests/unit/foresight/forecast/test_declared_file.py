"""Declarations from YAML: what is read, and every mistake with its place."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from cronfa.foresight.forecast.declared_file import load_declared, read_declared
from cronfa.problems import Problems

ROOT = Path(__file__).resolve().parents[4]
GROUNDS = "reason: {en: Known., cy: Hysbys.}, source: a note"
GOOD = f"""incomplete:
  - {{months: [2011-04, 2011-05], {GROUNDS}, schemes: [homes]}}
part years:
  - {{year: 2010/11, {GROUNDS}}}
breaks:
  - {{from: 2014-01, known: 2014-03, size: -2.5%, {GROUNDS}}}
pay runs: {{every: 4 weeks, day: 2012-01-18, {GROUNDS}}}
"""


def test_everything_that_can_be_declared_is_read() -> None:
    declared = read_declared(GOOD)
    [incomplete], [part], [change], runs = declared.incomplete, declared.part_years, declared.breaks, declared.pay_runs
    assert (incomplete.months, incomplete.grounds.schemes) == (("2011-04", "2011-05"), ("homes",))
    assert (part.year, change.first, change.known, change.size) == (
        "2010-11",
        "2014-01",
        "2014-03",
        Fraction(-25, 1000),
    )
    assert runs is not None and (runs.every_days, runs.day) == (28, date(2012, 1, 18))
    assert change.grounds.reason.cy == "Hysbys."


def test_the_example_declares_the_level_break_of_january_2014() -> None:
    declared = load_declared(ROOT / "examples" / "leeds-learning-disability" / "declared.yaml")
    assert [change.first for change in declared.breaks] == ["2014-01"]
    assert declared.incomplete[0].months == ("2011-04", "2011-05", "2011-06", "2011-07", "2011-11")
    assert [part.year for part in declared.part_years] == ["2010-11"]


@pytest.mark.parametrize(
    ("before", "after", "code", "line"),
    [
        ("2011-05", "2011-13", "FS005", 2),
        ("incomplete:", "incompleat:", "FS006", 1),
        ("2010/11", "sometime", "FS005", 4),
        ("known: 2014-03", "known: 2013-03", "FS005", 6),
        ("-2.5%", "lots", "FS005", 6),
        ("-2.5%", "-100%", "FS005", 6),
        ("4 weeks", "monthly", "FS005", 7),
        ("2012-01-18", "18 January", "FS005", 7),
        ("day: 2012-01-18", "weekday: Wednesday", "FS006", 7),
        (", schemes: [homes]", ", schemes: homes", "FS005", 2),
        ("cy: Hysbys.", "de: Bekannt.", "FS005", 2),
        ("[2011-04, 2011-05]", "none", "FS005", 2),
    ],
)
def test_a_mistake_is_shown_at_its_line(before: str, after: str, code: str, line: int) -> None:
    with pytest.raises(Problems) as raised:
        read_declared(GOOD.replace(before, after, 1))
    assert (code, line) in {(problem.code, problem.where.line) for problem in raised.value.problems}


@pytest.mark.parametrize("text", ["", "- a list\n", "words"])
def test_a_file_of_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Problems, match="FS005"):
        read_declared(text)


def test_nothing_is_declared_without_a_reason_and_a_source() -> None:
    with pytest.raises(Problems) as raised:
        read_declared("incomplete: [{months: [2011-04]}]\nbreaks: [{from: 2014-01, size: 1%}]\n")
    assert [problem.code for problem in raised.value.problems] == ["FS007"] * 4, "all of them at once"
