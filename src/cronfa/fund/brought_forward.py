"""What earlier years' settlements carried into a year: read from the ledger, and counted where the year can meet it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from cronfa.agreement import Terms
from cronfa.calendars import Year
from cronfa.fund.bearing import Instalment, is_inside, pot_of
from cronfa.ledger.funds import Fund
from cronfa.ledger.queries import balances
from cronfa.money import allocate

Carried = Mapping[tuple[str, str], int]
"""By scheme (an empty text where schemes share the fund's waterfall) and partner; a surplus above zero."""


def carried_into(fund: Fund, year: str) -> Carried:
    """What stands as carried when a year begins, in pence. What a partner has lent bridges a deficit and is not in it."""
    first_month = Year(year).months()[0].label
    sums: dict[tuple[str, str], int] = defaultdict(int)
    found = balances(fund, ("scheme", "partner", "counterparty", "period"), where={"account": "carried"})
    for (scheme, partner, lender, period), pence in found.items():
        if period < first_month and not lender:
            sums[scheme, partner] -= pence
    return {key: pence for key, pence in sums.items() if pence}


def with_instalments(carried: Carried, instalments: Iterable[Instalment]) -> Carried:
    """What was carried, less what falls due on loans: that part of a deficit is bridged no longer."""
    sums: dict[tuple[str, str], int] = defaultdict(int, carried)
    for each in instalments:
        for partner, pence in each.parts.items():
            sums[each.scheme, partner] -= pence
    return {key: pence for key, pence in sums.items() if pence}


def by_scheme(terms: Terms, year: str, carried: Carried) -> dict[str, dict[str, int]]:
    """What was carried, on the schemes of a year; what no scheme of its own has is spread over those that share by budget."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (scheme, partner), pence in carried.items():
        if scheme in terms.schemes and is_inside(terms, scheme):
            sums[scheme][partner] += pence
            continue
        for name, part in _spread(terms, year, pence).items():
            sums[name][partner] += part
    return {scheme: dict(parts) for scheme, parts in sums.items()}


def _spread(terms: Terms, year: str, pence: int) -> dict[str, int]:
    inside = [name for name in terms.schemes if is_inside(terms, name)]
    together = [name for name in inside if pot_of(terms, name) is None] or inside
    budgets = [terms.schemes[name].budget.for_year(year) or 0 for name in together]
    weights = budgets if any(budgets) else [1] * len(together)
    return dict(zip(together, allocate(pence, weights), strict=True))
