"""A name of a module means one thing: a later one of the same name would take its place unseen."""

import ast
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _given(path: Path) -> list[str]:
    """The names that a module gives to values at its outermost level."""
    found = ast.parse(path.read_text(encoding="utf-8")).body
    targets = [each.targets for each in found if isinstance(each, ast.Assign)]
    targets += [[each.target] for each in found if isinstance(each, ast.AnnAssign) and each.value is not None]
    return [name.id for several in targets for name in several if isinstance(name, ast.Name)]


def test_no_module_gives_a_name_twice() -> None:
    twice = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / "src" / "cronfa").rglob("*.py"))
        for name, times in Counter(_given(path)).items()
        if times > 1
    }
    assert not twice
