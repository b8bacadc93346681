"""Keys of a long batch: one that has come before is known again, whichever stretch it was in and wherever it sorts."""

from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from cronfa.ledger.fresh_keys import FreshKeys

STRETCHES = [[f"key {stretch} {place}" for place in range(10)] for stretch in range(30)]


def _noted() -> FreshKeys:
    nobody: Any = SimpleNamespace(is_postgresql=True)  # notes are made in memory: no database is asked
    return FreshKeys(nobody, 0, nobody)


def test_keys_that_come_once_are_new() -> None:
    keys = _noted()
    assert all(keys.note(pl.Series(stretch)) for stretch in STRETCHES)


@pytest.mark.parametrize("again", [stretch[place] for stretch in STRETCHES for place in (0, 9)])
def test_a_key_that_came_before_is_not_new(again: str) -> None:
    keys = _noted()
    for stretch in STRETCHES:
        keys.note(pl.Series(stretch))
    assert not keys.note(pl.Series(["another", again, "one more"]))
    assert keys.note(pl.Series(["what is new"])), "what came after is remembered beside it"
    assert not keys.note(pl.Series(["one more"]))
