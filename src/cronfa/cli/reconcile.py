"""``cronfa reconcile``: a partner's own ledger beside the fund's, from one balance to the other."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cronfa.cli.show import (
    File,
    FundName,
    Json,
    Lang,
    end_with,
    language,
    print_json,
    print_table,
    show_problems,
)
from cronfa.language import Language, Text, span

if TYPE_CHECKING:
    from cronfa.fund.reconciling import Reconciled
    from cronfa.reconciliation import Item, Statement

SHOWN = 20
WORDS = {
    "title": Text(en="{partner}: {against}, {months}", cy="{partner}: {against}, {months}"),
    "step": Text(en="Step", cy="Cam"),
    "lines": Text(en="Lines", cy="Llinellau"),
    "amount": Text(en="Amount", cy="Swm"),
    "rule": Text(en="Matched by", cy="Parwyd yn ôl"),
    "matches": Text(en="Matches", cy="Parau"),
    "theirs": Text(en="Only in the ledger of {partner}", cy="Yng nghyfriflyfr {partner} yn unig"),
    "ours": Text(en="Only in the fund", cy="Yn y gronfa yn unig"),
    "line": Text(en="Line", cy="Llinell"),
    "date": Text(en="Date", cy="Dyddiad"),
    "reference": Text(en="Reference", cy="Cyfeirnod"),
    "hint": Text(en="Remark", cy="Sylw"),
    "more": Text(en="… and {count} more; --json gives all.", cy="… {count} arall hefyd; mae --json yn rhoi'r cyfan."),
    "outside": Text(
        en="{count} lines of the file, {total}, are dated outside these months and left out.",
        cy="Mae dyddiad {count} o linellau'r ffeil, {total}, y tu allan i'r misoedd hyn; fe'u gadawyd allan.",
    ),
}


def add_to(app: typer.Typer) -> None:
    """Put the command of this module on the command line."""
    app.command("reconcile", rich_help_panel="Money in and out")(reconcile)


def reconcile(
    file: File,
    mapping: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="How the extract's columns are read.")],
    partner: Annotated[str, typer.Option(help="The partner whose ledger it is.", show_default=False)],
    first: Annotated[str, typer.Option("--from", help="The first month, such as 2012-04.", show_default=False)],
    last: Annotated[str, typer.Option("--to", help="The last month, such as 2013-03.", show_default=False)],
    against: Annotated[
        str, typer.Option(help="What it is compared with: contributions, responsibility or spend.")
    ] = "contributions",
    days: Annotated[int, typer.Option(min=0, max=90, help="How many days apart two lines may be.")] = 7,
    fund: FundName = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Match a partner's own ledger with the fund's postings and lead from one balance to the other.

    Lines are matched by reference, then by amount and date, then lines that cancel each other, then one that is the sum
    of several. What is left is listed on both sides. Changes nothing; explanations and sign-off are made on the pages.
    """
    from cronfa.agreement.reading import text_of
    from cronfa.fund.opening import find
    from cronfa.fund.reconciling import AGAINST, extract, months_between, reconcile as reconcile_ledgers
    from cronfa.reconciliation import Bounds

    wanted = next((name for name in AGAINST if name == against), None)
    if wanted is None:
        raise typer.BadParameter(f"“{against}”: {', '.join(AGAINST)}", param_hint="--against")
    found = find(fund)
    begins, ends = months_between(first, last)
    intake = extract(file, text_of(mapping), file=str(mapping))
    made = reconcile_ledgers(found, partner, wanted, begins, ends, intake, bounds=Bounds(days=days))
    name = found.agreement.latest.terms.name(partner)
    if as_json:
        print_json({"file": intake.file, "fund": found.slug, **as_dict(made, name, language(lang))})
        end_with(intake.problems)
        return
    show_problems(intake.problems, language(lang))
    _show(made, name, language(lang))


def as_dict(made: "Reconciled", partner: Text, lang: Language) -> dict[str, Any]:
    """The reconciliation as JSON holds it: the statement, the matches with their rule, and what is unmatched."""
    return {
        "partner": made.partner, "against": made.against, "first": made.first, "last": made.last,
        "statement": [
            {"what": step.says.to(lang), "pence": step.pence, "lines": step.count}
            for step in made.statement(partner, {}).steps
        ],
        "matches": [
            {
                "rule": each.rule.value, "theirs": [item.id for item in each.theirs],
                "ours": [item.id for item in each.ours], "pence": each.amount_pence, "days": each.days,
                "alike": each.alike,
            }
            for each in made.result.matches
        ],
        "only_theirs": [_item_dict(item) for item in made.result.theirs],
        "only_ours": [_item_dict(item) for item in made.result.ours],
        "outside": {"lines": len(made.outside), "pence": sum(item.amount_pence for item in made.outside)},
    }  # fmt: skip


def _item_dict(item: "Item") -> dict[str, Any]:
    return {
        "line": item.id, "on": item.on, "pence": item.amount_pence, "reference": item.reference, "text": item.text,
    }  # fmt: skip


def _show(made: "Reconciled", partner: Text, lang: Language) -> None:
    from cronfa.fund.reconciling import AGAINST
    from cronfa.money import pounds

    against = AGAINST[made.against].filled(partner=partner)
    months = span(f"{made.first:%Y-%m}", f"{made.last:%Y-%m}")
    title = WORDS["title"].to(lang, partner=partner, against=against, months=months)
    _show_statement(title, made.statement(partner, {}), lang)
    _show_rules(made, lang)
    for side, items in (("theirs", made.result.theirs), ("ours", made.result.ours)):
        _show_unmatched(WORDS[side].to(lang, partner=partner), items, made, lang)
    if made.outside:
        total = pounds(sum(item.amount_pence for item in made.outside))
        typer.echo(WORDS["outside"].to(lang, count=f"{len(made.outside):,}", total=total))


def _show_statement(title: str, statement: "Statement", lang: Language) -> None:
    from cronfa.money import pounds

    rows = [
        (step.says.to(lang), "" if step.count is None else f"{step.count:,}", pounds(step.pence))
        for step in statement.steps
    ]
    print_table(title, [WORDS[name].to(lang) for name in ("step", "lines", "amount")], rows, total=True)


def _show_rules(made: "Reconciled", lang: Language) -> None:
    from cronfa.money import pounds
    from cronfa.reconciliation.words import RULES

    rows = []
    for rule, words in RULES.items():
        found = [each for each in made.result.matches if each.rule == rule]
        if found:
            pence = sum(each.amount_pence for each in found)
            rows.append((words.to(lang), f"{len(found):,}", pounds(pence)))
    if rows:
        print_table("", [WORDS[name].to(lang) for name in ("rule", "matches", "amount")], rows)


def _show_unmatched(title: str, items: "Sequence[Item]", made: "Reconciled", lang: Language) -> None:
    from cronfa.money import pounds

    if not items:
        return
    hints = made.hints("theirs" if items is made.result.theirs else "ours")
    rows = [
        (
            f"{item.id} {item.text}".strip(), f"{item.on}", item.reference, pounds(item.amount_pence),
            hints[item.id].says.to(lang) if item.id in hints else "",
        )
        for item in items[:SHOWN]
    ]  # fmt: skip
    print_table(title, [WORDS[name].to(lang) for name in ("line", "date", "reference", "amount", "hint")], rows)
    if len(items) > SHOWN:
        typer.echo(WORDS["more"].to(lang, count=f"{len(items) - SHOWN:,}"))
