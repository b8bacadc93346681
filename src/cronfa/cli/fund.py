"""Running a fund: open it, take files in, close months, see the position, settle."""

import re
import sys
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cronfa.cli.show import (
    ME,
    File,
    FundName,
    Json,
    Lang,
    Who,
    counting,
    end_with,
    language,
    print_json,
    show_problems,
    year_label,
)
from cronfa.language import Language, Text

if TYPE_CHECKING:
    from cronfa.fund.opening import RunningFund
    from cronfa.ledger.records import PeriodStatus

PANEL = "The fund"
STAYING = Text(
    en="Posted before in these months, not in the file, and staying: {count}. The file was taken as further lines. "
    "If it was meant to replace them, reverse those lines or send the whole month.",
    cy="Postiwyd o'r blaen yn y misoedd hyn, heb fod yn y ffeil, ac yn aros: {count}. Cymerwyd y ffeil fel llinellau "
    "pellach. Os oedd i fod i gymryd eu lle, gwrthdrowch y llinellau hynny neu anfonwch y mis cyfan.",
)
ONE_MONTH = Text(en="{first}: {status}.", cy="{first}: {status}.")
SEVERAL_MONTHS = Text(en="{first} to {last}: {status}.", cy="{first} i {last}: {status}.")
NO_MONTH = Text(en="Nothing was changed: it is so already.", cy="Ni newidiwyd dim: felly y mae eisoes.")
POSTED = Text(en="Posted as entry {entry}.", cy="Postiwyd fel cofnod {entry}.")
Month = Annotated[str, typer.Argument(help="A month such as 2012-04.", show_default=False)]
YearName = Annotated[str, typer.Argument(help="A year such as 2012-13.", show_default=False, callback=year_label)]


def add_to(app: typer.Typer) -> None:
    """Put the commands of this module on the command line."""
    app.command("open", rich_help_panel=PANEL)(open_)
    app.command("take-in", rich_help_panel=PANEL)(take_in)
    app.command("close", rich_help_panel=PANEL)(close)
    app.command("reopen", rich_help_panel=PANEL)(reopen)
    app.command("settle", rich_help_panel=PANEL)(settle)
    app.command("pay", rich_help_panel=PANEL)(pay)
    app.command("divide", rich_help_panel=PANEL)(divide)


def open_(agreement: File, who: Who = ME, lang: Lang = "en", as_json: Json = False) -> None:
    """Open the fund of an agreement, or register a variation of one that is open.

    Makes the fund's months and posts its opening reserves. A text that changes terms of closed months is refused.
    """
    from cronfa.fund.opening import open_fund

    fund = open_fund(agreement, who)
    facts = {"fund": fund.slug, "partners": fund.partners, "versions": len(fund.agreement.versions)}
    if as_json:
        print_json(facts)
    elif language(lang) == "cy":
        typer.echo(f"Cronfa ar agor: {fund.slug}. Partneriaid: {', '.join(fund.partners)}.")
    else:
        typer.echo(f"Fund open: {fund.slug}. Partners: {', '.join(fund.partners)}.")
    show_problems(fund.agreement.warnings, language(lang)) if not as_json else None


def take_in(
    file: File,
    mapping: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="The mapping of this kind of file.")],
    rows: Annotated[int | None, typer.Option(help="Control total: how many rows the sender says.")] = None,
    total: Annotated[str | None, typer.Option(help="Control total: what the sender says they add up to.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Confirm the file's own totals without asking.")] = False,
    fund: FundName = None,
    who: Who = ME,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Take in a file of payments or contributions: read, attribute and post it, whole or not at all.

    Rows and total must match what the sender says (--rows, --total, or the mapping), or be confirmed. The same file
    twice posts nothing; a month published again posts only what changed.
    """
    from cronfa.agreement.reading import text_of
    from cronfa.fund.opening import find
    from cronfa.fund.taking_in import take_in as take_in_file
    from cronfa.intake import Intake
    from cronfa.money import parse_pence, pounds

    def confirmed(intake: Intake) -> bool:
        if yes:
            return True
        question = f"{intake.file}: {intake.read.rows:,} rows, {pounds(intake.read.pence)}. Is that right?"
        return sys.stdin.isatty() and typer.confirm(question, err=True)

    with counting(quiet=as_json) as advance:
        taken = take_in_file(
            find(fund), file, text_of(mapping), who, mapping_file=str(mapping), rows=rows,
            total_pence=None if total is None else parse_pence(total), confirmed=confirmed, progress=advance,
        )  # fmt: skip
    facts: dict[str, Any] = {
        "file": taken.intake.file, "rows": taken.intake.read.rows, "total_pence": taken.intake.read.pence,
        "posted": taken.posted, "reversed": taken.reversed_, "unchanged": taken.unchanged, "late": taken.late,
        "staying": taken.staying,
        "posted_pence": taken.posted_pence, "ignored": {why: part.rows for why, part in taken.intake.ignored.items()},
        "repeated": len(taken.intake.repeated), "by_scheme_pence": {s: p.pence for s, p in taken.intake.by_scheme().items()},
    }  # fmt: skip
    if as_json:
        print_json(facts)
        return
    show_problems(taken.intake.problems, language(lang))
    typer.echo(_taken_words(facts, language(lang) == "cy"))
    if taken.staying:
        typer.echo(STAYING.to(language(lang), count=f"{taken.staying:,}"))


def _taken_words(facts: dict[str, Any], welsh: bool) -> str:
    from cronfa.money import pounds

    total, effect = pounds(facts["total_pence"]), pounds(facts["posted_pence"])
    if welsh:
        return (
            f"{facts['file']}: {facts['rows']:,} rhes, {total}. Postiwyd {facts['posted']:,}, gwrthdrowyd "
            f"{facts['reversed']:,}, heb newid {facts['unchanged']:,}, i fis diweddarach {facts['late']:,}; effaith {effect}."
        )
    return (
        f"{facts['file']}: {facts['rows']:,} rows, {total}. Posted {facts['posted']:,}, reversed "
        f"{facts['reversed']:,}, unchanged {facts['unchanged']:,}, to a later month {facts['late']:,}; effect {effect}."
    )


def close(
    month: Month,
    through: Annotated[int, typer.Option(min=1, max=12, help="With a year: close its first months only.")] = 12,
    soft: Annotated[bool, typer.Option("--soft", help="Still accept adjustments.")] = False,
    fund: FundName = None,
    who: Who = ME,
    lang: Lang = "en",
) -> None:
    """Close a month, or a whole year by its name: nothing more is posted in it.

    The last month closed with a year is soft-closed until it is settled, so that the settlement is its last entry.
    """
    from cronfa.fund.opening import find
    from cronfa.fund.settling import close_months
    from cronfa.ledger.funds import set_period

    found = find(fund)
    before = _statuses(found)
    year = _year(month)
    if year:
        close_months(found, year, who, through=through)
    else:
        set_period(found.ledger, month, "soft-closed" if soft else "closed", who=who, reason="month end")
    _say_changed(before, _statuses(found), language(lang))


def _year(text: str) -> str | None:
    """The year that is meant, if it is one: ``2026-27`` or ``2026/27``; ``2011-12`` is a month unless written 2011/12."""
    from cronfa.calendars import CalendarError, Year

    is_month = re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text)
    try:
        return None if is_month else Year.parse(text).label
    except CalendarError:
        return None


def reopen(
    month: Month,
    reason: Annotated[str, typer.Option(help="Why; it is recorded.", show_default=False)],
    fund: FundName = None,
    who: Who = ME,
    lang: Lang = "en",
) -> None:
    """Reopen a closed month, for a reason that is recorded. Months of a settled year stay closed."""
    from cronfa.fund.opening import find
    from cronfa.fund.settling import reopen_month

    found = find(fund)
    before = _statuses(found)
    reopen_month(found, month, who, reason)
    _say_changed(before, _statuses(found), language(lang))


def _statuses(fund: "RunningFund") -> "dict[str, PeriodStatus]":
    from cronfa.ledger.funds import periods

    return {period.code: period.status for period in periods(fund.ledger)}


def _say_changed(before: "dict[str, PeriodStatus]", after: "dict[str, PeriodStatus]", lang: Language) -> None:
    """Each run of months whose status has changed, in a line; that none has, in words."""
    from cronfa.ledger.funds import STATUS_WORDS

    changed = [month for month, status in after.items() if before.get(month) != status]
    for status, run in groupby(changed, key=lambda month: after[month]):
        months = list(run)
        said = ONE_MONTH if len(months) == 1 else SEVERAL_MONTHS
        typer.echo(said.to(lang, first=months[0], last=months[-1], status=STATUS_WORDS[status].to(lang)))
    if not changed:
        typer.echo(NO_MONTH.to(lang))


def settle(
    year: YearName,
    months: Annotated[int, typer.Option(min=1, max=12, help="Settle the first months only.")] = 12,
    accept: Annotated[bool, typer.Option("--accept", help="Post the settlement and close its months.")] = False,
    reported: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="YAML with measures, causes, uncommitted budgets, decisions."),
    ] = None,
    fund: FundName = None,
    who: Who = ME,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Settle a year: who bears the variance, by which clause, and what each partner pays or gets back.

    Shows it and posts nothing, unless --accept is given. What the agreement leaves to a board is reported as a decision
    required; record it on the pages, or in a file and give it with --reported. What is wrong with the result is said
    beneath it, and the exit code is 1.
    """
    from cronfa.cli.settlement import settlement_as_dict, show_settlement
    from cronfa.fund.opening import find
    from cronfa.fund.settling import accept as accept_year, work_out
    from cronfa.governance.decisions import reported as recorded
    from cronfa.settlement.reading import load_outcome

    found = find(fund)
    terms = found.terms_of(year)
    known = load_outcome(reported, terms, year=year) if reported else recorded(found, year, months)
    entry = None
    if accept:
        accepted = accept_year(found, year, who, known, months=months)
        settled, entry = accepted.settlement, accepted.entry
    else:
        settled = work_out(found, year, months, known)
    if as_json:
        print_json({**settlement_as_dict(settled, language(lang)), "entry": entry})
        end_with(settled.problems)
        return
    show_settlement(terms, settled, language(lang))
    show_problems(settled.problems, language(lang))
    if entry:
        typer.echo(POSTED.to(language(lang), entry=entry))
    end_with(settled.problems)


def pay(
    partner: Annotated[str, typer.Argument(help="The partner's id.", show_default=False)],
    amount: Annotated[str, typer.Argument(help="What it paid; a refund to it in brackets.", show_default=False)],
    on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day, in an open month.", show_default=False)],
    reference: Annotated[str, typer.Option(help="The bank's or the invoice's reference.", show_default=False)],
    fund: FundName = None,
    who: Who = ME,
    lang: Lang = "en",
) -> None:
    """Record that a partner has paid its settlement invoice, or has had its refund."""
    from cronfa.fund.opening import find
    from cronfa.fund.paying import record_payment
    from cronfa.money import parse_pence

    entry = record_payment(find(fund), partner, parse_pence(amount), on.date(), reference, who)
    typer.echo(POSTED.to(language(lang), entry=entry))


def divide(
    year: YearName,
    accept: Annotated[bool, typer.Option("--accept", help="Post the division.")] = False,
    fund: FundName = None,
    who: Who = ME,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Divide what is left when the agreement ends: reserves and what was carried, by the exit clauses.

    Below zero is what a partner gets. What is still owed on loans falls due. Shows it and posts nothing, unless --accept
    is given.
    """
    from cronfa.cli.settlement import division_as_dict, show_division
    from cronfa.fund.leaving import accept_division, divide as divide_fund
    from cronfa.fund.opening import find

    found = find(fund)
    division = divide_fund(found, year)
    entry = accept_division(found, year, who) if accept else None
    if as_json:
        print_json({**division_as_dict(division), "entry": entry})
        return
    show_division(found.terms_of(year), year, division, language(lang))
    if entry:
        typer.echo(POSTED.to(language(lang), entry=entry))
