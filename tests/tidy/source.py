"""The repository's own files, as the tidy tests read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "cronfa"
PURE_ROOMS = (
    "money",
    "money_columns",
    "money_compiled",
    "calendars",
    "problems",
    "language",
    "agreement",
    "intake",
    "attribution",
    "monitoring",
    "settlement",
    "reconciliation",
    "foresight",
)


@cache
def modules() -> tuple[Path, ...]:
    """Every module of the product."""
    return tuple(sorted(SOURCE.rglob("*.py")))


def room(path: Path) -> str:
    """The room that a module belongs to: ``money`` for money.py, ``ledger`` for ledger/chain.py."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def modules_of(*rooms: str) -> list[Path]:
    return [path for path in modules() if room(path) in rooms]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is in version control; in an unpacked release, every file of the source folders."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode == 0:
        return tuple(ROOT / part for part in listing.stdout.split("\0") if part and (ROOT / part).is_file())
    folders = ("src", "tests", "docs", "examples", "tools", "requirements", "benchmarks")
    return tuple(path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file())


def texts() -> Iterator[tuple[Path, str]]:
    """The tracked files that are text, with their words."""
    for path in tracked():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
