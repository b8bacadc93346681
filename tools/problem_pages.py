"""Writes what the manual says about each problem code: its example's printed problem, and its page.

Each code has a runnable example in ``tests/spec/problems/examples``: an agreement that is checked, or a few lines of
Python that raise it or leave it in ``problems``; what needs a database runs in a folder with a small fund. This command
prints what the example gives, in both languages, into ``golden/`` and makes ``docs/reference/problems/<code>.md`` from
the catalogue, the example and that text. Run it after changing a problem's words:
``.venv/bin/python tools/problem_pages.py``. Tests compare everything it writes with what is in the repository.

Problems between people (GO, WE, AP, RC) arise in a workspace. Where a few lines can hold what happens, their example runs
with two people of the small fund (``tools/with_people.py``); where it takes several of them signed in, or a server, their
pages have the catalogue's words alone, and the tests of the workspace make them happen.
"""

import os
import pickle
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from cronfa import calendars, money
from cronfa.agreement import checks, codes, examine
from cronfa.attribution import codes as attribution
from cronfa.cli import _problems as problems_of_error, codes as cli
from cronfa.foresight import codes as foresight
from cronfa.foresight.demand import codes as demand
from cronfa.foresight.design import codes as design
from cronfa.foresight.forecast import codes as forecast
from cronfa.fund import codes as fund_codes, reconciliation_codes
from cronfa.fund.opening import open_fund
from cronfa.fund.taking_in import take_in
from cronfa.intake import codes as intake
from cronfa.ledger import codes as ledger
from cronfa.ledger.database import setup
from cronfa.monitoring import codes as monitoring
from cronfa.problems import Kind, Problem, Problems, render
from cronfa.settlement import codes as settlement

ROOT = Path(__file__).resolve().parents[1]
SPEC = ROOT / "tests" / "spec" / "problems"
PAGES = ROOT / "docs" / "reference" / "problems"
ROOMS = (
    codes,
    checks,
    money,
    calendars,
    intake,
    attribution,
    monitoring,
    settlement,
    foresight,
    forecast,
    demand,
    design,
    ledger,
    fund_codes,
    cli,
)
CATALOGUE: Mapping[str, Kind] = {kind.code: kind for room in ROOMS for kind in room.KINDS}
BETWEEN_PEOPLE: Mapping[str, Kind] = {kind.code: kind for kind in reconciliation_codes.KINDS} | {
    kind.code: kind
    for room in ("governance", "web", "api")
    for module in sorted((ROOT / "src" / "cronfa" / room).glob("*codes.py"))
    for kind in getattr(import_module(f"cronfa.{room}.{module.stem}"), "KINDS", ())
}
"""Problems that people have with what others do, on pages, through the API and in reconciliations."""
FUND = SPEC / "small_fund"
"""The fund that the examples of the ledger, of the fund and of the command line run with: opened, and one file taken in."""
IN_A_FUND = {"LE", "EX", "FU", "CL"}


def example_of(code: str) -> Path:
    """The runnable example of a code."""
    yaml = SPEC / "examples" / f"{code}.yaml"
    return yaml if yaml.exists() else yaml.with_suffix(".py")


def examples_with_people() -> list[Path]:
    """The examples there are of problems between people."""
    return [path for code in sorted(BETWEEN_PEOPLE) if (path := example_of(code)).exists()]


@cache
def _left_with_people() -> Mapping[str, tuple[Problem, ...]]:
    """What every one of them gives, by its code; run at once, in a process of their own."""
    command = [sys.executable, str(ROOT / "tools" / "with_people.py"), *map(str, examples_with_people())]
    made = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    left: Mapping[str, tuple[Problem, ...]] = pickle.loads(made.stdout)  # of our own making, a moment ago
    return left


@cache
def problems_of(example: Path) -> tuple[Problem, ...]:
    """Every problem that an example gives."""
    if example.suffix == ".yaml":
        return examine(example.read_text(encoding="utf-8"), example.name)[1]
    if example.stem in BETWEEN_PEOPLE:
        return _left_with_people()[example.stem]
    if example.stem[:2] in IN_A_FUND:
        with small_fund():
            return left_by(example)
    return left_by(example)


def left_by(example: Path) -> tuple[Problem, ...]:
    """The problems that a Python example raises, or leaves in ``problems``."""
    try:
        left = tuple(runpy.run_path(str(example)).get("problems", ()))
    except Problems as raised:
        return raised.problems
    except (money.MoneyError, calendars.CalendarError) as refused:
        return (refused.kind.at(**refused.facts),)
    except Exception as refused:  # noqa: BLE001  as the command line does, which knows them
        return problems_of_error(refused)
    return left


@contextmanager
def small_fund() -> Iterator[None]:
    """A folder of its own to work in, with the small fund's files and its database; everything is as before afterwards."""
    before, folder = dict(os.environ), Path.cwd()
    with TemporaryDirectory() as made:
        try:
            os.environ.pop("CRONFA_SECRET_KEY", None)
            shutil.copytree(FUND, made, dirs_exist_ok=True)
            os.chdir(made)
            setup(f"sqlite:///{made}/cronfa.sqlite3")
            fund = open_fund(Path("agreement.yaml"), "officer")
            mapping = Path("payments.mapping.yaml").read_text(encoding="utf-8")
            take_in(fund, Path("payments.csv"), mapping, "officer", confirmed=lambda _: True)
            yield
        finally:
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(before)


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


SHOWN = (
    "Shown in the workspace, answered by its API or printed by its commands; nothing has been done then. "
    "Words in ‹brackets› are filled in from the case."
)
NO_EXAMPLE = (
    "It takes people at work in a service to make it happen, so no example stands here; tests of the workspace do it."
)


def words_page(kind: Kind) -> str:
    """The page of a code that arises between people: its words, and why no example stands there."""
    said = [
        f"{_plain(kind.what.en)} **{_plain(kind.remedy.en)}**",
        f"*{_plain(kind.what.cy)}* ***{_plain(kind.remedy.cy)}***",
    ]
    made = "<!-- Made by tools/problem_pages.py from the catalogue; change that. -->"
    return "\n\n".join([f"# {kind.code}", made, SHOWN, *said, NO_EXAMPLE]) + "\n"


def index() -> str:
    """The list of all pages."""
    lines = [
        "# Problems, one page each",
        "",
        "Each code with an example that gives it, and what is printed; those between people with their words.",
        "",
    ]
    lines += [
        "Examples of LE, EX, FU and CL run in a folder where this fund is open and its payments are taken in.",
        "Those of RC and GO run there with two people of the council, its finance officer and its chief finance officer.",
        "",
    ]
    for file in sorted(FUND.iterdir()):
        kind = file.suffix.removeprefix(".")
        lines += [f'```{kind} title="{file.name}"', file.read_text(encoding="utf-8").rstrip(), "```", ""]
    lines += ["| code | | what is wrong |", "|---|---|---|"]
    for code, kind in sorted({**CATALOGUE, **BETWEEN_PEOPLE}.items()):
        lines.append(f"| [{code}]({code}.md) | {kind.severity} | {_plain(kind.what.en)} |")
    return "\n".join(lines) + "\n"


def _plain(words: str) -> str:
    """Places to fill shown as ‹place›, and nothing that Markdown would take for a mark."""
    shown = words.replace("{{", "\x00").replace("}}", "\x01").replace("{", "‹").replace("}", "›")
    return shown.replace("\x00", "{").replace("\x01", "}").replace("|", "\\|").replace("_›", "›")


def everything() -> Iterator[tuple[Path, Callable[[], str]]]:
    """Every file that this command writes, with what makes its text."""
    for code, kind in sorted(CATALOGUE.items()):
        yield SPEC / "golden" / f"{code}.txt", partial(golden, example_of(code))
        yield PAGES / f"{code}.md", partial(page, kind)
    for code, kind in sorted(BETWEEN_PEOPLE.items()):
        example = example_of(code)
        if example.exists():
            yield SPEC / "golden" / f"{code}.txt", partial(golden, example)
        yield PAGES / f"{code}.md", partial(page if example.exists() else words_page, kind)
    yield PAGES / "index.md", index


if __name__ == "__main__":
    for path, text in everything():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(), encoding="utf-8")
