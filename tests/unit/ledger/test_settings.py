"""Where the ledger is kept: the address of the database, read into Django's settings."""

from pathlib import Path

import pytest

from cronfa.site.settings import database_from


def test_sqlite_commits_reach_the_disk() -> None:
    described = database_from("sqlite:///folder/cronfa.sqlite3")
    assert described["NAME"] == str(Path("folder/cronfa.sqlite3").absolute())
    assert "synchronous=FULL" in described["OPTIONS"]["init_command"]
    assert described["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_an_absolute_path_has_four_slashes() -> None:
    assert database_from("sqlite:////var/lib/my%20fund.sqlite3")["NAME"] == "/var/lib/my fund.sqlite3"


def test_postgresql_over_the_network() -> None:
    described = database_from("postgresql://user:p%40ss@db.example:6543/cronfa?sslmode=require")
    assert (described["HOST"], described["PORT"], described["NAME"]) == ("db.example", "6543", "cronfa")
    assert (described["USER"], described["PASSWORD"]) == ("user", "p@ss")
    assert described["OPTIONS"] == {"sslmode": "require", "prepare_threshold": 5}


def test_postgresql_on_a_socket() -> None:
    described = database_from("postgresql://postgres:@/cronfa?host=/tmp/socket")
    assert (described["HOST"], described["NAME"], described["USER"]) == ("/tmp/socket", "cronfa", "postgres")


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ValueError, match="must begin with sqlite: or postgresql:"):
        database_from("mysql://host/name")
