"""The audit trail: who did what, when and why, before and after; and whether it is whole."""

from typing import Any

from django.http import HttpResponse
from ninja import Router, Schema

from cronfa.api import cursors
from cronfa.api.addresses import reads
from cronfa.api.shapes import CSV, Cursor, Limit
from cronfa.governance.desk import Desk
from cronfa.governance.models import Event
from cronfa.governance.roles import Right
from cronfa.governance.trail import first_wrong
from cronfa.governance.twins import event_as_json, trail_as_csv

router = Router(tags=["Audit trail"])


class EventOf(Schema):
    """One event; its hash follows from the one before it."""

    number: int
    at: str
    who: str
    role: str
    what: str
    about: str
    why: str
    before: Any
    after: Any
    hash: str


class Trail(Schema):
    """Events from the beginning."""

    items: list[EventOf]
    next: str | None


class TrailVerification(Schema):
    """Whether every event follows from the one before it."""

    sound: bool
    first_wrong: int | None


@reads(router, "/funds/{fund}/trail", Right.SEE_TRAIL, Trail)
def list_events(desk: Desk, limit: Limit = 100, cursor: Cursor = "") -> Trail:
    """The trail of the fund, the oldest event first."""
    after = (cursors.read(cursor, 1) or (0,))[0]
    found = list(Event.objects.filter(fund=desk.fund.slug, number__gt=after).order_by("number")[: limit + 1])
    items = [EventOf(**event_as_json(each)) for each in found[:limit]]
    return Trail(items=items, next=cursors.written(items[-1].number) if len(found) > limit else None)


@reads(router, "/funds/{fund}/trail/verification", Right.SEE_TRAIL, TrailVerification)
def verify_trail(desk: Desk) -> TrailVerification:
    """Compute the trail's chain anew."""
    wrong = first_wrong(desk.fund.slug)
    return TrailVerification(sound=wrong is None, first_wrong=wrong)


@reads(router, "/funds/{fund}/trail.csv", Right.SEE_TRAIL, CSV)
def get_trail_csv(desk: Desk) -> HttpResponse:
    """The whole trail as CSV, for keeping elsewhere."""
    return HttpResponse(trail_as_csv(desk.fund.slug), content_type=CSV)
