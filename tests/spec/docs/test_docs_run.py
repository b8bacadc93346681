"""The manual does what it says: every ``console`` block of every page is run, in order, and its output compared.

A page has an empty folder to itself. A fenced block with a title, such as ``title="fund.yaml"``, is written there as a
file. In a ``console`` block, a line that starts with ``$`` is run and the lines beneath it are what it must print;
``...`` stands for anything, on a line or for whole lines; how wide a table's columns are does not matter. A command
must succeed, unless the page itself shows what happens when it does not: ``$ cronfa agreement check fund.yaml || echo
"exit code $?"``. Blocks that are not to be run are marked ``sh`` or ``text``.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,})(?P<language>[\w-]*)(?P<options>[^\n]*)\n(?P<body>.*?)^(?P=indent)(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
TITLE = re.compile(r'title="([^"]+)"')
COMMAND_LIMIT_SECONDS = 300


@dataclass(frozen=True)
class Block:
    """One fenced block of a page."""

    language: str
    title: str | None
    body: str
    line: int


@dataclass(frozen=True)
class Command:
    """One command of the manual and what it must print."""

    words: str
    output: str


def blocks(markdown: str) -> Iterator[Block]:
    for match in FENCE.finditer(markdown):
        title = TITLE.search(match["options"])
        body = re.sub(rf"^{match['indent']}", "", match["body"], flags=re.MULTILINE)
        line = markdown.count("\n", 0, match.start()) + 1
        yield Block(match["language"], title[1] if title else None, body, line)


def commands(body: str) -> Iterator[Command]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        words, _, output = part.partition("\n")
        while words.endswith("\\"):
            more, _, output = output.partition("\n")
            words = f"{words[:-1]}{more.removeprefix('> ')}"
        yield Command(words, output)


def pattern(expected: str) -> re.Pattern[str]:
    """What was written, with ``...`` for anything."""
    lines = []
    for line in tidied(expected).splitlines():
        if line.strip() == "...":
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(".*?".join(re.escape(piece) for piece in line.split("...")) + r"\n")
    return re.compile("".join(lines))


def tidied(output: str) -> str:
    """Output with no spaces at line ends, one space between the columns of a table, and one line end at the end."""
    words = "\n".join(re.sub(r"(?<=\S) +", " ", line.rstrip()) for line in output.splitlines()).strip("\n")
    return f"{words}\n" if words else ""


def run(command: Command, folder: Path) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CRONFA_")},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "TERM": "dumb",
    }
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command.words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=COMMAND_LIMIT_SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"$ {command.words}\n{done.stdout}"
    printed = tidied(done.stdout)
    as_said = pattern(command.output).fullmatch(printed) is not None
    assert as_said, f"$ {command.words}\n--- the page says\n{command.output}\n--- it printed\n{printed}"


def pages() -> list[Path]:
    """The pages of the manual that hold a command to run."""
    every = sorted((ROOT / "docs").rglob("*.md"))
    return [page for page in every if any(block.language == "console" for block in blocks(page.read_text("utf-8")))]


@pytest.mark.lasting
@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT / "docs")))
def test_the_page_does_what_it_says(page: Path, tmp_path: Path) -> None:
    for block in blocks(page.read_text("utf-8")):
        if block.title:
            (tmp_path / block.title).write_text(block.body, encoding="utf-8")
        if block.language == "console":
            for command in commands(block.body):
                run(command, tmp_path)


def test_a_wrong_output_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="the page says"):
        run(Command("echo three", "four\n"), tmp_path)


def test_a_failing_command_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        run(Command("false", ""), tmp_path)


def test_dots_stand_for_anything(tmp_path: Path) -> None:
    run(Command("printf 'a 1\\nb\\nc\\n'", "a ...\n...\nc\n"), tmp_path)
    with pytest.raises(AssertionError):
        run(Command("printf 'a 1\\nb\\n'", "a ...\n...\nc\n"), tmp_path)
