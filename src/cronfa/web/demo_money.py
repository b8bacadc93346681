"""What people of the demonstration have asked for: a virement that was approved, and three things that wait. All illustrative.

No money is posted: the payments in the example are a council's own, and stay so.
"""

from datetime import date

from cronfa.fund.accruing import Accrual
from cronfa.fund.contributing import Arrival
from cronfa.fund.example import LEEDS
from cronfa.fund.journals import Journal
from cronfa.fund.opening import RunningFund
from cronfa.fund.virements import Virement
from cronfa.governance import contributions, journals, proposals, virements
from cronfa.governance.models import Person, Proposal
from cronfa.ledger.entries import PostingDraft
from cronfa.problems import Problems
from cronfa.web.presenters.start import DEMO_DOMAIN

YEAR, MONTH = "2013-14", "2013-12"
WHY = "Illustrative: made up to show how it works"


def ask(fund: RunningFund) -> None:
    """Put them forward, once, for the example that ships with cronfa; where it has been used already, nothing is asked."""
    if fund.slug != LEEDS or Proposal.objects.filter(fund=fund.slug).exists():
        return
    maker = Person.objects.get(email=f"idris.lowe{DEMO_DOMAIN}")
    checker = Person.objects.get(email=f"mair.huws{DEMO_DOMAIN}")
    try:
        moved = virements.put_forward(
            fund,
            Virement(YEAR, "2013-10", "day-opportunities", "direct-payments", 5_000_000),
            maker,
            key="demo",
            why=WHY,
        )
        proposals.approve(fund, moved, checker)
        _waiting(fund, maker)
    except Problems:  # another fund of the same name: the demonstration goes on without them
        return


def _waiting(fund: RunningFund, maker: Person) -> None:
    paid = {"residential": 45_000_000, "supported-living": 288_750_000, "day-opportunities": 18_500_000}
    arrival = Arrival(YEAR, "nhs-leeds", date(2014, 1, 31), "ILLUSTRATIVE 4471", paid)
    contributions.arrived(fund, arrival, maker, why=WHY)
    accrual = Accrual(
        MONTH, "community-equipment", "Other Equipment", 1_840_000, "Illustrative: hoists not yet invoiced"
    )
    journals.accrue(fund, accrual, maker, why=WHY)
    lines = (
        PostingDraft("expenditure", "leeds", 125_000, "direct-payments"),
        PostingDraft("expenditure", "leeds", -125_000, "day-opportunities"),
    )
    journal = Journal(MONTH, "Illustrative: a payment booked to the wrong scheme", lines)
    journals.put_forward(fund, journal, maker, key="demo", why=WHY)
