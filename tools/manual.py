"""Pages of the manual that are made from the code itself, so that they cannot be out of date.

MkDocs calls :func:`on_page_markdown` for each page; ``<!-- made: commands -->`` and ``<!-- made: problem codes -->`` are
replaced by tables made from the commands and the kinds of problem that exist.
"""

import importlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer
import typer.main

import cronfa
from cronfa.problems import Kind

MARK = re.compile(r"^<!-- made: ([a-z ]+) -->$", re.MULTILINE)
ROOT = Path(__file__).resolve().parents[1]
PROBLEM_PAGES = ROOT / "docs" / "reference" / "problems"
ROOMS = {
    "AP": "The API",
    "AG": "The agreement",
    "AT": "Attribution",
    "CA": "Calendars",
    "CL": "The command line",
    "EX": "Exports and verification",
    "FS": "Looking ahead",
    "FU": "The fund, command by command",
    "IN": "Intake of files",
    "LE": "The ledger",
    "MN": "Amounts of money",
    "MO": "Monitoring",
    "RC": "Reconciliation",
    "RE": "Reports",
    "SE": "Settlement",
}


def on_page_markdown(markdown: str, **_: Any) -> str:
    """The page with its made parts put in."""
    return MARK.sub(lambda mark: MAKERS[mark[1]](), markdown)


def kinds() -> list[Kind]:
    """Every kind of problem that a module of the product lists in its ``KINDS``, by code."""
    source = Path(cronfa.__path__[0])
    found: dict[int, Kind] = {}
    for path in sorted(source.rglob("*.py")):
        if re.search(r"^KINDS\b", path.read_text(encoding="utf-8"), re.MULTILINE):
            dotted = ".".join(("cronfa", *path.relative_to(source).with_suffix("").parts)).removesuffix(".__init__")
            found |= {id(kind): kind for kind in importlib.import_module(dotted).KINDS}
    return sorted(found.values(), key=lambda kind: kind.code)


def problem_codes() -> str:
    """A table for each room: what is wrong and what to do, in both languages."""
    parts: list[str] = []
    room = ""
    for kind in kinds():
        if kind.code[:2] != room:
            room = kind.code[:2]
            parts.append(f"\n## {ROOMS.get(room, room)}\n\n| code | what is wrong | what to do |\n|---|---|---|")
        parts.append(
            f"| <span id='{kind.code}'>{_code(kind.code)}</span>{'' if kind.severity == 'error' else ' warning'} "
            f"| {_cell(kind.what.en)}<br>*{_cell(kind.what.cy)}* | {_cell(kind.remedy.en)}<br>*{_cell(kind.remedy.cy)}* |"
        )
    return "\n".join(parts)


def _code(code: str) -> str:
    """The code, as a link where it has a page with an example."""
    page = PROBLEM_PAGES / f"{code}.md"
    return f"[**{code}**](problems/{code}.md)" if page.is_file() else f"**{code}**"


def _cell(words: str) -> str:
    return re.sub(r"\{(\w+)[^}]*\}", r"‹\1›", words).replace("|", "\\|").replace("\n", " ")


def commands() -> str:
    """Every command with its arguments and options."""
    from cronfa.cli import app

    root = typer.main.get_command(app)
    return "\n".join(part for path, command in _walk("cronfa", root) for part in _command(path, command))


def _walk(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None or getattr(command, "invoke_without_command", False):
        yield path, command
    if inner is None:
        return
    for name in sorted(inner):
        yield from _walk(f"{path} {name}", inner[name])


def _command(path: str, command: Any) -> Iterator[str]:
    context = typer.Context(command, info_name=path)
    yield f"\n## {path}\n\n{_plain(command.help or '')}\n"
    usage = " ".join(piece for parameter in command.params for piece in parameter.get_usage_pieces(context))
    line = f"{path} {usage}".rstrip()
    yield f"```text\n{line}\n```\n"
    rows = [record for parameter in command.params if (record := _help_record(parameter, context))]
    if rows:
        yield "| | |\n|---|---|"
        yield from (f"| `{_cell(name)}` | {_cell(_plain(words))} |" for name, words in rows)


def _help_record(parameter: Any, context: typer.Context) -> tuple[str, str] | None:
    record: tuple[str, str] | None = parameter.get_help_record(context)
    return record


def _plain(words: str) -> str:
    """Help text without the terminal's marks."""
    return re.sub(r"\[/?(?:bold|italic|dim|cyan|green|red|yellow)\]", "", words).replace("\b\n", "").strip()


def glossary() -> str:
    """The table of GLOSSARY.md."""
    lines = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line.startswith("|"))


def accounts() -> str:
    """A table of the ledger's accounts in both languages."""
    from cronfa.ledger import ACCOUNT_NAMES

    rows = (f"| `{account}` | {name.en} | {name.cy} |" for account, name in ACCOUNT_NAMES.items())
    return "\n".join(["| account | English | Cymraeg |", "|---|---|---|", *rows])


MAKERS: dict[str, Callable[[], str]] = {
    "accounts": accounts,
    "commands": commands,
    "glossary": glossary,
    "problem codes": problem_codes,
}
