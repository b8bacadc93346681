"""What verification finds, in a database or in an export."""

from collections.abc import Iterator
from dataclasses import dataclass

from cronfa.ledger import codes
from cronfa.ledger.chain import ChainCheck
from cronfa.ledger.checkpoints import Checkpoint
from cronfa.ledger.records import Standing
from cronfa.problems import Problem


@dataclass(frozen=True, slots=True)
class Verification:
    """What verification found. ``first_wrong`` is the number of the first entry that is not as it was posted.

    ``entries`` counts the entries that are right, up to ``head_hash``. ``checkpoint`` tells whether one was compared: a
    chain alone cannot see that its tail was cut off or that all of it was computed anew.
    """

    fund: str
    entries: int
    head_hash: str
    first_wrong: int | None
    problems: tuple[Problem, ...]
    checkpoint: bool = False

    @property
    def is_sound(self) -> bool:
        return not self.problems


def chain_problems(fund: str, found: ChainCheck) -> Iterator[Problem]:
    """The problem of a chain with a wrong link."""
    if found.first_wrong is not None:
        yield codes.ENTRY_WRONG.at(number=found.first_wrong, fund=fund, sound=found.entries)


def compared(signed: Checkpoint, found: ChainCheck, beside: Standing, public_key: str | None) -> Iterator[Problem]:
    """What differs between a checkpoint and a history."""
    if not signed.is_signed(public_key):
        yield codes.NOT_SIGNED.at()
        return
    if signed.fund != beside.slug:
        yield codes.OTHER_FUND.at(signed=signed.fund, fund=beside.slug)
        return
    if found.first_wrong is None and found.entries < signed.entries:
        yield codes.HISTORY_CUT.at(fund=signed.fund, found=found.entries, signed=signed.entries)
    if found.entries >= signed.entries and (found.hash_at, found.root_at) != (signed.head_hash, signed.merkle_root):
        yield codes.HISTORY_REWRITTEN.at(fund=signed.fund, signed=signed.entries)
    if beside.digest(signed.beside) != signed.beside:
        yield codes.BESIDE_CHANGED.at(fund=signed.fund)
