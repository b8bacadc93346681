"""``cronfa design``: better drafts than the one before the partners, as files, with their numbers and why."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cronfa.cli.show import Json, Lang, counting, language, print_json, show_problems

if TYPE_CHECKING:
    from cronfa.agreement import Agreement
    from cronfa.foresight.design.brief import Brief as Wanted
    from cronfa.foresight.design.designing import Designed
    from cronfa.foresight.worlds import World

Asked = Annotated[str, typer.Argument(help="A draft, its folder, or the name of an example.", show_default=False)]
Brief = Annotated[
    Path | None,
    typer.Option(
        "--brief",
        exists=True,
        dir_okay=False,
        help="What may vary and what must hold; brief.yaml beside the draft if left out.",
    ),
]
Demand = Annotated[
    Path | None, typer.Option(exists=True, dir_okay=False, help="Years from a model of demand, not from the brief.")
]
History = Annotated[
    str | None,
    typer.Option(help="Years from the past, not from the brief: “ledger”, “none”, or a folder of payments files."),
]
Runs = Annotated[int, typer.Option(min=100, help="How many possible years every candidate is tried on.")]
Candidates = Annotated[int, typer.Option(min=1, help="How many candidates to try at most.")]
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="How many processes try candidates; as many as there are processors if left out."),
]
Seed = Annotated[int, typer.Option(min=0, help="The same seed gives the same years and the same proposals.")]
Out = Annotated[
    Path | None, typer.Option("--out", file_okay=False, help="Write the proposals and their report into this folder.")
]
BESIDE = "brief.yaml"
WORTH_PROCESSES = 1_000_000
"""Years settled in all; below this, the work is done before other processes have started."""


def add_to(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command(rich_help_panel="Look ahead")(design)


def design(
    agreement: Asked,
    brief: Brief = None,
    demand: Demand = None,
    history: History = None,
    runs: Runs = 10_000,
    candidates: Candidates = 1_000,
    seed: Seed = 0,
    workers: Workers = None,
    out: Out = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """Look for agreements that serve the partners better than a draft: a few proposals, each a valid agreement file.

    The brief says what may vary, what must hold, and on what a proposal should be better. The years on which drafts are
    tried are the brief's own, or as in cronfa simulate. Every proposal is read again, checked and settled again before it
    is shown. Nothing is signed or changed.
    """
    from cronfa.agreement.reading import text_of
    from cronfa.cli.design_shown import designed_as_dict, show_design
    from cronfa.foresight.design.designing import design as search
    from cronfa.foresight.design.reading import read_brief
    from cronfa.fund.simulating import found_agreement

    path, draft = found_agreement(agreement)
    file = brief or path.with_name(BESIDE)
    words = text_of(file)
    wanted = read_brief(words, draft, str(file), seed)
    world = _world(path, draft, wanted, demand, history, seed)
    side_by_side = workers or (os.cpu_count() or 1 if runs * candidates >= WORTH_PROCESSES else 1)
    with counting(quiet=as_json) as progress:
        found = search(
            draft, wanted, world, runs=runs, candidates=candidates, seed=seed, workers=side_by_side, progress=progress
        )
    files = _write(found, out) if out else {}
    report = _write_report(path, draft, found, world, out) if out else []
    if as_json:
        print_json({**designed_as_dict(found, language(lang), files), "report": [str(each) for each in report]})
    else:
        show_problems(found.problems, language(lang), source_text=words)
        show_design(found, language(lang), files)
        for each in report:
            print(each)
    if found.problems:
        raise typer.Exit(1)


def _world(
    path: Path, draft: "Agreement", brief: "Wanted", demand: Path | None, history: str | None, seed: int
) -> "World":
    """The years of the brief; of a model or the past if the command says so, or the brief says nothing."""
    from cronfa.cli.simulate import world_asked_for
    from cronfa.fund.simulating import Asked

    if brief.world is not None and demand is None and history is None:
        return brief.world
    return world_asked_for(path, draft, demand, history, Asked(brief.year, seed))


def _write_report(path: Path, draft: "Agreement", found: "Designed", world: "World", out: Path) -> list[Path]:
    """The report beside the proposals, as PDF, Excel and web page in both languages, and as JSON."""
    from hashlib import sha256

    from cronfa.fund.simulated import write_design_report
    from cronfa.fund.simulating import as_at

    return write_design_report(draft, sha256(path.read_bytes()).hexdigest(), found, as_at(world), out)


def _write(found: "Designed", out: Path) -> dict[str, Path]:
    """Every proposal, and the glide path, as a file; what is there already by that name is written over."""
    out.mkdir(parents=True, exist_ok=True)
    texts = {proposal.label: proposal.text for proposal in found.proposals}
    files = {label: out / f"proposal-{label.lower()}.yaml" for label in texts}
    if found.glide:
        texts["glide path"] = found.glide.text
        files["glide path"] = out / "glide-path.yaml"
    for label, path in files.items():
        path.write_text(texts[label], "utf-8")
    return files
