"""What can still be checked of an agreement that cannot be read whole, so that every problem is shown at once.

The parts that were refused are taken out and the rest is read again; the terms so made are only for the checks and never
leave the reader. A problem that may come from what was taken out is not reported.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from cronfa.agreement.clauses import Terms
from cronfa.agreement.document import Path, dotted, written_part
from cronfa.problems import Problem

_ROUNDS = 5
_STAND_INS: dict[str, Any] = {"agreement": "stand-in", "power": "nhs-act-2006-s75"}
_JUDGES_THE_WHOLE = {"AG037", "AG041", "AG042", "AG043", "AG059", "AG060", "AG066", "AG069", "AG071", "AG084"}
"""Codes of checks that look for something anywhere in the agreement: unsure when a part of it is missing."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """Terms for the checks, and what was taken out to make them."""

    terms: Terms
    removed: frozenset[Path]


def salvage(data: dict[str, Any], error: ValidationError) -> Salvaged | None:
    """Read what is left when the refused parts are out; ``None`` if too little is left."""
    removed: set[Path] = set()
    for _ in range(_ROUNDS):
        paths = {written_part(detail["loc"], data) for detail in error.errors(include_url=False)}
        for path in sorted(paths, key=_deepest_first):
            whole = _without(data, path)
            if whole is None:
                return None
            data = whole
        removed |= paths
        try:
            return Salvaged(Terms.model_validate(data), frozenset(removed))
        except ValidationError as again:
            error = again
    return None


def certain(problems: Iterable[Problem], removed: Iterable[Path]) -> list[Problem]:
    """Those problems that cannot come from what was taken out."""
    doubtful = [dotted(_clause_of(path)) for path in removed]
    return [
        problem
        for problem in problems
        if not doubtful or (problem.code not in _JUDGES_THE_WHOLE and not _touches(problem.where.path or "", doubtful))
    ]


def _touches(path: str, doubtful: list[str]) -> bool:
    return any(path.startswith(clause) or clause.startswith(path) for clause in doubtful)


def _clause_of(path: Path) -> Path:
    """The clause whose meaning may have changed: a scheme's whole waterfall or contributions, or a whole section."""
    return path[:3] if path[:1] == ("schemes",) else path[:1]


def _deepest_first(path: Path) -> tuple[int, tuple[str, ...]]:
    """Later items of a list before earlier ones, so that the places of the others stay."""
    return -len(path), tuple(f"{999_999 - part:06d}" if isinstance(part, int) else part for part in path)


def _without(data: dict[str, Any], path: Path) -> dict[str, Any] | None:
    """The data without the value at a path; a stand-in where the agreement cannot do without."""
    if not path:
        return _with_stand_ins(data)
    if len(path) == 1 and path[0] in _STAND_INS:
        return {**data, str(path[0]): _STAND_INS[str(path[0])]}
    if path == ("host",):
        return _with_host(data)
    if path[0] in ("partners", "term") and len(path) <= 2:
        return None
    whole: dict[str, Any] = _cut(data, path)
    return whole


def _with_stand_ins(data: dict[str, Any]) -> dict[str, Any] | None:
    """Something at the top is missing: a name, a power or a host can be stood in for, nothing else."""
    whole = {**_STAND_INS, **data}
    return whole if "host" in data else _with_host(whole)


def _with_host(data: dict[str, Any]) -> dict[str, Any] | None:
    partners = data.get("partners")
    return {**data, "host": next(iter(partners))} if isinstance(partners, dict) and partners else None


def _cut(value: Any, path: Path) -> Any:
    """A copy without what stands at a path; a path that is already gone changes nothing."""
    first, *rest = path
    if isinstance(value, dict) and first in value:
        if not rest:
            return {key: part for key, part in value.items() if key != first}
        return {**value, first: _cut(value[first], tuple(rest))}
    if isinstance(value, list) and isinstance(first, int) and first < len(value):
        kept = [_cut(value[first], tuple(rest))] if rest else []
        return [*value[:first], *kept, *value[first + 1 :]]
    return value
