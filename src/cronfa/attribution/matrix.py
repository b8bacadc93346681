"""Whose money paid for whose responsibilities, period by period, before and after settlement.

The figures come from clearing lines alone, so they can be proved from an export of the ledger with nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Event = Literal["spend", "settlement"]


@dataclass(frozen=True, slots=True)
class Clearing:
    """A clearing posting: ``partner`` is owed these pence by ``counterparty`` (below zero: owes them to it).

    ``event`` is settlement where a payment, refund or settlement clears what is owed, and spend for all else.
    """

    period: str
    partner: str
    counterparty: str
    pence: int
    event: Event = "spend"


@dataclass(frozen=True, slots=True)
class CrossSubsidy:
    """One pair in one period. ``before_pence`` of the funder's money paid for the other's responsibilities in the
    period; ``settled_pence`` was cleared in it; ``outstanding_pence`` is owed at its end, earlier periods included."""

    period: str
    funder: str
    responsible: str
    before_pence: int
    settled_pence: int
    outstanding_pence: int


def cross_subsidy(
    lines: Iterable[Clearing], partners: tuple[str, ...], periods: tuple[str, ...]
) -> tuple[CrossSubsidy, ...]:
    """The matrix of every period: each pair once, in the direction in which money crossed or is still owed.

    ``periods`` are in order of time, with every period that the lines name. Only the funder's side of each clearing
    pair is counted; its other side must mirror it.

    Raises:
        AssertionError: the two sides of a pair do not mirror each other, or a line names an unknown period.
    """
    sums = _sums(lines, partners)
    assert {key[0] for key in sums} <= set(periods), "a line in an unknown period"
    found: list[CrossSubsidy] = []
    owed: dict[tuple[str, str], int] = {}
    for period in periods:
        for at, one in enumerate(partners):
            for other in partners[at + 1 :]:
                spent, settled = (
                    sums.get((period, one, other, "spend"), 0),
                    sums.get((period, one, other, "settlement"), 0),
                )
                owed[one, other] = owed.get((one, other), 0) + spent + settled
                row = _directed(period, one, other, spent, settled, owed[one, other])
                found += [row] if row else []
    return tuple(found)


def _sums(lines: Iterable[Clearing], partners: tuple[str, ...]) -> dict[tuple[str, str, str, Event], int]:
    sums: dict[tuple[str, str, str, Event], int] = {}
    for line in lines:
        assert {line.partner, line.counterparty} <= set(partners), "a line names an unknown partner"
        key = (line.period, line.partner, line.counterparty, line.event)
        sums[key] = sums.get(key, 0) + line.pence
    for (period, one, other, event), pence in sums.items():
        assert pence == -sums.get((period, other, one, event), 0), f"{one} and {other} disagree in {period}"
    return sums


def _directed(period: str, one: str, other: str, spent: int, settled: int, owed: int) -> CrossSubsidy | None:
    """The pair seen from the partner that is owed; no row where nothing crossed and nothing is owed."""
    if not (spent or settled or owed):
        return None
    if (spent or owed or -settled) < 0:
        one, other, spent, settled, owed = other, one, -spent, -settled, -owed
    return CrossSubsidy(period, one, other, spent, -settled, owed)
