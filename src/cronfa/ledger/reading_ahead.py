"""What the first reader would wait for, made as soon as a process can answer: sums and register of the funds."""

from collections.abc import Callable
from threading import Thread

from cronfa.ledger import cube, database
from cronfa.ledger.funds import Fund, funds
from cronfa.ledger.register import register
from cronfa.ledger.stored import head

MOST_ENTRIES = 500_000
"""More entries than these are not read before somebody asks for them."""


def read_ahead() -> None:
    """Read the funds' entries in threads of their own; whoever asks meanwhile waits for no more than what is left of it.

    Not on PostgreSQL: there a session sees no fund before somebody entitled is at its desk.
    """
    if not database.is_postgresql():
        for make in (cube.sums, register):
            Thread(target=_each, args=(make,), daemon=True).start()


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
