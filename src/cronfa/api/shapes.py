"""The shapes that many answers share."""

from typing import Annotated

from ninja import Path, Query, Schema
from pydantic import ConfigDict, Field

from cronfa.language import Language, Text
from cronfa.problems import Problem

LARGEST = 2**31 - 1
CSV = "text/csv; charset=utf-8"
Line = Annotated[str, Field(max_length=2_000, pattern=r"^[^\x00]*$")]
"""Text that a person has written."""
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
Number = Annotated[int, Path(description="Its number.", ge=1, le=LARGEST)]
YearName = Annotated[
    str, Path(description="Such as 2012-13, or 2026 where years follow the calendar.", pattern="^[0-9]{4}(-[0-9]{2})?$")
]
Months = Annotated[int, Path(description="The first so many months of the year.", ge=1, le=12)]
Cursor = Annotated[str, Query(description="“next” of the page before; nothing to begin.", max_length=200)]
Limit = Annotated[int, Query(description="How many at most.", ge=1, le=1_000)]
Pence = Annotated[int, Field(ge=-(2**62), le=2**62)]


class Words(Schema):
    """The same words in English and Welsh."""

    en: str
    cy: str


def words(text: Text) -> Words:
    return Words(en=text.en, cy=text.cy)


class Sends(Schema):
    """What is sent: nothing but what is known here, and of the very type."""

    model_config = ConfigDict(strict=True, extra="forbid")


class Place(Schema):
    """Where a problem is. Lines, columns and rows count from one; ``path`` is a place inside a document."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    path: str | None = None
    excerpt: str | None = None


class OneProblem(Schema):
    """One problem: its code never changes; what and remedy are in the language that was asked for."""

    code: str
    severity: str
    where: Place
    what: str
    remedy: str


def one_problem(problem: Problem, language: Language) -> OneProblem:
    """A problem in a language."""
    return OneProblem.model_validate(problem.as_dict(language))


class ProblemDocument(Schema):
    """Why a request was refused (RFC 9457), with every problem that was found."""

    type: str
    title: str
    status: int
    detail: str
    problems: list[OneProblem]
