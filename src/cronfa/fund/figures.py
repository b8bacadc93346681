"""A year's figures from the ledger, as plain values for monitoring, settlement and reports."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from cronfa.attribution.from_agreement import contribution_weights
from cronfa.attribution.matrix import Clearing, CrossSubsidy, cross_subsidy
from cronfa.calendars import Year
from cronfa.fund.bearing import Stakes, is_inside
from cronfa.fund.brought_forward import by_scheme, carried_into, with_instalments
from cronfa.fund.loans import instalments, loans_owed
from cronfa.fund.opening import RunningFund, pool_weights, reserve_weights
from cronfa.fund.reported import recorded
from cronfa.fund.settlement_entry import Leg, Standing
from cronfa.ledger.queries import balances
from cronfa.settlement.outcome import Outcome

SETTLEMENT = "settlement"


@dataclass(frozen=True, slots=True)
class Movement:
    """A sum of postings in one month of the year, in pence as the ledger signs it."""

    account: str
    scheme: str
    partner: str
    counterparty: str
    category: str
    period: str
    kind: str
    pence: int


def movements(fund: RunningFund, year: str, months: int = 12) -> tuple[Movement, ...]:
    """Every sum of postings in the first months of a year."""
    wanted = {month.label for month in Year(year).months()[:months]}
    found = balances(fund.ledger, ("account", "scheme", "partner", "counterparty", "category", "period", "kind"))
    return tuple(
        Movement(account, scheme, partner, counterparty, category, period, kind, pence)
        for (account, scheme, partner, counterparty, category, period, kind), pence in sorted(found.items())
        if period in wanted and pence
    )


def outcome(fund: RunningFund, year: str, months: int = 12, reported: Outcome | None = None) -> Outcome:
    """What happened in a year as the ledger has it, before any settlement.

    ``reported`` holds what no ledger knows: measures, causes, uncommitted budgets and decisions; what was reported with
    the settlement stands for it once that has been accepted.
    """
    beside = reported or recorded(fund.ledger, fund.terms_of(year), year, months) or Outcome(year=year, spend={})
    spend: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    paid: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for moved in _before_settlement(movements(fund, year, months)):
        if moved.account == "expenditure":
            spend[moved.scheme][moved.partner] += moved.pence
        elif moved.account == "contributions":
            paid[moved.scheme][moved.partner] -= moved.pence
    return Outcome(
        year=year,
        spend={scheme: dict(by) for scheme, by in spend.items()},
        paid={scheme: dict(by) for scheme, by in paid.items()},
        measures=beside.measures,
        causes=beside.causes,
        uncommitted=beside.uncommitted,
        reserves={reserve: sum(parts) for reserve, parts in _reserves(fund, year).items()},
        brought_forward=_brought_forward(fund, year),
        decisions=beside.decisions,
        months=months,
        loans=loans_owed(fund, year),
    )


def _brought_forward(fund: RunningFund, year: str) -> dict[str, dict[str, int]]:
    """What earlier years carried, and what falls due on their loans, on the schemes of the year."""
    brought = with_instalments(carried_into(fund.ledger, year), instalments(fund, year))
    return by_scheme(fund.terms_of(year), year, brought)


def standing(fund: RunningFund, year: str, months: int = 12) -> Standing:
    """What stands in the ledger for a year before any settlement of it."""
    paid: dict[tuple[str, str], int] = defaultdict(int)
    spent: dict[tuple[str, str], int] = defaultdict(int)
    clearing: dict[tuple[str, str, str], int] = defaultdict(int)
    bank: dict[str, int] = defaultdict(int)
    owed: dict[str, int] = defaultdict(int)
    income: dict[str, int] = defaultdict(int)
    terms = fund.terms_of(year)
    for moved in _before_settlement(movements(fund, year, months)):
        if moved.scheme in terms.schemes and not is_inside(terms, moved.scheme):
            continue
        if moved.account == "expenditure":
            spent[moved.scheme, moved.partner] += moved.pence
        elif moved.account == "contributions":
            paid[moved.scheme, moved.partner] -= moved.pence
        elif moved.account == "clearing":
            clearing[moved.scheme, moved.partner, moved.counterparty] += moved.pence
        elif moved.account in ("bank", "accruals") and moved.scheme not in terms.reserves:
            bank[moved.partner] += moved.pence  # what is accrued is money promised away, though it stands in the bank
        elif moved.account in ("debtors", "creditors"):
            owed[moved.partner] += moved.pence
        elif moved.account == "income":
            income[moved.scheme] -= moved.pence
    return Standing(
        paid=paid, spent=spent, bank=bank, owed=owed, clearing=clearing, income=income,
        carried=carried_into(fund.ledger, year), instalments=instalments(fund, year),
    )  # fmt: skip


def settled_before(fund: RunningFund, year: str) -> dict[Leg, int]:
    """What earlier settlements of the year have posted, by account, partner, scheme, counterparty and clause."""
    months = {month.label for month in Year(year).months()}
    sums: dict[Leg, int] = defaultdict(int)
    found = balances(
        fund.ledger,
        ("account", "partner", "scheme", "counterparty", "clause", "period"),
        where={"kind": SETTLEMENT},
    )
    for (account, partner, scheme, counterparty, clause, period), pence in found.items():
        if period in months:
            sums[account, partner, scheme, counterparty, clause] += pence
    return dict(sums)


def crossings_by_month(fund: RunningFund, year: str) -> tuple[CrossSubsidy, ...]:
    """Month by month and pair by pair: whose money paid for whose responsibilities, what was settled, what is owed."""
    months = tuple(month.label for month in Year(year).months())
    lines = [
        Clearing(m.period, m.partner, m.counterparty, m.pence, "settlement" if m.kind == SETTLEMENT else "spend")
        for m in movements(fund, year)
        if m.account == "clearing"
    ]
    return cross_subsidy(lines, fund.partners, months)


def stakes(fund: RunningFund, year: str) -> Stakes:
    """Whose money is whose in a year, before its settlement."""
    terms = fund.terms_of(year)
    brought = _brought_forward(fund, year)
    return Stakes(
        partners=fund.partners,
        pool=pool_weights(terms, year),
        reserves={reserve: reserve_weights(terms, reserve, year) for reserve in terms.reserves},
        schemes={
            name: weights
            for name, scheme in terms.schemes.items()
            if any(weights := contribution_weights(scheme, year, fund.partners))
        },
        reserve_pence=_reserves(fund, year),
        brought_forward={
            scheme: tuple(parts.get(name, 0) for name in fund.partners) for scheme, parts in brought.items()
        },
    )


def _before_settlement(moved: tuple[Movement, ...]) -> Iterator[Movement]:
    return (movement for movement in moved if movement.kind != SETTLEMENT)


def _reserves(fund: RunningFund, year: str) -> dict[str, tuple[int, ...]]:
    """Each reserve's stakes by partner when the year's settlement begins: all earlier movements, and openings."""
    last_month = Year(year).months()[-1].label
    first_month = Year(year).months()[0].label
    held: dict[tuple[str, str], int] = defaultdict(int)
    for (reserve, partner, period, kind), pence in balances(
        fund.ledger, ("scheme", "partner", "period", "kind"), where={"account": "reserve"}
    ).items():
        if period < first_month or (period <= last_month and kind != SETTLEMENT):
            held[reserve, partner] -= pence
    return {
        reserve: tuple(held[reserve, partner] for partner in fund.partners) for reserve in fund.terms_of(year).reserves
    }
