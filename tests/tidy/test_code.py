"""The house rules about code that no linter knows, checked on the repository itself."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tidy import source

FILE_LIMIT_LINES = 400
FUNCTION_LIMIT_LINES = 70
MONEY_ROOMS = ("money", "ledger", "settlement", "attribution", "intake")
FORBIDDEN_CALLS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.monotonic",
    "os.getenv",
    "os.environ",
    "random.random",
    "uuid.uuid4",
}
"""What a pure room may not ask: the clock, the environment, chance."""

each_module = pytest.mark.parametrize("path", source.modules(), ids=source.name)


@pytest.mark.parametrize("path", [path for path in source.modules() if "migrations" not in path.parts], ids=source.name)
def test_no_module_is_longer_than_a_reader_can_hold(path: Path) -> None:
    """Migrations are drawn by a tool from the models, which are what people read."""
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= FILE_LIMIT_LINES, f"{source.name(path)} has {lines} lines: one room, or two?"


@each_module
def test_no_function_is_longer_than_a_page(path: Path) -> None:
    long = [
        f"{source.name(path)}:{function.lineno} {function.name}"
        for function in source.functions(path)
        if (function.end_lineno or function.lineno) - function.lineno + 1 > FUNCTION_LIMIT_LINES
    ]
    assert not long, "push ifs up and fors down"


@pytest.mark.parametrize("path", source.modules_of(*MONEY_ROOMS), ids=source.name)
def test_money_never_becomes_a_float(path: Path) -> None:
    calls = [
        f"{source.name(path)}:{node.lineno}"
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
    ]
    assert not calls


@pytest.mark.parametrize("path", source.modules_of(*source.PURE_ROOMS), ids=source.name)
def test_pure_rooms_ask_neither_clock_nor_environment(path: Path) -> None:
    asked = [
        f"{source.name(path)}:{node.lineno} {ast.unparse(node)}"
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Attribute)
        and any(f".{ast.unparse(node)}".endswith(f".{call}") for call in FORBIDDEN_CALLS)
    ]
    assert not asked


@pytest.mark.parametrize("path", [path for path in source.modules() if "migrations" not in path.parts], ids=source.name)
def test_every_room_and_module_says_what_it_is_for(path: Path) -> None:
    written = path.read_text(encoding="utf-8").strip()
    assert not written or ast.get_docstring(source.tree(path)), f"{source.name(path)} has no docstring"


def test_the_import_contract_names_every_pure_room() -> None:
    project = tomllib.loads((source.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    pure = next(contract for contract in contracts if contract["name"].startswith("Pure rooms"))
    rooms = {
        source.room(path) for path in source.modules() if path.name == "__init__.py" or path.parent == source.SOURCE
    }
    built = {f"cronfa.{room}" for room in rooms & set(source.PURE_ROOMS)}
    assert built == set(pure["source_modules"])


def test_nothing_is_left_unfinished() -> None:
    word = re.compile(r"\b(TODO|FIXME|XXX|HACK|raise NotImplementedError)\b")
    unfinished = [
        f"{source.name(path)}:{number}"
        for path in source.modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if word.search(line)
    ]
    assert not unfinished
