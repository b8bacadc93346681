"""The chain of hashes walked from its beginning: what is counted, what is noted on the way, and where it is wrong."""

import pytest

from cronfa.ledger import chain, merkle
from cronfa.ledger.canonical import genesis
from cronfa.ledger.chain import ChainCheck, Link
from made_up_ledger import stored_chain

ENTRIES = 5
FIELDS = ("spend", "2012-04-01")
LINES = (("council", "bank", "", "", "", -5), ("council", "clearing", "", "", "", 5))
STORED = stored_chain("pool", [((*FIELDS, str(number)), LINES) for number in range(ENTRIES)])
LINKS: list[Link] = [(entry.number, entry.hash, entry.text("pool")) for entry in STORED]
HASHES = [genesis("pool"), *(entry.hash for entry in STORED)]
"""The chain's hash after so many entries."""


def _root(entries: int) -> str:
    return merkle.root_of([bytes.fromhex(carried) for carried in HASHES[1 : entries + 1]]).hex()


def test_a_sound_chain_is_counted_to_its_head_and_nothing_else_is_noted() -> None:
    assert chain.check("pool", LINKS) == ChainCheck(ENTRIES, HASHES[-1], None, None, None, None)


def test_no_entries_are_a_sound_chain_that_ends_where_it_begins() -> None:
    assert chain.check("pool", []) == ChainCheck(0, genesis("pool"), None)


@pytest.mark.parametrize("at", range(ENTRIES + 1))
def test_hash_and_root_are_noted_after_the_entry_asked_for(at: int) -> None:
    found = chain.check("pool", LINKS, at=at)
    assert (found.hash_at, found.root_at) == (HASHES[at], _root(at))
    assert found.merkle_root == _root(ENTRIES)


def test_what_is_asked_for_beyond_the_end_is_not_made_up() -> None:
    found = chain.check("pool", LINKS, at=ENTRIES + 1)
    assert (found.entries, found.hash_at, found.root_at) == (ENTRIES, None, None)


def test_the_root_of_it_all_alone() -> None:
    assert chain.check("pool", LINKS, with_root=True) == ChainCheck(
        ENTRIES, HASHES[-1], None, None, None, _root(ENTRIES)
    )


@pytest.mark.parametrize("wrong", range(1, ENTRIES + 1))
@pytest.mark.parametrize(
    "change", [lambda link: (link[0] + 1, *link[1:]), lambda link: (*link[:2], link[2] + "x"), lambda link: (link[0], "00" * 32, link[2])],
    ids=["number", "text", "hash"],
)  # fmt: skip
def test_the_first_wrong_entry_is_named_and_nothing_after_it_counts(wrong: int, change) -> None:
    links = [change(link) if link[0] == wrong else link for link in LINKS]
    found = chain.check("pool", links, at=wrong - 1, with_root=True)
    noted = (HASHES[wrong - 1], _root(wrong - 1))
    assert found == ChainCheck(wrong - 1, HASHES[wrong - 1], wrong, *noted, None)
    assert chain.check("pool", links, at=wrong).hash_at is None


def test_a_chain_is_that_of_one_fund() -> None:
    assert chain.check("another", LINKS).first_wrong == 1
