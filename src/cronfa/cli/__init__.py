"""The command line: it asks the rooms and shows what they say; it decides nothing.

Exit codes: 0 done, 1 problems in the input, 2 wrong use. Every command that prints figures can print them as JSON.
Rooms are imported inside the commands, so that ``cronfa --help`` answers at once.
"""

import sys

import typer

from cronfa.cli import agreement, demo, fund, intake, ledger, statements
from cronfa.cli.show import show_problems
from cronfa.problems import Problems

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
for module in (demo, fund, statements):
    module.add_to(app)


def main() -> None:
    """Run the command line; problems become exit code 1, shown all at once."""
    try:
        app()
    except Problems as problems:
        show_problems(problems.problems)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(0)
