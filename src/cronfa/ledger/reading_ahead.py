"""What the first reader would wait for, made while a program starts, by a process beside it: sums and register of the funds.

Not on PostgreSQL: there a session sees no fund before somebody entitled is at its desk.
"""

import multiprocessing
import os
import signal
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from cronfa.ledger.promise import PROMISED, Promise

if TYPE_CHECKING:
    from cronfa.ledger.funds import Fund

MOST_ENTRIES = 500_000
"""More entries than these are not read before somebody asks for them."""
SUMS, REGISTERS = "sums", "registers"


def begin() -> None:
    """Begin to read in a process of its own, for every process that is forked from this one afterwards.

    To be called before Django is, of which that process needs less, and before columns are used: their library's threads do
    not survive a fork.
    """
    if multiprocessing.get_start_method() != "fork":
        return  # those that answer would inherit nothing
    promises = {name: Promise() for name in (SUMS, REGISTERS)}
    reading = multiprocessing.Process(target=_read, args=(promises,), daemon=True)
    reading.start()
    for promise in promises.values():
        promise.leave()
    PROMISED.update(promises)
    Thread(target=reading.join, daemon=True).start()


def take_over() -> None:
    """Begin to take over, in a process that answers, what has been read; or to read it, if nothing has."""
    Thread(target=_take_over, daemon=True).start()


def _read(promises: dict[str, Promise]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the program ends this with it
    os.environ["DJANGO_SETTINGS_MODULE"] = "cronfa.site.settings"
    from django.db import DatabaseError

    from cronfa.ledger import database

    with suppress(DatabaseError):  # whoever asks next says what is wrong
        if database.is_there() and database.is_ready():
            _keep(promises)


def _keep(promises: dict[str, Promise]) -> None:
    from cronfa.ledger import cube, register
    from cronfa.ledger.line_columns import read_once

    chosen = _smallest_first()
    with read_once():
        for fund in chosen:
            cube.sums(fund)
        promises[SUMS].keep(cube.KEPT.known())
        for fund in chosen:
            register.register(fund)
        promises[REGISTERS].keep(register.KEPT.known())


def _take_over() -> None:
    from cronfa.ledger import cube, database, register

    if database.is_postgresql():
        return
    try:
        for fund in _smallest_first():
            cube.sums(fund)
            register.register(fund)
    finally:
        database.connection().close()


def _smallest_first() -> "list[Fund]":
    """The funds, as far as all of them together are not too long."""
    from cronfa.ledger.funds import funds
    from cronfa.ledger.stored import head

    chosen, entries = [], 0
    for size, _, fund in sorted((head(fund)[0], fund.id, fund) for fund in funds()):
        entries += size
        if entries <= MOST_ENTRIES:
            chosen.append(fund)
    return chosen
