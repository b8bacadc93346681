"""Refusals: every failure as a problem document (RFC 9457) with the house's problems in the reader's language."""

import json
import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils import translation

from cronfa.api import codes
from cronfa.api.field_words import wrong_with
from cronfa.calendars import CalendarError
from cronfa.fund import reconciliation_codes
from cronfa.governance import codes as governance, job_codes, pack_codes, sent_codes, token_codes
from cronfa.language import Language, Text
from cronfa.money import MoneyError
from cronfa.problems import Kind, Problem, Problems, Where

if TYPE_CHECKING:  # whoever refuses where no answer of the API has been asked for needs none of it
    from ninja import NinjaAPI
    from ninja.errors import ValidationError

CONTENT_TYPE = "application/problem+json"
ROOT = "/api/"
_log = logging.getLogger(__name__)

STATUSES: dict[str, int] = {
    codes.NO_TOKEN.code: 401,
    codes.TOKEN_NOT_GOOD.code: 401,
    codes.NOT_ALLOWED.code: 403,
    codes.NO_SECOND_PROOF.code: 403,
    codes.NOT_THERE.code: 404,
    codes.NOT_THIS_METHOD.code: 405,
    codes.NO_KEY.code: 400,
    codes.KEY_USED.code: 409,
    codes.NOT_READABLE.code: 400,
    codes.WRONG_TYPE.code: 415,
    codes.TOO_LARGE.code: 413,
    codes.TOO_MANY.code: 429,
    codes.NOT_A_CURSOR.code: 400,
    codes.BUSY.code: 503,
    codes.WENT_WRONG.code: 500,
    sent_codes.FILE_TOO_LARGE.code: 413,
    sent_codes.FILE_SETTLED.code: 409,
    sent_codes.FILE_CHANGED.code: 409,
    governance.OWN_PROPOSAL.code: 403,
    governance.HAD_A_HAND.code: 403,
    governance.NOT_YOURS.code: 403,
    **dict.fromkeys(governance.OVERTAKEN, 409),
    governance.NOT_ACCEPTED.code: 409,
    reconciliation_codes.SIGNED.code: 409,
    reconciliation_codes.MONTHS_RECONCILED.code: 409,
    job_codes.NOT_ITS_STATE.code: 409,
    job_codes.TOO_MUCH_TEXT.code: 413,
    pack_codes.TOO_LONG.code: 413,
    token_codes.REVOKED_ALREADY.code: 409,
}
"""The status of a kind of problem; any other is 422: what was sent was understood, and cannot be done as it stands."""

TITLES: dict[int, Text] = {
    400: Text(en="The request could not be understood", cy="Ni ellid deall y cais"),
    401: Text(en="A token is needed", cy="Mae angen tocyn"),
    403: Text(en="This is not allowed", cy="Ni chaniateir hyn"),
    404: Text(en="There is nothing here", cy="Nid oes dim yma"),
    405: Text(en="Not by this method", cy="Nid trwy'r dull hwn"),
    409: Text(en="This does not fit with what has been done", cy="Nid yw hyn yn cyd-fynd â'r hyn a wnaed"),
    413: Text(en="This is too large", cy="Mae hyn yn rhy fawr"),
    415: Text(en="This type is not taken", cy="Ni dderbynnir y math hwn"),
    422: Text(en="This cannot be done as it stands", cy="Ni ellir gwneud hyn fel y mae"),
    429: Text(en="Too many requests", cy="Gormod o geisiadau"),
    500: Text(en="Something went wrong", cy="Aeth rhywbeth o'i le"),
    503: Text(en="Busy", cy="Prysur"),
}
_OF_STATUS = {403: codes.NOT_ALLOWED, 404: codes.NOT_THERE, 405: codes.NOT_THIS_METHOD}


def language() -> Language:
    """The language that the request asks for (Accept-Language); English where it asks for neither."""
    return "cy" if translation.get_language() == "cy" else "en"


def status_of(problems: Sequence[Problem]) -> int:
    """The status of the first problem that is an error."""
    first = next((problem for problem in problems if problem.is_error), problems[0])
    return STATUSES.get(first.code, 422)


def document(problems: Sequence[Problem], status: int | None = None) -> HttpResponse:
    """The answer that says what is wrong and what to do."""
    status, said = status or status_of(problems), language()
    told = {
        "type": f"urn:cronfa:problem:{problems[0].code}",
        "title": TITLES.get(status, TITLES[400]).to(said),
        "status": status,
        "detail": problems[0].what(said),
        "problems": [problem.as_dict(said) for problem in problems],
    }
    answer = HttpResponse(json.dumps(told, ensure_ascii=False), status=status, content_type=CONTENT_TYPE)
    answer["Cache-Control"] = "no-store"
    answer["Content-Language"] = said
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="cronfa"'
    if status == 429:
        answer["Retry-After"] = str(problems[0].facts["seconds"])
    return answer


def handle_all(api: "NinjaAPI") -> None:
    """Have every failure of a handler answered with a document."""
    from ninja.errors import HttpError, ValidationError

    for kind in (Exception, Http404, HttpError, ValidationError):  # ninja answers the last three by itself otherwise
        api.add_exception_handler(kind, lambda _, fault: answer_to(fault))


def answer_to(fault: object) -> HttpResponse:
    """The document that says what went wrong."""
    from ninja.errors import HttpError, ValidationError

    match fault:
        case Problems():
            return document(fault.problems)
        case MoneyError() | CalendarError():
            return document([Problem(fault.kind, facts=fault.facts)])
        case Http404():
            return document([codes.NOT_THERE.at()])
        case PermissionDenied():
            return document([codes.NOT_ALLOWED.at()])
        case ValidationError():
            return document(_fields(fault), 422)
        case RequestDataTooBig():
            return document([codes.NOT_READABLE.at()], 413)
        case HttpError() | SuspiciousOperation() | UnicodeError() | MultiPartParserError() | UnreadablePostError():
            return document([codes.NOT_READABLE.at()])
        case OperationalError():
            _log.warning("the database did not answer in time", exc_info=fault)
            return document([codes.BUSY.at()])
    _log.error("the API failed", exc_info=fault if isinstance(fault, Exception) else None)
    return document([codes.WENT_WRONG.at()])


def _fields(found: "ValidationError") -> list[Problem]:
    """Each field that is not what the reference says."""
    problems = []
    for error in found.errors:
        place = _place([str(part) for part in error["loc"]])
        problems.append(
            codes.FIELD.at(Where(path=place), field=place, wrong=wrong_with(error["type"], error.get("ctx")))
        )
    return problems


def _place(parts: list[str]) -> str:
    """The field's name; the body itself has the name of what is sent, which senders do not know."""
    known = parts[2:] if parts[0] == "body" else parts[1:]
    return ".".join(known) or parts[0]


class ProblemDocuments:
    """What fails before a handler is reached, or where there is none, is answered with a document too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if not request.path_info.startswith(ROOT) or answer.status_code < 400:
            return answer
        if answer.headers.get("Content-Type", "").startswith(CONTENT_TYPE):
            return answer
        made = document([_of(answer.status_code).at()], answer.status_code)
        if "Allow" in answer.headers:
            made["Allow"] = answer["Allow"]
        return made


def _of(status: int) -> Kind:
    if status in _OF_STATUS:
        return _OF_STATUS[status]
    return codes.WENT_WRONG if status >= 500 else codes.NOT_READABLE
