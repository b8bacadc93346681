"""Checkpoints: what is signed cannot be altered, and a file that is not one is a problem."""

from dataclasses import replace

import pytest

from cronfa.ledger.checkpoints import Checkpoint, new_key, read_checkpoint, signed
from cronfa.problems import Problems

SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
# The public key that RFC 8032 (section 7.1, test 1) gives for this private key.
PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"


def _checkpoint(private_key: str = SEED) -> Checkpoint:
    return signed(
        private_key,
        fund="pool",
        entries=3,
        head_hash="aa" * 32,
        merkle_root="bb" * 32,
        beside="1.0.0.0:" + "cc" * 32,
        recorded_at="2012-04-01T09:00:00.000000Z",
    )


def test_a_checkpoint_is_signed_by_its_key() -> None:
    checkpoint = _checkpoint()
    assert checkpoint.public_key == PUBLIC
    assert checkpoint.is_signed()
    assert checkpoint.is_signed(PUBLIC)
    assert not checkpoint.is_signed(new_key()[1])


@pytest.mark.parametrize(
    "change",
    [
        {"fund": "other"},
        {"entries": 2},
        {"head_hash": "ab" * 32},
        {"merkle_root": "ab" * 32},
        {"beside": ""},
        {"recorded_at": ""},
        {"public_key": "ab" * 32},
        {"public_key": "not hex"},
        {"signature": "00" * 64},
        {"signature": ""},
    ],
    ids=str,
)
def test_nothing_in_it_can_be_altered(change: dict[str, object]) -> None:
    assert not replace(_checkpoint(), **change).is_signed()  # type: ignore[arg-type]


def test_it_is_read_back_from_its_file() -> None:
    assert read_checkpoint(_checkpoint().as_json()) == _checkpoint()


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"cronfa_checkpoint": 2}', _checkpoint().as_json()[:-20]])
def test_what_is_not_a_checkpoint_is_a_problem(text: str) -> None:
    with pytest.raises(Problems) as found:
        read_checkpoint(text)
    assert found.value.problems[0].code == "EX001"


def test_each_new_key_is_another() -> None:
    assert new_key() != new_key()
