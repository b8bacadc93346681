"""The chain of hashes checked from beginning to end, wherever the entries come from: a database or an exported file."""

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


class Marks:
    """The hash and Merkle root after ``at`` entries, noted as the chain is walked, and at its end the root of it all."""

    def __init__(self, fund: str, at: int | None, *, with_root: bool = False) -> None:
        self.wanted = with_root or at is not None
        self._at, self._tree = at, Tree()
        self._hash_at: str | None = canonical.genesis(fund) if at == 0 else None
        self._root_at: str | None = self._tree.root().hex() if at == 0 else None

    def add(self, carried: str) -> None:
        """The next entry's hash, which is right."""
        self._tree.add(bytes.fromhex(carried))
        if self._tree.leaves == self._at:
            self._hash_at, self._root_at = carried, self._tree.root().hex()

    def found(self, entries: int, head_hash: str, first_wrong: int | None) -> ChainCheck:
        """What a check found, with what was noted."""
        root = self._tree.root().hex() if self.wanted and first_wrong is None else None
        return ChainCheck(entries, head_hash, first_wrong, self._hash_at, self._root_at, root)


def check(fund: str, links: Iterable[Link], *, at: int | None = None, with_root: bool = False) -> ChainCheck:
    """Compute every hash anew. ``at`` asks for the hash and the root after so many entries."""
    marks = Marks(fund, at, with_root=with_root)
    previous, expected = canonical.genesis(fund), 0
    for number, carried, text in links:
        expected += 1
        if number != expected or canonical.chained(previous, text) != carried:
            return marks.found(expected - 1, previous, expected)
        previous = carried
        if marks.wanted:
            marks.add(carried)
    return marks.found(expected, previous, None)
