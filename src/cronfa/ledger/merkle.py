"""Merkle trees as in RFC 6962 (section 2.1): short proofs that one entry is in a signed history, and that one signed
history continues another.

A leaf is hashed as ``SHA-256(00 ‖ data)`` and a node as ``SHA-256(01 ‖ left ‖ right)``; a tree of n leaves is split at the
largest power of two below n. The ledger's leaves are its entries' hashes.
"""

import hashlib
from collections.abc import Sequence

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """A tree that grows at the end and holds only the roots of its complete subtrees: a million leaves in 20 hashes."""

    def __init__(self) -> None:
        self.leaves = 0
        self._peaks: list[bytes] = []

    def add(self, data: bytes) -> None:
        """One more leaf."""
        node, count = leaf_hash(data), self.leaves
        while count & 1:
            node = node_hash(self._peaks.pop(), node)
            count >>= 1
        self._peaks.append(node)
        self.leaves += 1

    def root(self) -> bytes:
        """The root over all the leaves so far."""
        if not self._peaks:
            return EMPTY_ROOT
        node = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            node = node_hash(peak, node)
        return node


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over these leaves' data."""
    tree = Tree()
    for data in leaves:
        tree.add(data)
    return tree.root()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes with which leaf ``index`` (from 0) gives the root (RFC 6962, 2.1.1)."""
    assert 0 <= index < len(leaves), "no such leaf"
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*inclusion_proof(leaves[:split], index), root_of(leaves[split:])]
    return [*inclusion_proof(leaves[split:], index - split), root_of(leaves[:split])]


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """The hashes that show that the first ``earlier`` leaves are the tree's beginning (RFC 6962, 2.1.2)."""
    assert 0 < earlier <= len(leaves), "no such earlier tree"
    return _subproof(leaves, earlier, whole=True)


def _subproof(leaves: Sequence[bytes], earlier: int, *, whole: bool) -> list[bytes]:
    if earlier == len(leaves):
        return [] if whole else [root_of(leaves)]
    split = _split(len(leaves))
    if earlier <= split:
        return [*_subproof(leaves[:split], earlier, whole=whole), root_of(leaves[split:])]
    return [*_subproof(leaves[split:], earlier - split, whole=False), root_of(leaves[:split])]


def _split(leaves: int) -> int:
    """The largest power of two below the number of leaves."""
    return 1 << (leaves - 1).bit_length() - 1


def is_included(data: bytes, index: int, leaves: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof shows that ``data`` is leaf ``index`` of the tree with this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < leaves:
        return False
    place, last, node = index, leaves - 1, leaf_hash(data)
    for part in proof:
        if last == 0 or len(part) != 32:
            return False
        if place & 1 or place == last:
            node = node_hash(part, node)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            node = node_hash(node, part)
        place, last = place >> 1, last >> 1
    return last == 0 and node == root


def is_consistent(earlier: int, earlier_root: bytes, later: int, later_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that the later tree continues the earlier one (RFC 9162, 2.1.4.2)."""
    if not 0 < earlier <= later or any(len(part) != 32 for part in proof):
        return False
    if earlier == later:
        return not proof and earlier_root == later_root
    path = list(proof)
    if earlier & (earlier - 1) == 0:  # the earlier tree is itself a complete subtree: its root is not sent
        path.insert(0, earlier_root)
    if not path:
        return False
    place, last = earlier - 1, later - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for part in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(part, old), node_hash(part, new)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, part)
        place, last = place >> 1, last >> 1
    return last == 0 and old == earlier_root and new == later_root
