"""What each kind of step does with an amount: one small function for each, in one table.

A function takes a :class:`Call` and gives the parties that take the amount and how much each takes, in the direction of the
pot's variance. What they do not take falls to the next step.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cronfa.agreement.steps import AnyStep, Bear, Carry, Decide, Draw, Keep, Lend, Offset, Repayment, SharedOut
from cronfa.calendars import Year
from cronfa.language import Text
from cronfa.money import allocate, pounds
from cronfa.settlement import codes
from cronfa.settlement.books import PotBook, limited
from cronfa.settlement.contribution_rules import measured
from cronfa.settlement.outcome import Decision, DecisionRequired, Direction, Loan, Party
from cronfa.settlement.terms import limit_pence, weights_of

Takes = Iterable[tuple[Party, int]]
DIRECTIONS: Mapping[Direction, Text] = {
    "overspend": Text(en="overspend", cy="gorwariant"),
    "underspend": Text(en="underspend", cy="tanwariant"),
    "exposure": Text(en="excess", cy="gormodedd"),
}
OPPOSITE: Mapping[Direction, Direction] = {"overspend": "underspend", "underspend": "overspend"}


@dataclass(frozen=True, slots=True)
class Call:
    """One step at work: its place in the waterfall, the pot it serves and the most it may take."""

    number: int
    pot: PotBook
    amount: int


def run(pot: PotBook) -> None:
    """The waterfall of one pot, from the top; what no step takes is recorded as such."""
    for number, step in enumerate(pot.steps, start=1):
        apply(step, number, pot)
    if pot.left:
        report_the_rest(pot)


def apply(step: AnyStep, number: int, pot: PotBook) -> None:
    """One step of a waterfall."""
    amount = most_it_may_take(step, pot)
    if amount is None or (amount == 0 and not is_own_side(step)):
        return
    before = pot.left
    for party, pence in TAKES[step.kind](step, Call(number, pot, amount)):
        if pence:
            pot.record(number, step.kind, step.clause, party, pence)
    if step.when and step.when.cause and step.when.cause in pot.causes:
        pot.causes[step.when.cause].take(before - pot.left)


def most_it_may_take(step: AnyStep, pot: PotBook) -> int | None:
    """The amount under the step's limits and conditions; ``None`` if the step is passed over."""
    if pot.permits(step.unless):
        return None
    partner = limited_partner(step, pot)
    amount = limited(pot.left, step.up_to, pot.bases(partner))
    if step.when and step.when.over and abs(pot.variance) <= limit_pence(step.when.over, pot.bases(partner)):
        return None
    if step.when and step.when.cause:
        cause = pot.causes.get(step.when.cause)
        return max(0, min(amount, cause.left_pence)) if cause else None
    return amount


def limited_partner(step: AnyStep, pot: PotBook) -> str | None:
    """The one partner that a step's own limits speak of, if it is a step of one partner."""
    return pot.pot.who(step.partner) if isinstance(step, (Bear, Lend)) else None


def is_own_side(step: AnyStep) -> bool:
    return isinstance(step, SharedOut) and step.by == "own side"


def report_the_rest(pot: PotBook) -> None:
    """The rest that no step takes stands undecided with the host, and is an error."""
    last = pot.steps[-1] if pot.steps else None
    recorded = _recorded(last, len(pot.steps), pot) if isinstance(last, Decide) else None
    if recorded is not None:
        split = pot.sign * sum(pence for _, pence in recorded.split)
        sums = {"split": pounds(split), "amount": pounds(split + pot.left), "left": pounds(pot.left)}
        pot.fund.problems.append(codes.DECISION_LEAVES_SOME.at(recorded.where, decision=recorded.id, **sums))
    else:
        facts = {"direction": DIRECTIONS[pot.direction], "scheme": pot.pot.id, "amount": pounds(pot.left)}
        pot.fund.problems.append(codes.NOBODY_PAYS_THE_REST.at(pot.where(len(pot.steps)), **facts))
    pot.record(len(pot.steps) + 1, "nobody", None, Party("undecided", pot.pot.host), pot.left)


def _offset(step: Offset, call: Call) -> Takes:
    if call.pot.direction == "underspend":
        return []  # given before any waterfall runs: see reference.give
    if step.of == "variance":
        return _from_underspends(step, call)
    if step.of == "uncommitted":
        return _from_uncommitted(step, call)
    return [(Party("measure", step.of), call.pot.fund.measure(step.of, call.pot.pot.scheme).take(call.amount))]


def _from_underspends(step: Offset, call: Call) -> Takes:
    """What is left of the underspends of the schemes named, in the agreement's order."""
    amount = call.amount
    for giver in others(step, call.pot, "underspend"):
        taken = min(amount, giver.left)
        amount -= taken
        if taken:
            giver.record(0, "offset", step.clause, Party("scheme", call.pot.pot.id), taken)
        yield Party("scheme", giver.pot.id), taken


def _from_uncommitted(step: Offset, call: Call) -> Takes:
    amount = call.amount
    for scheme, budget in call.pot.fund.uncommitted.items():
        if scheme not in call.pot.pot.members and is_named(step, scheme):
            taken = budget.take(amount)
            amount -= taken
            yield Party("scheme", scheme), taken


def others(step: Offset, pot: PotBook, direction: Direction) -> list[PotBook]:
    """The pots that an offset names, other than its own, whose variance has this direction."""
    return [
        other
        for other in pot.fund.pots
        if other is not pot and other.direction == direction and other.pot.scheme and is_named(step, other.pot.scheme)
    ]


def is_named(step: Offset, scheme: str) -> bool:
    return step.against == "all" or scheme in step.against


def _draw(step: Draw, call: Call) -> Takes:
    if call.pot.direction == "underspend":
        return []
    return [(Party("reserve", step.reserve), call.pot.fund.reserves[step.reserve].take(call.amount))]


def _keep(step: Keep, call: Call) -> Takes:
    if call.pot.direction != "underspend":
        return []
    reserve = call.pot.fund.reserves[step.reserve]
    room = call.amount if step.until is None else max(0, step.until - reserve.left_pence)
    kept = min(call.amount, room)
    reserve.add(kept)
    return [(Party("reserve", step.reserve), kept)]


def _share(step: SharedOut, call: Call) -> Takes:
    if step.by == "own side":
        return _own_side(step, call)
    weights = among(step, call.pot, weights_by(step, call.pot))
    shares = call.pot.split(call.amount, weights, call.number, step.by)
    return [(Party("partner", name), capped(step, name, pence, call.pot)) for name, pence in shares.items()]


def weights_by(step: SharedOut, pot: PotBook) -> tuple[int, ...]:
    """The basis of a share, in the agreement's order."""
    match step.by:
        case "contributions":
            return pot.weights
        case "shares":
            return weights_of(step.shares, pot.partners)
        case "equal":
            return (1,) * len(pot.partners)
        case "spend":
            return tuple(max(0, pot.spend.get(name, 0)) for name in pot.partners)
        case measure:
            terms, outcome = pot.fund.terms, pot.fund.outcome
            values = [measured(terms, outcome, measure, name) for name in pot.partners]
            return tuple(max(0, value or 0) for value in values)


def among(step: SharedOut, pot: PotBook, weights: Sequence[int]) -> tuple[int, ...]:
    """The weights of those who take part; nought for the others."""
    taking_part = set(step.among or pot.partners) - {pot.barred}
    return tuple(weight if name in taking_part else 0 for name, weight in zip(pot.partners, weights, strict=True))


def capped(step: SharedOut, partner: str, pence: int, pot: PotBook) -> int:
    """What one partner takes of its share, under its own limit if it has one and no decision has lifted it."""
    each = step.each_up_to
    limits = each.get(partner, ()) if isinstance(each, Mapping) else each
    return pence if limits and pot.permits(step.cap_lifted_by) else limited(pence, limits, pot.bases(partner))


def _own_side(step: SharedOut, call: Call) -> Takes:
    """Each partner's own variance stays with it.

    Partners whose own variance has the pot's direction carry the amount and what the others saved, in proportion to their
    own; the others keep what they saved. When the amount is the whole variance, this is each one's own variance exactly.
    """
    pot = call.pot
    taking_part = among(step, pot, [1] * len(pot.partners))
    own = {name: pot.own.get(name, 0) * part for name, part in zip(pot.partners, taking_part, strict=True)}
    against = {name: pence for name, pence in own.items() if pence < 0}
    with_it = tuple(max(0, pence) for pence in own.values())
    if not any(with_it):
        return []
    carried = dict(zip(pot.partners, allocate(call.amount - sum(against.values()), with_it), strict=True))
    taken = {name: capped(step, name, pence, pot) for name, pence in carried.items()} | against
    for name, pence in taken.items():
        if pence:
            pot.own[name] -= pence
    return [(Party("partner", name), pence) for name, pence in taken.items()]


def _bear(step: Bear, call: Call) -> Takes:
    partner = call.pot.pot.who(step.partner)
    return [] if partner == call.pot.barred else [(Party("partner", partner), call.amount)]


def _lend(step: Lend, call: Call) -> Takes:
    lender = call.pot.pot.who(step.partner)
    if lender == call.pot.barred or call.pot.direction == "underspend":
        return []
    repayments = repaid(step.repay, call.amount, call.pot.fund.outcome.year)
    call.pot.fund.loans.append(Loan(lender, step.clause, call.amount, repayments))
    return [(Party("loan", lender), call.amount)]


def repaid(repay: Repayment, amount: int, year: str) -> tuple[tuple[str, int], ...]:
    """When a loan is repaid: in equal parts, or by what of the schedule is still to come, its last year taking what is over.

    A sum lent after the schedule's last year is repaid in the next.
    """
    to_come = {label: pence for label, pence in sorted(repay.schedule.items()) if label > year}
    if not to_come:
        years = [Year(year).next]
        while len(years) < (repay.years or 1):
            years.append(years[-1].next)
        return tuple(zip(map(str, years), allocate(amount, [1] * len(years)), strict=True))
    parts: dict[str, int] = {}
    left = amount
    for label, pence in to_come.items():
        parts[label] = min(pence, left)
        left -= parts[label]
    parts[label] += left
    return tuple((label, pence) for label, pence in parts.items() if pence)


def _carry(step: Carry, call: Call) -> Takes:
    return [(Party("next year", call.pot.pot.id), call.amount)]


def decision_name(step: Decide, number: int, pot: PotBook) -> str:
    """Under which name a decision is recorded."""
    return step.decision or f"{pot.pot.id}-{pot.direction}-{number}"


def _recorded(step: Decide, number: int, pot: PotBook) -> Decision | None:
    return pot.fund.outcome.decisions.get(decision_name(step, number, pot))


def _decide(step: Decide, call: Call) -> Takes:
    name = decision_name(step, call.number, call.pot)
    recorded = _recorded(step, call.number, call.pot)
    if recorded is not None and (not recorded.agreed or not recorded.split):
        call.pot.rest(name)
        return []
    if recorded is not None:
        split = [(party, call.pot.sign * pence) for party, pence in recorded.split]
        if _fits(split, call):
            call.pot.rest(name)
            return _as_decided(split, call)
        _does_not_fit(recorded, split, call)
    elif step.if_undecided == "next":
        board = call.pot.fund.terms.boards.get(step.board)
        facts = {"decision": name, "board": board.name if board else step.board, "amount": pounds(call.amount)}
        call.pot.fund.problems.append(codes.DEFAULT_WITHOUT_DECISION.at(call.pot.where(call.number), **facts))
        return []
    required = DecisionRequired(
        name, step.board, call.pot.pot.scheme, call.pot.direction, step.clause, call.pot.sign * call.amount
    )
    call.pot.fund.decisions.append(required)
    return [(Party("undecided", step.board), call.amount)]


def _fits(split: list[tuple[Party, int]], call: Call) -> bool:
    """Whether a decision stays within the amount, has its sign, and overdraws no reserve."""
    drawn: dict[str, int] = {}
    for party, pence in split:
        if party.kind == "reserve" and call.pot.sign > 0:
            drawn[party.id] = drawn.get(party.id, 0) + pence
    reserves = call.pot.fund.reserves
    enough = all(name in reserves and pence <= reserves[name].left_pence for name, pence in drawn.items())
    return enough and all(pence >= 0 for _, pence in split) and sum(pence for _, pence in split) <= call.amount


def _as_decided(split: list[tuple[Party, int]], call: Call) -> Takes:
    for party, pence in split:
        if party.kind == "reserve":
            reserve = call.pot.fund.reserves[party.id]
            if call.pot.sign > 0:
                reserve.take(pence)
            else:
                reserve.add(pence)
        yield party, pence


def _does_not_fit(recorded: Decision, split: list[tuple[Party, int]], call: Call) -> None:
    sign, total = call.pot.sign, sum(pence for _, pence in split)
    facts = {"decision": recorded.id, "split": pounds(sign * total), "amount": pounds(sign * call.amount)}
    call.pot.fund.problems.append(codes.DECISION_DOES_NOT_FIT.at(recorded.where, **facts))


TAKES: Mapping[str, Callable[..., Takes]] = {
    "offset": _offset,
    "draw": _draw,
    "keep": _keep,
    "share": _share,
    "return": _share,
    "bear": _bear,
    "lend": _lend,
    "carry": _carry,
    "decide": _decide,
}
