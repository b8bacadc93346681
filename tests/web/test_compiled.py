"""Templates that are kept compiled: as they are now, and only where Python keeps its own modules."""

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from cronfa.web.compiled import CompiledBesideModules


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python would keep what it has compiled, empty."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    folder = Path(CompiledBesideModules().directory)
    folder.mkdir(parents=True)
    return folder


def said(text: str) -> str:
    """What a template says that a process of its own has loaded."""
    loader = DictLoader({"page": text})
    return Environment(loader=loader, bytecode_cache=CompiledBesideModules()).get_template("page").render(pence=5)


def test_a_template_is_kept_until_it_changes(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert said("{{ pence }}") == "5"
    (kept,) = beside.iterdir()
    first = kept.read_bytes()
    assert said("{{ pence }}") == "5"
    assert kept.read_bytes() == first
    assert said("{{ pence + 1 }}") == "6"
    assert kept.read_bytes() != first


def test_what_cannot_be_read_is_compiled_anew(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    said("{{ pence }}")
    (kept,) = beside.iterdir()
    kept.write_bytes(kept.read_bytes()[:-20])
    assert said("{{ pence }}") == "5"


@pytest.mark.parametrize("refused", [True, False])
def test_where_nothing_may_be_written_pages_come_all_the_same(
    beside: Path, monkeypatch: pytest.MonkeyPatch, refused: bool
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", refused)
    if not refused:
        beside.rmdir()
    assert said("{{ pence }}") == "5"
    assert not beside.exists() or not list(beside.iterdir())
