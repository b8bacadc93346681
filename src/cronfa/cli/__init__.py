"""The command line: it asks the rooms and shows what they say; it decides nothing.

Exit codes: 0 done, 1 problems in the input, 2 wrong use. Every command that prints figures can print them as JSON.
Rooms are imported inside the commands, so that ``cronfa --help`` answers at once.
"""

import os
import sys
from itertools import pairwise

import typer

from cronfa.calendars import CalendarError
from cronfa.cli import (
    agreement,
    database,
    demo,
    design,
    forecast,
    fund,
    healthy,
    intake,
    ledger,
    people,
    reconcile,
    serve,
    simulate,
    statements,
    worker,
)
from cronfa.cli.codes import DATABASE_BUSY, DATABASE_UNREACHABLE, FILE_UNUSABLE
from cronfa.cli.light import load_help
from cronfa.cli.show import show_problems
from cronfa.language import Language, refusal_of
from cronfa.money import MoneyError
from cronfa.problems import Problem, Problems, Where

app = typer.Typer(
    name="cronfa",
    help="Pooled funds between health bodies and local authorities: the partners' agreement is data, and the same data "
    "posts the money, shares the risk and explains itself.\n\n"
    "Begin with [bold]cronfa demo[/bold] in an empty folder, or write an agreement and run "
    "[bold]cronfa agreement check[/bold].",
    epilog="Database: $CRONFA_DATABASE_URL, or cronfa.sqlite3 in the working folder. "
    "Exit codes: 0 done, 1 problems in the input, 2 wrong use.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(agreement.app, name="agreement", rich_help_panel="The agreement")
app.add_typer(intake.app, name="intake", rich_help_panel="Money in and out")
app.add_typer(ledger.app, name="ledger", rich_help_panel="The ledger")
app.add_typer(people.app, name="people", rich_help_panel="The fund")
app.add_typer(database.app, name="database", rich_help_panel="The fund")
for module in (demo, fund, reconcile, statements, forecast, design, simulate, serve, worker, healthy):
    module.add_to(app)


def main() -> None:
    """Run the command line. What a user can mend becomes problems, shown all at once, and exit code 1."""
    try:
        load_help(sys.argv[1:])
        app()
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:
        problems = _problems(error)
        if not problems:
            raise
        show_problems(problems, _language_asked(sys.argv), as_json="--json" in sys.argv)
        sys.exit(1)


def _problems(error: Exception) -> tuple[Problem, ...]:
    """The problems that an error stands for; none if it is a mistake of the program."""
    if isinstance(error, Problems):
        return error.problems
    if isinstance(error, MoneyError | CalendarError):
        return (Problem(error.kind, facts=error.facts),)
    if isinstance(error, OSError):
        name = error.filename or "-"
        return (FILE_UNUSABLE.at(Where(file=error.filename), file=name, reason=refusal_of(error)),)
    if getattr(error.__cause__, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
        return (DATABASE_BUSY.at(),)
    if type(error).__name__ == "OperationalError" or "CRONFA_DATABASE_URL" in str(error):
        return (DATABASE_UNREACHABLE.at(reason=str(error).splitlines()[0]),)
    return ()


def _language_asked(arguments: list[str]) -> Language:
    """The language of a command line that did not get as far as reading it."""
    asked = [after for before, after in pairwise(arguments) if before == "--lang"]
    asked += [each.removeprefix("--lang=") for each in arguments if each.startswith("--lang=")]
    return "cy" if (asked or [os.environ.get("CRONFA_LANG", "en")])[-1] == "cy" else "en"
