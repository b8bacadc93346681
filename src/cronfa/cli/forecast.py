"""``cronfa forecast``: the year's outturn, how such forecasts would have done, and how last year's turned out."""

from pathlib import Path
from typing import Annotated

import typer

from cronfa.cli.show import FundName, Json, Lang, counting, language, print_json, show_problems, year_label

app = typer.Typer(no_args_is_help=False)

Declarations = Annotated[
    Path | None,
    typer.Option(
        "--declared", exists=True, dir_okay=False, help="YAML: incomplete months, changes of level, pay runs."
    ),
]


def add_to(top: typer.Typer) -> None:
    """Put the commands of this module on the command line."""
    top.add_typer(app, name="forecast", rich_help_panel="Look ahead")


@app.callback(invoke_without_command=True)
def forecast(
    context: typer.Context,
    year: Annotated[str | None, typer.Option(help="Which year; the last one with spend if left out.")] = None,
    months: Annotated[int | None, typer.Option(min=1, max=11, help="After how many of its months.")] = None,
    declared: Declarations = None,
    categories: Annotated[bool, typer.Option("--categories", help="Show every category too.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write the report to this folder: PDF, HTML, Excel, JSON.")] = None,
    fund: FundName = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Forecast the year's outturn: the fund, its schemes and its partners, for each open month and the year end.

    Each series by the method that has done best on its own past; figures add up to the penny; each with 80 % and 95 % intervals.
    Nothing counts as committed until commitments are kept.
    """
    if context.invoked_subcommand:
        return
    from cronfa.cli.forecast_shown import forecast_as_dict, show_forecast
    from cronfa.fund.forecasting import forecast_of, write_forecast
    from cronfa.fund.opening import find

    found = find(fund)
    with counting(quiet=as_json) as advance:
        made = forecast_of(
            found, year=year_label(year) if year else None, months=months, declared=declared, progress=advance
        )
    terms = found.terms_of(made.year.label)
    written = write_forecast(found, made, out) if out else []
    if as_json:
        print_json(forecast_as_dict(terms, made, language(lang)))
        return
    show_forecast(terms, made, language(lang), categories=categories)
    show_problems(made.warnings, language(lang))
    if written:
        typer.echo("\n".join(map(str, written)))


@app.command("back-test")
def back_test(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            exists=True, dir_okay=False, help="Payments files; the ten years that ship with cronfa if left out."
        ),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="The mapping of these files.")
    ] = None,
    declared: Declarations = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the tables as the manual shows them.")] = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Say how each method would have forecast the year end, month by month, in years that are over.

    Beside what finance teams do now: the straight line, and the rest of the year as budgeted. At each month's end only that month
    and earlier ones are seen.
    """
    from cronfa.cli.back_test_shown import back_test_as_dict, back_test_tables, show_back_test
    from cronfa.fund.forecasting import Published, back_test_of, ten_years

    if files and mapping is None:
        raise typer.BadParameter("say how the files are read.", param_hint="--mapping")
    asked = Published(tuple(files), mapping, declared) if files and mapping else ten_years()
    with counting(quiet=as_json or markdown) as advance:
        made = back_test_of(asked, progress=advance)
    if as_json:
        print_json(back_test_as_dict(made))
    elif markdown:
        typer.echo(back_test_tables(made, language(lang)))
    else:
        show_back_test(made, language(lang))


@app.command("record")
def record(
    year: Annotated[str, typer.Argument(help="A year that is over, such as 2012-13.", callback=year_label)],
    declared: Declarations = None,
    out: Annotated[Path | None, typer.Option(help="Write the report to this folder: PDF, HTML, Excel, JSON.")] = None,
    fund: FundName = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Report back how a year's forecasts turned out, month by month, beside what the straight line said."""
    from cronfa.cli.forecast_shown import record_as_dict, show_record
    from cronfa.fund.forecasting import record_of, write_record
    from cronfa.fund.opening import find

    found = find(fund)
    with counting(quiet=as_json) as advance:
        made = record_of(found, year, declared=declared, progress=advance)
    written = write_record(found, made, out) if out else []
    if as_json:
        print_json(record_as_dict(made))
    else:
        show_record(found.terms_of(year), made, language(lang))
        typer.echo("\n".join(map(str, written))) if written else None
