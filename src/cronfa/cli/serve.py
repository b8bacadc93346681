"""``cronfa serve``: the shared workspace on a web server."""

import gc
import ipaddress
import os
import secrets
import socket
import subprocess
import sys
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Annotated

import typer

from cronfa.cli import codes
from cronfa.problems import stop

LOOPBACK = "127.0.0.1"


def add_to(app: typer.Typer) -> None:
    """Put the command of this module on the command line."""
    app.command("serve", rich_help_panel="The fund")(serve)


def serve(
    host: Annotated[
        str, typer.Option(help="The address to listen on; put a TLS proxy before any but loopback.")
    ] = LOOPBACK,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    demo: Annotated[
        bool, typer.Option("--demo", help="Sign in by role, without a password; on loopback only.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="How many processes answer.")] = 1,
    long_work: Annotated[
        bool, typer.Option("--long-work/--no-long-work", help="Whether a worker for long work runs beside it.")
    ] = True,
) -> None:
    """Serve the shared workspace: the same figures for every partner, each drillable to its row.

    Needs $CRONFA_SECRET_KEY and, beyond loopback, $CRONFA_HOSTS; see the guide "Serve the workspace". Ctrl+C stops it.
    """
    run(host, port, demo=demo, workers=workers, long_work=long_work)


def run(host: str, port: int, *, demo: bool, workers: int = 1, long_work: bool = True) -> None:
    """Make the database ready and answer until stopped.

    Raises:
        Problems: the demonstration, or a server without a secret, would be open to others.
    """
    loopback = _is_loopback(host)
    if demo and not loopback:
        stop(codes.DEMO_NOT_ON_LOOPBACK, host=host)
    if not os.environ.get("CRONFA_SECRET_KEY"):
        if not loopback:
            stop(codes.NO_SECRET_KEY)
        os.environ["CRONFA_SECRET_KEY"] = secrets.token_urlsafe(48)
    os.environ["DJANGO_SETTINGS_MODULE"] = "cronfa.site.web"
    if demo:
        os.environ["CRONFA_DEMO"] = "1"
    elif loopback:
        os.environ.setdefault("CRONFA_INSECURE", "1")
    gc.disable()
    _read_ahead()
    _make_ready(demo=demo)
    _load_pages()
    typer.echo(f"http://{host}:{port}/")
    from granian import Granian
    from granian.constants import Interfaces

    from cronfa.cli import worker

    server = Granian(
        "cronfa.site.served:application", address=host, port=port, interface=Interfaces.WSGI, workers=workers,
        blocking_threads=4, log_access=False, log_enabled=False,
    )  # fmt: skip
    with worker.beside() if long_work else nullcontext():
        server.serve()


def _read_ahead() -> None:
    """Let a process beside this one begin with the funds. On PostgreSQL none would see any."""
    from cronfa.ledger.reading_ahead import begin
    from cronfa.site.settings import database_in_use

    if "sqlite" in database_in_use()["ENGINE"]:
        begin()


def _make_ready(*, demo: bool) -> None:
    """Bring the tables up to date; for the demonstration, appoint its people to every fund."""
    from cronfa.cli.database import bring_up_to_date
    from cronfa.site.settings import database_in_use

    name = database_in_use()["NAME"]
    if "sqlite" in database_in_use()["ENGINE"]:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
    bring_up_to_date()
    if demo:
        from cronfa.fund.opening import find
        from cronfa.ledger.funds import funds
        from cronfa.web.demo_money import ask
        from cronfa.web.demo_people import appoint

        for fund in funds():
            found = find(fund.slug)
            appoint(found)
            ask(found)


def _load_pages() -> None:
    """Import every page once: the processes that answer are forked from this one, start at once and share its memory.

    Nothing of what is loaded is ever let go, so that nobody looks through it for what could be, then or later.
    """
    from django.db import connections
    from django.urls import get_resolver

    import cronfa.site.wsgi  # noqa: F401  the application that they serve

    _ = get_resolver().url_patterns
    connections.close_all()  # a connection is never shared between processes
    gc.freeze()


def in_a_process_of_its_own() -> None:
    """Serve the demonstration until it is stopped; this process already knows another Django, without pages."""
    asked = ["serve", "--demo", "--host", LOOPBACK, "--port", str(free_port())]
    with suppress(KeyboardInterrupt):
        subprocess.run([sys.executable, "-m", "cronfa", *asked], check=False)  # noqa: S603  our own program


def free_port(first: int = 8000) -> int:
    """The first port from here on that nothing on this machine listens on."""
    for port in range(first, first + 100):
        with socket.socket() as tried:
            if tried.connect_ex((LOOPBACK, port)):
                return port
    return first


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
