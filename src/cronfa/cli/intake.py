"""``cronfa intake``: look at a partner's file before anything is posted."""

from pathlib import Path
from typing import Annotated

import typer

from cronfa.cli.show import File, Json, Lang, end_with, language, print_json, print_table, show_problems

app = typer.Typer(help="Look at a partner's file before anything is posted.", no_args_is_help=True)


@app.command()
def guess(
    file: File,
    out: Annotated[Path | None, typer.Option(help="Write the mapping to this file.")] = None,
    lang: Lang = "en",
) -> None:
    """Propose a mapping for a file: columns, dates, signs, and its cost centres with their sums, each with a reason."""
    from cronfa.intake import as_yaml, guess as guess_mapping

    text = as_yaml(guess_mapping(file), language(lang))
    out.write_text(text, encoding="utf-8") if out else typer.echo(text, nl=False)


@app.command()
def check(
    file: File,
    mapping: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="The mapping of this kind of file.")],
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Read a file through its mapping and show its totals and every problem. Posts nothing."""
    from cronfa.intake import load_mapping, read
    from cronfa.money import pounds

    intake = read(file, load_mapping(mapping))
    welsh = language(lang) == "cy"
    if as_json:
        print_json(
            {
                "file": intake.file, "rows": intake.read.rows, "total_pence": intake.read.pence,
                "accepted_rows": intake.accepted.rows, "refused_rows": intake.refused.rows,
                "sheets": {each.name: {"rows": each.sum.rows, "pence": each.sum.pence} for each in intake.sheets},
                "by_scheme_pence": {scheme: part.pence for scheme, part in intake.by_scheme().items()},
                "problems": [problem.as_dict(language(lang)) for problem in intake.problems],
            }
        )  # fmt: skip
    else:
        show_problems(intake.problems, language(lang))
        rows = [(scheme, f"{part.rows:,}", pounds(part.pence)) for scheme, part in intake.by_scheme().items()]
        for label, part in ((("gwrthodwyd" if welsh else "refused"), intake.refused), *intake.ignored.items()):
            rows += [(label, f"{part.rows:,}", pounds(part.pence))] if part.rows else []
        rows.append(("Cyfanswm" if welsh else "Total", f"{intake.read.rows:,}", pounds(intake.read.pence)))
        heads = ("Cynllun", "Rhesi", "Swm") if welsh else ("Scheme", "Rows", "Sum")
        print_table(intake.file, heads, rows, total=True)
        if intake.sheets:
            each = [(sheet.name, f"{sheet.sum.rows:,}", pounds(sheet.sum.pence)) for sheet in intake.sheets]
            print_table("", ("Dalen" if welsh else "Sheet", *heads[1:]), [*each, rows[-1]], total=True)
    end_with(intake.problems)
