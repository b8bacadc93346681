"""A history beside a checkpoint: each way in which they can differ is told by itself, with the numbers of both."""

from dataclasses import replace

import pytest

from cronfa.ledger import codes
from cronfa.ledger.chain import ChainCheck
from cronfa.ledger.checkpoints import Checkpoint, new_key, signed
from cronfa.ledger.findings import chain_problems, compared
from cronfa.ledger.records import Standing
from cronfa.problems import Problem

KEY, PUBLIC = new_key()
BESIDE = Standing("pool", "Pool", ("council",), (), (), ())
HEAD, ROOT = "aa" * 32, "bb" * 32
FOUND = ChainCheck(7, "cc" * 32, None, HEAD, ROOT)
"""A history of seven entries that carries the signed hash and root after the fifth."""


def _signed(**changes: object) -> Checkpoint:
    said = {"fund": "pool", "entries": 5, "head_hash": HEAD, "merkle_root": ROOT, "beside": BESIDE.digest(), **changes}
    return signed(KEY, recorded_at="", **said)  # type: ignore[arg-type]


def _told(found: ChainCheck, beside: Standing = BESIDE, **changes: object) -> list[Problem]:
    return list(compared(_signed(**changes), found, beside, PUBLIC))


def test_a_history_that_goes_on_from_the_checkpoint_is_sound() -> None:
    assert _told(FOUND) == _told(replace(FOUND, entries=5)) == []
    assert _told(FOUND, replace(BESIDE, partners=("council", "health"))) == []


def test_a_cut_history_is_told_with_both_lengths() -> None:
    cut = ChainCheck(4, "cc" * 32, None)
    assert _told(cut) == [codes.HISTORY_CUT.at(fund="pool", found=4, signed=5)]


def test_a_history_broken_before_the_checkpoint_is_not_called_cut() -> None:
    assert _told(ChainCheck(4, "cc" * 32, 5)) == []


@pytest.mark.parametrize("change", [{"hash_at": "dd" * 32}, {"root_at": "dd" * 32}, {"entries": 5, "hash_at": None}])
def test_another_history_is_told(change: dict[str, object]) -> None:
    assert _told(replace(FOUND, **change)) == [codes.HISTORY_REWRITTEN.at(fund="pool", signed=5)]  # type: ignore[arg-type]


def test_what_stands_beside_is_told() -> None:
    assert _told(FOUND, replace(BESIDE, title="Other")) == [codes.BESIDE_CHANGED.at(fund="pool")]
    assert _told(ChainCheck(4, "cc" * 32, None), replace(BESIDE, title="Other")) == [
        codes.HISTORY_CUT.at(fund="pool", found=4, signed=5),
        codes.BESIDE_CHANGED.at(fund="pool"),
    ]


def test_a_checkpoint_of_another_fund_says_nothing_of_this_one() -> None:
    other = replace(BESIDE, slug="other", title="Other")
    assert _told(ChainCheck(0, HEAD, None), other) == [codes.OTHER_FUND.at(signed="pool", fund="other")]


def test_a_statement_without_its_signature_says_nothing_at_all() -> None:
    altered = replace(_signed(), fund="other")
    assert list(compared(altered, FOUND, BESIDE, PUBLIC)) == [codes.NOT_SIGNED.at()]
    assert list(compared(_signed(), FOUND, BESIDE, new_key()[1])) == [codes.NOT_SIGNED.at()]
    assert list(compared(_signed(), FOUND, BESIDE, None)) == []


def test_the_first_wrong_entry_is_told_with_how_many_are_right() -> None:
    assert list(chain_problems("pool", ChainCheck(4, "", 5))) == [codes.ENTRY_WRONG.at(number=5, fund="pool", sound=4)]
    assert list(chain_problems("pool", FOUND)) == []
