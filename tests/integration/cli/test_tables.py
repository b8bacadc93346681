"""Tables on the terminal: figures stand under figures, words begin under words."""

import pytest

from cronfa.agreement import parse
from cronfa.cli.settlement import show_division
from cronfa.cli.show import print_table
from cronfa.fund.leaving import Division
from cronfa.settlement.outcome import Line, Party


def test_words_are_aligned_left_and_figures_right(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        ("home-care/1", "Sch 3", "Gwynedd Council", "£5.00", "2"),
        ("home-care/2", "Schedule 3 para 7", "Board", "-£1,000.00", "–"),
    ]
    print_table("", ["Figure", "Clause", "Who", "Amount", "Lines"], rows)
    first, second = [line for line in capsys.readouterr().out.splitlines() if line.strip().startswith("home-care")]
    for left in (("Sch 3", "Schedule"), ("Gwynedd", "Board")):
        assert first.index(left[0]) == second.index(left[1])
    for right in (("£5.00", "-£1,000.00"), ("2", "–")):
        assert first.rindex(right[0]) + len(right[0]) == second.rindex(right[1]) + len(right[1])


AGREEMENT = """
agreement: ending
power: part-9-2014
term: {from: 2026-04-01, to: 2027-03-31}
host: council
partners: {council: local authority, board: health body}
reserves: {contingency: £30}
schemes: {care: {budget: £100, contributions: {council: 50%, board: 50%}}}
"""


def test_a_division_says_what_each_partner_pays_or_gets_in_all(capsys: pytest.CaptureFixture[str]) -> None:
    def line(scheme: str | None, party: Party, pence: int) -> Line:
        return Line(scheme, "exposure", 1, "exit", None, party, pence)

    lines = tuple(
        line(scheme, Party("partner", who), pence)
        for scheme, who, pence in ((None, "council", -15_00), (None, "board", -15_00), ("care", "council", 6_00))
    )
    show_division(parse(AGREEMENT).latest.terms, "2026-27", Division(lines, {}), "en")
    said = [" ".join(each.split()) for each in capsys.readouterr().out.splitlines()]
    assert "council -£9.00" in said and "board -£15.00" in said
    assert "Fund -£24.00" in said
