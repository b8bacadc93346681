"""``cronfa demo``: a real fund closed, from the agreement to each partner's statement."""

import os
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cronfa.cli.show import Json, Lang, language, print_json, working

if TYPE_CHECKING:
    from cronfa.fund.opening import RunningFund
    from cronfa.fund.taking_in import TakenIn
    from cronfa.settlement.outcome import Settlement

YEAR = "2012-13"
WHO = "demo"
MOMENT = datetime(2013, 4, 30, 12, tzinfo=UTC)
"""The example's clock stands still, so that the demo writes the same bytes each time."""


def add_to(app: typer.Typer) -> None:
    """Put the command of this module on the command line."""
    app.command("demo", rich_help_panel="Begin here")(demo)


def demo(
    out: Annotated[Path, typer.Option(help="The folder for what it writes.")] = Path("out"),
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Close a real pooled fund: Leeds learning disability, payments published by the council, year 2012-13.

    Reads and checks the (illustrative) agreement, takes in four years of real payments, posts and attributes every
    pound, closes twelve months, settles the year, writes each partner's statement, and verifies the ledger. Then serves
    the fund's pages on this machine alone until Ctrl+C (not with --json or CRONFA_NO_SERVE=1). Begins anew each time; a
    database that holds any other fund is left alone.
    """
    from cronfa.fund.example import LEEDS, begin_anew, example

    began = time.monotonic()
    begin_anew(WHO)
    _fresh(out)
    folder = example(LEEDS)
    with working("", quiet=as_json) as step:
        fund, taken = _take_everything_in(folder, step)
        settled, entry = _settle(fund, step)
        step("Writing statements and reports · Yn ysgrifennu datganiadau ac adroddiadau")
        from cronfa.fund.reports import write_reports

        written = write_reports(fund, YEAR, out / "reports")
        step("Verifying the chain · Yn dilysu'r gadwyn")
        checked = _verify(fund, out)
    summary = _summary(fund, taken, settled, entry, written, checked, time.monotonic() - began)
    if as_json:
        print_json(summary)
    else:
        from cronfa.cli.demo_summary import show

        show(fund.terms_of(YEAR), settled, summary, out, language(lang))
        if os.environ.get("CRONFA_NO_SERVE") != "1":
            from cronfa.cli.serve import in_a_process_of_its_own

            in_a_process_of_its_own()


def _fresh(out: Path) -> None:
    """Take away the files that an earlier demo made, and nothing else."""
    out.mkdir(parents=True, exist_ok=True)
    for made in ("reports", "ledger-export"):
        shutil.rmtree(out / made, ignore_errors=True)


def _take_everything_in(folder: Path, step: Callable[[str], None]) -> "tuple[RunningFund, list[TakenIn]]":
    from cronfa.fund.opening import open_fund
    from cronfa.fund.taking_in import take_in

    step("Reading the agreement · Yn darllen y cytundeb")
    fund = open_fund(folder / "agreement.yaml", WHO, recorded_at=MOMENT)
    payments, receipts = folder / "payments.mapping.yaml", folder / "contributions.mapping.yaml"
    taken = []
    for file in sorted((folder / "payments").glob("*.csv.gz")):
        step(f"Taking in {file.name} · Yn cymryd {file.name} i mewn")
        taken.append(take_in(fund, file, payments.read_text("utf-8"), WHO, confirmed=lambda _: True))
    take_in(fund, folder / "contributions.csv", receipts.read_text("utf-8"), WHO, confirmed=lambda _: True)
    return fund, taken


def _settle(fund: "RunningFund", step: Callable[[str], None]) -> "tuple[Settlement, int]":
    from cronfa.fund.settling import accept, close_months

    step(f"Closing twelve months of {YEAR} · Yn cau deuddeg mis {YEAR}")
    close_months(fund, YEAR, WHO)
    step("Settling the year · Yn setlo'r flwyddyn")
    accepted = accept(fund, YEAR, WHO)
    return accepted.settlement, accepted.entry


def _verify(fund: "RunningFund", out: Path) -> dict[str, object]:
    """Export the fund, sign a checkpoint, and verify the export against it without the database."""
    from cronfa.ledger.exporting import export
    from cronfa.ledger.offline import verify_export
    from cronfa.ledger.verification import write_checkpoint

    checkpoint = out / "checkpoint.json"
    key = out / "demo-signing.key"
    write_checkpoint(fund.ledger, key, checkpoint)
    folder = export(fund.ledger, "csv", out / "ledger-export")
    checked = verify_export(folder, checkpoint, key.with_suffix(".pub"))
    return {"entries": checked.entries, "sound": checked.is_sound, "head_hash": checked.head_hash}


def _summary(
    fund: "RunningFund",
    taken: "list[TakenIn]",
    settled: "Settlement",
    entry: int,
    written: list[Path],
    checked: dict[str, object],
    seconds: float,
) -> dict[str, object]:
    intakes = [one.intake for one in taken]
    budget = sum(scheme.budget_pence for scheme in settled.schemes)
    spend = sum(scheme.spend_pence for scheme in settled.schemes)
    return {
        "fund": fund.slug,
        "rows_read": sum(intake.read.rows for intake in intakes),
        "rows_posted": sum(one.posted for one in taken),
        "rows_refused": sum(intake.refused.rows for intake in intakes),
        "file_total_pence": sum(intake.read.pence for intake in intakes),
        "posted_total_pence": sum(one.posted_pence for one in taken),
        "year": settled.year,
        "budget_pence": budget,
        "spend_pence": spend,
        "variance_pence": spend - budget,
        "to_pay_pence": {partner.partner: partner.to_pay_pence for partner in settled.partners},
        "settlement_entry": entry,
        "ledger": checked,
        "files": len(written),
        "seconds": round(seconds, 1),
    }
