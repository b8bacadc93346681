"""The chain of hashes checked from beginning to end, wherever the entries come from: a database or an exported file."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from cronfa.ledger import canonical
from cronfa.ledger.merkle import Tree

Link = tuple[int, str, str]
"""An entry as the chain sees it: its number, the hash it carries, and its canonical text."""


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """What a check of the chain found. ``entries`` counts those that are right before ``first_wrong``, if one is wrong.

    ``hash_at`` and ``root_at`` are the chain's hash and Merkle root at the entry that was asked for.
    """

    entries: int
    head_hash: str
    first_wrong: int | None
    hash_at: str | None = None
    root_at: str | None = None
    merkle_root: str | None = None


def check(fund: str, links: Iterable[Link], *, at: int | None = None, with_root: bool = False) -> ChainCheck:
    """Compute every hash anew. ``at`` asks for the hash and the root after so many entries."""
    previous, expected = canonical.genesis(fund), 0
    sha256, tree = hashlib.sha256, Tree()
    wants_tree = with_root or at is not None
    hash_at, root_at = (previous, tree.root().hex()) if at == 0 else (None, None)
    for number, carried, text in links:
        expected += 1
        if number != expected or sha256(f"{previous}\n{text}".encode()).hexdigest() != carried:
            return ChainCheck(expected - 1, previous, expected, hash_at, root_at)
        previous = carried
        if wants_tree:
            tree.add(bytes.fromhex(carried))
            if expected == at:
                hash_at, root_at = previous, tree.root().hex()
    root = tree.root().hex() if wants_tree else None
    return ChainCheck(expected, previous, None, hash_at, root_at, root)
