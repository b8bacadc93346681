"""Tables on the terminal: figures stand under figures, words begin under words."""

import pytest

from cronfa.cli.show import print_table


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
