"""``cronfa worker``: does the long work that people ask for on the pages."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Annotated

import typer

RESTART_SECONDS = 5
AFTER_SECONDS = 3
"""The pages come first: a worker beside them starts once they answer."""


def add_to(app: typer.Typer) -> None:
    """Put the command of this module on the command line."""
    app.command("worker", rich_help_panel="The fund")(worker)


def worker(
    with_parent: Annotated[
        bool, typer.Option("--with-parent", hidden=True, help="End when standard input ends.")
    ] = False,
) -> None:
    """Work on what people ask for on the pages, simulations, forecasts and large files, one after another of each, until stopped.

    ``cronfa serve`` starts one by itself. Start more, on this machine or on others that reach the same database, where
    people wait for each other. Work that a worker leaves unfinished is taken up by the next from where it was.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "cronfa.site.web"
    os.environ.setdefault("CRONFA_SECRET_KEY", "a worker signs nothing")
    import django

    django.setup()  # tables are made and changed by those who serve
    from cronfa.governance.working import TABLES, work_on

    stopping = Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stopping.set())
    if with_parent:
        os.nice(10)  # beside the pages, long work gives way to them
        Thread(target=_end_with_input, args=(stopping,), daemon=True).start()
    # Possible years may take minutes; whoever has sent a file waits for it.
    *shorter, longest = TABLES
    others = [Thread(target=work_on, args=(stopping,), kwargs={"tables": (table,)}) for table in shorter]
    for other in others:
        other.start()
    work_on(stopping, tables=(longest,))
    stopping.set()
    for other in others:
        other.join()


def _end_with_input(stopping: Event) -> None:
    """The parent holds the other end of our standard input: when it ends, however it does, so does the input."""
    sys.stdin.buffer.read()
    stopping.set()


@contextmanager
def beside() -> Iterator[None]:
    """A worker in a process of its own for as long as this lasts; started anew should it end by itself."""
    stopping = Event()
    watcher = Thread(target=_keep_one, args=(stopping,), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        stopping.set()
        watcher.join(timeout=RESTART_SECONDS)


def _keep_one(stopping: Event) -> None:
    stopping.wait(AFTER_SECONDS)
    while not stopping.is_set():
        command = [sys.executable, "-m", "cronfa", "worker", "--with-parent"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as child:  # noqa: S603  our own program
            while child.poll() is None and not stopping.is_set():
                time.sleep(0.2)
            child.terminate()
        stopping.wait(RESTART_SECONDS)
