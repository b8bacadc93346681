"""``cronfa agreement``: check, explain and compare agreements."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cronfa.cli.show import File, Json, Lang, end_with, language, print_json, show_problems

if TYPE_CHECKING:
    from cronfa.agreement import Agreement, Terms
    from cronfa.agreement.versions import Version
    from cronfa.cli.possible_years import PossibleYears
    from cronfa.settlement import Outcome

app = typer.Typer(help="Check, explain and compare agreements.", no_args_is_help=True)


@app.command()
def check(file: File, lang: Lang = "en", as_json: Json = False) -> None:
    """Check an agreement: every problem at once, each with its place and what to do."""
    from cronfa.agreement import examine
    from cronfa.agreement.reading import text_of

    text = text_of(file)
    agreement, problems = examine(text, str(file))
    if as_json:
        print_json({"agreement": agreement and agreement.id, "problems": [p.as_dict(language(lang)) for p in problems]})
    else:
        show_problems(problems, language(lang), source_text=text)
        if agreement and not any(problem.is_error for problem in problems):
            print(_summary(agreement.id, len(agreement.versions), len(problems), language(lang) == "cy"))
    end_with(problems)


def _summary(name: str, versions: int, warnings: int, welsh: bool) -> str:
    if welsh:
        return f"{name}: dim gwallau; fersiynau: {versions}; rhybuddion: {warnings}."
    return f"{name}: no errors; versions: {versions}; warnings: {warnings}."


@app.command()
def explain(
    file: File,
    out: Annotated[Path | None, typer.Option(help="Write it as a document to this folder.", file_okay=False)] = None,
    form: Annotated[list[str] | None, typer.Option("--format", help="pdf, docx, html; pdf if left out.")] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Explain the whole agreement in plain words, clause by clause; standard terms are marked as default."""
    from cronfa.agreement import load
    from cronfa.agreement.explain import as_data, as_text, explain as sections_of

    agreement = load(file)
    if form or out:
        _write(agreement, out or Path("out"), form or ["pdf"], lang, as_json=as_json)
        return
    sections = sections_of(agreement)
    print_json(as_data(sections, language(lang))) if as_json else typer.echo(as_text(sections, language(lang)))


def _write(agreement: "Agreement", out: Path, forms: list[str], lang: str, *, as_json: bool) -> None:
    from typing import cast

    from cronfa import reporting
    from cronfa.reporting.agreements import agreement_report
    from cronfa.reporting.writing import Format

    if unknown := [form for form in forms if form not in ("pdf", "docx", "html")]:
        raise typer.BadParameter(f"{unknown[0]}: choose from pdf, docx, html", param_hint="--format")
    formats = cast("list[Format]", forms)
    written = reporting.write(agreement_report(agreement), out, f"{agreement.id}-agreement", formats, language(lang))
    print_json([str(path) for path in written]) if as_json else typer.echo("\n".join(map(str, written)))


@app.command()
def diff(
    old: File,
    new: Annotated[Path | None, typer.Argument(exists=True, dir_okay=False, readable=True, show_default=False)] = None,
    outcome: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Figures of a year, from a file.")
    ] = None,
    year: Annotated[str | None, typer.Option(help="Figures of this year, from the fund's ledger.")] = None,
    runs: Annotated[
        int | None, typer.Option(help="So many possible years too: what changes for whom, with intervals.")
    ] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Say what a variation changes, in words and in money on last year's figures.

    With one file, compare its last version with the one before it. Without figures, the budget stands for them: spend on
    budget, a little over and a little under.
    """
    from cronfa.agreement import load
    from cronfa.settlement.comparison import compare_versions
    from cronfa.settlement.comparison_text import as_data, as_text

    earlier = load(old)
    if new is None and len(earlier.versions) < 2:
        raise typer.BadParameter("the agreement has no variation; name a second file to compare it with")
    before, after = (earlier.versions[-2], earlier.latest) if new is None else (earlier.latest, load(new).latest)
    difference = compare_versions(before, after, _figures(earlier.id, before.terms, outcome, year))
    possible = _possible_years(old, earlier if new is None else load(new), before, after, runs)
    if as_json:
        drawn = {"possible_years": possible.as_data()} if possible else {}
        print_json({**as_data(difference, language(lang)), **drawn})
        return
    typer.echo(as_text(difference, language(lang)))
    if possible:
        possible.show(language(lang))


def _possible_years(
    old: Path, later: "Agreement", before: "Version", after: "Version", runs: int | None
) -> "PossibleYears | None":
    """Both versions on the same possible years, if they were asked for."""
    if runs is None:
        return None
    from cronfa.cli.possible_years import possible_years

    return possible_years(old, later, before, after, runs)


def _figures(fund: str, terms: "Terms", outcome: Path | None, year: str | None) -> "Outcome | None":
    """The year to compare by: read from a file, or asked of the fund's ledger."""
    from cronfa.settlement.reading import load_outcome

    reported = load_outcome(outcome, terms) if outcome else None
    if year is None:
        return reported
    from cronfa.fund.figures import outcome as outcome_of
    from cronfa.fund.opening import find

    return outcome_of(find(fund), year, reported=reported)


@app.command()
def settle(agreement: File, outcome: File, lang: Lang = "en", as_json: Json = False) -> None:
    """Settle an agreement on an outcome written by hand: try it on round figures before anyone signs. Posts nothing."""
    from cronfa.agreement import load
    from cronfa.cli.settlement import settlement_as_dict, show_settlement
    from cronfa.settlement.reading import load_outcome
    from cronfa.settlement.reference import settle as settle_outcome

    signed = load(agreement)
    terms = _terms_of(signed, load_outcome(outcome, signed.latest.terms, judged=False).year)
    settled = settle_outcome(terms, load_outcome(outcome, terms))
    if as_json:
        print_json(settlement_as_dict(settled, language(lang)))
    else:
        show_settlement(terms, settled, language(lang))
        show_problems(settled.problems, language(lang))
    end_with(settled.problems)


def _terms_of(agreement: "Agreement", year: str) -> "Terms":
    """The terms in force on a year's last day within the agreement's term; the latest if it is no year of it."""
    from cronfa.calendars import Year

    last = min(Year.parse(year).last_day, agreement.latest.to)
    return agreement.on(last).terms if last >= agreement.versions[0].from_ else agreement.latest.terms


@app.command()
def schema(out: Annotated[Path | None, typer.Option(help="Write it to this file.")] = None) -> None:
    """Print the JSON Schema of the agreement language, for editors."""
    import json

    from cronfa.agreement.schema import json_schema

    text = json.dumps(json_schema(), ensure_ascii=False, indent=2)
    out.write_text(text + "\n") if out else typer.echo(text)
