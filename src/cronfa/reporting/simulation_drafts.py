"""Drafts side by side on the same possible years: who gains and who loses, by which clause, and every draft's bills."""

from collections.abc import Iterator

from cronfa.foresight import compare, tails
from cronfa.foresight.simulating import name
from cronfa.language import Text
from cronfa.reporting import phrases, simulation_tables as tables, simulation_words as said, words
from cronfa.reporting.model import Block, Paragraph, Section, Table
from cronfa.reporting.plain_tables import Rows, money, other, table
from cronfa.reporting.simulation_tables import Seen

GAINS = Text(
    en="{partner} gains by {draft}: on average it pays {amount} less than under {first}, and less in {often} of years.",
    cy="Mae {partner} ar ei ennill o dan {draft}: ar gyfartaledd mae'n talu {amount} yn llai nag o dan {first}, a llai mewn "
    "{often} o flynyddoedd.",
)
LOSES = Text(
    en="{partner} loses by {draft}: on average it pays {amount} more than under {first}, and more in {often} of years.",
    cy="Mae {partner} ar ei golled o dan {draft}: ar gyfartaledd mae'n talu {amount} yn fwy nag o dan {first}, a mwy mewn "
    "{often} o flynyddoedd.",
)
ALIKE = Text(
    en="{partner} pays the same on average under {draft} as under {first}.",
    cy="Mae {partner} yn talu'r un faint ar gyfartaledd o dan {draft} ag o dan {first}.",
)
MOST_BY = Text(
    en="{sentence} What moves most of it ({change}): {what}, {scheme}, clause {clause}.",
    cy="{sentence} Yr hyn sy'n symud y rhan fwyaf ohono ({change}): {what}, {scheme}, cymal {clause}.",
)
BESIDE = Text(en="What each draft costs each partner", cy="Yr hyn y mae pob drafft yn ei gostio i bob partner")
KIND_OF_YEAR = Text(en="Year", cy="Blwyddyn")
AVERAGE = Text(en="average", cy="cyfartalog")
BAD = Text(en="bad (1 in 20)", cy="gwael (1 mewn 20)")


def section(seen: Seen) -> Section:
    """Everything about the drafts of a simulation that has several."""
    others = range(1, len(seen.work.drafts))
    sentences: list[Block] = [Paragraph(each) for number in others for each in _sentences(seen, number)]
    by_clause = [tables.draft_clauses(seen, number) for number in others]
    return Section("drafts", said.DRAFTS, (*sentences, beside(seen), tables.draft_changes(seen), *by_clause))


def _sentences(seen: Seen, number: int) -> Iterator[Text]:
    """One for each partner: whether it gains or loses by a draft, how often, and by which clause most."""
    first, draft = seen.work.drafts[0], seen.work.drafts[number]
    clauses = compare.by_clause(seen.work, seen.summary, number)
    for change in compare.changes(seen.work, seen.summary, number):
        worse = change.mean_pence > 0
        told = (LOSES if worse else GAINS) if change.mean_pence else ALIKE
        sentence = told.filled(
            partner=seen.partner(change.partner), draft=draft.title, first=first.title,
            amount=said.about(abs(change.mean_pence)), often=said.chance(change.loses if worse else change.gains),
        )  # fmt: skip
        most = next((each for each in clauses if each.partner == change.partner), None)
        yield sentence if most is None else _most_by(seen, sentence, most)


def _most_by(seen: Seen, sentence: Text, most: compare.ClauseChange) -> Text:
    return MOST_BY.filled(
        sentence=sentence, what=tables.direction_of(most), scheme=seen.scheme(most.scheme), clause=words.clause(most.clause),
        change=words.rounded(most.change_pence, sign=True),
    )  # fmt: skip


def beside(seen: Seen) -> Table:
    """Each partner's average and bad year, with a column for each draft."""
    drafts = seen.work.drafts
    columns = (
        other("partner", phrases.PARTNER), other("year", KIND_OF_YEAR),
        *(money(draft.id, draft.title) for draft in drafts),
    )  # fmt: skip
    rows: Rows = []
    for partner in seen.partners:
        bills = [seen.summary.columns[name("bill", draft.id, partner)] for draft in drafts]
        rows.append((f"{partner}.average", (seen.partner(partner), AVERAGE, *(bill.mean_pence for bill in bills))))
        bad = (bill.quantile_pence(tails.HIGH) for bill in bills)
        rows.append((f"{partner}.bad", (seen.partner(partner), BAD, *bad)))
    return table("drafts-beside", BESIDE, columns, rows, said.REST)
