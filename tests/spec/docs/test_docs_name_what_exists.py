"""Commands and make targets that the pages name exist, so that no reader is sent to a door that is not there."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer.main

ROOT = Path(__file__).resolve().parents[3]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
CODE = re.compile(r"```(?:sh|console)\n.*?```|(?<!`)`[^`\n]+`(?!`)", re.DOTALL)  # what a reader would type
CRONFA = re.compile(r"(?:^|[\s`/$|&])cronfa ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?", re.MULTILINE)
MAKE = re.compile(r"(?:^|[\s`$])make ([a-z][a-z-]*)", re.MULTILINE)


def _code(page: Path) -> Iterator[str]:
    for match in CODE.finditer(page.read_text(encoding="utf-8")):
        yield match[0]


@cache
def _commands() -> dict[str, set[str]]:
    """Each command, with its own commands where it has some."""
    from cronfa.cli import app

    top = typer.main.get_command(app)
    return {name: set(getattr(command, "commands", ())) for name, command in getattr(top, "commands", {}).items()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_cronfa_command_exists(page: Path) -> None:
    known = _commands()
    for code in _code(page):
        for first, second in CRONFA.findall(code):
            assert first in known, f"cronfa {first}"
            assert not known[first] or not second or second in known[first], f"cronfa {first} {second}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_target_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for code in _code(page):
        assert set(MAKE.findall(code)) <= targets
