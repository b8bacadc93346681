"""Problems keep their place, their code and their words in both languages."""

import pytest

from cronfa.language import Text
from cronfa.problems import Kind, Problem, Problems, Where, errors, stop

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
