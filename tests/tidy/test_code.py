"""The house rules about code that no linter knows, checked on the repository itself."""

import ast
import re
import tomllib

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
FORBIDDEN_NAMES = {call.rpartition(".")[2] for call in FORBIDDEN_CALLS}

WRITTEN = [path for path in source.modules() if "migrations" not in path.parts]
"""Migrations are drawn by a tool from the models, which are what people read."""


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    lengths = {source.name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in WRITTEN}
    long = [f"{name} has {lines} lines" for name, lines in lengths.items() if lines > FILE_LIMIT_LINES]
    assert not long, "one room, or two?"


def test_no_function_is_longer_than_a_page() -> None:
    long = [
        f"{source.name(path)}:{function.lineno} {function.name}"
        for path in source.modules()
        for function in source.functions(path)
        if (function.end_lineno or function.lineno) - function.lineno + 1 > FUNCTION_LIMIT_LINES
    ]
    assert not long, "push ifs up and fors down"


def test_money_never_becomes_a_float() -> None:
    calls = [
        f"{source.name(path)}:{node.lineno}"
        for path in source.modules_of(*MONEY_ROOMS)
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
    ]
    assert not calls


def test_pure_rooms_ask_neither_clock_nor_environment() -> None:
    asked = [
        f"{source.name(path)}:{node.lineno} {ast.unparse(node)}"
        for path in source.modules_of(*source.PURE_ROOMS)
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in FORBIDDEN_NAMES
        and any(f".{ast.unparse(node)}".endswith(f".{call}") for call in FORBIDDEN_CALLS)
    ]
    assert not asked


def test_every_room_and_module_says_what_it_is_for() -> None:
    silent = [
        source.name(path)
        for path in WRITTEN
        if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(source.tree(path))
    ]
    assert not silent, "no docstring"


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
