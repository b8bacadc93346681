"""What the first reader would wait for, made while a program starts: sums and register of the funds.

Not on PostgreSQL: there a session sees no fund before somebody entitled is at its desk.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

from cronfa.ledger import cube, database
from cronfa.ledger.funds import Fund, funds
from cronfa.ledger.register import register
from cronfa.ledger.stored import head

MOST_ENTRIES = 500_000
"""More entries than these are not read before somebody asks for them."""


@contextmanager
def sums_ahead() -> Iterator[None]:
    """Meanwhile the funds' postings are added up; on leaving, they have been, for every process that is forked from this."""
    reading = _reading(cube.sums)
    try:
        yield
    finally:
        if reading:
            reading.join()


def register_ahead() -> None:
    """Begin to make the funds' registers in this process; columns do not survive a fork. Whoever asks waits for what is left."""
    _reading(register)


def _reading(make: Callable[[Fund], object]) -> Thread | None:
    if database.is_postgresql():
        return None
    thread = Thread(target=_each, args=(make,), daemon=True)
    thread.start()
    return thread


def _each(make: Callable[[Fund], object]) -> None:
    try:
        for fund in _smallest_first():
            make(fund)
    finally:
        database.connection().close()


def _smallest_first() -> list[Fund]:
    """The funds, as far as all of them together are not too long."""
    chosen, entries = [], 0
    for size, _, fund in sorted((head(fund)[0], fund.id, fund) for fund in funds()):
        entries += size
        if entries <= MOST_ENTRIES:
            chosen.append(fund)
    return chosen
