"""What htmx needs of the server: it changes parts of a page by asking for whole pages, the same that anyone may open.

A link or a form that is enhanced says which part of the answer it takes (``hx-select``), so pages know nothing of it. Only
an answer that is no page to take a part of, such as signing in again or a failure, has to be opened as it is.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest, HttpResponse

OPEN = "HX-Redirect"
"""The header by which htmx is told to leave the page for another address."""
STAY = "HX-Push-Url"
"""The header by which htmx is told, by ``false``, that the page keeps its address."""


class PagesForParts:
    """Has the browser open what is no part of the page it is on: a way elsewhere, or a failure in full."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not for_part(request) or response.status_code == 200:
            return response
        leading = HttpResponse(status=204)
        leading[OPEN] = response.get("Location") or request.get_full_path()
        return leading


def for_part(request: HttpRequest) -> bool:
    """Whether a part of a page asks, not a person who opens one."""
    return request.headers.get("HX-Request") == "true"


class NamedByContent(StaticFilesStorage):
    """Addresses of static files with a digest of what they hold: kept for long, and never stale after an upgrade."""

    def url(self, name: str | None, force: bool = False) -> str:
        assert name is not None
        return f"{super().url(name)}?{digest(name)}"


@cache
def digest(name: str) -> str:
    """The beginning of a static file's SHA-256."""
    path = finders.find(name)
    assert isinstance(path, str), f"there is no static file {name}"
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:16]
