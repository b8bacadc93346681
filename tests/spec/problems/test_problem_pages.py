"""Every code has an example that gives exactly it, a golden text, and a page."""

import importlib.util
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]


def _command() -> ModuleType:
    spec = importlib.util.spec_from_file_location("problem_pages", ROOT / "tools" / "problem_pages.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


pages = _command()
ALSO = {"EX005": {"EX006"}, "EX008": {"EX003"}}
"""What cannot be wrong alone: a history made again has other things beside it, a changed sum another hash."""


WITH_PEOPLE = sorted(path.stem for path in pages.examples_with_people())


@pytest.mark.parametrize("code", [*sorted(pages.CATALOGUE), *WITH_PEOPLE])
def test_the_example_gives_exactly_its_code(code: str) -> None:
    found = pages.problems_of(pages.example_of(code))
    assert {problem.code for problem in found} == {code} | ALSO.get(code, set())


@pytest.mark.parametrize(("path", "text"), [pytest.param(*made, id=made[0].name) for made in pages.everything()])
def test_what_is_printed_and_written_is_what_the_repository_holds(path: Path, text: Callable[[], str]) -> None:
    assert path.read_text(encoding="utf-8") == text(), "run tools/problem_pages.py, and read what changed"


def test_no_example_is_left_over() -> None:
    examples = {path.stem for path in (pages.SPEC / "examples").iterdir() if path.suffix in (".yaml", ".py")}
    assert examples == {*pages.CATALOGUE, *WITH_PEOPLE, "complete"}


def test_every_code_that_is_written_anywhere_has_its_page_and_is_written_once() -> None:
    """Read from the source of every room, so that one which this command does not know is found too."""
    written = [
        code
        for path in sorted((ROOT / "src").rglob("*.py"))
        for code in re.findall(r"\bKind\(\s*\"([A-Z]{2}\d{3})\"", path.read_text(encoding="utf-8"))
    ]
    assert len(written) > 350 and len(set(written)) == len(written)
    assert set(written) == {*pages.CATALOGUE, *pages.BETWEEN_PEOPLE}
    assert {path.stem for path in pages.PAGES.glob("*.md")} == {*written, "index"}


def test_every_code_of_a_reconciliation_has_an_example() -> None:
    assert {code for code in pages.BETWEEN_PEOPLE if code.startswith("RC")} <= set(WITH_PEOPLE)


def test_no_golden_text_or_page_is_left_over() -> None:
    written = {path.name for path, _ in pages.everything()}
    there = {path.name for folder in (pages.SPEC / "golden", pages.PAGES) for path in folder.iterdir()}
    assert there == written


def test_the_complete_example_has_no_problem() -> None:
    assert pages.problems_of(pages.SPEC / "examples" / "complete.yaml") == ()


def test_a_place_is_a_line_and_a_column_that_exist() -> None:
    for code in pages.CATALOGUE:
        example = pages.example_of(code)
        lines = example.read_text(encoding="utf-8").splitlines()
        for problem in pages.problems_of(example) if example.suffix == ".yaml" else ():
            assert problem.where.file == example.name
            assert problem.where.line is not None and 1 <= problem.where.line <= len(lines)
            assert (
                problem.where.column is not None and 1 <= problem.where.column <= len(lines[problem.where.line - 1]) + 1
            )
