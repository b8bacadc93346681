"""The page of possible years of real funds holds what its tool draws today."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_the_page_is_what_its_tool_writes() -> None:
    spec = importlib.util.spec_from_file_location("possible_years", ROOT / "tools" / "possible_years.py")
    assert spec is not None and spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.PAGE.read_text(encoding="utf-8") == tool.page(), "run tools/possible_years.py, and read what changed"
