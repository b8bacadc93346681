"""Proposals on the terminal and as JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cronfa.cli.show import print_table
from cronfa.foresight.design.designing import Designed, Proposal
from cronfa.foresight.design.measures import Numbers
from cronfa.language import Language
from cronfa.money import whole_pounds
from cronfa.reporting.design_words import WORDS


def show_design(found: Designed, lang: Language, files: Mapping[str, Path]) -> None:
    """The draft and every proposal by partner, then why and what changes, and the reference points."""

    def said(word: str, **facts: object) -> str:
        return WORDS[word].to(lang, **facts)

    for why in found.illustrative:
        print(said("illustrative", why=why))
    every = [(said("draft"), found.draft), *((said("proposal", label=p.label), p.numbers) for p in found.proposals)]
    heads = ["which", "partner", "due", "cost", "subsidy", "exposure", "shortfall"]
    print_table(said("numbers"), [said(head) for head in heads], _partner_rows(every, found, lang), folds=1)
    heads = ["which", "reserve", "runs_out", "waits"]
    print_table(said("fund"), [said(head) for head in heads], [_fund_row(name, numbers) for name, numbers in every])
    for proposal in found.proposals:
        _show_proposal(proposal, lang, files)
    _show_shares(found, lang)
    _show_glide(found, lang, files)
    print(said("assumed"))
    for each in found.assumptions:
        print(f"  {each.name.to(lang)}: {each.value.to(lang)} ({each.source.to(lang)})")
    print(
        said("tried", tried=f"{found.tried:,}", runs=f"{found.runs:,}", seed=found.seed, holding=f"{found.holding:,}")
    )


def _partner_rows(every: Iterable[tuple[str, Numbers]], found: Designed, lang: Language) -> list[list[str]]:
    rows: list[list[str]] = []
    for name, numbers in every:
        for partner, known in numbers.partners.items():
            sums = (known.due_pence, known.cost_pence, known.subsidy_pence, known.exposure_pence, known.shortfall_pence)
            rows.append([name, found.names[partner].to(lang), *map(whole_pounds, sums)])
            name = ""
    return rows


def _fund_row(name: str, numbers: Numbers) -> list[str]:
    chances = (100 * count / numbers.runs for count in (numbers.runs_out, numbers.waits))
    return [name, whole_pounds(numbers.reserve_pence), *(f"{chance:.1f}%" for chance in chances)]


def _show_proposal(proposal: Proposal, lang: Language, files: Mapping[str, Path]) -> None:
    reason = " ".join(part.to(lang) for part in proposal.reason)
    print("\n" + WORDS["why"].to(lang, label=proposal.label, reason=reason))
    print(WORDS["changes"].to(lang))
    for sentence in proposal.changes:
        clause = f"  [{sentence.clause}]" if sentence.clause else ""
        print(f"  {'  ' * sentence.level}{sentence.text.to(lang)}{clause}")
    if proposal.label in files:
        print(WORDS["file"].to(lang, file=files[proposal.label]))


def _show_shares(found: Designed, lang: Language) -> None:
    shares = found.shares
    rules = {
        "alone": shares.alone,
        "shapley": shares.shapley,
        "euler": shares.euler,
        "proportional": shares.proportional,
    }
    shown = {rule: by for rule, by in rules.items() if by}
    rows = [
        [found.names[partner].to(lang), *(whole_pounds(by[partner]) for by in shown.values())]
        for partner in found.names
    ]
    rows.append([WORDS["together"].to(lang), *(whole_pounds(sum(by.values())) for by in shown.values())])
    print()
    print_table(WORDS["shares"].to(lang), [WORDS[word].to(lang) for word in ("partner", *shown)], rows, total=True)


def _show_glide(found: Designed, lang: Language, files: Mapping[str, Path]) -> None:
    if found.glide is None:
        return
    rows: list[list[str]] = []
    for each in found.glide.stages:
        name, part = each.stage.year, f"{each.stage.part_bp / 100:g}%"
        for partner, known in each.numbers.partners.items():
            sums = (known.exposure_pence, known.shortfall_pence, known.subsidy_pence)
            rows.append([name, part, found.names[partner].to(lang), *map(whole_pounds, sums)])
            name = part = ""
    heads = ("year", "part", "partner", "exposure", "shortfall", "subsidy")
    print_table(WORDS["glide"].to(lang), [WORDS[word].to(lang) for word in heads], rows, folds=2)
    if "glide path" in files:
        print(WORDS["file"].to(lang, file=files["glide path"]))


def designed_as_dict(found: Designed, lang: Language, files: Mapping[str, Path]) -> dict[str, Any]:
    """Everything for JSON, money in pence; where no folder was asked for, the files' text."""
    return {
        "brief": found.brief.name,
        "year": found.brief.year,
        "runs": found.runs,
        "seed": found.seed,
        "tried": found.tried,
        "holding": found.holding,
        "illustrative": [why.to(lang) for why in found.illustrative],
        "draft": _numbers(found.draft),
        "proposals": [
            {
                "label": proposal.label,
                "file": str(files[proposal.label]) if proposal.label in files else None,
                "text": None if proposal.label in files else proposal.text,
                "dominates_draft": proposal.dominates,
                "holds": proposal.holds,
                "reason": [part.to(lang) for part in proposal.reason],
                "changes": [{"text": each.text.to(lang), "clause": each.clause} for each in proposal.changes],
                **_numbers(proposal.numbers),
            }
            for proposal in found.proposals
        ],
        "shares_pence": asdict(found.shares),
        "glide_path": [
            {"year": each.stage.year, "part_bp": each.stage.part_bp, **_numbers(each.numbers)} for each in found.glide.stages
        ]
        if found.glide
        else None,
        "assumptions": [
            {
                "name": each.name.to(lang), "value": each.value.to(lang), "source": each.source.to(lang),
                "standing": each.standing,
            }
            for each in found.assumptions
        ],
        "problems": [problem.as_dict(lang) for problem in found.problems],
    }  # fmt: skip


def _numbers(numbers: Numbers) -> dict[str, Any]:
    partners = {
        name: {**asdict(known), "subsidy_pence": known.subsidy_pence} for name, known in numbers.partners.items()
    }
    chances = {"reserve_runs_out_runs": numbers.runs_out, "waits_runs": numbers.waits}
    return {"partners": partners, "reserve_pence": numbers.reserve_pence, **chances}
