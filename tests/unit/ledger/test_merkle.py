"""The Merkle trees of RFC 6962: its well-known vectors, and proofs between all small trees."""

import pytest

from cronfa.ledger import merkle

# The leaves and roots that the Certificate Transparency implementations test themselves against.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


@pytest.mark.parametrize("count", range(1, 9))
def test_the_roots_are_those_of_the_vectors(count: int) -> None:
    assert merkle.root_of(LEAVES[:count]).hex() == ROOTS[count - 1]


def test_the_empty_tree_is_the_hash_of_nothing() -> None:
    assert merkle.root_of([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_inclusion_proof_of_the_vectors() -> None:
    proof = [part.hex() for part in merkle.inclusion_proof(LEAVES, 5)]
    assert proof == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


def test_the_consistency_proof_of_the_vectors() -> None:
    proof = [part.hex() for part in merkle.consistency_proof(LEAVES, 6)]
    assert proof == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


@pytest.mark.parametrize("count", range(1, 34))
def test_every_leaf_of_every_small_tree_is_proved(count: int) -> None:
    leaves = [bytes([place]) for place in range(count)]
    root = merkle.root_of(leaves)
    for index, leaf in enumerate(leaves):
        proof = merkle.inclusion_proof(leaves, index)
        assert merkle.is_included(leaf, index, count, proof, root)
        assert not merkle.is_included(leaf + b"x", index, count, proof, root)
        assert not merkle.is_included(leaf, (index + 1) % (count + 1), count, proof, root) or count == 1


@pytest.mark.parametrize("later", range(1, 34))
def test_every_small_tree_continues_every_smaller_one(later: int) -> None:
    leaves = [bytes([place]) for place in range(later)]
    root = merkle.root_of(leaves)
    for earlier in range(1, later + 1):
        proof = merkle.consistency_proof(leaves, earlier)
        before = merkle.root_of(leaves[:earlier])
        assert merkle.is_consistent(earlier, before, later, root, proof)
        assert not merkle.is_consistent(earlier, merkle.leaf_hash(before), later, root, proof)


def test_an_index_outside_the_tree_is_never_included() -> None:
    assert not merkle.is_included(LEAVES[0], 8, 8, [], merkle.root_of(LEAVES))
    assert not merkle.is_included(LEAVES[0], -1, 8, [], merkle.root_of(LEAVES))
