"""People of the small fund at their desks, signed in."""

from django.conf import settings
from django.test import Client

from cronfa.governance.models import Person
from cronfa.governance.roles import ACTS, Role


def signed_in(role: Role | str, body: str = "") -> Client:
    """A browser at the desk of a role, or of the person with an address: ``signed_in(Role.PARTNER_OFFICER, "board")``."""
    email = role if "@" in str(role) else f"{Role(role).value}-{body or _first_body(Role(role))}@example.org"
    client = Client(HTTP_HOST="127.0.0.1", HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(Person.objects.get(email=email), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def _first_body(role: Role) -> str:
    return "fund" if ACTS[role] == "for the fund" else "council"
