"""What partners have lent the fund in earlier years: what is still owed, and what falls due in a year (R15).

The ledger holds what was lent and what was repaid; when it is repaid is the agreement's own schedule, in the terms that
settled the year of the loan. A repayment's posting names the partner whose part of the deficit it ends, so that it is
never taken for a new loan.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from cronfa.agreement.steps import Lend, Repayment
from cronfa.calendars import Year
from cronfa.fund.bearing import Instalment
from cronfa.fund.opening import RunningFund
from cronfa.ledger.queries import balances
from cronfa.money import allocate
from cronfa.settlement.outcome import LoanOwed
from cronfa.settlement.steps import repaid
from cronfa.settlement.terms import pots

Key = tuple[str, str, str]
"""Scheme (an empty text where schemes share the fund's waterfall), lender and clause: what a loan is known by."""


def loans_owed(fund: RunningFund, year: str) -> tuple[LoanOwed, ...]:
    """Every loan of which something is still owed when a year begins, oldest first."""
    lent, back = _lent_and_repaid(fund, year)
    found: list[LoanOwed] = []
    for key, by_year in lent.items():
        scheme, lender, clause = key
        left = back.get(key, 0)
        plans = [(due, when, pence) for when, sum_ in by_year.items() for due, pence in _plan(fund, key, when, sum_)]
        still: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for due, when, pence in sorted(plans):  # what falls due first is repaid first
            paid = min(left, pence)
            left -= paid
            if pence > paid:
                still[when].append((due, pence - paid))
        found += [
            LoanOwed(lender, clause or None, when, tuple(rest), scheme or None) for when, rest in sorted(still.items())
        ]
    return tuple(found)


def instalments(fund: RunningFund, year: str) -> tuple[Instalment, ...]:
    """What falls due in a year on the loans of earlier ones."""
    due: dict[Key, int] = defaultdict(int)
    for loan in loans_owed(fund, year):
        due[loan.scheme or "", loan.lender, loan.clause or ""] += loan.due_pence(year)
    bridged = _bridged(fund, year) if any(due.values()) else {}
    return tuple(Instalment(*key, _ended(bridged[key], pence)) for key, pence in due.items() if pence)


def _ended(bridged: Mapping[str, int], due_pence: int) -> dict[str, int]:
    """Whose part of a deficit a repayment ends; the last repayment ends what is left of each."""
    total = sum(bridged.values())
    assert 0 < due_pence <= total, "more falls due than the loan bridged"
    after = allocate(total - due_pence, list(bridged.values()))
    return {name: pence - left for (name, pence), left in zip(bridged.items(), after, strict=True)}


def _lent_and_repaid(fund: RunningFund, year: str) -> tuple[dict[Key, dict[str, int]], dict[Key, int]]:
    """What was lent by loan and year, and what has been repaid of each, before a year begins."""
    first = Year(year).months()[0].label
    sums: dict[tuple[Key, str, bool], int] = defaultdict(int)
    rows = balances(fund.ledger, ("scheme", "partner", "clause", "counterparty", "period"), where={"account": "loans"})
    for (scheme, lender, clause, part, period), pence in rows.items():
        if period < first:
            sums[(scheme, lender, clause), _year_of(period, year), bool(part)] += pence
    lent: dict[Key, dict[str, int]] = defaultdict(dict)
    back: dict[Key, int] = defaultdict(int)
    for (key, when, is_repayment), pence in sorted(sums.items()):
        if pence < 0 and not is_repayment:
            lent[key][when] = -pence
        else:
            back[key] += pence
    return lent, back


def _year_of(period: str, like: str) -> str:
    return Year.containing(date.fromisoformat(f"{period}-01"), Year(like).kind).label


def _bridged(fund: RunningFund, year: str) -> dict[Key, dict[str, int]]:
    """By loan and partner: what is left of the deficits that loans of earlier years bridged."""
    first = Year(year).months()[0].label
    sums: dict[Key, dict[str, int]] = defaultdict(lambda: dict.fromkeys(fund.partners, 0))
    rows = balances(
        fund.ledger, ("scheme", "counterparty", "clause", "partner", "period"), where={"account": "carried"}
    )
    for (scheme, lender, clause, partner, period), pence in rows.items():
        if lender and period < first:
            sums[scheme, lender, clause][partner] += pence
    return dict(sums)


def _plan(fund: RunningFund, key: Key, year: str, lent_pence: int) -> tuple[tuple[str, int], ...]:
    """When a sum lent in a year is repaid, by the step that lent it."""
    return repaid(_repayment(fund, key, year), lent_pence, year)


def _repayment(fund: RunningFund, key: Key, year: str) -> Repayment:
    """How the step that lent repays; a check of the agreement sees to it that there is only one."""
    scheme, lender, clause = key
    found = [
        step.repay
        for pot in pots(fund.terms_of(year), year, 12)
        if (pot.scheme or "") == scheme
        for step in pot.overspend
        if isinstance(step, Lend) and pot.who(step.partner) == lender and (step.clause or "") == clause
    ]
    assert len(found) == 1, f"{len(found)} steps lend {key}"
    return found[0]
