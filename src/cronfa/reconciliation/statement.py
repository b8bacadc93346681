"""The statement: from the partner's balance to the fund's, through what is carried and what is unmatched.

Matched lines come to the same on both sides. So the partner's balance with what it carried in, less what only the partner
has, plus what only the fund has, less what the fund carried in, is the fund's balance: to the penny, or the program is
wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cronfa.language import Text
from cronfa.reconciliation.items import Item, Result, Side, total


class Reason(StrEnum):
    """Why a line stands in one ledger alone."""

    TIMING = "timing"
    THEIR_ERROR = "error in theirs"
    OUR_ERROR = "error in ours"
    OUTSIDE = "outside the fund"

    @property
    def is_carried(self) -> bool:
        """Whether the line is looked for again in the next reconciliation; one outside the fund never matches."""
        return self is not Reason.OUTSIDE


REASONS: dict[Reason, Text] = {
    Reason.TIMING: Text(
        en="timing: the other ledger has it in another period",
        cy="amseru: mae yn y cyfriflyfr arall mewn cyfnod gwahanol",
    ),
    Reason.THEIR_ERROR: Text(en="error in the partner's ledger", cy="gwall yng nghyfriflyfr y partner"),
    Reason.OUR_ERROR: Text(en="error in the fund", cy="gwall yn y gronfa"),
    Reason.OUTSIDE: Text(en="no part of the fund", cy="ddim yn rhan o'r gronfa"),
}
NOT_EXPLAINED = Text(en="not yet explained", cy="heb ei egluro eto")
THEIRS = Text(en="Balance by the ledger of {partner}", cy="Balans yn ôl cyfriflyfr {partner}")
CARRIED_THEIRS = Text(
    en="Carried from before, in the ledger of {partner} alone",
    cy="Cariwyd o'r blaen, yng nghyfriflyfr {partner} yn unig",
)
ONLY_THEIRS = Text(
    en="Less: in the ledger of {partner} alone, {reason}", cy="Llai: yng nghyfriflyfr {partner} yn unig, {reason}"
)
ONLY_OURS = Text(en="Plus: in the fund alone, {reason}", cy="Plws: yn y gronfa yn unig, {reason}")
CARRIED_OURS = Text(
    en="Less: carried from before, in the fund alone", cy="Llai: cariwyd o'r blaen, yn y gronfa yn unig"
)
OURS = Text(en="Balance by the fund", cy="Balans yn ôl y gronfa")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the statement. ``side`` and ``reason`` name the unmatched lines it adds up, if it is one of these."""

    says: Text
    pence: int
    count: int | None = None
    side: Side | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """The steps from the partner's balance to the fund's; the first and the last are balances."""

    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        assert sum(step.pence for step in self.steps[:-1]) == self.steps[-1].pence, "the statement does not add up"

    @property
    def theirs_pence(self) -> int:
        return self.steps[0].pence

    @property
    def ours_pence(self) -> int:
        return self.steps[-1].pence

    @property
    def difference_pence(self) -> int:
        """What the fund shows more than the partner."""
        return self.ours_pence - self.theirs_pence


def statement(
    result: Result,
    *,
    partner: Text,
    carried: Mapping[Side, Sequence[Item]],
    reasons: Mapping[tuple[Side, str], Reason],
) -> Statement:
    """The statement of a result. ``carried`` are the lines that came from before; ``reasons`` what people said, by id."""
    theirs, ours = carried.get("theirs", ()), carried.get("ours", ())
    matched = [(total(each.theirs), total(each.ours)) for each in result.matches]
    their_pence = total(result.theirs) + sum(pence for pence, _ in matched) - total(theirs)
    our_pence = total(result.ours) + sum(pence for _, pence in matched) - total(ours)
    steps = [Step(THEIRS.filled(partner=partner), their_pence)]
    if theirs:
        steps.append(Step(CARRIED_THEIRS.filled(partner=partner), total(theirs), len(theirs)))
    steps += _unmatched(result, "theirs", partner, reasons)
    steps += _unmatched(result, "ours", partner, reasons)
    if ours:
        steps.append(Step(CARRIED_OURS, -total(ours), len(ours)))
    steps.append(Step(OURS, our_pence))
    return Statement(tuple(steps))


def _unmatched(result: Result, side: Side, partner: Text, reasons: Mapping[tuple[Side, str], Reason]) -> list[Step]:
    """A step for each reason that unmatched lines of a side have, and one for those that have none yet."""
    says, sign = (ONLY_THEIRS, -1) if side == "theirs" else (ONLY_OURS, 1)
    steps = []
    for reason in (*Reason, None):
        items = [item for item in result.unmatched(side) if reasons.get((side, item.id)) == reason]
        if items:
            why = REASONS[reason] if reason else NOT_EXPLAINED
            steps.append(Step(says.filled(partner=partner, reason=why), sign * total(items), len(items), side, reason))
    return steps
