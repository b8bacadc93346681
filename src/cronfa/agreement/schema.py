"""The JSON Schema of the agreement language, for editors: completion, hover texts and marks under mistakes.

It is made from the clauses themselves: names, docstrings and choices are theirs. It allows all that the reader allows,
short forms included; what only the checks can know, such as whether shares add up, is left to them.
"""

import ast
import inspect
import textwrap
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final

from cronfa.agreement.base import Clause
from cronfa.agreement.clauses import Terms
from cronfa.agreement.steps import SHORT_FIELD, Step

Schema = dict[str, Any]

ID = "urn:cronfa:agreement"
_REF = "#/$defs/"
_YEAR = r"^\d{4}(-\d{2})?$"
_NAME = "^[a-z][a-z0-9-]*$"
_MONEY: Final[Schema] = {"type": ["string", "number"], "examples": ["£500,000"]}
_SHARE: Final[Schema] = {"type": "string", "pattern": r"(%|/)", "examples": ["60%", "1/3"]}
_WORDS: Final[Schema] = {"type": ["string", "number"]}
_CUT_OFF: Final[Schema] = {r"^\d{1,3}(\.\d+)?$": {"type": "null"}}
"""Inside braces YAML takes the ``000`` of ``£1,000`` for a key; the reader joins them, and so no editor need complain."""
_TRUTH: Final[Schema] = {"enum": [True, False, "yes", "no", "true", "false"]}


@cache
def json_schema() -> Schema:
    """The schema of one agreement file, draft 2020-12."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # defaults such as exact fractions have no JSON form; they are left out below
        made = Terms.model_json_schema(by_alias=True)
    clauses = {clause.__name__: clause for clause in _every(Clause)}
    defs: dict[str, Schema] = {name: _of_clause(clauses[name], part) for name, part in made.pop("$defs").items()}
    for name, short in _SHORT_FORMS.items():
        defs[name] = {"anyOf": [*short(), defs[name]], "description": defs[name].get("description", "")}
    defs |= {step.__name__: _wrapped(step, defs[step.__name__]) for step in _every(Step) if step.__name__ in defs}
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "An agreement between the partners of a pooled fund",
    }
    return {**head, **_of_clause(Terms, made), "$defs": dict(sorted(defs.items()))} | head


def _every(kind: type[Clause]) -> Iterator[type[Clause]]:
    """A kind of clause and all that are made from it."""
    yield kind
    for each in kind.__subclasses__():
        yield from _every(each)


def _of_clause(clause: type[Clause], part: Schema) -> Schema:
    """The schema of one clause, loosened to what the reader accepts, with the words of its docstrings."""
    notes = _notes(clause)
    loose: Schema = _loosened(part)
    loose["description"] = inspect.cleandoc(clause.__doc__ or "")
    loose.pop("title", None)
    for name, field in loose.get("properties", {}).items():
        field.pop("title", None)
        if name in notes:
            field["description"] = notes[name]
    if clause.__name__ in _CONTRIBUTIONS:
        loose["required"] = [name for name in loose.get("required", []) if name not in ("amounts", "baseline", "alone")]
        loose["patternProperties"] = {**_CUT_OFF, _YEAR: {"type": "object"}}  # years may stand beside the rule
    return loose


def _loosened(node: Any) -> Any:
    """What YAML lets people write: quoted numbers, one thing for a list, and choices that may overlap."""
    if isinstance(node, list):
        return [_loosened(each) for each in node]
    if not isinstance(node, dict):
        return node
    plain = {
        ("anyOf" if key == "oneOf" else key): _loosened(value) for key, value in node.items() if key != "discriminator"
    }
    default = plain.pop("default", None)
    if isinstance(default, (str, int, bool)) and default is not None:
        plain["default"] = default
    if plain.get("patternProperties") and "properties" not in plain:
        plain["additionalProperties"] = False
    if plain.get("additionalProperties") is False or isinstance(plain.get("additionalProperties"), dict):
        plain["patternProperties"] = {**_CUT_OFF, **plain.get("patternProperties", {})}
    match plain.get("type"):
        case "array":
            note = {key: plain.pop(key) for key in ("title", "description", "default") if key in plain}
            return {"anyOf": [plain, plain["items"]], **note}
        case "integer":
            return {**plain, "type": ["integer", "string"]}
        case "boolean":
            return {**{key: value for key, value in plain.items() if key != "type"}, **_TRUTH}
        case "string" if not set(plain) & {"enum", "const", "pattern", "format", "examples"}:
            return {**plain, **_WORDS}
    return plain


@cache
def _notes(clause: type[Clause]) -> dict[str, str]:
    """The docstrings beneath the fields of a clause and of those it is made from, by the word of the language."""
    found: dict[str, str] = {}
    for each in reversed(clause.__mro__):
        if not (issubclass(each, Clause)):
            continue
        body = ast.parse(textwrap.dedent(inspect.getsource(each))).body[0]
        assert isinstance(body, ast.ClassDef)
        for line, note in zip(body.body, body.body[1:], strict=False):
            target = line.target if isinstance(line, ast.AnnAssign) else None
            words = note.value.value if isinstance(note, ast.Expr) and isinstance(note.value, ast.Constant) else None
            if isinstance(target, ast.Name) and target.id in each.model_fields and isinstance(words, str):
                found[each.model_fields[target.id].alias or target.id] = inspect.cleandoc(words)
    return found


def _wrapped(step: type[Clause], body: Schema) -> Schema:
    """A step as it is written: a mapping with the step's word, what it says within it or beside it; or the word alone."""
    assert issubclass(step, Step)
    bodies: list[Schema] = [body]
    short = SHORT_FIELD.get(step.kind)
    if short is not None:
        bodies.insert(0, body["properties"][short])
    needs_nothing = not body.get("required")
    if needs_nothing:
        bodies.append({"type": "null"})
    whole: Schema = {
        "type": "object",
        "properties": {**body["properties"], step.kind: {"anyOf": bodies}},
        "required": [step.kind],
        "additionalProperties": False,
    }
    forms = [{"const": step.kind}, whole] if needs_nothing else [whole]
    return {"anyOf": forms, "description": body["description"]}


def _by_partner(value: Schema) -> Schema:
    """A sum or share for each partner, or the same for each year."""
    partners = {
        "type": "object",
        "patternProperties": {**_CUT_OFF, _NAME: value},
        "additionalProperties": False,
        "minProperties": 1,
        "not": {"required": ["by"]},
    }
    years = {
        "type": "object",
        "patternProperties": {_YEAR: partners},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"anyOf": [partners, years]}


def _one_of(model: type[Clause], field: str) -> Callable[[], list[Schema]]:
    """A clause that may be written as the value of one field alone."""
    return lambda: [_loosened(model.model_json_schema(by_alias=True)["properties"][field])]


def _short_forms() -> dict[str, Callable[[], list[Schema]]]:
    by_name = {clause.__name__: clause for clause in _every(Clause)}
    alone = {
        "Partner": "kind",
        "Board": "name",
        "Reserve": "opening",
        "Attribution": "by",
        "Vat": "deliverer",
        "Status": "status",
        "Prose": "text",
    }
    return {name: _one_of(by_name[name], field) for name, field in alone.items()} | {
        "Fixed": lambda: [_by_partner(_MONEY)],
        "BudgetShares": lambda: [_by_partner(_SHARE)],
    }


_CONTRIBUTIONS = {
    "Fixed", "BudgetShares", "ExpenditureShares", "Baseline", "Increment", "Volume", "NoWorseOff",
}  # fmt: skip
_SHORT_FORMS = _short_forms()
