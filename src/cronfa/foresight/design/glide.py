"""A glide path: risk shared on a growing part of the pool, year by year, from a virtual pool to a real one.

In each year every partner first keeps the part that is not yet shared of its own variance (a step *share by own side*, up to
that part of the amount); the rest goes down the draft's own waterfall. Where nothing is shared yet, the money goes in and
straight back: a virtual pool. After Sheffield, whose agreement allowed full risk sharing on an increasing proportion of
the pooled budget (*Better outcomes through pooled funds*, 2017, 5.2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import yaml

from cronfa.agreement.clauses import Terms
from cronfa.agreement.document import Document, Path
from cronfa.agreement.reading import parse
from cronfa.agreement.values import percent
from cronfa.agreement.versions import Agreement
from cronfa.calendars import Year
from cronfa.foresight.design.brief import GlidePath, Stage
from cronfa.foresight.design.dials import ONE_BP, waterfall_at
from cronfa.foresight.design.editing import Edit, Source, edited
from cronfa.foresight.design.measures import Numbers
from cronfa.foresight.design.places import DIRECTIONS
from cronfa.foresight.design.rewriting import MARK, Label, headed, titled
from cronfa.foresight.design.trial import Trial
from cronfa.settlement.terms import shares_the_fund


@dataclass(frozen=True, slots=True)
class StageNumbers:
    """One year of the path and what it does to the partners, on the brief's own runs."""

    stage: Stage
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class Glide:
    """A glide path as an agreement file, and each year's numbers."""

    text: str
    stages: tuple[StageNumbers, ...]


def glide(draft: Agreement, path: GlidePath, trial: Trial, label: Label) -> Glide:
    """The draft with one variation for each year of the path, and each year's exposure.

    Raises:
        Problems: the variations make no valid agreement, such as when the draft is varied later than the path begins.
    """
    text = headed(_varied(draft, path, label), label)
    agreement = parse(text, "glide-path.yaml")
    stages = [
        StageNumbers(stage, trial.numbers(agreement.on(Year(stage.year).first_day).terms)) for stage in path.stages
    ]
    return Glide(text, tuple(stages))


def _varied(draft: Agreement, path: GlidePath, label: Label) -> str:
    """The draft's text with the path's variations at the end of its own."""
    source = Source(draft.versions[0].document)
    made = [_variation(draft, path, stage) for stage in path.stages]
    words = yaml.safe_dump(made, allow_unicode=True, sort_keys=False, default_flow_style=None, width=120)
    known = {str(key.value): value for key, value in source.root.value}.get("variations")
    edits = titled(source, draft.versions[0].terms, label.name)
    if isinstance(known, yaml.SequenceNode) and known.value and not known.flow_style:
        end = source.end(known)
        column = int(known.value[0].start_mark.column) - 2
        indented = "".join(f"{' ' * column}{line}\n" for line in words.splitlines())
        return edited(draft.text, [*edits, Edit(end, end, f"\n{indented.rstrip()}")])
    if known is not None:
        listed = yaml.safe_load(source.slice(known))
        kept = [listed] if isinstance(listed, dict) else listed
        words = yaml.safe_dump([*kept, *made], allow_unicode=True, sort_keys=False, default_flow_style=None, width=120)
        return edited(draft.text, [*edits, source.replaced(known, f"\n{words.rstrip()}")])
    return edited(draft.text, edits).rstrip("\n") + f"\nvariations:\n{words}"


def _variation(draft: Agreement, path: GlidePath, stage: Stage) -> dict[str, Any]:
    """What is in force from the first day of a year: the draft's waterfalls below the part that each keeps."""
    day = Year(stage.year).first_day
    version = draft.on(day)
    shared, kept = (
        f"{bp // 100}" if bp % 100 == 0 else f"{bp / 100:g}" for bp in (stage.part_bp, ONE_BP - stage.part_bp)
    )
    changes: dict[str, Any] = {"money held": "host" if stage.part_bp else "returned at once"}
    for place in waterfalls(version.terms, path.schemes):
        holder = changes.setdefault("schemes", {}).setdefault(place[1], {}) if len(place) == 3 else changes
        holder[str(place[-1])] = _steps(version.document, version.terms, place, stage, path.clause)
    return {
        "from": day.isoformat(),
        "clause": f"{path.clause} {MARK}",
        "title": {
            "en": f"Glide path {stage.year}: {shared}% of each variance is shared, {kept}% stays with whoever caused it",
            "cy": f"Llwybr graddol {stage.year}: rhennir {shared}% o bob amrywiant, erys {kept}% gyda phwy bynnag a'i hachosodd",
        },
        "changes": changes,
    }


def waterfalls(terms: Terms, schemes: tuple[str, ...]) -> Iterator[Path]:
    """The waterfalls that speak for the schemes: their own, and once the fund's where they share it."""
    for name in schemes:
        for direction in DIRECTIONS:
            if getattr(terms.schemes[name], direction):
                yield ("schemes", name, direction)
    if any(shares_the_fund(terms, terms.schemes[name]) for name in schemes):
        yield from ((direction,) for direction in DIRECTIONS if getattr(terms, direction))


def _steps(document: Document, terms: Terms, place: Path, stage: Stage, clause: str) -> list[Any]:
    """The steps as the draft writes them, below the part that stays with each partner.

    An offset that gives an underspend away must stay first, so the own part comes after it.
    """
    written: Any = document.data
    for part in place:
        written = written[part] if not isinstance(written, list) else written[int(part)]
    steps = list(written) if isinstance(written, list) else [written]
    if stage.part_bp == ONE_BP:
        return steps
    kind = "share" if place[-1] == "overspend" else "return"
    own = {kind: {"by": "own side", "clause": f"{clause} {MARK}"}}
    if stage.part_bp:
        own[kind]["up to"] = f"{percent(Fraction(ONE_BP - stage.part_bp, ONE_BP))} of amount"
    first = int(waterfall_at(terms, place)[0].kind == "offset" and place[-1] == "underspend")
    return [*steps[:first], own, *(steps[first:] if stage.part_bp else [])]
