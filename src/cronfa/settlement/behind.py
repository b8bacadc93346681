"""What a line of a settlement stands on: its step as the agreement writes it, and what the step divides by."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cronfa.agreement.clauses import Terms
from cronfa.agreement.steps import AnyStep, SharedOut
from cronfa.settlement import contributions
from cronfa.settlement.books import PotBook, open_books
from cronfa.settlement.outcome import Line, Outcome
from cronfa.settlement.steps import among, is_own_side, weights_by
from cronfa.settlement.terms import pots


@dataclass(frozen=True, slots=True)
class Side:
    """One partner's own side of a variance, in pence: what was spent for it, what it owes, what it collects."""

    spend_pence: int
    due_pence: int
    income_pence: int


@dataclass(frozen=True, slots=True)
class Behind:
    """The step of a line. ``weights`` are what each partner's part of it goes by; ``side`` where each has its own."""

    step: AnyStep
    weights: Mapping[str, int] = field(default_factory=dict)
    in_pence: bool = False
    """Whether the weights are sums of money."""
    side: Side | None = None


def behind(terms: Terms, outcome: Outcome, line: Line) -> Behind | None:
    """What a line stands on; nothing for what no step of a waterfall takes, such as a limit on a partner's exposure."""
    pot = next((each for each in _pots(terms, outcome) if each.pot.scheme == line.scheme), None)
    if pot is None or pot.direction != line.direction or not 1 <= line.step <= len(pot.steps):
        return None
    step = pot.steps[line.step - 1]
    if not isinstance(step, SharedOut) or line.party.kind != "partner":
        return Behind(step)
    if is_own_side(step):
        return Behind(step, side=_side(pot, line.party.id))
    weights = dict(zip(pot.partners, among(step, pot, weights_by(step, pot)), strict=True))
    return Behind(step, weights, in_pence=step.by == "spend" or (step.by == "contributions" and _by_sums(pot)))


def _pots(terms: Terms, outcome: Outcome) -> list[PotBook]:
    fundings = {scheme: contributions.fund(terms, scheme, outcome) for scheme in terms.schemes}
    return open_books(terms, outcome, pots(terms, outcome.year, outcome.months), fundings).pots


def _by_sums(pot: PotBook) -> bool:
    """Whether *by contributions* goes by the sums planned: not where the agreement gives contractual shares."""
    terms, outcome = pot.fund.terms, pot.fund.outcome
    return not any(contributions.fund(terms, scheme, outcome).shares for scheme in pot.pot.members)


def _side(pot: PotBook, partner: str) -> Side:
    spend, due = pot.spend.get(partner, 0), pot.dues.get(partner, 0)
    return Side(spend, due, spend - due - pot.sign * pot.own.get(partner, 0))
