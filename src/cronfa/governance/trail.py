"""The audit trail: appended in the transaction of what it records, chained by hashes, verified from its beginning."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import connection, transaction

from cronfa.governance.models import Event
from cronfa.ledger.funds import stamp

Facts = Mapping[str, object]


def record(
    fund: str,
    *,
    who: str,
    what: str,
    about: str = "",
    why: str = "",
    role: str = "",
    before: Facts | None = None,
    after: Facts | None = None,
    at: datetime | None = None,
) -> Event:
    """Append one event. Call it inside the transaction of what it records: both are there, or neither.

    Two at once cannot take the same number: the second waits until the first's transaction has ended.
    """
    with transaction.atomic():
        _wait_for_others(fund)
        last = Event.objects.filter(fund=fund).order_by("-number").first()
        event = Event(
            fund=fund,
            number=last.number + 1 if last else 1,
            at=max(stamp(at), last.at if last else ""),
            who=who,
            role=role,
            what=what,
            about=about,
            why=why,
            before=_written(before),
            after=_written(after),
        )
        event.hash = _hash(last.hash if last else _genesis(fund), event)
        event.save(force_insert=True)
    return event


def events(fund: str) -> Iterator[Event]:
    """The trail of a fund from its beginning."""
    yield from Event.objects.filter(fund=fund).order_by("number").iterator()


def first_wrong(fund: str) -> int | None:
    """The number of the first event that is missing or has been changed; ``None`` when the trail is whole."""
    previous = _genesis(fund)
    for expected, event in enumerate(events(fund), start=1):
        if event.number != expected or _hash(previous, event) != event.hash:
            return expected
        previous = event.hash
    return None


def _wait_for_others(fund: str) -> None:
    """Be the one who adds to this fund's trail until the transaction ends. SQLite has one writer at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"cronfa trail\t{fund}"])


def _written(facts: Facts | None) -> str:
    if facts is None:
        return ""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str)


def _genesis(fund: str) -> str:
    return hashlib.sha256(f"cronfa trail\t{fund}".encode()).hexdigest()


def _hash(previous: str, event: Event) -> str:
    fields = (
        event.fund, event.number, event.at, event.who, event.role, event.what, event.about, event.why, event.before,
        event.after,
    )  # fmt: skip
    text = json.dumps(fields, ensure_ascii=False)
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()
