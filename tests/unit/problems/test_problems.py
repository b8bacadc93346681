"""Problems keep their place, their code and their words in both languages."""

import pytest

from cronfa.language import Text
from cronfa.problems import Kind, Problem, Problems, Where, errors, render, stop

LATE = Kind(
    "XX001",
    what=Text(en="{name} is late by {days} days.", cy="Mae {name} {days} diwrnod yn hwyr."),
    remedy=Text(en="Ask {name}.", cy="Gofynnwch i {name}."),
)
SMALL = Kind("XX002", what=Text(en="Small.", cy="Bach."), remedy=Text(en="None.", cy="Dim."), severity="warning")
LEEDS = Text(en="Leeds", cy="Caerlws")


def test_a_problem_speaks_both_languages() -> None:
    problem = LATE.at(Where(file="fund.yaml", line=3, column=9), name=LEEDS, days=4)
    assert problem.what() == "Leeds is late by 4 days."
    assert problem.what("cy") == "Mae Caerlws 4 diwrnod yn hwyr."
    assert problem.remedy("cy") == "Gofynnwch i Caerlws."
    assert problem.code == "XX001"


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        (Where(), "-"),
        (Where(file="a.csv", line=3), "a.csv:3"),
        (Where(file="a.yaml", line=3, column=7), "a.yaml:3:7"),
        (Where(file="a.xlsx", sheet="May", line=3), "a.xlsx:May:3"),
    ],
)
def test_a_place_reads_as_terminals_expect(where: Where, shown: str) -> None:
    assert str(where) == shown


def test_a_problem_as_data_leaves_out_what_is_not_known() -> None:
    problem = LATE.at(Where(file="a.csv", line=3, excerpt="x,y"), name="L", days=1)
    assert problem.as_dict("en") == {
        "code": "XX001",
        "severity": "error",
        "where": {"file": "a.csv", "line": 3, "excerpt": "x,y"},
        "what": "L is late by 1 days.",
        "remedy": "Ask L.",
    }


def test_errors_leave_warnings_aside() -> None:
    late, small = LATE.at(name="L", days=1), SMALL.at()
    assert errors([small, late]) == (late,)
    assert late.is_error and not small.is_error


def test_stopping_carries_every_problem() -> None:
    found = [Problem(LATE, facts={"name": f"P{n}", "days": n}) for n in range(7)]
    raised = Problems(iter(found))
    assert raised.problems == tuple(found)
    assert "XX001 - P4 is late" in str(raised) and "P5" not in str(raised)
    with pytest.raises(Problems) as caught:
        stop(LATE, Where(line=1), name="L", days=1)
    assert [problem.code for problem in caught.value.problems] == ["XX001"]


def test_raising_nothing_is_a_bug() -> None:
    with pytest.raises(AssertionError):
        Problems([])


def test_braces_in_a_remedy_are_shown_once_with_facts_or_without() -> None:
    words = Text(en="Write {{en: …, cy: …}}.", cy="Ysgrifennwch {{en: …, cy: …}}.")
    kind = Kind("XX999", what=words, remedy=words)
    assert kind.at().remedy() == kind.at(text="x").remedy() == "Write {en: …, cy: …}."


def test_a_rendered_problem_has_its_line_and_a_caret() -> None:
    where = Where(file="a.yaml", line=2, column=5, excerpt="no: way")
    problem = Kind(
        "XX998",
        what=Text(en="Wrong.", cy="Anghywir."),
        remedy=Text(en="Mend it.", cy="Trwsiwch ef."),
        severity="warning",
    ).at(where)
    source = "ok: yes\n  no: way\n"
    assert render(problem, "en", source) == "a.yaml:2:5  XX998 warning\n    no: way\n      ^\n  Wrong.\n  → Mend it."
    assert render(problem, "cy") == "a.yaml:2:5  XX998 rhybudd\n    no: way\n  Anghywir.\n  → Trwsiwch ef."


def test_a_caret_far_to_the_right_is_left_out() -> None:
    problem = Kind("XX997", what=Text(en="W.", cy="A."), remedy=Text(en="M.", cy="T.")).at(
        Where(file="a", line=1, column=300)
    )
    assert "^" not in render(problem, "en", "x" * 400)
