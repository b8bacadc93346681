"""``cronfa database``: prepared and checked for serving, and copied, by whoever runs the service."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cronfa.cli.show import Json, Lang, language, print_json
from cronfa.language import Text
from cronfa.problems import Problems, stop

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

app = typer.Typer(help="The database behind the workspace: prepare, check and copy it.", no_args_is_help=True)
Application = Annotated[str, typer.Option(help="The role that serves.")]
APPLICATION = "cronfa_app"

PREPARED = Text(
    en="Tables of this release, policies and rights are in place.",
    cy="Mae tablau, polisïau a hawliau'r fersiwn hwn yn eu lle.",
)
HOLDS = Text(en="holds: {must}", cy="yn dal: {must}")
COPIED = Text(en="Copied to {file}.", cy="Copïwyd i {file}.")
AT_LEAST = Text(
    en="{fund}: at least {entries} entries, the last with hash {hash}",
    cy="{fund}: o leiaf {entries} o gofnodion, yr olaf â'r hash {hash}",
)


@app.command()
def roles(
    database: Annotated[str, typer.Option(help="The database's name.")] = "cronfa",
    owner: Annotated[str, typer.Option(help="The role that owns the tables and operates.")] = "cronfa_owner",
    application: Application = APPLICATION,
) -> None:
    """Print the SQL that makes the two roles and the database; the server's administrator runs it once, in psql."""
    _django()
    from cronfa.governance.database_roles import creation

    for statement in creation(database, owner, application):
        typer.echo(f"{statement};")


@app.command()
def prepare(application: Application = APPLICATION, lang: Lang = "en") -> None:
    """Bring tables, policies and rights up to date, as the role that owns them: at first, and after every upgrade."""
    on = _connected()
    from django.core.management import call_command

    from cronfa.governance import database_codes as codes, database_roles

    if on.vendor == "postgresql" and not database_roles.exists(on, application):
        stop(codes.NO_ROLE, role=application)
    call_command("migrate", verbosity=0, interactive=False)
    if on.vendor == "postgresql":
        database_roles.grant(on, application)
    typer.echo(PREPARED.to(language(lang)))


@app.command()
def check(application: Application = APPLICATION, lang: Lang = "en", as_json: Json = False) -> None:
    """Look up in the database's own catalogue whether the border between funds stands; exit code 1 where it has fallen."""
    on = _connected()
    from cronfa.governance import database_codes as codes
    from cronfa.governance.database_roles import exists, findings

    if on.vendor != "postgresql":
        stop(codes.ONLY_POSTGRESQL)
    if not exists(on, application):
        stop(codes.NO_ROLE, role=application)
    found = findings(on, application)
    if as_json:
        print_json([{"must": each.must.en, "against": each.against} for each in found])
    else:
        for each in found:
            if not each.against:
                typer.echo(HOLDS.to(language(lang), must=each.must))
    against = [
        codes.BORDER_FALLEN.at(must=each.must, against=", ".join(each.against)) for each in found if each.against
    ]
    if against:
        raise Problems(against)


@app.command()
def backup(
    out: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.", show_default=False)],
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Copy the whole database into one file while people work: consistent, and there only when it is whole."""
    on = _connected()
    from dataclasses import asdict

    from cronfa.governance.backing_up import back_up

    stood = back_up(on, out)
    if as_json:
        print_json({"file": str(out), "bytes": out.stat().st_size, "at_least": [asdict(each) for each in stood]})
        return
    typer.echo(COPIED.to(language(lang), file=out))
    for each in stood:
        typer.echo(AT_LEAST.to(language(lang), fund=each.fund, entries=f"{each.entries:,}", hash=each.hash[:16]))


def bring_up_to_date() -> None:
    """Make the tables those of this release, where this role may; it must find them so otherwise.

    Raises:
        Problems: the tables are another release's, and this role does not own them.
    """
    on = _connected()
    from django.core.management import call_command

    from cronfa.governance import database_codes as codes, database_roles

    if on.vendor == "sqlite" and database_roles.is_up_to_date(on):
        return  # on PostgreSQL the policies are put right at every start
    if database_roles.may_change_tables(on):
        call_command("migrate", verbosity=0, interactive=False)
    elif not database_roles.is_up_to_date(on):
        stop(codes.NOT_UP_TO_DATE)


def _django() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cronfa.site.web"
    os.environ.setdefault("CRONFA_SECRET_KEY", "nothing is signed by commands of the database")
    import django

    django.setup()


def _connected() -> "BaseDatabaseWrapper":
    _django()
    from django.db import connection

    connection.ensure_connection()
    return connection
