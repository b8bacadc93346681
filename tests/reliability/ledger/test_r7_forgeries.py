"""R7: forged proofs against the verifier: of 10,000 none is accepted."""

import random

import scale
from cronfa.ledger import merkle

FORGERIES = scale.examples(2_000, 10_000)


def _leaves(count: int) -> list[bytes]:
    return [f"entry {place}".encode() for place in range(count)]


def test_no_forged_inclusion_proof_is_accepted() -> None:
    chance, accepted = random.Random(1), 0
    for _ in range(FORGERIES):
        count = chance.randint(1, 40)
        leaves = _leaves(count)
        index, root = chance.randrange(count), merkle.root_of(leaves)
        proof = merkle.inclusion_proof(leaves, index)
        forged = _forged(chance, proof, leaves[index], index, count, root)
        accepted += merkle.is_included(*forged)
    assert accepted == 0


def _forged(
    chance: random.Random, proof: list[bytes], data: bytes, index: int, count: int, root: bytes
) -> tuple[bytes, int, int, list[bytes], bytes]:
    """One thing wrong: the data, the place, the proof's parts, their order or number, or the root."""
    kinds = ["data", "index", "root", "longer", "node as leaf"]
    kinds += ["bit", "shorter"] if proof else []
    kinds += ["order"] if len(set(proof)) > 1 else []
    kind = chance.choice(kinds)
    if kind == "data":
        data += b"!"
    elif kind == "index":
        index = chance.choice([place for place in range(-1, count + 2) if place != index])
    elif kind == "root":
        root = _flipped(chance, root)
    elif kind == "longer":
        proof = [*proof, chance.randbytes(chance.choice([0, 31, 32, 33]))]
    elif kind == "node as leaf":  # without the marks 00 and 01 this old attack on Merkle trees would succeed
        data = (proof[0] if proof else root) + root
    elif kind == "bit":
        place = chance.randrange(len(proof))
        proof = [*proof[:place], _flipped(chance, proof[place]), *proof[place + 1 :]]
    elif kind == "shorter":
        proof = proof[:-1]
    elif kind == "order":
        proof = proof[1:] + proof[:1] if proof[1:] + proof[:1] != proof else [*proof[:-1], bytes(32)]
    return data, index, count, proof, root


def _flipped(chance: random.Random, node: bytes) -> bytes:
    place = chance.randrange(len(node))
    return node[:place] + bytes([node[place] ^ 1 << chance.randrange(8)]) + node[place + 1 :]


def test_no_forged_consistency_proof_is_accepted() -> None:
    chance, accepted = random.Random(2), 0
    for _ in range(FORGERIES):
        later = chance.randint(2, 40)
        earlier = chance.randint(1, later - 1)
        leaves = _leaves(later)
        before, after = merkle.root_of(leaves[:earlier]), merkle.root_of(leaves)
        proof = merkle.consistency_proof(leaves, earlier)
        kind = chance.choice(["rewritten", "before", "after", "bit", "shorter", "longer", "empty"])
        if kind == "rewritten":  # the attack that matters: an old entry changed, and an honest proof made over the lie
            leaves[chance.randrange(earlier)] = b"rewritten"
            after, proof = merkle.root_of(leaves), merkle.consistency_proof(leaves, earlier)
        elif kind == "before":
            before = _flipped(chance, before)
        elif kind == "after":
            after = _flipped(chance, after)
        elif kind == "bit":
            place = chance.randrange(len(proof))
            proof = [*proof[:place], _flipped(chance, proof[place]), *proof[place + 1 :]]
        elif kind == "shorter":
            proof = proof[:-1]
        elif kind == "longer":
            proof = [*proof, chance.randbytes(chance.choice([0, 32]))]
        else:
            proof = []
        accepted += merkle.is_consistent(earlier, before, later, after, proof)
    assert accepted == 0
