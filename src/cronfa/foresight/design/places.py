"""Where in an agreement a brief points: paths as problems print them, and the other places that the same words stand for."""

import re

from cronfa.agreement.clauses import Terms
from cronfa.agreement.document import Path, dotted
from cronfa.agreement.steps import Waterfall
from cronfa.agreement.versions import Version
from cronfa.foresight.design.dials import waterfall_at

_PART = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
DIRECTIONS = ("overspend", "underspend")


def parse_path(text: str) -> Path:
    """``schemes.residential.overspend[1]`` as a path; empty if it is none."""
    parts: list[str | int] = []
    end = 0
    for match in _PART.finditer(text):
        if text[end : match.start()] not in ("", "."):
            return ()
        parts.append(match[1] if match[1] is not None else int(match[2]))
        end = match.end()
    return tuple(parts) if end == len(text) else ()


def waterfall_paths(terms: Terms) -> list[Path]:
    """Every waterfall of the agreement that has steps."""
    paths: list[Path] = [
        ("schemes", name, direction)
        for name, scheme in terms.schemes.items()
        for direction in DIRECTIONS
        if getattr(scheme, direction)
    ]
    return paths + [(direction,) for direction in DIRECTIONS if getattr(terms, direction)]


def step_paths(terms: Terms) -> list[Path]:
    """Every step of the agreement."""
    return [(*path, at) for path in waterfall_paths(terms) for at in range(len(waterfall_at(terms, path)))]


def written_once(version: Version, path: Path) -> tuple[Path, ...]:
    """Every step that is written by the same words as this one: an alias makes two steps of one."""
    places = version.document.places
    return tuple(each for each in step_paths(version.terms) if places.get(each) == places.get(path))


def waterfalls_written_once(version: Version, path: Path) -> tuple[Path, ...]:
    """Every waterfall that is written by the same words as this one."""
    return tuple(step[:-1] for step in written_once(version, (*path, 0)))


def is_written(version: Version, path: Path) -> bool:
    """Whether the agreement itself says it, and not a standard term."""
    return path in version.document.places and not version.is_default(path)


def listed(paths: list[Path]) -> str:
    """Paths for a problem's remedy."""
    return ", ".join(dotted(path) for path in paths) or "–"


def steps_of(terms: Terms, path: Path) -> Waterfall:
    """The waterfall at a path, empty if there is none."""
    return waterfall_at(terms, path) if path in waterfall_paths(terms) else ()
