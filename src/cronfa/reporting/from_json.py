"""A report read back from the JSON that it was written as: the same values, so the same bytes in every format."""

import json
import types
from dataclasses import fields
from datetime import date
from fractions import Fraction
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from cronfa.language import Text
from cronfa.reporting import model
from cronfa.reporting.as_json import FORMAT
from cronfa.reporting.model import Report, Status

_BLOCKS = {kind.__name__: kind for kind in get_args(model.Block)}


def parse(content: bytes) -> Report:
    """The report that :func:`cronfa.reporting.as_json.render` wrote.

    Raises:
        ValueError: it is no report of this form.
    """
    document = json.loads(content)
    if document.pop("format", None) != FORMAT:
        raise ValueError(f"not a {FORMAT}")
    report: Report = _made(Report, document)
    return report


def _made(kind: Any, found: Any) -> Any:
    """A value of a type from what JSON holds of it."""
    if kind == model.Block:
        return _record(_BLOCKS[found["is"]], found)
    if kind == model.Value:
        return _value(found)
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        [inner] = [each for each in get_args(kind) if each is not type(None)]
        return None if found is None else _made(inner, found)
    if origin is tuple:
        return _several(get_args(kind), found)
    if origin is Literal or kind in (str, int, bool):
        return found
    if kind is date:
        return date.fromisoformat(found)
    return Fraction(found) if kind is Fraction else _record(kind, found)


def _several(kinds: tuple[Any, ...], found: list[Any]) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_made(kinds[0], each) for each in found)
    return tuple(_made(kind, each) for kind, each in zip(kinds, found, strict=True))


def _record(kind: Any, found: dict[str, Any]) -> Any:
    hints = get_type_hints(kind)
    return kind(**{field.name: _made(hints[field.name], found[field.name]) for field in fields(kind)})


def _value(found: Any) -> model.Value:
    """What a cell holds: shares are written ``1/20``, days ``2026-11-22``; words are a text in two languages."""
    match found:
        case None | int():
            return found
        case {"word": word}:
            return Status(Text(**word), found["tone"])
        case {"en": _, "cy": _}:
            return Text(**found)
        case str() if "/" in found:
            return Fraction(found)
        case _:
            return date.fromisoformat(found)
