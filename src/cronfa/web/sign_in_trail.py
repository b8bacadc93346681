"""Signing in and out, and what it takes, goes to the trail: events of no fund, chained as every other.

Who failed is named only if there is such a person: what else is typed into the field of an address may be a password. The
number of the request leads to what the proxy noted of it; an address on the network is not kept here.
"""

import hashlib
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.core.cache import cache
from django.http import HttpRequest

from cronfa.governance.models import Person
from cronfa.governance.trail import record
from cronfa.web.noting import number_of_the_request

NOBODY = "–"
LOCKED_SECONDS = 300
"""Of one lockout one event is written, however often it is tried meanwhile."""


def connect() -> None:
    """Have every one of these noted."""
    auth.user_logged_in.connect(_signed_in)
    auth.user_logged_out.connect(_signed_out)
    auth.user_login_failed.connect(_failed)
    mfa.authentication_failed.connect(_failed_second)
    mfa.authenticator_added.connect(_added)
    mfa.authenticator_removed.connect(_removed)
    account.password_changed.connect(_password)
    account.password_set.connect(_password)
    account.password_reset.connect(_password)


def note(what: str, who: str, **more: object) -> None:
    """Add one event of no fund to the trail."""
    record("", who=who, what=what, after={"request": number_of_the_request(), **more})


def named(address: str) -> str:
    """The person of an address as the trail names people; nobody where there is none."""
    person = Person.objects.filter(email=address.strip().lower()).first() if address else None
    return _name(person) if person else NOBODY


def locked_out(request: HttpRequest, address: str) -> None:
    """Note that somebody failed too often to be let try again."""
    who = named(address)
    if cache.add(f"locked-out-{hashlib.sha256(who.encode()).hexdigest()}", True, LOCKED_SECONDS):
        note("locked out", who)


def _name(person: Person) -> str:
    return f"{person.name} <{person.email}>"


def _signed_in(sender: Any, request: HttpRequest, user: Person, **_: Any) -> None:
    ways = [each.get("method", "") for each in request.session.get("account_authentication_methods", ())]
    note("signed in", _name(user), by=ways)


def _signed_out(sender: Any, request: HttpRequest, user: Person | None, **_: Any) -> None:
    if user is not None:
        note("signed out", _name(user))


def _failed(sender: Any, credentials: dict[str, Any], **_: Any) -> None:
    note("failed to sign in", named(str(credentials.get("email") or credentials.get("username") or "")))


def _failed_second(sender: Any, user: Person, **_: Any) -> None:
    note("failed a second proof", _name(user))


def _added(sender: Any, user: Person, authenticator: Any, **_: Any) -> None:
    note("added a second proof", _name(user), kind=authenticator.type)


def _removed(sender: Any, user: Person, authenticator: Any, **_: Any) -> None:
    note("removed a second proof", _name(user), kind=authenticator.type)


def _password(sender: Any, user: Person, **_: Any) -> None:
    note("set a password", _name(user))
