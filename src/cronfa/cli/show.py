"""How the command line shows things: problems with their place, tables, JSON, and options that many commands share."""

import getpass
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from cronfa.language import Language, Text as Pair
from cronfa.problems import SEVERITY_WORDS, Problem, errors, excerpt

ALIKE = 20
"""How many problems of one code the terminal shows: one wrong column makes every row of a file wrong."""
MORE_ALIKE = Pair(
    en="{code}: {count} more like these; --json lists every one that is kept.",
    cy="{code}: {count} arall fel y rhain; mae --json yn rhestru pob un a gedwir.",
)
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, show_default=False)]


def _known_language(lang: str) -> str:
    """Refuses a language that cronfa does not speak, before anything is done."""
    language(lang)
    return lang


Lang = Annotated[
    str, typer.Option("--lang", help="Language: en or cy (Cymraeg).", envvar="CRONFA_LANG", callback=_known_language)
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead, money in pence.")]
FundName = Annotated[str | None, typer.Option("--fund", help="Which fund, if the database holds several.")]
Who = Annotated[
    str, typer.Option("--who", help="Who does this; recorded.", envvar="CRONFA_WHO", show_default="your login name")
]


def me() -> str:
    """The login name, where there is one."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


ME = me()


def year_label(text: str) -> str:
    """A year as the ledger names it, from what people write: 2012-13, 2012/13, 2012.

    Raises:
        CalendarError: it is no year; shown as a problem with its remedy.
    """
    from cronfa.calendars import Year

    return Year.parse(text).label


def language(lang: str) -> Language:
    """The language asked for; a wrong one is wrong use (exit code 2)."""
    if lang in ("cy", "cymraeg", "welsh"):
        return "cy"
    if lang in ("en", "english", "saesneg"):
        return "en"
    raise typer.BadParameter(f"“{lang}”: write en or cy.", param_hint="--lang")


@contextmanager
def working(words: str, *, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """A sign of life on the terminal's error stream for work of more than a second; what is given says how far it is."""
    from rich.console import Console

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _: None
        return
    with console.status(words) as status:
        yield lambda said: status.update(f"{words} {said}")


@contextmanager
def counting(*, quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on the terminal's error stream; what is given is told how many are done, of how many."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as shown:
        bar = shown.add_task("", total=None)
        yield lambda done, total: shown.update(bar, completed=done, total=total)


def show_problems(
    problems: Sequence[Problem], lang: Language = "en", *, as_json: bool = False, source_text: str | None = None
) -> None:
    """Every problem at once: place, excerpt, what is wrong, what to do; of many alike the first, and how many more.

    Goes to standard error; JSON, with all of them, to standard output.
    """
    if as_json:
        print_json({"problems": [problem.as_dict(lang) for problem in problems]})
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    seen: Counter[str] = Counter()
    for problem in problems:
        seen[problem.code] += 1
        if seen[problem.code] > ALIKE:
            continue
        colour = "red" if problem.is_error else "yellow"
        word = SEVERITY_WORDS[problem.kind.severity].to(lang)
        console.print(Text(f"{problem.where}  ", "bold") + Text(f"{problem.code} {word}", colour))
        for line in excerpt(problem.where, source_text):
            console.print(Text(f"    {line}", "dim"))
        console.print(Text(f"  {problem.what(lang)}"))
        console.print(Text(f"  → {problem.remedy(lang)}\n", "green"))
    for code, count in seen.items():
        if count > ALIKE:
            console.print(Text(MORE_ALIKE.to(lang, code=code, count=f"{count - ALIKE:,}") + "\n", "bold"))


def end_with(problems: Sequence[Problem]) -> None:
    """Exit with 1 if any problem is an error."""
    if errors(problems):
        raise typer.Exit(1)


def print_json(value: Any) -> None:
    """JSON on standard output, readable and with Welsh letters as they are."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def print_table(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[str]], *, total: bool = False, folds: int = 0
) -> None:
    """A table on the terminal; figures are aligned right, words left. ``total`` sets the last row apart.

    Only column ``folds`` may take more than one line: ids and figures are never cut, however narrow the terminal.
    """
    from textwrap import fill

    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, header_style="bold")
    listed = [list(row) for row in rows]
    for number, heading in enumerate(headings):
        words = max(map(len, heading.split()), default=0)
        widest = max(12, words) if number == folds else max([8, words, *(len(row[number]) for row in listed)])
        heading = heading if number == folds else fill(heading, widest, break_on_hyphens=False)
        cells = [row[number] for row in listed if row[number]]
        side: Literal["left", "right"] = "right" if number and all(map(_is_figure, cells)) else "left"
        table.add_column(heading, justify=side, no_wrap=number != folds, overflow="fold", min_width=widest)
    for number, row in enumerate(listed):
        last = total and number == len(listed) - 1
        if last:
            table.add_section()
        table.add_row(*row, style="bold" if last else None)
    console = Console(highlight=False)
    console.width = max(console.width, table.__rich_measure__(console, console.options.update(max_width=1_000)).minimum)
    console.print(table)


def _is_figure(cell: str) -> bool:
    """Whether a cell is a sum, a count or a share: nothing but figures, signs and a dash for what there is not."""
    return re.fullmatch(r"[-−+–(]?£?[\d,.:–-]*\s?[%)]?", cell) is not None
