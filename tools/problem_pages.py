"""Writes what the manual says about each problem code: its example's printed problem, and its page.

Each code has a runnable example in ``tests/spec/problems/examples``: an agreement that is checked, or a few lines of
Python that raise it or leave it in ``problems``. This command prints what the example gives, in both languages, into
``golden/`` and makes ``docs/reference/problems/<code>.md`` from the catalogue, the example and that text. Run it after
changing a problem's words: ``.venv/bin/python tools/problem_pages.py``. Tests compare everything it writes with what is
in the repository.
"""

import runpy
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from cronfa import calendars, money
from cronfa.agreement import checks, codes, examine
from cronfa.attribution import codes as attribution
from cronfa.foresight.design import codes as design
from cronfa.intake import codes as intake
from cronfa.monitoring import codes as monitoring
from cronfa.problems import Kind, Problem, Problems, render
from cronfa.settlement import codes as settlement

ROOT = Path(__file__).resolve().parents[1]
SPEC = ROOT / "tests" / "spec" / "problems"
PAGES = ROOT / "docs" / "reference" / "problems"
ROOMS = (codes, checks, money, calendars, intake, attribution, monitoring, settlement, design)
CATALOGUE: Mapping[str, Kind] = {kind.code: kind for room in ROOMS for kind in room.KINDS}
"""The pure rooms. What needs a database, the ledger and the fund, has its examples in the integration tests."""


def example_of(code: str) -> Path:
    """The runnable example of a code."""
    yaml = SPEC / "examples" / f"{code}.yaml"
    return yaml if yaml.exists() else yaml.with_suffix(".py")


@cache
def problems_of(example: Path) -> tuple[Problem, ...]:
    """Every problem that an example gives."""
    if example.suffix == ".yaml":
        return examine(example.read_text(encoding="utf-8"), example.name)[1]
    try:
        left = tuple(runpy.run_path(str(example)).get("problems", ()))
    except Problems as raised:
        return raised.problems
    except (money.MoneyError, calendars.CalendarError) as refused:
        return (refused.kind.at(**refused.facts),)
    return left


def golden(example: Path) -> str:
    """What the command line prints for an example, in English and then in Welsh."""
    text = example.read_text(encoding="utf-8") if example.suffix == ".yaml" else None
    found = problems_of(example)
    return "\n\n".join(render(problem, lang, text) for lang in ("en", "cy") for problem in found) + "\n"


def page(kind: Kind) -> str:
    """The page of one code."""
    example = example_of(kind.code)
    said = {"error": "An error: nothing is done until it is mended.", "warning": "A warning: the work goes on."}
    fence = "yaml" if example.suffix == ".yaml" else "python"
    return "\n".join(
        [
            f"# {kind.code}",
            "",
            "<!-- Made by tools/problem_pages.py from the catalogue and the example; change those. -->",
            "",
            f"{said[kind.severity]} Words in ‹brackets› are filled in from the case.",
            "",
            f"{_plain(kind.what.en)} **{_plain(kind.remedy.en)}**",
            "",
            f"*{_plain(kind.what.cy)}* ***{_plain(kind.remedy.cy)}***",
            "",
            "## An example",
            "",
            f"```{fence}",
            example.read_text(encoding="utf-8").rstrip(),
            "```",
            "",
            "## What is printed",
            "",
            "```text",
            golden(example).rstrip(),
            "```",
            "",
        ]
    )


def index() -> str:
    """The list of all pages."""
    lines = ["# Problems, one page each", "", "Each code with an example that gives it, and what is printed.", ""]
    lines += ["| code | | what is wrong |", "|---|---|---|"]
    for code, kind in sorted(CATALOGUE.items()):
        lines.append(f"| [{code}]({code}.md) | {kind.severity} | {_plain(kind.what.en)} |")
    return "\n".join(lines) + "\n"


def _plain(words: str) -> str:
    """Places to fill shown as ‹place›, and nothing that Markdown would take for a mark."""
    shown = words.replace("{{", "\x00").replace("}}", "\x01").replace("{", "‹").replace("}", "›")
    return shown.replace("\x00", "{").replace("\x01", "}").replace("|", "\\|").replace("_›", "›")


def everything() -> Iterator[tuple[Path, str]]:
    """Every file that this command writes, with its text."""
    for code, kind in sorted(CATALOGUE.items()):
        yield SPEC / "golden" / f"{code}.txt", golden(example_of(code))
        yield PAGES / f"{code}.md", page(kind)
    yield PAGES / "index.md", index()


if __name__ == "__main__":
    for path, text in everything():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
