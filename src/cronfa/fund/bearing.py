"""Whose money met each line of a settlement, and so who has borne what in the end: pure.

A line that a partner takes is that partner's. A reserve, next year's pool, or another scheme's underspend is money of
several partners: it is split by whose it is, so that every penny of spend has, in the end, one partner behind it.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from cronfa.agreement import Terms
from cronfa.money import allocate
from cronfa.settlement.outcome import Line, Settlement
from cronfa.settlement.terms import NEVER_SETTLED, shares_the_fund

Parts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stakes:
    """Whose money is whose, as weights in the agreement's order: of the whole pool, each reserve, each scheme.

    ``reserve_pence`` are the stakes in each reserve before the settlement, ``brought_forward`` those in what earlier
    years carried to each scheme.
    """

    partners: tuple[str, ...]
    pool: Parts
    reserves: Mapping[str, Parts]
    schemes: Mapping[str, Parts]
    reserve_pence: Mapping[str, Parts]
    brought_forward: Mapping[str, Parts] = field(default_factory=dict)

    def of(self, scheme: str | None) -> Parts:
        """Whose a scheme's money is; the whole pool's where schemes share a waterfall, or nobody contributes to it."""
        return self.schemes.get(scheme or "", self.pool)


@dataclass(frozen=True, slots=True)
class Instalment:
    """What falls due in a year on a loan: who gets it, and by partner whose part of the deficit it ends, in pence above zero.

    ``scheme`` is an empty text where schemes share the fund's waterfall, ``clause`` where the loan has none.
    """

    scheme: str
    lender: str
    clause: str
    parts: Mapping[str, int]

    @property
    def pence(self) -> int:
        return sum(self.parts.values())


def parts_of_lines(settled: Settlement, stakes: Stakes) -> tuple[tuple[Line, Parts], ...]:
    """Each line with its amount by partner, in the agreement's order; the parts add up to the line."""
    standing = dict(stakes.reserve_pence)
    return tuple((line, _parts(line, settled, stakes, standing)) for line in settled.lines)


def _parts(line: Line, settled: Settlement, stakes: Stakes, standing: dict[str, Parts]) -> Parts:
    if line.party.kind == "partner":
        return tuple(line.amount_pence if partner == line.party.id else 0 for partner in stakes.partners)
    if line.party.kind == "reserve":
        before = standing[line.party.id]
        after = allocate(sum(before) - line.amount_pence, stakes.reserves[line.party.id])
        standing[line.party.id] = after
        return tuple(was - becomes for was, becomes in zip(before, after, strict=True))
    if line.party.kind == "scheme" and is_matched(line, settled):
        giver = line.party.id if line.amount_pence > 0 else line.scheme
        return allocate(line.amount_pence, stakes.of(giver))
    return allocate(line.amount_pence, stakes.of(line.scheme))


def is_matched(line: Line, settled: Settlement) -> bool:
    """Whether the other scheme's underspend really gave this; budget that is only to be cut did not."""
    wanted = (line.party.id, line.scheme, -line.amount_pence)
    return any(
        (other.scheme, other.party.id, other.amount_pence) == wanted
        for other in settled.lines
        if other.party.kind == "scheme"
    )


def borne(terms: Terms, settled: Settlement, stakes: Stakes) -> dict[str | None, Parts]:
    """What each partner's money paid of each scheme's spend in the end; under ``None`` what schemes share together.

    Each scheme's parts add up to its spend.
    """
    totals: dict[str | None, list[int]] = defaultdict(lambda: [0] * len(stakes.partners))

    def add(scheme: str | None, parts: Parts) -> None:
        for at, pence in enumerate(parts):
            totals[scheme][at] += pence

    for due in settled.dues:
        pot = pot_of(terms, due.scheme)
        add(pot, tuple(due.amount_pence if partner == due.partner else 0 for partner in stakes.partners))
    for scheme, pence in other_income(terms, settled).items():
        add(pot_of(terms, scheme), allocate(pence, stakes.of(scheme)))
    for scheme, parts in stakes.brought_forward.items():
        add(pot_of(terms, scheme), parts)
    for line, parts in parts_of_lines(settled, stakes):
        add(line.scheme, parts)
    return {scheme: tuple(parts) for scheme, parts in totals.items()}


def other_income(terms: Terms, settled: Settlement) -> dict[str, int]:
    """Charges and other money that is no partner's contribution, by scheme; none for schemes outside the fund."""
    return {
        result.scheme: result.other_income_pence
        for result in settled.schemes
        if result.other_income_pence and is_inside(terms, result.scheme)
    }


def is_inside(terms: Terms, scheme: str) -> bool:
    """Whether a scheme's money is the fund's; what is only in view is reported and never settled (C13)."""
    return terms.schemes[scheme].form not in NEVER_SETTLED


def pot_of(terms: Terms, scheme: str) -> str | None:
    """The scheme itself, or ``None`` if it shares the fund's waterfall with others."""
    return None if shares_the_fund(terms, terms.schemes[scheme]) else scheme
