"""The wheel that people install holds all that the demonstration needs, and nothing of the machine it was built on."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.lasting
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout with the locked build tools and no network."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    subprocess.run(
        [*pip, "--no-build-isolation", "--no-deps", "--no-index", "--wheel-dir", str(folder), str(ROOT)],
        check=True,
        timeout=120,
    )
    return next(folder.glob("cronfa-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which cronfa comes from the wheel and not from this checkout."""
    folder = tmp_path_factory.mktemp("installed")
    zipfile.ZipFile(wheel).extractall(folder)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CRONFA_", "DJANGO_"))}
    return {**kept, "PYTHONPATH": str(folder)}


def test_the_wheel_holds_the_code_and_the_example(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "src" / "cronfa").rglob("*.py"):
        assert f"cronfa/{path.relative_to(ROOT / 'src' / 'cronfa')}" in held
    for path in (ROOT / "examples").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert f"cronfa/_examples/{path.relative_to(ROOT / 'examples')}" in held


def test_the_wheel_holds_nothing_made_by_running(wheel: Path) -> None:
    unwanted = (".pyc", ".nbc", ".nbi", ".sqlite3", ".key")
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(unwanted)]


def test_the_installed_command_answers(installed: dict[str, str], tmp_path: Path) -> None:
    ask = "import cronfa, cronfa.cli, sys; print(cronfa.__file__); sys.argv = ['cronfa', '--help']; cronfa.cli.main()"
    done = subprocess.run(
        [sys.executable, "-c", ask],
        env=installed,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.startswith(installed["PYTHONPATH"])
    assert "demo" in done.stdout


def test_the_demonstration_runs_in_an_empty_folder(installed: dict[str, str], tmp_path: Path) -> None:
    demo = "import sys; from cronfa.cli import main; sys.argv = ['cronfa', 'demo']; main()"
    done = subprocess.run(
        [sys.executable, "-c", demo],
        env={**installed, "CRONFA_NO_SERVE": "1"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "£170,285,975.79" in done.stdout
    assert list((tmp_path / "out").rglob("*.pdf"))
