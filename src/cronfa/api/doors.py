"""The door of every address: whose token it is, what it may do, and whether what is sent can be taken at all.

All of it is asked before anything that was sent is read, in the order of the answers: 401, 429, 404, 403, then the form.
"""

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from cronfa.api import codes, limits
from cronfa.api.refusals import language
from cronfa.governance import sight, tokens
from cronfa.governance.desk import Desk, sit_down
from cronfa.governance.models import Person, Token
from cronfa.governance.roles import Right
from cronfa.governance.second_proof import lacks_second_proof
from cronfa.governance.sight import Sight
from cronfa.problems import stop

JSON = "application/json"
FILE = "multipart/form-data"
MOST_JSON_BYTES = 1024 * 1024
LONGEST_KEY = 200


class Bearer(HttpBearer):
    """Opens to a token that carries a right. What it opens to is the desk at which the handler is called."""

    openapi_description = "A token from the page Tokens: one fund, one body, some of its person's rights, until a day."

    def __init__(self, needs: Right | None, *, takes: str = "", most_bytes: int = MOST_JSON_BYTES) -> None:
        """``needs`` is the right to ask, none for what every token may; ``takes`` the type of the body, if one is sent."""
        super().__init__()
        self.needs, self.takes, self.most_bytes = needs, takes, most_bytes

    def __call__(self, request: HttpRequest) -> Desk:
        scheme, _, text = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not text.strip():
            stop(codes.NO_TOKEN)
        return self.authenticate(request, text.strip())

    def authenticate(self, request: HttpRequest, token: str) -> Desk:
        found = known(token)
        limits.count(found.sha256)
        if any(ord(letter) < 32 for letter in request.path_info):
            stop(codes.NOT_READABLE)
        desk = desk_of(found, fund_of(request) or found.fund)
        if self.needs is not None and not desk.may(self.needs):
            raise PermissionDenied
        if self.takes:
            self._check_form(request)
        request.token = found  # type: ignore[attr-defined]  # for what is remembered of a request
        return desk

    def _check_form(self, request: HttpRequest) -> None:
        key = request.headers.get("Idempotency-Key", "")
        if not 1 <= len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
            stop(codes.NO_KEY)
        sent = request.content_type or ""
        if sent != self.takes:
            stop(codes.WRONG_TYPE, sent=sent[:100], takes=self.takes)
        size = request.headers.get("Content-Length", "")
        if size.isdecimal() and int(size) > self.most_bytes:
            stop(codes.TOO_LARGE, size=f"{int(size):,}", most=f"{self.most_bytes:,}")


def fund_of(request: HttpRequest) -> str:
    """The fund that the address names, if it names one."""
    match = request.resolver_match
    return str(match.kwargs.get("fund", "")) if match else ""


def known(text: str) -> Token:
    """The token with this text.

    Raises:
        Problems: there is none that is good.
    """
    sight.see(Sight(token=tokens.hash_of(text)))
    found = tokens.find(text, timezone.localdate())
    if found is None:
        stop(codes.TOKEN_NOT_GOOD)
    return found


def desk_of(token: Token, fund: str) -> Desk:
    """The desk of a token's person at a fund, with no more rights than the token carries.

    Raises:
        Http404: it is not the token's fund, or the person has no standing there for the token's body any more.
        Problems: a right that moves money, and no second proof of sign-in.
    """
    today = timezone.localdate()
    sight.see(Sight(person=token.person_id))
    person = Person.objects.get(pk=token.person_id)
    desk = sit_down(person, fund, language(), today) if fund == token.fund else None
    if desk is None:
        raise Http404
    standing = tokens.standing_of(token, person, desk.fund.agreement, today)
    if not standing.held:
        raise Http404
    if lacks_second_proof(person, standing):
        stop(codes.NO_SECOND_PROOF)
    sight.stand(standing)
    tokens.note_use(token, today)
    return replace(desk, standing=standing)


def given(request: HttpRequest) -> tuple[Desk, Token]:
    """Who asks: the desk, and the token that opened it."""
    asked: Any = request
    return asked.auth, asked.token
