"""What each kind of step does with a column of amounts: as :mod:`cronfa.settlement.steps`, for a block of scenarios.

A function takes a :class:`Call` and records what each party takes. In scenarios whose pot has no amount, or the other
direction, every column is nought there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cronfa.agreement.steps import AnyStep, Bear, Carry, Decide, Draw, Keep, Lend, Offset, SharedOut
from cronfa.settlement.arrays import Column, Table, split, split_each
from cronfa.settlement.outcome import Direction, Party
from cronfa.settlement.steps import is_named, is_own_side
from cronfa.settlement.terms import weights_of
from cronfa.settlement.vector_books import Mask, Side, floored, spend_of
from cronfa.settlement.vector_dues import measured


@dataclass(frozen=True, slots=True)
class Call:
    """One step at work on a block: its place in the waterfall, the side it serves, and the most it may take."""

    number: int
    side: Side
    amount: Column
    acts: Mask


def run(side: Side) -> None:
    """The waterfall of one side, from the top."""
    for number, step in enumerate(side.steps, start=1):
        apply(step, number, side)
    if side.left.any():
        side.record(len(side.steps) + 1, Party("undecided", side.pot.host), side.left)


def apply(step: AnyStep, number: int, side: Side) -> None:
    """One step of a waterfall."""
    call = most_it_may_take(step, number, side)
    if call is None or not (call.amount.any() or is_own_side(step)):
        return
    before = side.left
    TAKES[step.kind](step, call)
    if step.when and step.when.cause and step.when.cause in side.causes:
        left = side.causes[step.when.cause]
        side.causes[step.when.cause] = left - np.clip(before - side.left, 0, np.maximum(0, left))


def most_it_may_take(step: AnyStep, number: int, side: Side) -> Call | None:
    """The amounts under the step's limits and conditions; ``None`` if the step is passed over in every scenario."""
    if side.block.decided(step.unless):
        return None
    partner = side.pot.who(step.partner) if isinstance(step, (Bear, Lend)) else None
    amount, acts = side.limited(side.left, step.up_to, partner), side.acts
    if step.when and step.when.cause:
        if step.when.cause not in side.causes:
            return None
        amount = np.maximum(0, np.minimum(amount, side.causes[step.when.cause]))
    if step.when and step.when.over:
        acts = acts & (side.variance > side.limit(step.when.over, partner))
        amount = np.where(acts, amount, 0)
    return Call(number, side, amount, acts)


def _offset(step: Offset, call: Call) -> None:
    side = call.side
    if side.direction == "underspend":
        return  # given before any waterfall runs: see vector.give
    if step.of == "variance":
        _from_underspends(step, call)
    elif step.of == "uncommitted":
        _from_uncommitted(step, call)
    else:
        store = side.block.measure(step.of, side.pot.scheme)
        taken = np.maximum(0, np.minimum(call.amount, store))
        store -= taken
        side.record(call.number, Party("measure", step.of), taken)


def _from_underspends(step: Offset, call: Call) -> None:
    amount = call.amount
    for giver in others(step, call.side, "underspend"):
        taken = np.minimum(amount, giver.left)
        amount = amount - taken
        if taken.any():
            giver.record(0, Party("scheme", call.side.pot.id), taken)
            call.side.record(call.number, Party("scheme", giver.pot.id), taken)


def _from_uncommitted(step: Offset, call: Call) -> None:
    amount, block = call.amount, call.side.block
    for scheme, budget in block.uncommitted.items():
        if scheme not in call.side.pot.members and is_named(step, scheme):
            taken = np.maximum(0, np.minimum(amount, budget))
            budget -= taken
            amount = amount - taken
            block.outside += taken
            call.side.record(call.number, Party("scheme", scheme), taken)


def others(step: Offset, side: Side, direction: Direction) -> list[Side]:
    """The sides that an offset names, other than of its own pot, in one direction."""
    return [
        other
        for other in side.block.sides
        if other.pot is not side.pot
        and other.direction == direction
        and other.pot.scheme
        and is_named(step, other.pot.scheme)
    ]


def _draw(step: Draw, call: Call) -> None:
    if call.side.direction == "underspend":
        return
    reserve = call.side.block.reserves[step.reserve]
    taken = np.maximum(0, np.minimum(call.amount, reserve))
    reserve -= taken
    call.side.record(call.number, Party("reserve", step.reserve), taken)


def _keep(step: Keep, call: Call) -> None:
    if call.side.direction != "underspend":
        return
    reserve = call.side.block.reserves[step.reserve]
    kept = call.amount
    if step.until is not None:
        kept = np.minimum(kept, np.maximum(0, step.until - reserve))
    reserve += kept
    call.side.record(call.number, Party("reserve", step.reserve), kept)


def _share(step: SharedOut, call: Call) -> None:
    if step.by == "own side":
        _own_side(step, call)
        return
    weights = among(step, call.side, weights_by(step, call.side))
    parts = split_by(call.amount, weights)
    _give_out(step, call, parts)


def split_by(amount: Column, weights: tuple[int, ...] | Table) -> Table:
    return split(amount, weights) if isinstance(weights, tuple) else split_each(amount, weights)


def _give_out(step: SharedOut, call: Call, parts: Table) -> None:
    """Each partner's part under its own limit; limits are all read before the first part is taken."""
    capped = [_capped(step, name, part, call.side) for name, part in zip(call.side.block.partners, parts, strict=True)]
    for name, part in zip(call.side.block.partners, capped, strict=True):
        if part.any():
            call.side.record(call.number, Party("partner", name), part)


def _capped(step: SharedOut, partner: str, part: Column, side: Side) -> Column:
    each = step.each_up_to
    limits = each.get(partner, ()) if isinstance(each, Mapping) else each
    return part if side.block.decided(step.cap_lifted_by) else side.limited(part, limits, partner)


def weights_by(step: SharedOut, side: Side) -> tuple[int, ...] | Table:
    """The basis of a share, in the agreement's order."""
    block = side.block
    match step.by:
        case "contributions":
            return side.weights
        case "shares":
            return weights_of(step.shares, block.partners)
        case "equal":
            return (1,) * len(block.partners)
        case "spend":
            pots = [side.pot] if side.pot.members else [other.pot for other in block.sides[::2]]
            return floored(spend_of(pots, block))
        case measure:
            values = [measured(block.terms, block.scenarios, measure, name) for name in block.partners]
            if all(value is None or isinstance(value, int) for value in values):
                return tuple(max(0, int(value or 0)) for value in values)
            rows = [block.scenarios.column(0 if value is None else value) for value in values]
            return floored(np.array(rows))


def among(step: SharedOut, side: Side, weights: tuple[int, ...] | Table) -> tuple[int, ...] | Table:
    """The weights of those who take part; nought for the others."""
    partners = side.block.partners
    taking_part = set(step.among or partners) - {side.barred}
    if taking_part >= set(partners):
        return weights
    mask = [int(name in taking_part) for name in partners]
    if isinstance(weights, tuple):
        return tuple(weight * part for weight, part in zip(weights, mask, strict=True))
    return np.where(np.array(mask)[:, None] == 1, weights, 0)


def _own_side(step: SharedOut, call: Call) -> None:
    side = call.side
    if side.own is None:
        return  # an exposure has no own sides
    mask = np.array([among(step, side, (1,) * len(side.own))], np.int64).T
    own = np.where(call.acts, side.own * mask, 0)
    against, with_it = np.minimum(own, 0), np.maximum(own, 0)
    carried = split_each(call.amount - against.sum(axis=0), with_it)
    anybody = with_it.any(axis=0)
    limited = [_capped(step, name, part, side) for name, part in zip(side.block.partners, carried, strict=True)]
    taken = np.where(anybody, np.where(against < 0, against, np.array(limited)), 0)
    side.own = side.own - taken
    for name, part in zip(side.block.partners, taken, strict=True):
        if part.any():
            side.record(call.number, Party("partner", name), part)


def _bear(step: Bear, call: Call) -> None:
    partner = call.side.pot.who(step.partner)
    if partner != call.side.barred:
        call.side.record(call.number, Party("partner", partner), call.amount)


def _lend(step: Lend, call: Call) -> None:
    lender = call.side.pot.who(step.partner)
    if lender != call.side.barred and call.side.direction != "underspend":
        call.side.record(call.number, Party("loan", lender), call.amount)


def _carry(step: Carry, call: Call) -> None:
    call.side.record(call.number, Party("next year", call.side.pot.id), call.amount)


def _decide(step: Decide, call: Call) -> None:
    side = call.side
    name = step.decision or f"{side.pot.id}-{side.direction}-{call.number}"
    recorded = side.block.scenarios.decisions.get(name)
    if recorded is not None and (not recorded.agreed or not recorded.split):
        return
    if recorded is None and step.if_undecided == "next":
        return
    waiting = call.amount
    if recorded is not None:
        split_as_recorded = [(party, side.sign * pence) for party, pence in recorded.split]
        fits = _fits(split_as_recorded, call)
        for party, pence in split_as_recorded:
            part = np.where(fits, pence, 0)
            if party.kind == "reserve" and party.id in side.block.reserves:
                side.block.reserves[party.id] -= side.sign * part
            side.record(call.number, party, part)
        waiting = np.where(fits, 0, waiting)
    side.record(call.number, Party("undecided", step.board), waiting)


def _fits(split_as_recorded: Sequence[tuple[Party, int]], call: Call) -> Mask:
    """In which scenarios a decision stays within the amount, has its sign, and overdraws no reserve."""
    block = call.side.block
    fits: Mask = (sum(pence for _, pence in split_as_recorded) <= call.amount) & (call.amount > 0)
    fits &= all(pence >= 0 for _, pence in split_as_recorded)
    if call.side.sign > 0:
        for name in {party.id for party, _ in split_as_recorded if party.kind == "reserve"}:
            drawn = sum(pence for party, pence in split_as_recorded if party == Party("reserve", name))
            fits &= (block.reserves[name] >= drawn) if name in block.reserves else False
    return fits


TAKES: Mapping[str, Callable[..., None]] = {
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
