"""Journals and accruals between people: one writes them, another approves, then they are posted."""

from cronfa.agreement import Terms
from cronfa.calendars import named
from cronfa.fund import accruing, journals
from cronfa.fund.accruing import Accrual
from cronfa.fund.journals import Journal
from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Person, Proposal
from cronfa.governance.proposals import Content, Kind, kind, prepare, stop_if_waiting
from cronfa.governance.roles import Right
from cronfa.language import Text, join, same
from cronfa.ledger.entries import ACCOUNT_NAMES, PostingDraft
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
    stop_if_waiting(fund, JOURNAL, content)
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
        en="Journal of {amount} in {month}: {narrative}", cy="Dyddlyfr o {amount} ym mis {month}: {narrative}"
    )  # fmt: skip
    debits = sum(line.amount_pence for line in journal_of(content).lines if line.amount_pence > 0)
    return said.filled(amount=pounds(debits), month=named(content["month"]), narrative=content["narrative"])


def _accrual_says(fund: RunningFund, content: Content) -> Text:
    said = Text(
        en="Accrue {amount} in {month} for {scheme}: {what}",
        cy="Cronni {amount} ym mis {month} ar gyfer {scheme}: {what}",
    )
    title = fund.agreement.latest.terms.scheme_title(content["scheme"])
    amount, month = pounds(content["pence"]), named(content["month"])
    return said.filled(amount=amount, month=month, scheme=title, what=content["what"])


def _lines(fund: RunningFund, content: Content) -> tuple[tuple[Text, Text], ...]:
    """Every line of a journal: nobody approves what they have not seen."""
    terms = fund.agreement.latest.terms
    return tuple(
        (
            (DEBIT if line.amount_pence > 0 else CREDIT).filled(amount=pounds(abs(line.amount_pence))),
            join(_line(terms, line), between=same(" · ")),
        )
        for line in journal_of(content).lines
    )


def _line(terms: Terms, line: PostingDraft) -> list[Text]:
    said = [ACCOUNT_NAMES[line.account], terms.name(line.partner)]
    said += [TOWARDS.filled(partner=terms.name(line.counterparty))] if line.counterparty else []
    return said + ([terms.scheme_title(line.scheme)] if line.scheme else [])


def _spend(fund: RunningFund, content: Content) -> tuple[tuple[Text, Text], ...]:
    said = [(CATEGORY, same(content["category"]))] if content["category"] else []
    partner = content["responsible"]
    return (
        *said,
        *([(RESPONSIBLE, fund.agreement.latest.terms.name(partner))] if partner else []),
        (UNDONE, UNDONE_IN),
    )


DEBIT, CREDIT = Text(en="Debit {amount}", cy="Debyd o {amount}"), Text(en="Credit {amount}", cy="Credyd o {amount}")
TOWARDS = Text(en="towards {partner}", cy="tuag at: {partner}")
CATEGORY = Text(en="Category", cy="Categori")
RESPONSIBLE = Text(en="Responsible partner", cy="Partner cyfrifol")
UNDONE = Text(en="Undone", cy="Dadwneir")
UNDONE_IN = Text(
    en="by itself, in the next open month", cy="yn awtomatig, yn y mis agored nesaf"
)  # fmt: skip

JOURNAL = kind(
    Kind(
        "journal",
        Text(en="Journal", cy="Dyddlyfr"),
        prepare=Right.PROPOSE,
        approve=Right.APPROVE,
        says=_journal_says,
        do=_post_journal,
        details=_lines,
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
        details=_spend,
    )
)
