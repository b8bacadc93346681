"""The page of the back-test holds what the payments that ship give today."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def _tools_import_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "tools")


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("back_test_page", ROOT / "tools" / "back_test_page.py")
    assert spec is not None and spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


@pytest.mark.lasting
def test_the_tables_of_the_page_are_what_the_command_gives() -> None:
    tool = _tool()
    assert tool.tables() in tool.PAGE.read_text(encoding="utf-8"), "run tools/back_test_page.py, and read what changed"


@pytest.mark.long
def test_the_whole_page_is_what_its_tool_writes() -> None:
    tool = _tool()
    assert tool.PAGE.read_text(encoding="utf-8") == tool.page(), "run tools/back_test_page.py, and read what changed"
