"""A reversal: an entry undone by a second one, prepared by one person and approved by another."""

from cronfa.fund.correcting import reverse_entry
from cronfa.fund.open_months import month_for
from cronfa.fund.opening import RunningFund
from cronfa.governance import virements
from cronfa.governance.proposals import Content, Kind, kind
from cronfa.governance.roles import Right
from cronfa.language import Text
from cronfa.ledger.queries import entry


def _reversal_says(fund: RunningFund, content: Content) -> Text:
    return Text(
        en="Reverse entry {number}: {reason}", cy="Gwrthdroi cofnod {number}: {reason}"
    ).filled(number=f"{content['number']:,}", reason=content["reason"])  # fmt: skip


def _reverse(fund: RunningFund, content: Content, who: str) -> Content:
    undone = entry(fund.ledger, content["number"])
    month = month_for(fund, undone.period)
    number = reverse_entry(fund, content["number"], month.code, content["reason"], who)
    if undone.kind == "virement":
        virements.undone(fund, undone)
    return {"entries": [number]}


REVERSAL = kind(
    Kind(
        "reversal",
        Text(en="Reversal of an entry", cy="Gwrthdroi cofnod"),
        prepare=Right.PROPOSE,
        approve=Right.APPROVE,
        says=_reversal_says,
        do=_reverse,
    )
)
