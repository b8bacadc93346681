"""Journals and accruals between people: one writes them, another approves, then they are posted."""

from cronfa.fund import accruing, journals
from cronfa.fund.accruing import Accrual
from cronfa.fund.journals import Journal
from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Person, Proposal
from cronfa.governance.proposals import Content, Kind, kind, prepare
from cronfa.governance.roles import Right
from cronfa.language import Text
from cronfa.ledger.entries import PostingDraft
from cronfa.money import pounds


def put_forward(fund: RunningFund, journal: Journal, person: Person, *, key: str, why: str) -> Proposal:
    """Put a journal forward. ``key`` is that of the form, so that sending it twice is one journal.

    Raises:
        Problems: all that is wrong with it, or it has been put forward.
    """
    journals.check(fund, journal)
    content = {
        "month": journal.month, "narrative": journal.narrative, "lines": [list(line) for line in journal.lines],
        "key": key, "why": why,
    }  # fmt: skip
    return prepare(fund, JOURNAL, content, person, key=key, why=why)


def journal_of(content: Content) -> Journal:
    """The journal that a proposal holds."""
    return Journal(content["month"], content["narrative"], tuple(PostingDraft(*line) for line in content["lines"]))


def accrue(fund: RunningFund, wanted: Accrual, person: Person, *, why: str) -> Proposal:
    """Put an accrual forward. The same spend is accrued once.

    Raises:
        Problems: all that is wrong with it, or it has been put forward.
    """
    accruing.check(fund, wanted)
    content = {
        "month": wanted.month, "scheme": wanted.scheme, "category": wanted.category, "pence": wanted.pence,
        "what": wanted.what, "responsible": wanted.responsible,
    }  # fmt: skip
    key = f"{wanted.month}/{wanted.scheme}/{wanted.category}/{wanted.what}"[:180]
    return prepare(fund, ACCRUAL, content, person, key=key, why=why)


def _post_journal(fund: RunningFund, content: Content, who: str) -> Content:
    number = journals.post_journal(fund, journal_of(content), who, key=content["key"], reason=content["why"])
    return {"entries": [number]}


def _post_accrual(fund: RunningFund, content: Content, who: str) -> Content:
    return {"entries": list(accruing.accrue_spend(fund, Accrual(**content), who))}


def _journal_says(fund: RunningFund, content: Content) -> Text:
    said = Text(
        en="Journal of {amount} in {month}: {narrative}", cy="Dyddlyfr o {amount} yn {month}: {narrative}"
    )  # fmt: skip
    debits = sum(line.amount_pence for line in journal_of(content).lines if line.amount_pence > 0)
    return said.filled(amount=pounds(debits), month=content["month"], narrative=content["narrative"])


def _accrual_says(fund: RunningFund, content: Content) -> Text:
    said = Text(
        en="Accrue {amount} in {month} for {scheme}: {what}", cy="Cronni {amount} yn {month} ar gyfer {scheme}: {what}"
    )
    title = fund.agreement.latest.terms.scheme_title(content["scheme"])
    return said.filled(amount=pounds(content["pence"]), month=content["month"], scheme=title, what=content["what"])


JOURNAL = kind(
    Kind(
        "journal",
        Text(en="Journal", cy="Dyddlyfr"),
        prepare=Right.PROPOSE,
        approve=Right.APPROVE,
        says=_journal_says,
        do=_post_journal,
    )
)
ACCRUAL = kind(
    Kind(
        "accrual",
        Text(en="Accrual", cy="Croniad"),
        prepare=Right.PROPOSE,
        approve=Right.APPROVE,
        says=_accrual_says,
        do=_post_accrual,
    )
)
