"""Account names for plain-text accounting: one for each account, partner, scheme and counterparty, never two the same."""

import re
from collections.abc import Iterable

from cronfa.ledger.canonical import StoredLine

Leg = tuple[str, str, str, str]
"""Partner, account, scheme, counterparty."""

ROOTS = {
    "bank": "Assets:Bank",
    "contributions": "Income:Contributions",
    "income": "Income:Grants-and-charges",
    "expenditure": "Expenses:Expenditure",
    "clearing": "Assets:Clearing",
    "sharing": "Expenses:Sharing",
    "reserve": "Equity:Reserve",
    "debtors": "Assets:Debtors",
    "creditors": "Liabilities:Creditors",
    "carried": "Equity:Carried",
    "loans": "Assets:Loans",
    "accruals": "Liabilities:Accruals",
    "in_kind": "Expenses:In-kind",
    "transfers": "Equity:Transfers",
    "budget": "Equity:Budget",
}


def leg_of(line: StoredLine) -> Leg:
    return line[0], line[1], line[2], line[3]


def account_names(legs: Iterable[Leg]) -> dict[Leg, str]:
    """A name for each leg: the account, the partner, then the scheme with the counterparty.

    All are equally deep, so that none is the parent of another: a parent's balance would include its children's.
    """
    names: dict[Leg, str] = {}
    taken: set[str] = set()
    for leg in sorted(set(legs)):
        partner, account, scheme, counterparty = leg
        part = f"{scheme or 'Whole fund'} with {counterparty}" if counterparty else scheme or "Whole fund"
        name = wanted = f"{ROOTS[account]}:{_part(partner)}:{_part(part)}"
        suffix = 1
        while name in taken:
            suffix += 1
            name = f"{wanted}-{suffix}"
        taken.add(name)
        names[leg] = name
    return names


def _part(text: str) -> str:
    """One part of a name: letters, digits and hyphens, beginning with a capital or a digit."""
    plain = re.sub(r"[^0-9A-Za-z]+", "-", text).strip("-") or "X"
    return plain[0].upper() + plain[1:]


def pounds_and_pence(pence: int) -> str:
    """``-1234.50``: exact, with two decimal places."""
    whole, part = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}{whole}.{part:02d}"
