"""The demo's one-screen summary: what was read and posted, what the year came to, who owes what, what to try next."""

import shutil
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text as Styled

from cronfa.agreement import Terms
from cronfa.cli.show import print_table
from cronfa.language import Language, Text
from cronfa.money import pounds
from cronfa.settlement.outcome import Settlement

WORDS = {
    "illustrative": Text(en="ILLUSTRATIVE. {why}", cy="ENGHREIFFTIOL. {why}"),
    "rows": Text(en="Rows read", cy="Rhesi a ddarllenwyd"),
    "posted": Text(en="Rows posted", cy="Rhesi a bostiwyd"),
    "refused": Text(en="Rows refused", cy="Rhesi a wrthodwyd"),
    "file": Text(en="Total of the council's files", cy="Cyfanswm ffeiliau'r cyngor"),
    "ledger": Text(en="Total posted, to the penny", cy="Cyfanswm a bostiwyd, i'r geiniog"),
    "year": Text(en="{year}: spend against budget", cy="{year}: gwariant yn erbyn y gyllideb"),
    "over": Text(en="{spend} against {budget}: {variance}", cy="{spend} yn erbyn {budget}: {variance}"),
    "chain": Text(en="Ledger", cy="Cyfriflyfr"),
    "sound": Text(
        en="{entries} entries, chain sound, checked from an export with no database",
        cy="{entries} cofnod, y gadwyn yn gyfan, wedi'i gwirio o allforiad heb gronfa ddata",
    ),
    "broken": Text(en="the chain is NOT sound", cy="NID yw'r gadwyn yn gyfan"),
    "partner": Text(en="Partner", cy="Partner"),
    "due": Text(en="Due", cy="Dyledus"),
    "borne": Text(en="Variance", cy="Amrywiant"),
    "paid": Text(en="Paid", cy="Talwyd"),
    "to_pay": Text(en="To pay", cy="I'w dalu"),
    "clauses": Text(en="By clause", cy="Yn ôl cymal"),
    "files": Text(
        en="{count} reports in {folder}, English and Welsh", cy="{count} adroddiad yn {folder}, Cymraeg a Saesneg"
    ),
    "next": Text(en="Try next", cy="Rhowch gynnig ar"),
    "took": Text(en="Took {seconds} seconds", cy="Cymerodd {seconds} eiliad"),
}


def show(terms: Terms, settled: Settlement, summary: dict[str, Any], out: Path, lang: Language) -> None:
    """Print the summary on one screen."""

    def said(word: str, **facts: object) -> str:
        return WORDS[word].to(lang, **facts)

    console = Console(highlight=False)
    console.print(Styled(terms.title.to(lang) if terms.title else terms.agreement, "bold"))
    if terms.illustrative:
        console.print(Styled(said("illustrative", why=terms.illustrative), "yellow"))
    spend = said(
        "over", spend=pounds(summary["spend_pence"]), budget=pounds(summary["budget_pence"]),
        variance=pounds(summary["variance_pence"], sign=True),
    )  # fmt: skip
    checked = summary["ledger"]
    facts = [
        (said("rows"), f"{summary['rows_read']:,}"),
        (said("posted"), f"{summary['rows_posted']:,}"),
        (said("refused"), f"{summary['rows_refused']:,}"),
        (said("file"), pounds(summary["file_total_pence"])),
        (said("ledger"), pounds(summary["posted_total_pence"])),
        (said("year", year=summary["year"]), spend),
        (said("chain"), said("sound", entries=f"{checked['entries']:,}") if checked["sound"] else said("broken")),
    ]
    width = max(len(name) for name, _ in facts)
    for name, value in facts:
        console.print(f"  {name:<{width}}  {value}", soft_wrap=True)
    rows = [
        (terms.name(p.partner).to(lang), *map(pounds, (p.due_pence, p.borne_pence, p.paid_pence, p.to_pay_pence)))
        for p in settled.partners
    ]
    print_table("", [said(word) for word in ("partner", "due", "borne", "paid", "to_pay")], rows)
    for partner in terms.partner_ids:
        console.print(f"  {terms.name(partner).to(lang)}: {_clauses(settled, partner)}", soft_wrap=True)
    console.print(f"\n  {said('files', count=summary['files'], folder=out / 'reports')}", soft_wrap=True)
    console.print(f"  {said('took', seconds=summary['seconds'])}\n")
    console.print(Styled(said("next"), "bold"))
    for command in _next_commands(settled, terms):
        console.print(f"  {command}", soft_wrap=True)


def _clauses(settled: Settlement, partner: str) -> str:
    """What a partner bears or gets back, clause by clause."""
    sums: dict[str, int] = {}
    for line in settled.lines:
        if line.party.kind == "partner" and line.party.id == partner:
            clause = line.clause or "–"
            sums[clause] = sums.get(clause, 0) + line.amount_pence
    return "; ".join(f"{pounds(pence, sign=True)} {clause}" for clause, pence in sums.items() if pence)


def _next_commands(settled: Settlement, terms: Terms) -> list[str]:
    """Commands as this person can type them: by the path of the program where it is not on the search path."""
    called = Path(sys.argv[0])
    near = called.relative_to(Path.cwd()) if called.is_relative_to(Path.cwd()) else called
    program = "cronfa" if shutil.which("cronfa") else str(near)
    partner = terms.partner_ids[-1]
    return [
        f"{program} why {settled.year}/partner/{partner}/to-pay",
        f"{program} settle {settled.year}",
        f"{program} ledger crossings {settled.year}",
        f"{program} ledger export --format beancount --out ledger.beancount",
    ]
