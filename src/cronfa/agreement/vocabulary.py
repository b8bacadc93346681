"""The words that can stand at a place in an agreement: asked of the clauses themselves, so never out of date."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, get_args, get_origin

from pydantic import Tag

from cronfa.agreement.base import Clause
from cronfa.agreement.clauses import Terms

Place = tuple[int | str, ...]


def words_at(place: Place) -> tuple[str, ...]:
    """The words that may begin a line inside the clause at a validator's location; empty if it is not a clause."""
    clause = clause_at(place)
    return tuple(sorted(field.alias or name for name, field in clause.model_fields.items())) if clause else ()


def clause_at(place: Place) -> type[Clause] | None:
    """The clause that is read at a location such as ``("schemes", "home", "overspend", 0, "share")``."""
    kinds: list[Any] = [Terms]
    for part in place:
        kinds = [inner for kind in kinds for inner in _inside(kind, part)]
    clauses = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Clause)]
    return clauses[0] if clauses else None


def _inside(kind: Any, part: int | str) -> Iterator[Any]:
    """What is read at one part of a location inside one kind of value."""
    if isinstance(kind, type) and issubclass(kind, Clause):
        for name, field in kind.model_fields.items():
            if part in (name, field.alias):
                yield from _arms(field.annotation)
    elif isinstance(kind, _Tagged):
        if part == kind.tag:
            yield from _arms(kind.kind)
    elif get_origin(kind) is tuple or (isinstance(get_origin(kind), type) and issubclass(get_origin(kind), Mapping)):
        yield from _arms(get_args(kind)[0 if get_origin(kind) is tuple else 1])


class _Tagged:
    """One arm of a choice, by the word that chooses it."""

    def __init__(self, tag: str, kind: Any) -> None:
        self.tag, self.kind = tag, kind


def _arms(kind: Any) -> Iterator[Any]:
    """The choices that a type holds, annotations taken off."""
    if get_origin(kind) is Annotated:
        inner, *marks = get_args(kind)
        tags = [mark.tag for mark in marks if isinstance(mark, Tag)]
        yield from [_Tagged(tags[0], inner)] if tags else _arms(inner)
    elif get_origin(kind) is None or get_origin(kind) is tuple or isinstance(get_origin(kind), type):
        origin = get_origin(kind)
        is_union = origin is not None and origin.__name__ in ("Union", "UnionType")
        yield from (arm for each in get_args(kind) for arm in _arms(each)) if is_union else [kind]
    else:
        for each in get_args(kind):
            yield from _arms(each)
