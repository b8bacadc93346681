"""How often a token may ask: so many requests in a minute, counted by each process of the server for itself.

It is there to stop a program that runs wild, not to meter: counting in the database would make every reading a writing.
"""

import time
from threading import Lock

from django.conf import settings

from cronfa.api import codes
from cronfa.problems import stop

SECONDS = 60
MOST = 600
"""Where the settings say nothing else."""
_counted: dict[int, tuple[int, int]] = {}
"""By token: the minute, and how many requests came in it."""
_lock = Lock()


def count(token: int) -> None:
    """Count a request of a token.

    Raises:
        Problems: it is one too many in this minute.
    """
    now = time.monotonic()
    minute = int(now // SECONDS)
    with _lock:
        since, before = _counted.get(token, (minute, 0))
        number = before + 1 if since == minute else 1
        _counted[token] = (minute, number)
    most: int = getattr(settings, "API_REQUESTS_A_MINUTE", MOST)
    if number > most:
        stop(codes.TOO_MANY, most=most, seconds=SECONDS - int(now % SECONDS))


def forget() -> None:
    """Begin to count anew."""
    with _lock:
        _counted.clear()
