"""The published JSON Schema is the language's: it takes what the reader takes, and marks what an editor can mark."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from cronfa.agreement.document import read_document
from cronfa.agreement.schema import json_schema

ROOT = Path(__file__).resolve().parents[3]
VALIDATOR = Draft202012Validator(json_schema())
AGREEMENTS = [
    *sorted((ROOT / "examples").glob("*/agreement*.yaml")),
    *sorted((ROOT / "tests" / "spec" / "agreement").glob("*/*.yaml")),
    ROOT / "tests" / "spec" / "problems" / "examples" / "complete.yaml",
]
named = pytest.mark.parametrize("path", AGREEMENTS, ids=lambda path: f"{path.parent.name}-{path.stem}")


def as_editors_read(value: Any) -> Any:
    """What an editor's YAML reader makes of a file: numbers are numbers; dates are shown to the schema as text."""
    if isinstance(value, dict):
        return {str(key): as_editors_read(part) for key, part in value.items()}
    if isinstance(value, list):
        return [as_editors_read(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def test_the_published_schema_is_current() -> None:
    published = json.loads((ROOT / "docs" / "reference" / "agreement.schema.json").read_text(encoding="utf-8"))
    assert published == json_schema(), "run: cronfa agreement schema --out docs/reference/agreement.schema.json"


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


@named
def test_every_example_fits(path: Path) -> None:
    VALIDATOR.validate(read_document(path.read_text(encoding="utf-8"), path.name).data)


@named
def test_every_example_fits_as_editors_read_it(path: Path) -> None:
    VALIDATOR.validate(as_editors_read(yaml.safe_load(path.read_text(encoding="utf-8"))))


def test_there_are_examples() -> None:
    assert len(AGREEMENTS) > 30


@pytest.mark.parametrize("code", ["AG005", "AG006", "AG007", "AG008", "AG009", "AG013"])
def test_a_mistake_that_an_editor_can_see_is_marked(code: str) -> None:
    text = (ROOT / "tests" / "spec" / "problems" / "examples" / f"{code}.yaml").read_text(encoding="utf-8")
    assert not VALIDATOR.is_valid(read_document(text, code).data)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("budget: £4,000,000", "budget: [£4,000,000]"),
        ("contributions: {council: 60%, board: 40%}", "contributions: 60%"),
        ("contributions: {council: 60%, board: 40%}", "contributions: {by: magic}"),
        ("    budget: £4,000,000", "    budget: £4,000,000\n    overspend: [{shar: contributions}]"),
        ("    budget: £4,000,000", "    budget: £4,000,000\n    overspend: [{draw: {up to: £5}}]"),
        ("council: local authority", "council: borough"),
        ("term: {from: 2026-04-01, to: 2028-03-31}", "term: {from: 2026-04-01}"),
        ("power: joint-working-scotland-2014", "power: the-usual"),
    ],
)
def test_a_common_mistake_does_not_fit(old: str, new: str) -> None:
    text = (ROOT / "tests" / "spec" / "problems" / "examples" / "complete.yaml").read_text(encoding="utf-8")
    assert old in text
    assert not VALIDATOR.is_valid(read_document(text.replace(old, new), "mistake.yaml").data)


def test_every_clause_and_field_says_what_it_is() -> None:
    schema = json_schema()
    silent = [name for name, part in schema["$defs"].items() if not part.get("description")]
    assert not silent
    assert "the North Wales finding" in schema["properties"]["money held"]["description"]
