"""``cronfa ledger``: verify, export and read the ledger."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from cronfa.cli.show import ME, FundName, Json, Lang, Who, language, print_json, print_table, year_label
from cronfa.language import Text

POSTED = Text(en="Posted as entry {entry}.", cy="Postiwyd fel cofnod {entry}.")
app = typer.Typer(help="Verify, export, read and correct the ledger.", no_args_is_help=True)


@app.command()
def balances(
    by: Annotated[str, typer.Option(help="Dimensions, separated by commas: account, scheme, partner, period …")] = (
        "account,partner"
    ),
    as_at: Annotated[datetime | None, typer.Option(help="Count entries posted up to this day.")] = None,
    as_known_on: Annotated[datetime | None, typer.Option(help="Count entries recorded by this moment.")] = None,
    fund: FundName = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Balances by any dimensions, as at a date and as known on a date."""
    from typing import cast

    from cronfa.fund.opening import find
    from cronfa.ledger import queries
    from cronfa.money import pounds

    dimensions = tuple(part.strip() for part in by.split(","))
    unknown = [part for part in dimensions if part not in queries.DIMENSIONS]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]}: choose from {', '.join(queries.DIMENSIONS)}", param_hint="--by")
    found = queries.balances(
        find(fund).ledger,
        cast("tuple[queries.Dimension, ...]", dimensions),
        as_at=as_at.date() if as_at else None,
        as_known_on=as_known_on.astimezone() if as_known_on else None,
    )
    if as_json:
        print_json([{**dict(zip(dimensions, key, strict=True)), "pence": pence} for key, pence in found.items()])
        return
    rows = [(" · ".join(part or "–" for part in key), pounds(pence)) for key, pence in sorted(found.items())]
    print_table("", (", ".join(dimensions), "£"), [*rows, ("=", pounds(sum(found.values())))], total=True)


@app.command()
def crossings(
    year: Annotated[str, typer.Argument(help="A year such as 2012-13.", show_default=False, callback=year_label)],
    fund: FundName = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """The cross-subsidy matrix, month by month: whose money paid for whose responsibilities, settled and still owed."""
    from dataclasses import asdict

    from cronfa.fund.figures import crossings_by_month
    from cronfa.fund.opening import find
    from cronfa.money import pounds

    found = crossings_by_month(find(fund), year)
    if as_json:
        print_json([asdict(row) for row in found])
        return
    welsh = language(lang) == "cy"
    heads = ("Mis", "Arian", "Cyfrifoldeb", "Croesodd", "Setlwyd", "Yn ddyledus") if welsh else (
        "Month", "Money of", "Responsibility of", "Crossed", "Settled", "Owed"
    )  # fmt: skip
    rows = [
        (
            row.period,
            row.funder,
            row.responsible,
            *map(pounds, (row.before_pence, row.settled_pence, row.outstanding_pence)),
        )
        for row in found
    ]
    print_table(year, heads, rows)


@app.command()
def verify(
    checkpoint: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="A checkpoint kept outside the database.")
    ] = None,
    public_key: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="The public key that signs checkpoints.")
    ] = None,
    fund: FundName = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Compute the whole chain anew. With a checkpoint kept outside, a cut tail or a chain made again is seen too."""
    from cronfa.cli.verification import show_verification
    from cronfa.fund.opening import find
    from cronfa.ledger.verification import verify_ledger

    show_verification(verify_ledger(find(fund).ledger, checkpoint, public_key), language(lang), as_json=as_json)


@app.command()
def checkpoint(
    out: Annotated[Path, typer.Option(help="Write the signed checkpoint to this file.")],
    key: Annotated[Path, typer.Option(help="Ed25519 private key; made, with its public key, if it is not there.")],
    fund: FundName = None,
    lang: Lang = "en",
) -> None:
    """Sign where the ledger stands now. Keep the file away from the database: with an auditor, or with each partner."""
    from cronfa.fund.opening import find
    from cronfa.ledger.verification import write_checkpoint

    write_checkpoint(find(fund).ledger, key, out)
    typer.echo(str(out))


@app.command()
def export(
    out: Annotated[Path, typer.Option(help="The folder (csv, parquet) or file to write.")],
    form: Annotated[str, typer.Option("--format", help="csv, parquet, json, beancount or hledger.")] = "csv",
    fund: FundName = None,
    lang: Lang = "en",
) -> None:
    """Export the whole ledger. Every export verifies with no database: cronfa verify EXPORT."""
    from cronfa.fund.opening import find
    from cronfa.ledger.exporting import FORMATS, export as export_ledger

    if form not in FORMATS:
        raise typer.BadParameter(f"choose from {', '.join(FORMATS)}", param_hint="--format")
    typer.echo(str(export_ledger(find(fund).ledger, form, out)))


@app.command()
def reverse(
    number: Annotated[int, typer.Argument(help="The entry to undo.", show_default=False)],
    reason: Annotated[str, typer.Option(help="A reason code; it is recorded.", show_default=False)],
    month: Annotated[str, typer.Option(help="The open month to post it in, such as 2012-04.", show_default=False)],
    fund: FundName = None,
    who: Who = ME,
    lang: Lang = "en",
) -> None:
    """Undo an entry by posting its reverse. Nothing posted is ever edited.

    An entry that has been reversed already is a problem, which says by which entry; nothing is posted.
    """
    from cronfa.fund.correcting import reverse_entry
    from cronfa.fund.opening import find

    typer.echo(POSTED.to(language(lang), entry=reverse_entry(find(fund), number, month, reason, who)))
