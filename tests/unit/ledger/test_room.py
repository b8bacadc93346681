"""The ledger as others enter it: quick to import, every name where it is said to be, drafts without Django."""

import subprocess
import sys

import pytest

from cronfa import ledger
from cronfa.ledger.entries import ACCOUNT_NAMES, ACCOUNTS
from cronfa.ledger.exports.names import ROOTS

PURE = "cronfa.ledger, cronfa.ledger.offline, cronfa.ledger.merkle, cronfa.ledger.checkpoints, cronfa.ledger.exports.hledger_file"


def test_nothing_of_django_is_imported_before_the_database_is_used() -> None:
    program = f"import {PURE}, sys; sys.exit('django' in sys.modules or 'polars' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("name", sorted(ledger._HOME))
def test_every_name_is_where_it_is_said_to_be(name: str) -> None:
    assert getattr(ledger, name).__name__.lower() == name.lower()


def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(AttributeError):
        _ = ledger.no_such_name


def test_every_account_has_its_names() -> None:
    assert set(ACCOUNT_NAMES) == set(ROOTS) == set(ACCOUNTS)
