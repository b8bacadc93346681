"""The register of addresses: none without the right that it needs, the answer it gives, and how it may be refused.

:func:`reads` and :func:`changes` register a handler, which is called at the desk of whoever's token it is. What reads may
be answered with *unchanged*; what changes something has one effect for one key, and gives the same answer to the same key.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Path, Router, Schema

from cronfa.api import unchanged
from cronfa.api.doors import JSON, MOST_JSON_BYTES, Bearer, given
from cronfa.api.once import before, once
from cronfa.api.shapes import ProblemDocument
from cronfa.governance.models import Token
from cronfa.governance.roles import Right

Handler = Callable[..., Any]
FundName = Annotated[
    str,
    Path(
        description="The fund's name in its agreement.", max_length=100, pattern="^[a-z][a-z0-9-]*$", examples=["leeds"]
    ),
]
READING = (400, 401, 403, 404, 422, 429)
CHANGING = (*READING, 409, 413, 415)
KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": True,
    "description": "Names this one thing to do. The same key and body again: the same answer, and nothing done twice.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[ -~]+$"},
    "example": "5f3c0e7a-october-file",
}
KNOWN = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "description": "The ETag of an earlier answer: 304 if it is still so.",
    "schema": {"type": "string"},
}


@dataclass(frozen=True, slots=True)
class Address:
    """One address and method. ``needs`` is the right to ask; none: every token may."""

    method: str
    path: str
    name: str
    needs: Right | None
    answer: type[Schema] | str


ADDRESSES: list[Address] = []


def reads(
    router: Router, path: str, needs: Right | None, answer: type[Schema] | str, *, lasting: bool = True
) -> Callable[[Handler], Handler]:
    """Register what gives an ``answer``: a shape, or the type of a file. ``lasting``: it moves with the fund's records alone."""

    def register(handler: Handler) -> Handler:
        @wraps(handler)
        def answered(request: HttpRequest, **asked: Any) -> HttpResponseBase:
            tag = unchanged.tag(request) if lasting else ""
            if tag and unchanged.is_known(request, tag):
                return _with_headers(HttpResponse(status=304), tag)
            asked.pop("fund", None)
            answer = _as_answer(handler(given(request)[0], **asked))
            if tag and unchanged.any_will_do(request) and answer.status_code == 200:
                answer = HttpResponse(status=304)
            return _with_headers(answer, tag)

        _asked_at(handler, answered, path)
        ADDRESSES.append(Address("GET", path, handler.__name__, needs, answer))
        extra = {"parameters": [KNOWN]} if lasting else {}
        shape = answer if isinstance(answer, type) else None
        responses = {200: shape, **({304: None} if lasting else {}), **dict.fromkeys(READING, ProblemDocument)}
        router.get(
            path, auth=Bearer(needs), response=responses, operation_id=handler.__name__, openapi_extra=extra,
            summary=_summary(handler), description=_description(handler, needs),
        )(answered)  # fmt: skip
        return handler

    return register


def changes(
    router: Router,
    path: str,
    needs: Right,
    answer: type[Schema],
    *,
    takes: str = JSON,
    most_bytes: int = MOST_JSON_BYTES,
    looks: bool = False,
) -> Callable[[Handler], Handler]:
    """Register what does something, once for each key, and answers with what it made: 201, or 200 to the same key again.

    While it is done nobody else writes to the fund. A handler that ``looks`` first, which may take long, gives what then does it
    and makes the answer; it is not called where the key has been answered already.
    """

    def register(handler: Handler) -> Handler:
        @wraps(handler)
        def answered(request: HttpRequest, **asked: Any) -> HttpResponseBase:
            desk, token = given(request)
            asked.pop("fund", None)
            do: Callable[[], Any] = partial(handler, desk, **asked)
            if looks:
                do = _looked(do, token, request)
            done = once(desk, token, request, lambda: do().model_dump_json())
            made = HttpResponse(done.content, content_type=JSON, status=200 if done.again else 201)
            made["Idempotency-Replayed"] = "true" if done.again else "false"
            return _with_headers(made, "")

        _asked_at(handler, answered, path)
        ADDRESSES.append(Address("POST", path, handler.__name__, needs, answer))
        responses = {201: answer, 200: answer, **dict.fromkeys(CHANGING, ProblemDocument)}
        router.post(
            path, auth=Bearer(needs, takes=takes, most_bytes=most_bytes), response=responses,
            operation_id=handler.__name__, openapi_extra={"parameters": [KEY]}, summary=_summary(handler),
            description=_description(handler, needs),
        )(answered)  # fmt: skip
        return handler

    return register


def _looked(look: Callable[[], Callable[[], Schema]], token: Token, request: HttpRequest) -> Callable[[], Schema]:
    """What then does it. What a look refuses may be what the same key has done meanwhile: then there is nothing to do."""
    if before(token, request):
        return _nothing_to_do
    try:
        return look()
    except Exception:
        if before(token, request):
            return _nothing_to_do
        raise


def _nothing_to_do() -> Schema:
    raise AssertionError("a key that has been answered is not answered anew")


def _asked_at(handler: Handler, answered: Handler, path: str) -> None:
    """What is asked for at the address: what the handler takes, but the desk; and the fund where the address names one."""
    asked = [each for each in inspect.signature(handler).parameters.values() if each.name != "desk"]
    first = [inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=HttpRequest)]
    if "{fund}" in path:
        first.append(inspect.Parameter("fund", inspect.Parameter.KEYWORD_ONLY, annotation=FundName))
    every = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*first, *asked)]
    answered.__signature__ = inspect.Signature(every)  # type: ignore[attr-defined]  # read by inspect, unknown to types


def _as_answer(made: Any) -> HttpResponseBase:
    if isinstance(made, HttpResponseBase):
        return made
    return HttpResponse(made.model_dump_json(), content_type=JSON)


def _with_headers(answer: HttpResponseBase, tag: str) -> HttpResponseBase:
    answer["Cache-Control"] = "private, no-cache"
    answer["Vary"] = "Authorization, Accept-Language"
    if tag and answer.status_code in (200, 304):
        answer["ETag"] = tag
    return answer


def _summary(handler: Handler) -> str:
    return (inspect.getdoc(handler) or "").split("\n")[0].rstrip(".")


def _description(handler: Handler, needs: Right | None) -> str:
    """What the handler says of itself, without what it raises, and the right it needs."""
    said = (inspect.getdoc(handler) or "").split("\nRaises:")[0].strip()
    right = f"Needs the right to {needs.value}." if needs else "Every token may ask."
    return f"{said}\n\n{right}"
