"""What the service notes of itself: one line of JSON an event on stderr, with the number of the request and nobody's data."""

import json
import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

_request: ContextVar[str] = ContextVar("request", default="")
SECRET_PLACE = re.compile(r"(password/reset/key/)\S+")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


def number_of_the_request() -> str:
    """The number of the request that is being answered; nothing outside of one."""
    return _request.get()


class NumberOfTheRequest:
    """Gives each request a number of its own, which its answer carries as ``X-Request-ID``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = secrets.token_hex(8)
        held = _request.set(number)
        try:
            response = self.get_response(request)
        finally:
            _request.reset(held)
        response["X-Request-ID"] = number
        return response


class AsJson(logging.Formatter):
    """One line: when, how grave, from where, which request, what. A fault's place in the program is told, never its values."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "at": self.formatTime(record), "level": record.levelname, "from": record.name, "request": _request.get(),
            "what": clean(record.getMessage()),
        }  # fmt: skip
        if record.exc_info and record.exc_info[0] is not None:
            told["fault"] = record.exc_info[0].__name__
            told["where"] = " < ".join(_places(record))
        return json.dumps(told, ensure_ascii=False)


def clean(text: str) -> str:
    """A line without the secrets of links and without people's addresses."""
    return ADDRESS.sub("…", SECRET_PLACE.sub(r"\1…", text))


def _places(record: logging.LogRecord) -> list[str]:
    """The places in the program through which a fault came, the innermost first."""
    found = []
    at = record.exc_info[2] if record.exc_info else None
    while at is not None:
        found.append(f"{at.tb_frame.f_globals.get('__name__')}:{at.tb_lineno}")
        at = at.tb_next
    return found[:-9:-1]


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "cronfa.web.noting.AsJson"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
