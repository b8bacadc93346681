"""A reversal: an entry undone by a second one, prepared by one person and approved by another."""

from cronfa.fund.correcting import reverse_entry, stop_if_lasting
from cronfa.fund.open_months import month_for
from cronfa.fund.opening import RunningFund
from cronfa.governance import virements
from cronfa.governance.proposals import Content, Kind, kind
from cronfa.governance.roles import Right
from cronfa.language import Text, same
from cronfa.ledger.entries import ENTRY_KIND_NAMES
from cronfa.ledger.queries import entry
from cronfa.money import pounds
from cronfa.reporting.words import day


def _reversal_says(fund: RunningFund, content: Content) -> Text:
    return Text(
        en="Reverse entry {number}: {reason}", cy="Gwrthdroi cofnod {number}: {reason}"
    ).filled(number=content['number'], reason=content["reason"])  # fmt: skip


def _reverse(fund: RunningFund, content: Content, who: str) -> Content:
    undone = entry(fund.ledger, content["number"])
    month = month_for(fund, undone.period)
    number = reverse_entry(fund, content["number"], month.code, content["reason"], who)
    if undone.kind == "virement":
        virements.undone(fund, undone)
    return {"entries": [number]}


def _undone(fund: RunningFund, content: Content) -> tuple[tuple[Text, Text], ...]:
    """What the entry says, so that nobody approves a number alone."""
    undone = entry(fund.ledger, content["number"])
    debits = sum(line.amount_pence for line in undone.postings if line.amount_pence > 0 and line.account != "clearing")
    return (
        (Text(en="Entry {number}", cy="Cofnod {number}").filled(number=undone.number), ENTRY_KIND_NAMES[undone.kind]),
        (Text(en="Amount", cy="Swm"), same(pounds(debits))),
        (Text(en="Posted on", cy="Postiwyd ar"), day(undone.posting_date)),
    )


REVERSAL = kind(
    Kind(
        "reversal",
        Text(en="Reversal of an entry", cy="Gwrthdroi cofnod"),
        prepare=Right.PROPOSE,
        approve=Right.APPROVE,
        says=_reversal_says,
        do=_reverse,
        possible=lambda fund, content: stop_if_lasting(entry(fund.ledger, content["number"])),
        details=_undone,
    )
)
