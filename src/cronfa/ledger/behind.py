"""Work done by one other thread, in its order, while the next is made ready.

The database and the hashes of a long batch each need about as long, and the drivers of both databases let go of Python while
the database works.
"""

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

_TURN_SECONDS = 0.0005
"""How long one thread computes while the other waits for its turn: Python's own 5 ms are as long as a whole statement."""


class Behind:
    """``with`` it, so that nothing is still being done when it is left; outside of ``with`` everything is done at once."""

    def __init__(self) -> None:
        self._is_entered = False
        self._thread: ThreadPoolExecutor | None = None
        self._under_way: Future[None] | None = None
        self._turn_seconds = sys.getswitchinterval()

    def __enter__(self) -> Self:
        self._is_entered = True
        return self

    def __exit__(self, *_: object) -> None:
        self._is_entered = False
        if self._thread:
            self._thread.shutdown(cancel_futures=True)
            sys.setswitchinterval(self._turn_seconds)

    def do(self, work: Callable[[], None]) -> None:
        """Begin this, once what was begun before is done."""
        self.wait()
        if not self._is_entered:
            work()
            return
        if not self._thread:
            self._thread = ThreadPoolExecutor(1)
            sys.setswitchinterval(_TURN_SECONDS)
        self._under_way = self._thread.submit(work)

    def wait(self) -> None:
        """Wait until all is done; what went wrong in the other thread is raised here."""
        under_way, self._under_way = self._under_way, None
        if under_way:
            under_way.result()
