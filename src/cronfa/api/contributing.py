"""Contributions: what is owed and has arrived, invoices, what settlements left to pay; money that came is put forward."""

from typing import Annotated

from django.http import Http404, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from cronfa import reporting
from cronfa.api.addresses import changes, reads
from cronfa.api.proposals import ProposalOf, proposal_of
from cronfa.api.reports import AS_FILE, WHOLE, TableId, Whole, as_file
from cronfa.api.settlements import Day, day
from cronfa.api.shapes import Line, Name, Number, Pence, Sends, YearName
from cronfa.calendars import Year
from cronfa.fund.contributing import Arrival
from cronfa.fund.contribution_documents import report, settled_report
from cronfa.fund.paying import check_payment
from cronfa.governance import contributions, reading
from cronfa.governance.desk import Desk
from cronfa.governance.roles import Right
from cronfa.reporting.model import Report
from cronfa.reporting.twins import CONTENT_TYPES, Twin, twin

router = Router(tags=["Contributions"])
AsAt = Annotated[
    str,
    Query(
        alias="as-at",
        description="A day such as 2026-11-30; when it is not said, today or the last day that the ledger reaches.",
        max_length=10,
    ),
]
Form = Annotated[Whole, Query(alias="as", description="json holds both languages.")]
PartnerName = Annotated[
    str, Path(description="The partner's name in the agreement.", max_length=100, pattern="^[a-z][a-z0-9-]*$")
]
DOCUMENT = ", ".join(WHOLE.values())


class Arrived(Sends):
    """Money of a partner that has reached the bank, by scheme; ``reference`` is the bank's."""

    partner: Name
    on: Day
    reference: Name
    pence: dict[str, Annotated[int, Field(ge=1, le=2**53)]] = Field(min_length=1, max_length=200)
    why: Line


class Payment(Sends):
    """A partner's payment of what a settlement left (above zero), or its refund (below zero); ``reference`` is the bank's."""

    amount_pence: Pence
    on: Day
    reference: Name
    why: Line


@reads(router, "/funds/{fund}/contributions/{year}", Right.SEE_FUND, DOCUMENT)
def get_contributions(desk: Desk, year: YearName, as_at: AsAt = "", form: Form = "json") -> HttpResponse:
    """What every partner owes for a year, what had arrived by a day, and the instalments of partners one may see. As a report."""
    return _document(desk, _report(desk, year, as_at), f"contributions-{year}", form)


@reads(router, "/funds/{fund}/contributions/{year}/tables/{table}", Right.SEE_FUND, AS_FILE)
def get_contributions_table(
    desk: Desk, year: YearName, table: TableId, as_at: AsAt = "",
    form: Annotated[Twin, Query(alias="as", description="csv and xlsx are in the language that is asked for.")] = "json",
) -> HttpResponse:  # fmt: skip
    """One table of that report by itself, with exact numbers."""
    made = twin(_report(desk, year, as_at), table, form, desk.language)
    if made is None:
        raise Http404
    return as_file(made, CONTENT_TYPES[form], f"{desk.fund.slug}-contributions-{year}-{table}.{form}")


@reads(
    router, "/funds/{fund}/contributions/{year}/partners/{partner}/instalments/{number}", Right.SEE_POSTINGS, DOCUMENT
)
def get_invoice(desk: Desk, year: YearName, partner: PartnerName, number: Number, form: Form = "json") -> HttpResponse:
    """The invoice of one instalment of a partner."""
    made = reading.call_report(desk, reading.known_year(desk, year), partner, number)
    if made is None:
        raise Http404
    return _document(desk, made, f"{year}-{partner}-{number}", form)


@reads(router, "/funds/{fund}/contributions/{year}/partners/{partner}/settlement", Right.SEE_POSTINGS, DOCUMENT)
def get_settled_account(desk: Desk, year: YearName, partner: PartnerName, form: Form = "json") -> HttpResponse:
    """What a year's settlement left a partner to pay or to get, and what has been paid of it."""
    account = reading.settled_account(desk, year, partner)
    if account is None:
        raise Http404
    return _document(desk, settled_report(desk.fund, account), f"{year}-{partner}-settlement", form)


@changes(router, "/funds/{fund}/contributions/{year}/arrivals", Right.PROPOSE, ProposalOf)
def record_arrival(desk: Desk, year: YearName, sent: Arrived) -> ProposalOf:
    """Put forward that a contribution has come; a bank reference of a partner is put forward once."""
    arrival = Arrival(reading.known_year(desk, year), sent.partner, day(sent.on), sent.reference, sent.pence)
    return proposal_of(desk, contributions.arrived(desk.fund, arrival, desk.person, why=sent.why))


@changes(router, "/funds/{fund}/contributions/{year}/partners/{partner}/payments", Right.PROPOSE, ProposalOf)
def record_payment(desk: Desk, year: YearName, partner: PartnerName, sent: Payment) -> ProposalOf:
    """Put forward that a partner has paid what a settlement left, or has had its refund."""
    if reading.settled_account(desk, year, partner) is None:
        raise Http404
    check_payment(desk.fund, partner, sent.amount_pence, sent.reference)
    made = contributions.paid(
        desk.fund, partner, sent.amount_pence, day(sent.on), sent.reference, desk.person, why=sent.why
    )  # fmt: skip
    return proposal_of(desk, made)


def _report(desk: Desk, year: str, as_at: str) -> Report:
    known = reading.known_year(desk, year)
    by = min(day(as_at), Year(known).last_day) if as_at else reading.day_known(desk, known)
    return report(desk.fund, known, by, desk.sees_partners)


def _document(desk: Desk, made: Report, name: str, form: Whole) -> HttpResponse:
    [(file, content)] = reporting.rendered(made, f"{desk.fund.slug}-{name}", form, desk.language)
    return as_file(content, WHOLE[form], file)
