"""The vector engine: many outcomes as columns, the same pennies as the reference.

:func:`settle` goes through the scenarios in blocks that stay in cache. What can be compiled is (see
:mod:`cronfa.settlement.compiled`); everything else is done by columns. Amounts over £1 trillion, for which neither is exact,
are refused.
"""

from collections.abc import Mapping

import numpy as np

from cronfa.agreement.clauses import Collar, Terms
from cronfa.agreement.steps import Offset
from cronfa.settlement import vector_dues
from cronfa.settlement.arrays import Column
from cronfa.settlement.outcome import Party
from cronfa.settlement.scenarios import LineKey, Results, Scenarios
from cronfa.settlement.terms import Pot, pots
from cronfa.settlement.vector_books import Block, Side, same_or_each, sides_of
from cronfa.settlement.vector_dues import FundingTable
from cronfa.settlement.vector_steps import apply, most_it_may_take, others, run

BLOCK = 4096
WORTH_COMPILING = 10_000
"""Below this many scenarios the columns are done before the compiler has started."""


def settle(terms: Terms, scenarios: Scenarios, *, lines: bool = False) -> Results:
    """Settle every scenario under the terms in force; ``lines`` keeps every line, not only the sums.

    Raises:
        Problems: the agreement has no sums for the year, or a rule needs spend by partner and has only totals.
        AssertionError: an amount is over £1 trillion; the reference has no such limit.
    """
    if scenarios.count >= WORTH_COMPILING and not lines:
        from cronfa.settlement import compiled, compiled_run  # the compiler starts only where it is worth it

        made = compiled.program(terms, scenarios)
        if made is not None:
            return compiled_run.run(terms, made, scenarios, lambda block: settle_columns(terms, block))
    return settle_columns(terms, scenarios, lines=lines)


def settle_columns(
    terms: Terms, scenarios: Scenarios, *, lines: bool = False, known: Mapping[str, FundingTable] | None = None
) -> Results:
    """Settle every scenario by columns: whatever the agreement says.

    ``known`` is what funds schemes whose dues no outcome changes, where that has been worked out before.
    """
    every = pots(terms, scenarios.year, scenarios.months)
    starts = range(0, scenarios.count, BLOCK)
    blocks = [_block(terms, every, scenarios.block(start, start + BLOCK), lines, known or {}) for start in starts]
    assert all(block.in_range for block in blocks), "amounts over £1 trillion cannot be settled as columns"
    return _joined(terms, blocks)


def _block(
    terms: Terms, every: tuple[Pot, ...], scenarios: Scenarios, lines: bool, known: Mapping[str, FundingTable]
) -> Block:
    block = _open(terms, scenarios, lines, known)
    for pot in every:
        block.sides += sides_of(pot, block)
    for side in block.sides[1::2]:
        give(side)
    for side in (*block.sides[::2], *block.sides[1::2]):
        run(side)
    first = 1
    for collar in terms.exposure:
        _limit_exposure(collar, block, first)
        first += len(collar.excess)
    return block


def _open(terms: Terms, scenarios: Scenarios, lines: bool, known: Mapping[str, FundingTable]) -> Block:
    """The books of a block before the first step."""
    fundings = {
        scheme: known[scheme] if scheme in known else vector_dues.fund(terms, scheme, scenarios)
        for scheme in terms.schemes
    }
    table = np.zeros((len(terms.partner_ids), scenarios.count), np.int64)
    dues = sum((funding.due for funding in fundings.values()), table[:, :1])
    reserves = {name: scenarios.column(scenarios.reserves.get(name, r.opening)) for name, r in terms.reserves.items()}
    uncommitted = {name: scenarios.column(scenarios.uncommitted.get(name, 0)) for name in terms.schemes}
    return Block(
        terms,
        scenarios,
        fundings,
        dues,
        reserves,
        uncommitted,
        borne=table,
        lent=table.copy(),
        undecided=np.zeros(scenarios.count, np.int64),
        carried=np.zeros(scenarios.count, np.int64),
        outside=np.zeros(scenarios.count, np.int64),
        keep_lines=lines,
    )


def give(side: Side) -> None:
    """What underspent schemes offer to overspent ones before any waterfall runs."""
    first = side.steps[0] if side.steps else None
    if not isinstance(first, Offset):
        return
    call = most_it_may_take(first, 1, side)
    amount = side.block.zeros() if call is None else call.amount
    for needy in others(first, side, "overspend"):
        given = np.minimum(amount, needy.left)
        amount = amount - given
        if given.any():
            side.record(1, Party("scheme", needy.pot.id), given)
            needy.record(0, Party("scheme", side.pot.id), given)


def _limit_exposure(collar: Collar, block: Block, first: int) -> None:
    """One partner's excess passes to others."""
    row = block.partners.index(collar.partner)
    pot = Pot(None, (), block.terms.host, block.terms.host, sum(s.pot.budget_pence for s in block.sides[::2]), (), ())
    weights = same_or_each(np.maximum(0, block.dues))
    borne = np.maximum(0, block.borne[row])
    all_ = np.ones(len(borne), np.bool_)
    side = Side(pot, block, "exposure", borne, borne, all_, block.dues, weights, {}, barred=collar.partner)
    side.left = borne - _most(collar, side, row)
    side.variance = side.left
    for number, step in enumerate(collar.excess, start=first):
        before = side.left
        apply(step, number, side)
        passed_on = before - side.left
        if passed_on.any():
            side.tell(number, Party("partner", collar.partner), -passed_on)


def _most(collar: Collar, side: Side, row: int) -> Column:
    """The most that the partner bears; here *remaining contribution* is all that may be asked over its dues."""
    most = side.left
    for limit in collar.up_to:
        if limit.of == "remaining contribution":
            most = np.minimum(most, np.maximum(0, side.block.over_dues(row)))
        else:
            most = np.minimum(most, side.limit(limit, collar.partner))
    return most


def _joined(terms: Terms, blocks: list[Block]) -> Results:
    """The blocks put one after another."""

    def column(name: str) -> Column:
        return np.concatenate([getattr(block, name) for block in blocks], axis=-1)

    keys = dict.fromkeys(key for block in blocks for key in block.lines)
    return Results(
        terms.partner_ids,
        np.concatenate([np.broadcast_to(b.dues, b.borne.shape) for b in blocks], axis=-1),
        column("borne"),
        column("lent"),
        {name: np.concatenate([block.reserves[name] for block in blocks]) for name in terms.reserves},
        column("undecided"),
        column("carried"),
        column("outside"),
        {key: _line(key, blocks) for key in keys},
    )


def _line(key: LineKey, blocks: list[Block]) -> Column:
    return np.concatenate([block.lines.get(key, block.zeros()) for block in blocks])
