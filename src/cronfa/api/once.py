"""One effect for one key: the key is written in the transaction of what it does, and the database holds it once.

The first of several requests with a key does what they ask; the others wait for it, and get its answer. What is refused
leaves no key behind: nothing was done, so that it may be sent again when what was wrong has been put right.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from cronfa.api import codes
from cronfa.governance.desk import Desk
from cronfa.governance.models import Sent, Token
from cronfa.governance.trail import record
from cronfa.ledger import database
from cronfa.ledger.funds import lock
from cronfa.problems import stop

TRIES = 5
"""Two that write to one trail at the same moment: the second's transaction fails whole, and is begun anew."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered, now or when the key was first sent. ``content`` is JSON."""

    content: str
    again: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request: its key, what tells it from any other, and its method and address."""

    key: str
    digest: str
    address: str


def before(token: Token, request: HttpRequest) -> bool:
    """Whether the request's key has been answered already, so that nothing needs to be looked at for it again.

    Raises:
        Problems: the key was sent with another request.
    """
    sent = Sent.objects.filter(token=token, key=request.headers["Idempotency-Key"]).first()
    if sent and sent.request_sha256 != digest_of(request):
        stop(codes.KEY_USED, key=sent.key)
    return sent is not None


def once(desk: Desk, token: Token, request: HttpRequest, do: Callable[[], str]) -> Answered:
    """The answer of ``do`` (JSON), done once for the request's key; the trail says by which token.

    Raises:
        Problems: the key was sent with another request, or ``do`` refuses; nothing has been done then.
    """
    asked = _Asked(request.headers["Idempotency-Key"], digest_of(request), f"{request.method} {request.path_info}")
    for attempt in range(1, TRIES + 1):
        try:
            return _once(desk, token, asked, do)
        except IntegrityError:
            if attempt == TRIES:
                raise
    raise AssertionError("unreachable")


def _once(desk: Desk, token: Token, asked: _Asked, do: Callable[[], str]) -> Answered:
    with transaction.atomic():
        lock(desk.fund.ledger, database.Session())
        try:
            with transaction.atomic():
                sent = Sent.objects.create(token=token, key=asked.key, request_sha256=asked.digest)
        except IntegrityError:
            return _earlier(token, asked)
        content = do()
        Sent.objects.filter(pk=sent.pk).update(answer=content)
        facts = {"token": token.name, "address": asked.address, "key": asked.key}
        record(token.fund, who=desk.person.name, what="sent by a program", about=f"token {token.pk}", after=facts)
        return Answered(content, again=False)


def _earlier(token: Token, asked: _Asked) -> Answered:
    earlier = Sent.objects.get(token=token, key=asked.key)
    if earlier.request_sha256 != asked.digest:
        stop(codes.KEY_USED, key=asked.key)
    return Answered(earlier.answer, again=True)


def digest_of(request: HttpRequest) -> str:
    """The SHA-256 of what is asked: method, address and body; of a form its fields and files, whatever parts them."""
    if request.content_type == "multipart/form-data":
        fields: list[Any] = sorted((name, values) for name, values in request.POST.lists())
        body = json.dumps([fields, [(name, _of_file(request, name)) for name in sorted(request.FILES)]])
    else:
        body = json.dumps(json.loads(request.body or b"null"), sort_keys=True)  # read without a fault by now
    return hashlib.sha256(f"{request.method} {request.path_info}\n{body}".encode()).hexdigest()


def _of_file(request: HttpRequest, name: str) -> list[tuple[str, str]]:
    told = []
    for file in request.FILES.getlist(name):
        digest = hashlib.sha256()
        for piece in file.chunks():
            digest.update(piece)
        file.seek(0)
        told.append((file.name or "", digest.hexdigest()))
    return told
