"""From the file to the agreement: read, fill, check, and only then exist."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from cronfa import money
from cronfa.agreement import codes
from cronfa.agreement.checks import check
from cronfa.agreement.clauses import Terms
from cronfa.agreement.document import Document, Path, dotted, overlay, read_document, written_part
from cronfa.agreement.salvage import certain, salvage
from cronfa.agreement.standard_terms import StandardTerm, fill
from cronfa.agreement.versions import Agreement, Version
from cronfa.agreement.vocabulary import words_at
from cronfa.language import Text
from cronfa.problems import Problem, Problems, Where, errors

_KINDS = {kind.code: kind for kind in (*codes.KINDS, *money.KINDS)}


def load(path: FilePath | str) -> Agreement:
    """Read an agreement from a file.

    Raises:
        Problems: every error found, with file, line and column.
        OSError: the file cannot be read.
    """
    return parse(text_of(path), str(path))


def text_of(path: FilePath | str) -> str:
    """The text of a file.

    Raises:
        Problems: it is not UTF-8.
        OSError: it cannot be read.
    """
    try:
        return FilePath(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problems([codes.NOT_UTF8.at(Where(file=str(path)), byte=error.start)]) from error


def parse(text: str, file: str = "agreement.yaml") -> Agreement:
    """Read an agreement from text; see :func:`load`."""
    agreement, problems = examine(text, file)
    if agreement is None or errors(problems):
        raise Problems(problems)
    return agreement


def examine(text: str, file: str) -> tuple[Agreement | None, tuple[Problem, ...]]:
    """The agreement, if it can be built, and every problem found: errors and warnings, in the order of the file."""
    try:
        document = read_document(text, file)
    except Problems as problems:
        return None, problems.problems
    read = _versions(document)
    if not read.versions:
        return None, _in_order(read.problems)
    found = certain(check(Agreement(versions=read.versions)), read.removed)
    every = _in_order([*read.problems, *found])
    if read.problems:  # what could be read was read for the checks only
        return None, every
    return Agreement(versions=read.versions, warnings=tuple(p for p in every if not p.is_error)), every


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Each problem once (versions repeat what they share), by place."""
    unique = {(p.code, p.where, p.what()): p for p in problems}
    return tuple(sorted(unique.values(), key=lambda p: (p.where.line or 0, p.where.column or 0, p.code)))


@dataclass(slots=True)
class _Read:
    """What came of reading: versions, the problems met, and the paths that had to be left out."""

    versions: tuple[Version, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    removed: set[Path] = field(default_factory=set)


def _versions(document: Document) -> _Read:
    """Every version of the agreement; none if any of them cannot be built even without what was refused."""
    read = _Read()
    first, standard = _terms(document, read)
    if first is None:
        return read
    layers: list[tuple[date, date | None, Document]] = [(first.term.from_, None, document)]
    layered = document
    for path, variation in zip(_variation_paths(document), first.variations, strict=False):
        layered = overlay(layered, {"term": {}, **_at(document, path)["changes"]}, (*path, "changes"), document)
        layers.append((variation.from_, variation.to, layered))
    versions: list[Version] = []
    for number, (from_, to, layer) in enumerate(layers):
        terms, standard = (first, standard) if layer is document else _terms(layer, read)
        if terms is None:
            return read
        next_start = layers[number + 1][0] if number + 1 < len(layers) else None
        until = to or (next_start - timedelta(days=1) if next_start else terms.term.to)
        versions.append(Version(number + 1, from_, until, terms, layer, standard))
    read.versions = tuple(versions)
    return read


def _variation_paths(document: Document) -> list[Path]:
    """Where the variations that can be laid over the agreement stand: in a list, or one alone."""
    variations = document.data.get("variations")
    if isinstance(variations, dict):
        return [("variations",)]
    listed = variations if isinstance(variations, list) else []
    return [("variations", index) for index, each in enumerate(listed) if _has_changes(each)]


def _has_changes(variation: Any) -> bool:
    return isinstance(variation, dict) and isinstance(variation.get("changes"), dict)


def _at(document: Document, path: Path) -> Any:
    value: Any = document.data
    for part in path:
        value = value[part]
    return value


def _terms(document: Document, read: _Read) -> tuple[Terms | None, Mapping[Path, StandardTerm]]:
    """The terms of one layer; if some of it is refused, what is left of it, for the checks."""
    data, standard = fill(document.data)
    try:
        return Terms.model_validate(data, context=_names(data)), standard
    except ValidationError as error:
        read.problems += _located(error, document)
    try:
        return Terms.model_validate(data), standard  # only names were unknown
    except ValidationError as error:
        rest = salvage(data, error)
    if rest is None:
        return None, standard
    read.removed |= rest.removed
    return rest.terms, standard


def _names(data: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The names that the agreement defines, by section; a section that cannot be read is left out, and not compared."""
    required = {name: data.get(name) for name in ("partners", "schemes")}
    optional = {name: data.get(name) or {} for name in ("reserves", "boards", "measures")}
    return {name: section for name, section in {**required, **optional}.items() if isinstance(section, dict)}


def _located(error: ValidationError, document: Document) -> Iterator[Problem]:
    """What the clauses refused, as problems at the place in the file."""
    for detail in error.errors(include_url=False):
        path = written_part(detail["loc"], document.data)
        context: dict[str, Any] = detail.get("ctx", {})
        match detail["type"]:
            case "cronfa":
                yield document.problem(_KINDS[context["code"]], path, **context["facts"])
            case "extra_forbidden":
                hint = _hint(str(path[-1]), words_at(detail["loc"][:-1]))
                where = _named(path[:-1])
                yield document.problem(codes.UNKNOWN_FIELD, path, field=path[-1], place=where, hint=hint)
            case "missing":
                field = detail["loc"][-1] if path else detail["loc"][0]  # of a part that is missing whole, the part
                yield document.problem(codes.MISSING_FIELD, path, field=field, place=_named(path))
            case "literal_error":
                yield _choice(document, path, detail["input"], context["expected"])
            case "union_tag_invalid":
                yield _choice(document, path, context["tag"], context["expected_tags"])
            case _:
                field = path[-1] if path else "agreement"
                yield document.problem(codes.WRONG_SHAPE, path, expected=codes.shape(detail["type"]), field=field)


def _named(path: Path) -> str:
    return dotted(path) or "agreement"


def _choice(document: Document, path: Path, text: object, expected: str) -> Problem:
    """A word that is not one of a few; the nearest of them first."""
    choices = re.findall(r"'([^']+)'", expected)
    near = get_close_matches(str(text), choices, n=1, cutoff=0.6)
    listed = ", ".join([*near, *(choice for choice in choices if choice not in near)])
    return document.problem(codes.NOT_A_CHOICE, path, text=_short(text), choices=listed)


def _short(value: object) -> str:
    """What was written, in a few words."""
    words = str(value)
    return words if len(words) <= 60 else f"{words[:57]}…"


def _hint(field: str, words: tuple[str, ...]) -> Text:
    """The word that was probably meant, and all that can stand in this place."""
    near = get_close_matches(field, words, n=1, cutoff=0.6)
    listed = ", ".join(words)
    if near:
        return codes.DID_YOU_MEAN.filled(near=near[0], words=listed)
    return codes.CAN_STAND_HERE.filled(words=listed) if words else codes.SEE_REFERENCE
