"""Verification: the whole chain computed anew from what is stored, and compared with what was signed."""

from dataclasses import dataclass

from cronfa.ledger import canonical, stored
from cronfa.ledger.funds import Fund


@dataclass(frozen=True, slots=True)
class Verification:
    """What verification found. ``first_wrong`` is the number of the first entry that is not as it was posted."""

    fund: str
    entries: int
    head_hash: str
    first_wrong: int | None = None

    @property
    def is_sound(self) -> bool:
        return self.first_wrong is None


def verify(fund: Fund) -> Verification:
    """Compute every hash of the fund anew."""
    last, _, _ = stored.head(fund)
    previous, expected = canonical.genesis(fund.slug), 0
    for entry in stored.between(fund, 1, last):
        expected += 1
        if entry.number != expected or canonical.chained(previous, entry.text(fund.slug)) != entry.hash:
            return Verification(fund.slug, expected - 1, previous, expected)
        previous = entry.hash
    return Verification(fund.slug, expected, previous)
