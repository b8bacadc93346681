"""The register of pages: no page without an address, a name and the right that it needs.

:func:`fund_page` registers a function as a page of a fund. Whoever is not signed in is asked to; a fund in which one has
no standing is not there at all; a right that is missing is said plainly.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from cronfa.governance.desk import Desk, sit_down
from cronfa.governance.models import Person
from cronfa.governance.roles import Right
from cronfa.web import failures, languages
from cronfa.web.signing_in import lacks_second_proof

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Page:
    """One address. ``needs`` is the right to read it, ``changes`` the one to send a form to it; ``None``: nobody sends."""

    name: str
    pattern: str
    needs: Right
    changes: Right | None
    view: View


PAGES: list[Page] = []
LARGEST = 2**31 - 1
"""No number in an address is larger: neither database would understand it, or it would be of something else."""


def fund_page(
    pattern: str, name: str, needs: Right, changes: Right | None = None
) -> Callable[[Callable[Concatenate[HttpRequest, Desk, ...], HttpResponse]], View]:
    """Register a page of a fund; ``pattern`` follows the fund's own address."""

    def register(view: Callable[Concatenate[HttpRequest, Desk, ...], HttpResponse]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, fund: str, **given: Any) -> HttpResponse:
            if request.method not in ("GET", "HEAD", "POST") or (request.method == "POST" and changes is None):
                return HttpResponseNotAllowed(["GET", "HEAD"] + ["POST"] * (changes is not None))
            if not request.user.is_authenticated:
                if request.method == "POST":
                    return failures.page(request, failures.ENDED)
                return redirect_to_login(request.get_full_path(), reverse("account_login"))
            if any(isinstance(number, int) and number > LARGEST for number in given.values()):
                raise Http404
            at = desk(request, fund)
            if lacks_second_proof(at.person, at.standing):
                return redirect("mfa_index")
            if not at.may(needs) or (request.method == "POST" and changes is not None and not at.may(changes)):
                raise PermissionDenied
            request.desk = at  # type: ignore[attr-defined]  # for what stands around the page
            return view(request, at, **given)

        PAGES.append(Page(name, pattern, needs, changes, guarded))
        return guarded

    return register


def desk(request: HttpRequest, slug: str) -> Desk:
    """The desk of whoever asks, at a fund.

    Raises:
        Http404: there is no such fund, or not for this person.
    """
    person = request.user
    assert isinstance(person, Person)
    at = sit_down(person, slug, languages.current(), timezone.localdate())
    if at is None:
        raise Http404
    return at


def addresses() -> list[Any]:
    """The registered pages as Django's addresses."""
    return [path(f"funds/<slug:fund>/{page.pattern}", page.view, name=page.name) for page in PAGES]
