"""Documents of contributions from the agreement and the ledger: the year's report, invoices, remittance advices."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cronfa import __version__
from cronfa.agreement.contributions import Liability
from cronfa.fund.contributing import schedule
from cronfa.fund.figures import SETTLEMENT, outcome
from cronfa.fund.open_months import year_of
from cronfa.fund.opening import RunningFund
from cronfa.fund.settling import is_settled
from cronfa.ledger.finding import entries_with
from cronfa.ledger.stored import head
from cronfa.monitoring.instalments import instalments
from cronfa.reporting.contributions import Contributions, contributions_report
from cronfa.reporting.invoices import Paid, SettledAccount, instalment_invoice, settled_document
from cronfa.reporting.model import Provenance, Report

OWED = ("debtors", "creditors")


def report(fund: RunningFund, year: str, as_at: date, detail: tuple[str, ...]) -> Report:
    """The year's contributions as at a day, with the instalments of the partners in ``detail``.

    Raises:
        Problems: it is no year of the agreement.
    """
    stood = schedule(fund, year, as_at)
    made = Contributions(
        fund.terms_of(year), year, stood, detail, is_settled(fund, year), _provenance(fund, ledger=True)
    )
    return contributions_report(made)


def invoice(fund: RunningFund, year: str, partner: str, number: int) -> Report | None:
    """The invoice of a partner's instalment; nothing where the agreement calls for none of that number."""
    terms = fund.terms_of(year)
    every = [each for each in instalments(terms, year, outcome(fund, year)) if each.partner == partner]
    due = [each for each in every if each.number == number]
    if not due:
        return None
    due = [each for each in due if each.pence] or due  # what a partner pays nothing for stands on no invoice
    follows = any(isinstance(terms.schemes[each.scheme].contributions, Liability) for each in due)
    count = max(each.number for each in every)
    return instalment_invoice(terms, year, due, count, _provenance(fund, ledger=follows))


def settled_report(fund: RunningFund, account: SettledAccount) -> Report:
    """The invoice or remittance advice of what a settlement left one partner."""
    return settled_document(fund.terms_of(account.year), account, _provenance(fund, ledger=True))


def _provenance(fund: RunningFund, *, ledger: bool) -> Provenance:
    sha256 = hashlib.sha256(fund.agreement.text.encode()).hexdigest()
    return Provenance(sha256, __version__, head(fund.ledger)[1] if ledger else None)


def settled_accounts(fund: RunningFund) -> tuple[SettledAccount, ...]:
    """What settlements have left each partner to pay or to get, oldest first; payments clear the oldest first."""
    left: dict[tuple[str, str, str], int] = defaultdict(int)
    posted: dict[tuple[str, str], tuple[int, date]] = {}
    for entry in entries_with(fund.ledger, {"kind": [SETTLEMENT], "account": OWED}):
        year = year_of(fund, entry.period)
        for line in entry.postings:
            if line.account in OWED:
                left[year, line.partner, line.account] += line.amount_pence
                posted[year, line.partner] = (entry.number, entry.posting_date)
    payments = _payments(fund)
    return tuple(
        SettledAccount(
            year, partner, *posted[year, partner], pence, tuple(_clearing(payments[partner, account], pence))
        )
        for (year, partner, account), pence in left.items()
        if pence
    )


def _payments(fund: RunningFund) -> dict[tuple[str, str], list[Paid]]:
    """Payments of settlements by partner and account, oldest first."""
    found: dict[tuple[str, str], list[Paid]] = defaultdict(list)
    for entry in entries_with(fund.ledger, {"kind": ["transfer", "reversal"], "account": OWED}):
        for line in entry.postings:
            if line.account in OWED:
                paid = Paid(entry.posting_date, entry.narrative, -line.amount_pence, entry.number)
                found[line.partner, line.account].append(paid)
    return found


def _clearing(payments: list[Paid], pence: int) -> Iterator[Paid]:
    """What of the payments clears an amount; it is taken from them."""
    while payments and pence:
        paid = payments.pop(0)
        part = paid.pence if abs(paid.pence) <= abs(pence) else pence
        if part != paid.pence:
            payments.insert(0, replace(paid, pence=paid.pence - part))
        pence -= part
        yield replace(paid, pence=part)
