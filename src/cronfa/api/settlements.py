"""Settlements: the figures, what boards must decide, what each partner says, and putting one forward to be posted."""

from datetime import date, datetime
from typing import Annotated, Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404
from ninja import Router, Schema
from pydantic import Field

from cronfa.api import codes
from cronfa.api.addresses import changes, reads
from cronfa.api.figures import Figure
from cronfa.api.proposals import ProposalOf, proposal_of
from cronfa.api.shapes import Line, Months, Name, Pence, Sends, YearName
from cronfa.fund.settling import is_settled
from cronfa.governance import reading, sent_codes, settlements
from cronfa.governance.decisions import decided
from cronfa.governance.desk import Desk
from cronfa.governance.models import PartnerView
from cronfa.governance.roles import Right
from cronfa.governance.settlements import Position
from cronfa.problems import stop
from cronfa.settlement.figures import figures, party_id

router = Router(tags=["Settlement"])
VIEWS = {"accept": PartnerView.ACCEPTED, "dispute": PartnerView.DISPUTED, "mediate": PartnerView.IN_MEDIATION}
Day = Annotated[str, Field(max_length=10, json_schema_extra={"format": "date"})]


class YearSettled(Schema):
    """A year with spend, what its settlement comes to with the money posted, and whether it is posted.

    ``variance_pence`` above zero is an overspend; ``to_pay_pence`` by partner, below zero to get.
    """

    year: str
    posted: bool
    variance_pence: int
    to_pay_pence: dict[str, int]


class Settlements(Schema):
    """The years that can be settled, the newest first."""

    items: list[YearSettled]


class ViewOf(Schema):
    """A partner's newest word on the settlement; ``of_these_figures`` is false where the figures have moved since."""

    partner: str
    view: str
    of_these_figures: bool
    why: str
    said_by: str
    said_at: datetime


class Wanted(Schema):
    """What the agreement leaves to a board."""

    decision: str
    board: str
    scheme: str | None
    clause: str | None
    amount_pence: int


class Recorded(Schema):
    """What a board has decided, as its minutes say; ``split`` is pence by party."""

    decision: str
    board: str
    on: date
    minute: str
    agreed: bool
    split: dict[str, int]


class Settlement(Schema):
    """The settlement of a year's first months. ``figures_sha256`` names these very figures: acceptance is of them alone."""

    year: str
    months: int
    posted: bool
    figures_sha256: str
    figures: list[Figure]
    views: list[ViewOf]
    waits_for: list[str]
    decisions_wanted: list[Wanted]
    decisions_recorded: list[Recorded]


class WordOnIt(Sends):
    """What a partner says of the figures that it saw. A dispute and mediation need a reason."""

    partner: Name
    view: Literal["accept", "dispute", "mediate"]
    figures_sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    why: Line = ""


class BoardDecided(Sends):
    """What a board decided, as its minutes say."""

    decision: Name
    on: Day
    minute: Name
    agreed: bool = True
    split: dict[str, Pence] = Field(default_factory=dict, max_length=50)


class PuttingForward(Sends):
    """Why the settlement is put forward now."""

    why: Line


@reads(router, "/funds/{fund}/settlements", Right.SEE_FUND, Settlements)
def list_settlements(desk: Desk) -> Settlements:
    """Every year with spend, what its settlement comes to, and whether it is posted."""
    return Settlements(
        items=[
            YearSettled(
                year=each.year, posted=each.posted, variance_pence=each.variance_pence,
                to_pay_pence=dict(each.to_pay_pence),
            )
            for each in reading.years_stand(desk)
        ]
    )  # fmt: skip


@reads(router, "/funds/{fund}/settlements/{year}/{months}", Right.SEE_FUND, Settlement)
def get_settlement(desk: Desk, year: YearName, months: Months) -> Settlement:
    """What each partner must pay or gets back, what waits for a board, and what each partner says of it."""
    return _settlement(desk, reading.filled(desk, year, months).year, months)


@changes(router, "/funds/{fund}/settlements/{year}/{months}/word", Right.ACCEPT, Settlement)
def say_of_settlement(desk: Desk, year: YearName, months: Months, sent: WordOnIt) -> Settlement:
    """Accept, dispute or take to mediation the figures that the partner saw."""
    known = reading.filled(desk, year, months).year
    if not desk.may(Right.ACCEPT, sent.partner):
        raise PermissionDenied
    settlements.say(
        desk.fund, known, months, sent.partner, VIEWS[sent.view], desk.person, figures_sha256=sent.figures_sha256,
        why=sent.why,
    )  # fmt: skip
    return _settlement(desk, known, months)


@changes(router, "/funds/{fund}/settlements/{year}/{months}/decisions", Right.DECIDE, ProposalOf)
def record_decision(desk: Desk, year: YearName, months: Months, sent: BoardDecided) -> ProposalOf:
    """Put forward what a board decided; it counts once another person has approved its record."""
    known = reading.filled(desk, year, months).year
    wanted = settlements.decision_wanted(settlements.position(desk.fund, known, months), sent.decision)
    if wanted is None:
        raise Http404
    terms = desk.fund.terms_of(known)
    parties = (*terms.partner_ids, *(f"reserve:{name}" for name in terms.reserves))
    for name in sent.split:
        if name not in parties:
            stop(codes.NO_SUCH_PARTY, party=name, parties=", ".join(parties))
    made = settlements.put_decision_forward(
        desk.fund, wanted, desk.person, year=known, months=months, on=day(sent.on), minute=sent.minute.strip(),
        agreed=sent.agreed, split=sent.split,
    )  # fmt: skip
    return proposal_of(desk, made)


@changes(router, "/funds/{fund}/settlements/{year}/{months}/posting", Right.PROPOSE, ProposalOf)
def put_settlement_forward(desk: Desk, year: YearName, months: Months, sent: PuttingForward) -> ProposalOf:
    """Put a settlement forward to be posted, once every partner has accepted its figures."""
    known = reading.filled(desk, year, months).year
    return proposal_of(desk, settlements.put_forward(desk.fund, known, months, desk.person, sent.why))


def day(text: str) -> date:
    """A day that was sent as text.

    Raises:
        Problems: it is none.
    """
    if not text.strip():
        stop(sent_codes.NO_DATE)
    try:
        return date.fromisoformat(text)
    except ValueError:
        stop(sent_codes.NOT_A_DATE, text=text)


def _settlement(desk: Desk, year: str, months: int) -> Settlement:
    at = settlements.position(desk.fund, year, months)
    return Settlement(
        year=year, months=months, figures_sha256=at.figures_sha256,
        posted=is_settled(desk.fund, year) or is_settled(desk.fund, year, months),
        figures=[Figure(id=name, amount_pence=pence) for name, pence in figures(at.settlement).items()],
        views=_views(at), waits_for=list(at.waits_for(desk.fund.terms_of(year).partner_ids)),
        decisions_wanted=[
            Wanted(**{name: getattr(each, name) for name in Wanted.model_fields}) for each in at.wanted
        ],
        decisions_recorded=[
            Recorded(
                decision=each.id, board=each.board, on=each.on, minute=each.minute, agreed=each.agreed,
                split={party_id(who): pence for who, pence in each.split},
            )
            for each in decided(desk.fund, year).decisions.values()
        ],
    )  # fmt: skip


def _views(at: Position) -> list[ViewOf]:
    said = [(each, True) for each in at.views.values()] + [(each, False) for each in at.stale.values()]
    return [
        ViewOf(
            partner=each.partner, view=each.view, of_these_figures=now, why=each.why, said_by=each.said_by.name,
            said_at=each.said_at,
        )
        for each, now in sorted(said, key=lambda pair: pair[0].partner)
    ]  # fmt: skip
