"""Money from and to partners, between people: one records that it came or went, another approves, then it is posted."""

from datetime import date

from cronfa.fund.contributing import Arrival, check, record_arrival
from cronfa.fund.opening import RunningFund
from cronfa.fund.paying import record_payment
from cronfa.governance.models import Person, Proposal
from cronfa.governance.proposals import Content, Kind, kind, prepare
from cronfa.governance.roles import Right
from cronfa.language import Text, same
from cronfa.money import pounds
from cronfa.reporting.words import day


def arrived(fund: RunningFund, arrival: Arrival, person: Person, *, why: str) -> Proposal:
    """Put forward that a contribution has come. A partner's bank reference is put forward once.

    Raises:
        Problems: all that is wrong with it, or it has been put forward.
    """
    check(fund, arrival)
    content = {
        "year": arrival.year, "partner": arrival.partner, "on": arrival.on.isoformat(),
        "reference": arrival.reference.strip(), "pence": {name: pence for name, pence in arrival.pence.items() if pence},
    }  # fmt: skip
    return prepare(fund, ARRIVAL, content, person, key=f"{arrival.partner}/{content['reference']}", why=why)


def paid(
    fund: RunningFund, partner: str, amount_pence: int, on: date, reference: str, person: Person, *, why: str
) -> Proposal:
    """Put forward that a partner paid a settlement's invoice (above zero) or was refunded (below zero).

    Raises:
        Problems: it has been put forward already, or no reason is given.
    """
    content = {"partner": partner, "pence": amount_pence, "on": on.isoformat(), "reference": reference.strip()}
    return prepare(fund, PAYMENT, content, person, key=f"{partner}/{reference.strip()}/{on}", why=why)


def _post_arrival(fund: RunningFund, content: Content, who: str) -> Content:
    on = date.fromisoformat(content["on"])
    arrival = Arrival(content["year"], content["partner"], on, content["reference"], content["pence"])
    return {"entries": [record_arrival(fund, arrival, who)]}


def _post_payment(fund: RunningFund, content: Content, who: str) -> Content:
    on = date.fromisoformat(content["on"])
    return {"entries": [record_payment(fund, content["partner"], content["pence"], on, content["reference"], who)]}


def _arrival_says(fund: RunningFund, content: Content) -> Text:
    said = Text(
        en="{partner} has paid in {amount} for {year}, reference {reference}",
        cy="Mae {partner} wedi talu {amount} i mewn am {year}, cyfeirnod {reference}",
    )
    return said.filled(
        partner=fund.terms_of(content["year"]).name(content["partner"]), amount=pounds(sum(content["pence"].values())),
        year=content["year"], reference=content["reference"],
    )  # fmt: skip


def _payment_says(fund: RunningFund, content: Content) -> Text:
    said = Text(
        en="{partner} has paid {amount} of its settlement, reference {reference}",
        cy="Mae {partner} wedi talu {amount} o'i setliad, cyfeirnod {reference}",
    )
    if content["pence"] < 0:
        said = Text(
            en="{partner} has been refunded {amount}, reference {reference}",
            cy="Mae {partner} wedi cael {amount} yn ôl, cyfeirnod {reference}",
        )
    name = fund.agreement.latest.terms.name(content["partner"])
    return said.filled(partner=name, amount=pounds(abs(content["pence"])), reference=content["reference"])


def _by_scheme(fund: RunningFund, content: Content) -> tuple[tuple[Text, Text], ...]:
    """The day it reached the bank, and how much of it is for each scheme."""
    title = fund.terms_of(content["year"]).scheme_title
    shares = ((title(scheme), same(pounds(pence))) for scheme, pence in content["pence"].items())
    return (_reached(content), *shares)


def _paid_on(fund: RunningFund, content: Content) -> tuple[tuple[Text, Text], ...]:
    return (_reached(content),)


def _reached(content: Content) -> tuple[Text, Text]:
    return Text(en="At the bank on", cy="Yn y banc ar"), day(date.fromisoformat(content["on"]))


ARRIVAL = kind(
    Kind(
        "arrival",
        Text(en="A contribution that has come", cy="Cyfraniad sydd wedi cyrraedd"),
        prepare=Right.PROPOSE,
        approve=Right.APPROVE,
        says=_arrival_says,
        do=_post_arrival,
        details=_by_scheme,
    )
)
PAYMENT = kind(
    Kind(
        "payment",
        Text(en="Payment of a settlement", cy="Talu setliad"),
        prepare=Right.PROPOSE,
        approve=Right.APPROVE,
        says=_payment_says,
        do=_post_payment,
        details=_paid_on,
    )
)
