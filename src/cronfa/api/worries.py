"""Sloping shoulders: each partner's worries, its own alone until it releases them."""

from datetime import datetime
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from ninja import Router, Schema
from pydantic import Field

from cronfa.api.addresses import changes, reads
from cronfa.api.files import Abandoning
from cronfa.api.shapes import Number, Sends
from cronfa.governance import worries
from cronfa.governance.desk import Desk
from cronfa.governance.models import Worry
from cronfa.governance.roles import Right

router = Router(tags=["Worries"])
Shock = Annotated[
    dict[str, Any],
    Field(
        description="As a file of shocks has it.",
        max_length=20,
        examples=[{"name": "Fees +9 %", "fees": {"up": "9%", "from": "October"}}],
    ),
]


class WorryOf(Schema):
    """One worry: whose it is, when it was released (nothing: only its partner sees it), and what it says."""

    number: int
    partner: str
    released_at: datetime | None
    shock: dict[str, Any]


class Worries(Schema):
    """The worries that the token may read: those released, and the own body's."""

    items: list[WorryOf]


class WorryRow(Sends):
    """A worry of the grid: one that is there by its number, or a new one. Without a shock it is taken away."""

    number: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None
    shock: Shock | None = None


class Grid(Sends):
    """The rows of the own body's grid that change; what is not named stays as it is."""

    rows: Annotated[list[WorryRow], Field(min_length=1, max_length=worries.MOST_ROWS)]


class GridKept(Schema):
    """Whose grid was changed, and how many of its worries are kept to itself and released. What they say is not repeated."""

    partner: str
    own: int
    released: int


@reads(router, "/funds/{fund}/worries", Right.SEE_FUND, Worries, lasting=False)
def list_worries(desk: Desk) -> Worries:
    """What partners fear, as far as they have said so, and the own body's worries."""
    found = worries.visible(desk.fund.slug, desk.standing).order_by("pk")
    items = [
        WorryOf(number=each.pk, partner=each.partner, released_at=each.released_at, shock=dict(worries.body_of(each)))
        for each in found
    ]
    return Worries(items=items)


@changes(router, "/funds/{fund}/worries", Right.WORRY, GridKept)
def write_worries(desk: Desk, sent: Grid) -> GridKept:
    """Write the own body's worries; everything wrong with them is said at once, and nothing is kept then."""
    rows = [worries.Written(each.number, each.shock) for each in sent.rows]
    worries.save(desk.fund, _body(desk), rows, desk.person)
    return _kept(desk)


@changes(router, "/funds/{fund}/worries/release", Right.WORRY, GridKept)
def release_worries(desk: Desk, sent: Abandoning) -> GridKept:
    """Show the own body's worries to every partner, for good."""
    worries.release(desk.fund, _body(desk), desk.person)
    return _kept(desk)


@changes(router, "/funds/{fund}/worries/{number}/withdraw", Right.WORRY, GridKept)
def withdraw_worry(desk: Desk, number: Number, sent: Abandoning) -> GridKept:
    """Take a released worry of the own body off the grid; that it was there stays a record."""
    if not worries.withdraw(desk.fund, _body(desk), number, desk.person):
        raise Http404
    return _kept(desk)


def _body(desk: Desk) -> str:
    body = next(iter(desk.standing.bodies(Right.WORRY)), "")
    if not body:
        raise PermissionDenied
    return body


def _kept(desk: Desk) -> GridKept:
    mine = Worry.objects.filter(fund=desk.fund.slug, partner=_body(desk), gone_at=None)
    own = mine.filter(released_at=None).count()
    return GridKept(partner=_body(desk), own=own, released=mine.count() - own)
