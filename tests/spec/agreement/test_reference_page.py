"""The reference of the language leaves nothing out, and every block of it is read."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import ValidationError

from cronfa.agreement.base import Clause
from cronfa.agreement.clauses import Terms
from cronfa.agreement.document import read_document
from cronfa.agreement.schema import json_schema
from cronfa.agreement.values import BASES

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "reference" / "agreement-language.md").read_text(encoding="utf-8")
CODE = " ".join(re.findall(r"`([^`]+)`", re.sub(r"^```", "", PAGE, flags=re.MULTILINE)))
FRAGMENTS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def clauses(kind: type[Clause] = Clause) -> Iterator[type[Clause]]:
    for each in kind.__subclasses__():
        yield each
        yield from clauses(each)


def words() -> set[str]:
    assert json_schema()  # loads every clause
    return {
        field.alias or name
        for clause in clauses()
        if clause.__module__.startswith("cronfa.")
        for name, field in clause.model_fields.items()
    }


def choices(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (str(choice) for choice in get_args(annotation))
    for inner in get_args(annotation):
        yield from choices(inner)


@pytest.mark.parametrize("word", sorted(words()))
def test_every_word_of_the_language_is_on_the_page(word: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", CODE + "\n".join(FRAGMENTS)), word


@pytest.mark.parametrize(
    "choice",
    sorted(
        {
            choice
            for clause in clauses()
            if clause.__module__.startswith("cronfa.")
            for field in clause.model_fields.values()
            for choice in choices(field.annotation)
        }
        | set(BASES)
    ),
)
def test_every_choice_is_on_the_page(choice: str) -> None:
    assert choice in CODE + "\n".join(FRAGMENTS), choice


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=lambda fragment: fragment.split(":")[0])
def test_every_fragment_is_read(fragment: str) -> None:
    """A block that is not a whole agreement is laid over one, and only what it does not say is missing."""
    written = read_document(fragment, "fragment.yaml").data
    base = read_document(BASE, "base.yaml").data
    try:
        Terms.model_validate({**base, **written})
    except ValidationError as error:
        pytest.fail(str(error))


BASE = """\
agreement: fund
power: nhs-act-2006-s75
term: {from: 2026-04-01, to: 2029-03-31}
host: council
partners: {council: local authority, board: health body}
schemes: {equipment: {budget: £1}}
"""
