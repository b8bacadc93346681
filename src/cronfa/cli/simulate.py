"""``cronfa simulate``: what an agreement may cost each partner, before anyone signs."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cronfa.cli.show import Json, Lang, counting, language, print_json, print_table
from cronfa.language import Text

if TYPE_CHECKING:
    from cronfa.agreement import Agreement
    from cronfa.foresight.simulating import Draft, Engine, Summary, Work
    from cronfa.foresight.worlds import World
    from cronfa.fund.simulating import Asked
    from cronfa.language import Language
    from cronfa.reporting.simulation_tables import Seen

DEFAULT_RUNS = 20_000
_GROWTH = (-50, 100)
"""A year, in per cent: between these."""
_GO_ON = Text(
    en="Interrupted. The same command goes on where it stopped.",
    cy="Torrwyd ar draws. Bydd yr un gorchymyn yn parhau o'r man lle y stopiodd.",
)
_NOTHING_KEPT = Text(
    en="Interrupted. Nothing was kept; with --checkpoint FILE the same command would go on where it stopped.",
    cy="Torrwyd ar draws. Ni chadwyd dim; gyda --checkpoint FFEIL byddai'r un gorchymyn yn parhau o'r man lle y stopiodd.",
)
_TOO_EARLY = Text(
    en="Interrupted before anything was drawn to keep. The same command begins anew.",
    cy="Torrwyd ar draws cyn tynnu dim i'w gadw. Bydd yr un gorchymyn yn dechrau o'r newydd.",
)


def add_to(app: typer.Typer) -> None:
    """Put the command of this module on the command line."""
    app.command("simulate", rich_help_panel="Look ahead")(simulate)


def simulate(
    agreement: Annotated[
        str, typer.Argument(help="An agreement, its folder, or the name of an example.", show_default=False)
    ],
    draft: Annotated[
        list[Path] | None,
        typer.Option(exists=True, dir_okay=False, help="Another draft, on the same years; may be repeated."),
    ] = None,
    demand: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="A model of demand, as YAML, instead of the past.")
    ] = None,
    shocks: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Partners' worries, as YAML.")
    ] = None,
    runs: Annotated[int, typer.Option(help="How many possible years to draw.")] = DEFAULT_RUNS,
    seed: Annotated[int, typer.Option(min=0, help="The same seed draws the same years.")] = 0,
    year: Annotated[str | None, typer.Option(help="Which year; the last with budgets if left out.")] = None,
    partner: Annotated[str | None, typer.Option(help="Whose question is answered first.")] = None,
    history: Annotated[
        str | None, typer.Option(help="The past: “ledger”, “none”, or a folder of payments files beside its mapping.")
    ] = None,
    growth: Annotated[
        str | None, typer.Option(help="Growth a year, such as 3%, instead of what the past shows.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="Leave out the past before this month, such as 2014-01.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the report to this folder: PDF, HTML, Excel, JSON.")] = None,
    engine: Annotated[str, typer.Option(help="local, processes or dask: the same result, to the penny.")] = "local",
    workers: Annotated[int, typer.Option(min=1, max=256, help="How many processes.")] = 2,
    address: Annotated[
        str | None, typer.Option(help="Of the Dask scheduler, such as tcp://10.0.0.1:8786.", show_default=False)
    ] = None,
    checkpoint: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Keep how far it came in this file, and go on from it.")
    ] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Say what each partner would owe in a bad year, from many possible years of the fund.

    The years come from the fund's own past (its ledger, or payments files beside the agreement), from a model of demand,
    or, where there is neither, from stated assumptions around the budgets. Every output lists what is assumed.
    """
    from cronfa.foresight.anatomy import terms_of_year
    from cronfa.foresight.shock_file import load_shocks
    from cronfa.foresight.simulating import Work, check_runs, simulate as run
    from cronfa.fund.simulating import Asked, as_at, check_past, found_agreement, with_chances

    cluster = _cluster(engine, address)
    check_runs(runs)
    path, parsed = found_agreement(agreement)
    chosen = year or _default_year(parsed, demand)
    asked = Asked(chosen, seed, _share(growth), _month(since))
    terms = terms_of_year(parsed, chosen)
    _known_partner(partner, terms.partner_ids)
    worries = load_shocks(shocks, terms) if shocks else ()
    drawn = world_asked_for(path, parsed, demand, history, asked)
    check_past(drawn, asked)
    world = with_chances(drawn, worries, terms.partner_ids)
    drafts = [_draft(path, parsed, chosen), *(_draft(*found_agreement(str(each)), chosen) for each in draft or ())]
    work = Work.of(_distinct(drafts), world, runs, worries)
    with_engine = cluster or _engine(engine, workers, work)
    with _interruptible(checkpoint, language(lang)), counting(quiet=as_json) as progress:
        summary = run(work, with_engine, checkpoint=checkpoint, progress=progress)
    written = _written(work, summary, as_at(world), partner, out) if out else []
    if as_json:
        from cronfa.fund.simulated import as_data

        print_json({**as_data(work, summary, partner), "files": [str(each) for each in written]})
    else:
        _show(work, summary, partner, written, language(lang))


@contextmanager
def _interruptible(checkpoint: Path | None, lang: "Language") -> Iterator[None]:
    """Says how to go on, if somebody interrupts the work."""
    try:
        yield
    except KeyboardInterrupt:
        asked = _NOTHING_KEPT if checkpoint is None else _GO_ON if checkpoint.exists() else _TOO_EARLY
        typer.echo(asked.to(lang), err=True)
        raise typer.Exit(130) from None


def _default_year(agreement: "Agreement", demand: Path | None) -> str:
    """The first year of a model of demand, or the last year with budgets."""
    from cronfa.foresight.anatomy import years_with_budgets

    if demand is None:
        return max(years_with_budgets(agreement), default="")
    from cronfa.foresight.demand.reading import load

    return load(demand).first_year


def world_asked_for(
    path: Path, agreement: "Agreement", demand: Path | None, history: str | None, asked: "Asked"
) -> "World":
    from cronfa.foresight.anatomy import terms_of_year
    from cronfa.fund.simulating import demand_world, past_world

    if demand is None:
        return past_world(path, agreement, history, asked)
    from cronfa.foresight.demand.reading import load

    terms = terms_of_year(agreement, asked.year)
    return demand_world(load(demand, terms), terms, asked, str(demand))


def _draft(path: Path, agreement: "Agreement", year: str) -> "Draft":
    from cronfa.fund.simulating import draft_of

    return draft_of(path, agreement, year)


def _distinct(drafts: "Sequence[Draft]") -> "list[Draft]":
    """Ids made unique: a file compared with a changed copy of itself keeps the same name inside."""
    from dataclasses import replace

    seen: dict[str, int] = {}
    made = []
    for draft in drafts:
        seen[draft.id] = seen.get(draft.id, 0) + 1
        made.append(draft if seen[draft.id] == 1 else replace(draft, id=f"{draft.id}.{seen[draft.id]}"))
    return made


def _share(text: str | None) -> Any:
    from fractions import Fraction

    if text is None:
        return None
    try:
        number = Fraction(text.strip().replace("−", "-").rstrip("% "))
    except ValueError as error:
        raise typer.BadParameter(f"“{text}”: write a share such as 3%.", param_hint="--growth") from error
    if not _GROWTH[0] <= number <= _GROWTH[1]:
        least, most = _GROWTH
        raise typer.BadParameter(f"“{text}”: write a share from {least}% to {most}%.", param_hint="--growth")
    return number / 100


def _month(text: str | None) -> str | None:
    if text is not None and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise typer.BadParameter(f"“{text}”: write a month such as 2014-01.", param_hint="--since")
    return text


def _known_partner(partner: str | None, partners: Sequence[str]) -> None:
    if partner is not None and partner not in partners:
        known = ", ".join(partners)
        raise typer.BadParameter(f"“{partner}”: choose from {known}.", param_hint="--partner")


def _cluster(engine: str, address: str | None) -> "Engine | None":
    """The cluster, if one is asked for: it must answer before any work begins."""
    if engine not in ("local", "processes", "dask"):
        raise typer.BadParameter(f"“{engine}”: choose local, processes or dask.", param_hint="--engine")
    if engine != "dask":
        return None
    from cronfa.foresight.cluster import Cluster

    return Cluster.at(address)


def _engine(engine: str, workers: int, work: "Work") -> "Engine":
    """Who works through the blocks on this machine, if its memory is enough."""
    from cronfa.foresight.engines import Processes, local
    from cronfa.fund.simulating import check_memory

    check_memory(work, workers if engine == "processes" else 1)
    return Processes(workers) if engine == "processes" else local


def _written(work: "Work", summary: "Summary", as_at: Any, partner: str | None, out: Path) -> list[Path]:
    from cronfa.fund.simulated import write_report

    return write_report(work, summary, as_at, partner, out)


def _show(work: "Work", summary: "Summary", partner: str | None, written: list[Path], lang: "Language") -> None:
    """The answer first, then what stands behind it."""
    from cronfa.reporting import simulations
    from cronfa.reporting.simulation_tables import Seen, bills, draft_changes, worries

    for sentence in simulations.answers(work, summary, partner):
        typer.echo(sentence.to(lang))
    for label in simulations.labels(work, summary):
        typer.echo(label.to(lang))
    typer.echo("")
    for sentence in simulations.lead(work, summary):
        typer.echo(sentence.to(lang))
    seen = Seen(work, summary)
    tables = [bills(seen)]
    tables += [worries(seen)] if work.shocks else []
    tables += [draft_changes(seen)] if len(work.drafts) > 1 else []
    for table in tables:
        print_simulated(table, lang)
    print_assumptions(seen, lang)
    if written:
        typer.echo("")
    for path in written:
        typer.echo(str(path))


def print_assumptions(seen: "Seen", lang: "Language") -> None:
    """Everything that the years take for granted, a line each."""
    from cronfa.reporting.simulation_tables import assumptions

    everything = assumptions(seen)
    typer.echo(everything.title.to(lang))
    for row in everything.rows:
        typer.echo(_assumption([cell.value.to(lang) for cell in row.cells if isinstance(cell.value, Text)]))


def _assumption(words: list[str]) -> str:
    """``- what: value (source; standing)``."""
    what, value, *where = words
    return f"- {what}: {value} ({'; '.join(where)})"


def print_simulated(table: Any, lang: "Language") -> None:
    """One table of the report on the terminal; what is said in its place where it has no rows."""
    from cronfa.reporting.shown import in_words

    if not table.rows:
        typer.echo(f"{table.title.to(lang)}: {table.empty.to(lang)}")
        return
    headings = [column.title.to(lang) for column in table.columns]
    rows = [
        [
            _wide(in_words(column, cell.value, lang), column.kind, heading)
            for column, cell, heading in zip(table.columns, row.cells, headings, strict=True)
        ]
        for row in table.rows
    ]
    print_table(table.title.to(lang), headings, rows, total=bool(table.rows) and table.rows[-1].level == "total")


def _wide(words: str, kind: str, heading: str) -> str:
    """Figures as wide as their heading's longest word, so that headings break between words."""
    widest = max((len(word) for word in heading.split()), default=0)
    return words if kind == "text" else words.rjust(widest)
