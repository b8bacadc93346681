"""What verification found, on the terminal and as JSON. Anything wrong is exit code 1."""

from dataclasses import asdict, is_dataclass
from typing import Any

import typer

from cronfa.cli.show import print_json, show_problems
from cronfa.language import Language, Text

SOUND = Text(
    en="{fund}: {entries} entries, the chain is sound. Head {head}.",
    cy="{fund}: {entries} cofnod, mae'r gadwyn yn gyfan. Pen {head}.",
)


def show_verification(found: Any, lang: Language, *, as_json: bool) -> None:
    """Print a verification and end with 1 if the ledger is not as it was posted."""
    problems = getattr(found, "problems", ())
    if as_json:
        facts = asdict(found) if is_dataclass(found) and not isinstance(found, type) else {}
        print_json({**facts, "problems": [problem.as_dict(lang) for problem in problems], "sound": found.is_sound})
    elif found.is_sound:
        typer.echo(SOUND.to(lang, fund=found.fund, entries=f"{found.entries:,}", head=found.head_hash[:16]))
    else:
        show_problems(problems, lang)
    if not found.is_sound:
        raise typer.Exit(1)
