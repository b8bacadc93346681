"""``cronfa healthy``: asks a running server whether it answers, for whatever keeps it running."""

import os
from http.client import HTTPConnection
from typing import Annotated

import typer

PAGE = "/en/accessibility/"


def add_to(app: typer.Typer) -> None:
    """Put the command of this module on the command line."""
    app.command("healthy", rich_help_panel="The fund")(healthy)


def healthy(port: Annotated[int, typer.Option(min=1, max=65535, help="The port it listens on.")] = 8000) -> None:
    """Ask the server on this machine for a page, as the proxy would. Exit code 1 where it does not answer with it.

    On PostgreSQL the page says to the database who asks, so that it answers only where the database does.
    """
    host = os.environ.get("CRONFA_HOSTS", "127.0.0.1").split(",")[0]
    asked = HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        asked.request("GET", PAGE, headers={"Host": host, "X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"})
        status = asked.getresponse().status
    except OSError as refused:
        typer.echo(refused.strerror or str(refused), err=True)
        raise typer.Exit(1) from None
    finally:
        asked.close()
    typer.echo(str(status))
    raise typer.Exit(0 if status == 200 else 1)
