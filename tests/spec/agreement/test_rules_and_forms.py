"""Every rule of the catalogue (C1–C16, R0–R23) and the Audit Commission's eight forms can be written and explained."""

import re
from pathlib import Path

import pytest

from cronfa.agreement import Agreement, parse
from cronfa.agreement.clauses import Form
from cronfa.agreement.document import read_document, walk
from cronfa.agreement.explain import as_data, as_text, explain

HERE = Path(__file__).parent
RULES = [f"C{number}" for number in range(1, 17)] + [f"R{number}" for number in range(24)] + ["tiers"]
FORMS = {
    "1-grant": "grant",
    "2-cross-charge": "cross charge",
    "3-aligned": "aligned",
    "4-lead-commissioned": "lead commissioned",
    "5-pooled": "pooled",
    "6-integrated-management": "integrated management",
    "7-integrated-management-with-pool": "integrated management with pool",
    "8-structural": "structural",
}
ASKED_OF_EVERY_SMALL_AGREEMENT = {"AG084", "AG079"}
"""Statutory content, and a small pool: these agreements are fragments."""
FILES = [*(HERE / "rules").glob("*.yaml"), *(HERE / "forms").glob("*.yaml")]
ENGLISH = re.compile(r"\b(the|is|by|pays|partners|it|its|of|and|share|budget|every|year)\b", re.IGNORECASE)
each = pytest.mark.parametrize("path", sorted(FILES), ids=lambda path: path.stem)


def read(path: Path) -> Agreement:
    return parse(path.read_text(encoding="utf-8"), path.name)


def test_there_is_one_agreement_for_each() -> None:
    assert {path.stem for path in FILES} == {*RULES, *FORMS}


@each
def test_it_is_written_without_an_error_or_a_doubt(path: Path) -> None:
    doubts = {warning.code for warning in read(path).warnings} - ASKED_OF_EVERY_SMALL_AGREEMENT
    assert doubts == ({"AG080"} if path.stem == "C14" else set())  # a retained pool is a virtual one, and is told so


@pytest.mark.parametrize(("name", "form"), FORMS.items())
def test_the_eight_forms_are_said_as_what_they_are(name: str, form: Form) -> None:
    terms = read(HERE / "forms" / f"{name}.yaml").latest.terms
    assert terms.schemes["home-care"].form == form


@each
def test_every_clause_number_of_the_file_stands_in_the_explanation(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    document = read_document(text, path.name)
    written = {str(value) for place, value in walk(document.data) if place and place[-1] == "clause"}
    sections = explain(read(path))
    explained = {sentence.clause for section in sections for sentence in section.sentences}
    assert written <= explained


@each
def test_every_sum_and_share_of_the_file_stands_in_the_explanation(path: Path) -> None:
    document = read_document(path.read_text(encoding="utf-8"), path.name)
    explained = as_text(explain(read(path)), "en").replace("\n      ", " ").replace("\n   ", " ")
    for place, value in walk(document.data):
        if isinstance(value, str) and (value.startswith("£") or value.endswith("%")) and value != "£0":
            assert value in explained, place


@each
def test_the_explanation_is_whole_in_both_languages(path: Path) -> None:
    sections = explain(read(path))
    for section in sections:
        assert section.heading.en and section.heading.cy
        for sentence in section.sentences:
            for words in (sentence.text.en, sentence.text.cy):
                assert words.strip() and "{" not in words and "None" not in words
    assert [len(part["sentences"]) for part in as_data(sections, "en")] == [
        len(part["sentences"]) for part in as_data(sections, "cy")
    ]


@each
def test_welsh_is_not_english(path: Path) -> None:
    document = read_document(path.read_text(encoding="utf-8"), path.name)
    own_words = sorted(
        {str(value) for _, value in walk(document.data) if isinstance(value, str)}, key=len, reverse=True
    )
    for section in explain(read(path)):
        for sentence in section.sentences:
            said = f" {sentence.text.cy} "
            for words in own_words:
                said = said.replace(words.rstrip("."), "")
            assert not ENGLISH.search(said), said
