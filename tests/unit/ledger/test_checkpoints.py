"""Checkpoints: what is signed cannot be altered, and a file that is not one is a problem."""

import json
from dataclasses import replace

import pytest

from cronfa.ledger.checkpoints import Checkpoint, new_key, read_checkpoint, signed
from cronfa.problems import Problems, Where

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


def test_what_is_signed_is_to_the_letter_as_documented() -> None:
    """Whoever checks a signature without cronfa builds these bytes: they may never change."""
    assert _checkpoint().statement() == (
        "cronfa checkpoint 1\npool\n3\n" + "aa" * 32 + "\n" + "bb" * 32 + "\n1.0.0.0:" + "cc" * 32
        + "\n2012-04-01T09:00:00.000000Z\n"
    ).encode()  # fmt: skip


def test_its_file_is_one_that_people_can_read() -> None:
    lines = replace(_checkpoint(), fund="tŷ").as_json().splitlines(keepends=True)
    assert lines[:4] == ["{\n", '  "cronfa_checkpoint": 1,\n', '  "fund": "tŷ",\n', '  "entries": 3,\n']
    assert lines[-1] == "}\n"


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
        read_checkpoint(text, Where(file="checkpoint.json"))
    assert (found.value.problems[0].code, found.value.problems[0].where.file) == ("EX001", "checkpoint.json")


@pytest.mark.parametrize("change", [{"entries": "3"}, {"fund": 3}, {"signature": None}, {"more": "x"}], ids=str)
def test_a_field_of_another_kind_is_no_checkpoint(change: dict[str, object]) -> None:
    with pytest.raises(Problems):
        read_checkpoint(json.dumps(json.loads(_checkpoint().as_json()) | change))


def test_each_new_key_is_another() -> None:
    assert new_key() != new_key()
