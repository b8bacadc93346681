"""Which decisions of which boards a line of a settlement rests on, as its reader is told."""

from dataclasses import dataclass

from cronfa.agreement import Terms
from cronfa.language import Text, same
from cronfa.ledger.entries import author
from cronfa.reporting import words
from cronfa.settlement.outcome import Decision, Line


@dataclass(frozen=True, slots=True)
class Decided:
    """A recorded decision behind a figure: whose, of which day and minute, and who wrote it down where that is told."""

    decision: str
    board: Text
    on: str
    minute: str
    agreed: bool
    recorded_by: str
    says: Text


_AGREED = Text(
    en="{board} decided it on {on}: minute {minute} (“{decision}”).",
    cy="{board} a benderfynodd hyn ar {on}: cofnod cyfarfod {minute} (“{decision}”).",
)
_NOT_AGREED = Text(
    en="{board} did not agree on {on}: minute {minute} (“{decision}”). So it falls to the steps below.",
    cy="Ni chytunodd {board} ar {on}: cofnod cyfarfod {minute} (“{decision}”). Felly mae'n disgyn i'r camau isod.",
)
_BY = Text(en="{said} Recorded by {who}.", cy="{said} Cofnodwyd gan {who}.")


def decisions_behind(terms: Terms, line: Line) -> tuple[Decided, ...]:
    """The recorded decisions that a line rests on, in the order in which the waterfall met them."""
    return tuple(_decided(terms, each) for each in line.decisions)


def _decided(terms: Terms, made: Decision) -> Decided:
    known = terms.boards.get(made.board)
    board = known.name if known else same(made.board)
    said = (_AGREED if made.agreed else _NOT_AGREED).filled(
        board=board, on=words.day(made.on), minute=made.minute or "–", decision=made.id
    )
    if made.recorded_by:
        said = _BY.filled(said=said, who=author(made.recorded_by))
    return Decided(made.id, board, made.on.isoformat(), made.minute, made.agreed, made.recorded_by, said)
