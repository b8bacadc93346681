"""What ``deploy/`` starts and sets is what the program has: a renamed command or setting is found here, not at an upgrade."""

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer

from cronfa.cli import app
from tidy import source

DEPLOY = source.ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service")) + sorted(DEPLOY.glob("*.timer"))
PROGRAM = re.compile(r"/opt/cronfa/bin/cronfa ([^'\n]*)")


def read(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def known(words: list[str]) -> None:
    """Every word up to the first option is a command; every option is one of its own."""
    command: Any = typer.main.get_command(app)
    while hasattr(command, "commands") and words and not words[0].startswith("-"):
        assert words[0] in command.commands, words
        command = command.commands[words.pop(0)]
    options = {option for each in command.params for option in each.opts}
    assert not hasattr(command, "commands"), words
    assert {word for word in words if word.startswith("--")} <= options, (command.name, words)


def test_the_container_starts_and_asks_commands_that_exist() -> None:
    text = read("Containerfile")
    assert 'ENTRYPOINT ["cronfa"]' in text
    health, begin = (json.loads(listed) for listed in re.findall(r"CMD (\[.*\])$", text, re.MULTILINE))
    assert health.pop(0) == "cronfa"
    known(health)
    known(begin)


def test_the_container_is_built_from_the_lock_and_runs_without_root() -> None:
    text = read("Containerfile")
    last = text[text.rindex("\nFROM ") :]
    assert re.search(r"^USER cronfa$", last, re.MULTILINE) and last.index("USER cronfa") < last.index("ENTRYPOINT")
    assert "HEALTHCHECK" in last
    for line in re.findall(r"pip install (.*)", text):
        assert "--require-hashes" in line or "--no-index" in line, line
    for sources in re.findall(r"^COPY (?!--from)(.*)$", text, re.MULTILINE):
        for each in sources.split()[:-1]:
            assert (source.ROOT / each).exists(), each


@pytest.mark.parametrize("name", [path.name for path in UNITS if path.suffix == ".service"])
def test_units_start_commands_that_exist(name: str) -> None:
    started = PROGRAM.findall(read(name))
    assert started
    for line in started:
        known(shlex.split(line.replace('"', "")))


def test_units_are_what_systemd_understands(tmp_path: Path) -> None:
    """Looked at by systemd itself; without it, that every line is a section, a setting or a comment."""
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace("/opt/cronfa/bin/cronfa", "/bin/true")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
        assert all(re.match(r"(#.*|\[\w+\]|\w+=.*|)$", line) for line in text.splitlines()), unit.name
    program = shutil.which("systemd-analyze")
    if program:
        units = [str(tmp_path / unit.name) for unit in UNITS]
        said = subprocess.run([program, "verify", *units], capture_output=True, text=True, check=False)
        ours = [line for line in said.stderr.splitlines() if any(unit.name in line for unit in UNITS)]
        assert ours == []


def test_every_setting_that_is_named_is_one_that_is_read() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (source.ROOT / "src").rglob("*.py"))
    texts = [path.read_text(encoding="utf-8") for path in DEPLOY.iterdir()]
    texts.append((source.ROOT / "docs" / "how-to" / "serve.md").read_text(encoding="utf-8"))
    named = {name for text in texts for name in re.findall(r"\bCRONFA_[A-Z_]+\b", text)}
    assert len(named) > 10
    assert {name for name in named if f'"{name}"' not in code} == set()


def test_the_proxy_lets_through_the_largest_file_that_is_taken() -> None:
    allowed = re.search(r"client_max_body_size (\d+)m;", read("nginx.conf"))
    assert allowed and int(allowed.group(1)) * 1024 * 1024 > 50 * 1024 * 1024
    assert "proxy_add_x_forwarded_for" not in read("nginx.conf")  # it would pass on what a browser claims
