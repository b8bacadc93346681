"""``cronfa design``: better drafts than the one before the partners, as files, with their numbers and why."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cronfa.cli.show import File, Json, Lang, counting, language, print_json, show_problems

if TYPE_CHECKING:
    from cronfa.foresight.design.designing import Designed

Brief = Annotated[Path, typer.Option("--brief", exists=True, dir_okay=False, help="What may vary and what must hold.")]
Runs = Annotated[int, typer.Option(min=100, help="How many possible years every candidate is tried on.")]
Candidates = Annotated[int, typer.Option(min=1, help="How many candidates to try at most.")]
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="How many processes try candidates; as many as there are processors if left out."),
]
Seed = Annotated[int, typer.Option(min=0, help="The same seed gives the same years and the same proposals.")]
Out = Annotated[Path | None, typer.Option("--out", file_okay=False, help="Write the proposals into this folder.")]
WORTH_PROCESSES = 1_000_000
"""Years settled in all; below this, the work is done before other processes have started."""


def add_to(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command(rich_help_panel="Looking ahead")(design)


def design(
    agreement: File,
    brief: Brief,
    runs: Runs = 10_000,
    candidates: Candidates = 1_000,
    seed: Seed = 0,
    workers: Workers = None,
    out: Out = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """Look for agreements that serve the partners better than a draft: a few proposals, each a valid agreement file.

    The brief says what may vary, what must hold, and on what a proposal should be better. Every proposal is read again,
    checked and settled again before it is shown. Nothing is signed or changed.
    """
    from cronfa.agreement.reading import load, text_of
    from cronfa.cli.design_shown import designed_as_dict, show_design
    from cronfa.foresight.design.designing import design as search
    from cronfa.foresight.design.reading import read_brief

    words = text_of(brief)
    draft = load(agreement)
    wanted = read_brief(words, draft, str(brief), seed)
    side_by_side = workers or (os.cpu_count() or 1 if runs * candidates >= WORTH_PROCESSES else 1)
    with counting(quiet=as_json) as progress:
        found = search(
            draft, wanted, runs=runs, candidates=candidates, seed=seed, workers=side_by_side, progress=progress
        )
    files = _write(found, out) if out else {}
    if as_json:
        print_json(designed_as_dict(found, language(lang), files))
    else:
        show_problems(found.problems, language(lang), source_text=words)
        show_design(found, language(lang), files)
    if found.problems:
        raise typer.Exit(1)


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
