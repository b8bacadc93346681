"""What comes of a simulation, for people: the report in every form, and the figures as data."""

from dataclasses import asdict
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from cronfa.agreement import Agreement
from cronfa.foresight import compare, gains, tails
from cronfa.foresight.design.designing import Designed
from cronfa.foresight.simulating import Summary, Work
from cronfa.language import LANGUAGES
from cronfa.reporting import designs, simulations
from cronfa.reporting.writing import FORMATS, write


def write_report(work: Work, summary: Summary, known_until: date, partner: str | None, out: Path) -> list[Path]:
    """The report as PDF, Excel and web page in both languages, and as JSON."""
    report = simulations.simulation_report(work, summary, known_until, partner)
    written: list[Path] = []
    for language in LANGUAGES:
        forms = [each for each in FORMATS if each != "json" or language == "en"]
        written += write(report, out, f"simulation-{work.world.year}", forms, language)
    return written


def write_design_report(draft: Agreement, sha256: str, found: Designed, known_until: date, out: Path) -> list[Path]:
    """The report of proposed drafts as PDF, Excel and web page in both languages, and as JSON."""
    report = designs.design_report(draft, found, sha256, known_until)
    written: list[Path] = []
    for language in LANGUAGES:
        forms = [each for each in FORMATS if each != "json" or language == "en"]
        written += write(report, out, f"design-{found.brief.year}", forms, language)
    return written


def as_data(work: Work, summary: Summary, partner: str | None = None) -> dict[str, Any]:
    """A simulation for ``--json``: exact pence and shares, both languages."""
    said = simulations.answers(work, summary, partner)
    return {
        "agreement": work.drafts[0].id,
        "year": work.world.year,
        "runs": summary.runs,
        "seed": work.world.seed,
        "answers": [asdict(each) for each in said],
        "labels": [asdict(each) for each in simulations.labels(work, summary)],
        "partners": [plain(asdict(each)) for each in tails.bills(work, summary)],
        "tail_by_scheme": {
            each: [asdict(share) for share in tails.by_scheme(work, summary, each)] for each in work.partners
        },
        "tail_by_cause": [asdict(share) for share in tails.by_cause(work, summary)],
        "reserves": [plain(asdict(each)) for each in tails.reserves(work, summary)],
        "decisions": plain(asdict(tails.waiting(work, summary))),
        "pooling": [
            {**asdict(each), "gain_pence": each.gain_pence, "subsidy_pence": each.subsidy_pence}
            for each in gains.gains(work, summary)
        ],
        "savings": [plain(asdict(each)) for each in gains.savings(work, summary)],
        "worries": {shock: [asdict(each) for each in row] for shock, row in compare.tried(work, summary).items()},
        "drafts": {
            draft.id: [plain(asdict(each)) for each in compare.changes(work, summary, number)]
            for number, draft in enumerate(work.drafts)
            if number
        },
        "assumptions": [asdict(each) for each in work.world.assumptions],
    }


def plain(value: Any) -> Any:
    """Shares as exact text, ``1/20``, all the way down."""
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value
