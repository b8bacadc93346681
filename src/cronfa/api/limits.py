"""How often a token may ask: so many requests in a minute, counted by each process of the server for itself.

It is there to stop a program that runs wild, not to meter: counting in the database would make every reading a writing.
"""

import time
from threading import Lock

from django.conf import settings

from cronfa.api import codes
from cronfa.problems import stop

SECONDS = 60
MOST_TOKENS = 10_000
"""Beyond so many, those that have not asked in this minute are forgotten."""
MOST = 600
"""Where the settings say nothing else."""
_counted: dict[str, tuple[int, int]] = {}
"""By the SHA-256 of a token: the minute, and how many requests came in it."""
_lock = Lock()


def count(token: str) -> None:
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
        if len(_counted) > MOST_TOKENS:
            _forget_before(minute)
    most: int = getattr(settings, "API_REQUESTS_A_MINUTE", MOST)
    if number > most:
        stop(codes.TOO_MANY, most=most, seconds=SECONDS - int(now % SECONDS))


def _forget_before(minute: int) -> None:
    for token in [token for token, (since, _) in _counted.items() if since < minute]:
        del _counted[token]
