"""Programs begun from a process that has imported what they need: each is one of its own, spared a second of imports.

Python's fork server keeps that process. It opens no database and begins no thread; what a program changes in itself is
gone with it. That a program starts from nothing, and what it loads when it does, are tested elsewhere with real starts.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

LIMIT_SECONDS = 300
_server = multiprocessing.get_context("forkserver")


def importing(*modules: str) -> None:
    """What the process imports from which programs begin; to be said before the first of them does."""
    _server.set_forkserver_preload(list(modules))


importing("cronfa.cli", "cronfa.fund.opening", "cronfa.fund.settling", "cronfa.fund.taking_in", "numba")


def begin(
    program: Callable[[], None], environment: Mapping[str, str], folder: Path = Path(), *, out: Path, err: Path
) -> ForkServerProcess:
    """A program in a process of its own, with an environment, a folder and files for what it says."""
    begun = _server.Process(target=_begun, args=(program, dict(environment), folder, out, err))
    begun.start()
    return begun


def cronfa(folder: Path, *arguments: str, environment: Mapping[str, str]) -> "CompletedProcess[str]":
    """The command line run in a folder: its exit code, and what it printed."""
    with TemporaryDirectory() as said:
        out, err = Path(said, "out"), Path(said, "err")
        begun = begin(partial(_command_line, arguments), environment, folder, out=out, err=err)
        begun.join(LIMIT_SECONDS)
        if begun.exitcode is None:
            begun.kill()
            raise AssertionError(f"cronfa {' '.join(arguments)} did not end")
        return CompletedProcess(arguments, begun.exitcode, out.read_text("utf-8"), err.read_text("utf-8"))


def serve(port: int) -> None:
    """``cronfa serve``, from the database that the environment names."""
    from cronfa.cli.serve import run
    from cronfa.ledger.database import setup

    multiprocessing.set_start_method("fork", force=True)  # as it is where nobody asked for a fork server
    setup()  # what was imported was imported beside the database of another test
    run("127.0.0.1", port, demo=False, long_work=False)


def _command_line(arguments: tuple[str, ...]) -> None:
    from cronfa.cli import main

    sys.argv = ["cronfa", *arguments]
    main()


def _begun(program: Callable[[], None], environment: dict[str, str], folder: Path, out: Path, err: Path) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    program()
