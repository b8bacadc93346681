"""What a session sees: said to PostgreSQL once a request, outside of every transaction, and taken back when it ends.

Settings of the session, not of a transaction: what is said inside a savepoint would last to the end of the transaction
around it, and a page's rows are read in several. :func:`see` refuses to be called inside one.
"""

from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from cronfa.governance.models import Appointment, Person
from cronfa.governance.rights import Standing

Door = Literal["", "sign-in", "worker"]


@dataclass(frozen=True, slots=True)
class Sight:
    """Who asks, in which funds, for which bodies. Nothing of it said: nothing seen."""

    person: int | None = None
    funds: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    sees_all: bool = False
    """Whether rows that are one body's own are seen whosever they are."""
    token: str = ""
    """The SHA-256 of the key that a program has shown, by which it is found."""
    door: Door = ""
    """Where one stands before a fund: signing in (people are found by their address), or looking for work to do."""


NOTHING = Sight()
_seen: ContextVar[Sight] = ContextVar("sight", default=NOTHING)
_SAY = (
    "SELECT set_config('cronfa.person', %s, false), set_config('cronfa.funds', %s, false), "
    "set_config('cronfa.bodies', %s, false), set_config('cronfa.sees_all', %s, false), "
    "set_config('cronfa.token', %s, false), set_config('cronfa.door', %s, false), "
    "set_config('cronfa.fund_ids', '', false), set_config('cronfa.address', '', false)"
)
_SAY_IDS = (
    "SELECT set_config('cronfa.fund_ids', coalesce((SELECT string_agg(id::text, ',') FROM ledger_fund "
    "WHERE slug = ANY(%s)), ''), false)"
)


def see(sight: Sight) -> None:
    """From now on this thread sees these rows and no others. On SQLite nothing is said: there the code alone divides."""
    assert not connection.in_atomic_block, "what a session sees is said outside of transactions"
    _seen.set(sight)
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        _say(connection, sight)


def seen() -> Sight:
    """What this thread sees."""
    return _seen.get()


def enter(person: Person, fund: str) -> None:
    """See a fund as somebody who has, or has had, an appointment in it; as anybody else nothing but oneself."""
    if connection.vendor != "postgresql":
        return
    known = Sight(person=person.pk)
    if _seen.get().person != person.pk:
        see(known)
    appointed = Appointment.objects.filter(person=person, fund=fund).exists()
    see(replace(known, funds=(fund,)) if appointed else known)


def leave() -> None:
    """See no fund any more, only oneself."""
    if connection.vendor == "postgresql":
        see(Sight(person=_seen.get().person))


def stand(standing: Standing) -> None:
    """See what one's standing in the fund allows: rows of one's own bodies, or of all."""
    if connection.vendor == "postgresql":
        bodies = tuple(sorted({body for _, body in standing.held if body}))
        see(replace(_seen.get(), bodies=bodies, sees_all=standing.sees_all))


def know(address: str) -> None:
    """Inside a transaction: let the person of this address be found, whosever funds they are in, until it ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('cronfa.address', %s, true)", [address])


def forget(**_: Any) -> None:
    """See nothing any more: a request has ended, or begins on a connection that an earlier one has left."""
    _seen.set(NOTHING)
    if connection.vendor != "postgresql" or connection.connection is None:
        return
    try:
        _say(connection, NOTHING)
    except DatabaseError:
        connection.close()


def on_new_connection(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """A connection that is opened while a request is answered sees what the request sees."""
    sight = _seen.get()
    if connection.vendor == "postgresql" and sight != NOTHING:
        _say(connection, sight)


def _say(on: BaseDatabaseWrapper, sight: Sight) -> None:
    assert not any("," in name for name in (*sight.funds, *sight.bodies)), "a comma in the name of a fund or a body"
    said = (
        "" if sight.person is None else str(sight.person), ",".join(sight.funds), ",".join(sight.bodies),
        "yes" if sight.sees_all else "", sight.token, sight.door,
    )  # fmt: skip
    with on.cursor() as cursor:
        cursor.execute(_SAY, said)
        if sight.funds:
            cursor.execute(_SAY_IDS, [list(sight.funds)])
