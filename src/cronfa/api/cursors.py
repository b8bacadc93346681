"""Cursors: where the next page of a list begins, in a text that only the list reads."""

import base64
import binascii
import json

from cronfa.api import codes
from cronfa.problems import stop


def written(*places: int) -> str:
    """A cursor that holds some whole numbers."""
    return base64.urlsafe_b64encode(json.dumps(places).encode()).decode().rstrip("=")


def read(text: str, count: int) -> tuple[int, ...] | None:
    """The whole numbers of a cursor; nothing where a list begins.

    Raises:
        Problems: it is no cursor with so many numbers.
    """
    if not text:
        return None
    try:
        found = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        found = None
    sound = isinstance(found, list) and len(found) == count and all(_is_place(each) for each in found)
    if not sound:
        stop(codes.NOT_A_CURSOR, text=text[:60])
    return tuple(found)


def _is_place(value: object) -> bool:
    return type(value) is int and 0 <= value < 2**40
