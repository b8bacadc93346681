"""Reading a mapping from YAML, so that every mistake is shown with its line and column, all at once."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cronfa import money
from cronfa.intake import codes, mapping_codes
from cronfa.intake.mapping import Mapping, word
from cronfa.language import Text, refusal_of, same
from cronfa.problems import Kind, Problem, Problems, Where

_KINDS = {kind.code: kind for kind in (*codes.KINDS, *money.KINDS)}
_TOO_DEEP = 12
_ALIAS_OR_DEPTH = Text(
    en="aliases (*name) and deep nesting are not allowed", cy="ni chaniateir aliasau (*enw) na nythu dwfn"
)
_ONE_OF = Text(en="write one of {expected}", cy="ysgrifennwch un o'r rhain: {expected}")
_DOES_NOT_FIT = Text(en="this is not what belongs here", cy="nid dyma'r hyn sy'n perthyn yma")
_WHOLE_NUMBER = Text(
    en="write a whole number, not below the least", cy="ysgrifennwch rif cyfan, heb fod yn is na'r lleiaf"
)
_REASONS = {
    "int": _WHOLE_NUMBER,
    "greater": _WHOLE_NUMBER,
    "bool": Text(en="write yes or no", cy="ysgrifennwch yes neu no"),
    "date": Text(en="write a date as 2012-04-01", cy="ysgrifennwch ddyddiad fel 2012-04-01"),
    "string": Text(
        en="write plain text; a name is of small letters, digits, dots and hyphens",
        cy="ysgrifennwch destun plaen; llythrennau bach, digidau, dotiau a chysylltnodau yw enw",
    ),
}
Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Document:
    """A YAML document as plain texts, lists and dictionaries, with the place of each."""

    data: Any
    places: dict[Place, Where]

    def where(self, place: Place) -> Where:
        """The nearest place that stands in the file."""
        while place and place not in self.places:
            place = place[:-1]
        return self.places.get(place, Where())


def load_mapping(path: Path | str) -> Mapping:
    """The mapping in a YAML file.

    Raises:
        Problems: every mistake in it, with line and column.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Problems([codes.CANNOT_OPEN.at(Where(file=str(path)), reason=refusal_of(error))]) from None
    return parse_mapping(text, file=str(path))


def parse_mapping(text: str, *, file: str = "mapping.yaml") -> Mapping:
    """The mapping in a YAML text; ``file`` is the name shown in problems."""
    document = _compose(text, file)
    try:
        return Mapping.model_validate(document.data)
    except ValidationError as error:
        found = [_problem(detail, document) for detail in error.errors()]
        raise Problems(sorted(found, key=lambda p: (p.where.line or 0, p.where.column or 0))) from None


def _compose(text: str, file: str) -> _Document:
    top = Where(file=file, line=1)
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = Where(file=file, line=mark.line + 1, column=mark.column + 1) if mark else top
        raise Problems(
            [mapping_codes.MAPPING_NOT_YAML.at(where, reason=same(str(error.problem or error.context)))]
        ) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise Problems([mapping_codes.MAPPING_NOT_YAML.at(top, reason=same(str(error).split("\n")[0]))]) from None
    if not isinstance(node, MappingNode):
        raise Problems([mapping_codes.MAPPING_LACKS.at(top, word="columns")])
    return _plain(node, file)


def _plain(root: Node, file: str) -> _Document:
    places: dict[Place, Where] = {}
    problems: list[Problem] = []
    seen_nodes: set[int] = set()

    def visit(node: Node, place: Place) -> Any:
        where = Where(file=file, line=node.start_mark.line + 1, column=node.start_mark.column + 1, path=".".join(place))
        places.setdefault(place, where)
        if id(node) in seen_nodes or len(place) > _TOO_DEEP:  # an alias (*name) gives the same node again
            problems.append(mapping_codes.MAPPING_NOT_YAML.at(where, reason=_ALIAS_OR_DEPTH))
            return None
        seen_nodes.add(id(node))
        if isinstance(node, ScalarNode):
            return _scalar(node)
        if isinstance(node, SequenceNode):
            return [visit(item, (*place, str(number))) for number, item in enumerate(node.value)]
        return dict(members(node, place))

    def members(node: Node, place: Place) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            inner = (*place, word(name))
            where = Where(
                file=file, line=key.start_mark.line + 1, column=key.start_mark.column + 1, path=".".join(inner)
            )
            if name in seen:
                problems.append(mapping_codes.MAPPING_WORD_TWICE.at(where, word=name))
            seen.add(name)
            places[inner] = where
            yield name, visit(value, inner)

    data = visit(root, ())
    if problems:
        raise Problems(problems)
    return _Document(data, places)


def _scalar(node: ScalarNode) -> str | None:
    """Every value is text, so that ``no``, ``0580`` and ``1e5`` stay what was written; an empty one is nothing."""
    return None if node.style is None and node.value in ("", "~", "null") else str(node.value)


def _problem(detail: ErrorDetails, document: _Document) -> Problem:
    place = tuple(word(part) for part in detail["loc"])
    where = document.where(place)
    name = (place[-1] if place else "mapping").replace("_", " ")
    context = detail.get("ctx", {})
    if detail["type"] in _KINDS:
        return _KINDS[detail["type"]].at(where, **context["facts"])
    if detail["type"] == "missing":
        return mapping_codes.MAPPING_LACKS.at(where, word=name)
    if detail["type"] == "extra_forbidden":
        return _unknown_word(name, place, where)
    value = str(detail["input"])[:60]
    return mapping_codes.MAPPING_BAD_VALUE.at(where, value=value, word=name, reason=_reason_of(detail))


def _unknown_word(name: str, place: Place, where: Where) -> Problem:
    allowed = [field.replace("_", " ") for field in _fields(place[:-1])]
    near = difflib.get_close_matches(name, allowed, n=3)
    kind: Kind = mapping_codes.MAPPING_UNKNOWN_WORD
    return kind.at(where, word=name, allowed=", ".join(near or allowed))


def _fields(place: Place) -> list[str]:
    """The words allowed at a place of the mapping."""
    model: Any = Mapping
    for part in place:
        if isinstance(model, type) and issubclass(model, BaseModel) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation)
    return list(model.model_fields) if model else []


def _model_in(annotation: Any) -> Any:
    """The model that an annotation names, alone or within a tuple."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model_in(inner))), None)


def _reason_of(detail: ErrorDetails) -> Text:
    """Why a value does not fit, for the commonest reasons; else that it does not."""
    context = detail.get("ctx", {})
    if detail["type"] == "literal_error":
        return _ONE_OF.filled(expected=str(context["expected"]).replace(" or ", ", "))
    return _REASONS.get(detail["type"].split("_")[0], _DOES_NOT_FIT)
