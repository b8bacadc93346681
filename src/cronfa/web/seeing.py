"""What a request sees of the database: to begin with its own person, and at the door of signing in whoever knocks.

What a person has been shown is kept by no browser or proxy: after signing out, the way back leads to signing in.
"""

import re
from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.http import HttpRequest, HttpResponse

from cronfa.governance import sight
from cronfa.governance.sight import Door, Sight

DOOR = re.compile(r"/(en|cy)/(account|demo)/")


class SeesItself:
    """Says to the database who asks. Which fund is opened to them is said when they sit down at its desk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.session.get(SESSION_KEY)
        if connection.vendor == "postgresql":
            door: Door = "sign-in" if DOOR.match(request.path_info) else ""
            sight.see(Sight(person=int(person) if person else None, door=door))
        response = self.get_response(request)
        if person:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
