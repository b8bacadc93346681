"""Reports, and the reasons behind any figure on them."""

from pathlib import Path
from typing import Annotated

import typer

from cronfa.cli.show import FundName, Json, Lang, language, print_json, working, year_label

PANEL = "What people get"


def add_to(app: typer.Typer) -> None:
    """Put the commands of this module on the command line."""
    app.command("report", rich_help_panel=PANEL)(report)
    app.command("why", rich_help_panel=PANEL)(why)
    app.command("verify", rich_help_panel="The ledger")(verify)


def report(
    year: Annotated[str, typer.Argument(help="A year such as 2012-13.", show_default=False, callback=year_label)],
    out: Annotated[Path, typer.Option(help="The folder to write to.")] = Path("out"),
    months: Annotated[int, typer.Option(min=1, max=12, help="The first months only.")] = 12,
    lang: Annotated[list[str] | None, typer.Option("--lang", help="en, cy; both if left out.")] = None,
    form: Annotated[
        list[str] | None,
        typer.Option("--format", help="pdf, docx, xlsx, html, json, csv."),
    ] = None,
    reported: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="As for cronfa settle.")] = None,
    fund: FundName = None,
    as_json: Json = False,
) -> None:
    """Write every report of a year: statement, monitoring report, settlement schedule, memorandum account.

    For each partner and for the board; the same figures give the same bytes.
    """
    from typing import cast, get_args

    from cronfa.fund.opening import find
    from cronfa.fund.reports import write_reports
    from cronfa.governance.decisions import reported as recorded
    from cronfa.language import LANGUAGES
    from cronfa.reporting.writing import FORMATS, Format
    from cronfa.settlement.reading import load_outcome

    chosen = tuple(cast("list[Format]", form or list(FORMATS)))
    unknown = [name for name in chosen if name not in get_args(Format)]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]}: choose from {', '.join(get_args(Format))}", param_hint="--format")
    found = find(fund)
    with working("", quiet=as_json) as said:
        written = write_reports(
            found, year, out, months=months, languages=[language(one) for one in lang or LANGUAGES], formats=chosen,
            progress=said,
            reported=(
                load_outcome(reported, found.terms_of(year), year=year) if reported else recorded(found, year, months)
            ),
        )  # fmt: skip
    print_json([str(path) for path in written]) if as_json else typer.echo("\n".join(map(str, written)))


def why(
    figure: Annotated[str, typer.Argument(help="The id of a figure, as reports and --json print it.")],
    rows: Annotated[int, typer.Option(help="How many rows to show.")] = 10,
    reported: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="As for cronfa settle.")] = None,
    fund: FundName = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Say why a figure is what it is: its clauses, boards' decisions, its parts, and rows down to the source line."""
    from cronfa.cli.why import show_reason
    from cronfa.fund.opening import find
    from cronfa.fund.why import why as reason_of
    from cronfa.governance.decisions import reported as recorded
    from cronfa.settlement.outcome import Outcome
    from cronfa.settlement.reading import load_outcome

    found = find(fund)

    def said(year: str) -> Outcome | None:
        terms = found.terms_of(year)
        return load_outcome(reported, terms, year=year) if reported else recorded(found, year, 12)

    show_reason(reason_of(found, figure, rows=rows, reported=said), language(lang), as_json=as_json)


def verify(
    export: Annotated[Path, typer.Argument(exists=True, help="An exported fund: a folder or a file.")],
    checkpoint: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="A checkpoint kept apart from the export.")
    ] = None,
    public_key: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="The public key that signs checkpoints.")
    ] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Verify an exported fund with no database: every entry's balance, the whole chain, and the signed checkpoint."""
    from cronfa.cli.verification import show_verification
    from cronfa.ledger.offline import verify_export

    show_verification(verify_export(export, checkpoint, public_key), language(lang), as_json=as_json)
