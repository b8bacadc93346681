"""Managers' forecasts: the pack of a month to take and to send back, and how sure the computed forecast is."""

from datetime import datetime
from typing import Annotated

from django.http import Http404, HttpResponse
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from cronfa.api.addresses import changes, reads
from cronfa.api.doors import FILE
from cronfa.api.files import ENVELOPE_BYTES, Abandoning
from cronfa.api.proposals import ProposalOf, proposal_of
from cronfa.api.shapes import Months, YearName
from cronfa.governance import outlooks, pack_codes, packs, reading
from cronfa.governance.desk import Desk
from cronfa.governance.models import ManagersForecast
from cronfa.governance.packs import Expected
from cronfa.governance.roles import Right
from cronfa.problems import Where, stop
from cronfa.reporting.packs import Pack, PackLine, render
from cronfa.reporting.twins import CONTENT_TYPES

router = Router(tags=["Forecasts"])
EXCEL = CONTENT_TYPES["xlsx"]
MOST_SAID = 500
WhyField = Annotated[
    str, Form(description="For the person who approves it.", max_length=2_000, pattern=r"^[^\x00]*$", min_length=1)
]


class SchemeForecast(Schema):
    """Where a scheme stands, what is computed of its year, and what its manager said last; ``of_month`` is when."""

    scheme: str
    budget_pence: int | None
    actual_pence: int
    committed_pence: int
    computed_pence: int | None
    expected_pence: int | None
    why: str | None
    said_by: str | None
    said_at: datetime | None
    of_month: int | None


class SaidOnce(Schema):
    """One forecast that a manager sent and another person approved."""

    scheme: str
    amount_pence: int
    why: str
    said_by: str
    said_at: datetime


class Forecasts(Schema):
    """A month's forecasts, and everything that was said of that month, the newest first."""

    year: str
    month: int
    schemes: list[SchemeForecast]
    said: list[SaidOnce]


class Interval(Schema):
    """Between which two sums something lies."""

    low_pence: int
    high_pence: int


class Certainty(Schema):
    """How sure the forecast of the year is, seen from the end of a month; ``state`` is ``none`` until it is asked for.

    For each month to come: what adds up by its end, and for each level (such as 80, in hundredths) the interval around it.
    """

    year: str
    months: int
    state: str
    middle_pence: list[int]
    intervals: dict[str, list[Interval]]


@reads(router, "/funds/{fund}/forecasts/{year}/{months}", Right.SEE_FUND, Forecasts)
def get_forecasts(desk: Desk, year: YearName, months: Months) -> Forecasts:
    """What managers expect at the end of a month, beside what is computed."""
    made = _pack(desk, year, months)
    said = packs.newest(desk.fund.slug, made.year, months)
    of_month = ManagersForecast.objects.filter(fund=desk.fund.slug, year=made.year, month=months)
    return Forecasts(
        year=made.year, month=months, schemes=[_scheme(line, said.get(line.scheme)) for line in made.lines],
        said=[
            SaidOnce(
                scheme=each.scheme, amount_pence=each.amount_pence, why=each.why, said_by=each.made_by.name,
                said_at=each.made_at,
            )
            for each in of_month.select_related("made_by").order_by("-id")[:MOST_SAID]
        ],
    )  # fmt: skip


@reads(router, "/funds/{fund}/forecasts/{year}/{months}/pack", Right.SEE_FUND, EXCEL)
def get_pack(desk: Desk, year: YearName, months: Months) -> HttpResponse:
    """The pack of a month, in the language that is asked for: an Excel file that managers fill in and send back."""
    made = _pack(desk, year, months)
    if not made.lines:
        raise Http404
    answer = HttpResponse(render(made, desk.language), content_type=EXCEL)
    name = f"{desk.fund.slug}-{made.year}-{months:02d}-{desk.language}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@changes(
    router, "/funds/{fund}/forecasts/{year}/{months}", Right.PROPOSE, ProposalOf, takes=FILE,
    most_bytes=packs.MOST_BYTES + ENVELOPE_BYTES,
)  # fmt: skip
def send_pack(
    desk: Desk, year: YearName, months: Months,
    file: Annotated[UploadedFile, File(description="The pack that was filled in, up to 2 MB.")], why: WhyField,
) -> ProposalOf:  # fmt: skip
    """Send a pack back. One without a mistake is put forward for another person to approve; else every mistake is said."""
    made = _pack(desk, year, months)
    if (file.size or 0) > packs.MOST_BYTES:
        stop(pack_codes.TOO_LONG, Where(file=(file.name or "")[:100]))
    name, found = packs.look(made, file.name or "", file.read())
    return proposal_of(desk, packs.put_forward(desk.fund, made.year, months, name, found, desk.person, why))


@reads(router, "/funds/{fund}/forecasts/{year}/{months}/certainty", Right.SEE_FUND, Certainty, lasting=False)
def get_certainty(desk: Desk, year: YearName, months: Months) -> Certainty:
    """How sure the computed forecast is, where somebody has asked and it has been worked out for the ledger as it stands."""
    return _certainty(desk, reading.filled(desk, year, months).year, months)


@changes(router, "/funds/{fund}/forecasts/{year}/{months}/certainty", Right.SIMULATE, Certainty)
def ask_for_certainty(desk: Desk, year: YearName, months: Months, sent: Abandoning) -> Certainty:
    """Have it worked out how sure the forecast is; that takes half a minute or so. Not for the last month of a year."""
    known = reading.filled(desk, year, months).year
    if months == 12:
        raise Http404
    outlooks.ask(desk.fund, known, months, desk.person)
    return _certainty(desk, known, months)


def _pack(desk: Desk, year: str, months: int) -> Pack:
    return packs.pack(desk.fund, reading.filled(desk, year, months), months)


def _scheme(line: PackLine, said: Expected | None) -> SchemeForecast:
    return SchemeForecast(
        scheme=line.scheme, budget_pence=line.budget_pence, actual_pence=line.actual_pence,
        committed_pence=line.committed_pence, computed_pence=line.computed_pence,
        expected_pence=said.amount_pence if said else None, why=said.why if said else None,
        said_by=said.who if said else None, said_at=said.at if said else None, of_month=said.month if said else None,
    )  # fmt: skip


def _certainty(desk: Desk, year: str, months: int) -> Certainty:
    found = outlooks.kept(desk.fund, year, months)
    sure = outlooks.sure(found)
    return Certainty(
        year=year, months=months, state=found.state if found else "none",
        middle_pence=list(sure.middle_pence) if sure else [],
        intervals={
            str(level): [Interval(low_pence=low, high_pence=high) for low, high in ends]
            for level, ends in (sure.intervals if sure else {}).items()
        },
    )  # fmt: skip
