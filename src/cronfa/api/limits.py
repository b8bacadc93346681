"""How often a token may ask: so many requests in a minute, counted by all processes of this machine together.

It is there to stop a program that runs wild, not to meter. The count stands in a small file beside the database, not in it:
there it would make every reading a writing. Servers on several machines count each for itself. Where the file cannot be
used nothing is counted, and the log says so: a full disk is no reason to turn people's programs away.
"""

import fcntl
import logging
import os
import stat
import struct
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock

from django.conf import settings

from cronfa.api import codes
from cronfa.problems import stop

SECONDS = 60
MOST = 600
"""Where the settings say nothing else."""
PLACES = 4096
"""Tokens that are counted in one minute; should more ask, some share a count with another and are stopped sooner."""
NEAR = 8
"""A token's place is the first of so many that is its own or nobody's in this minute."""
_PLACE = struct.Struct("<8sII")
"""The beginning of a token's SHA-256, the minute, and how many requests came in it."""
_log = logging.getLogger(__name__)
_lock = Lock()
"""Threads of one process share the file's lock, and need one of their own."""


def count(token: str) -> None:
    """Count a request of a token, given by its SHA-256.

    Raises:
        Problems: it is one too many in this minute.
    """
    now = time.time()
    try:
        number = _counted(bytes.fromhex(token[:16]), int(now // SECONDS))
    except OSError as fault:
        _log.warning("requests of tokens are not counted: %s", fault)
        return
    most: int = getattr(settings, "API_REQUESTS_A_MINUTE", MOST)
    if number > most:
        stop(codes.TOO_MANY, most=most, seconds=SECONDS - int(now % SECONDS))


def _counted(token: bytes, minute: int) -> int:
    """How many requests a token has sent in this minute, this one with them."""
    with _alone() as file:
        place, before = _place(file, token, minute)
        os.pwrite(file, _PLACE.pack(token, minute, before + 1), place * _PLACE.size)
    return before + 1


def _place(file: int, token: bytes, minute: int) -> tuple[int, int]:
    """Where a token is counted, and how many there were."""
    first = int.from_bytes(token[:4], "little") % PLACES
    for place in range(first, first + NEAR):
        found = os.pread(file, _PLACE.size, place * _PLACE.size)
        whose, when, before = _PLACE.unpack(found) if len(found) == _PLACE.size else (token, minute, 0)
        if when != minute:
            return place, 0
        if whose == token:
            return place, before
    return place, before


@contextmanager
def _alone() -> Iterator[int]:
    """The file, while no other thread or process counts."""
    with _lock:
        file = _opened(os.getpid(), _path())
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield file
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


def _path() -> Path:
    chosen: str = getattr(settings, "API_COUNTS", "")
    return Path(chosen) if chosen else Path(tempfile.gettempdir()) / f"cronfa-{os.getuid()}" / "requests"


@cache
def _opened(process: int, path: Path) -> int:
    """The file, opened by this process and for this person alone.

    Raises:
        OSError: it cannot be, or its folder is another's.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = path.parent.lstat()
    if folder.st_uid != os.getuid() or not stat.S_ISDIR(folder.st_mode):
        raise PermissionError(f"{path.parent} is not ours")
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
