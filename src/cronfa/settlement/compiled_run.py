"""Running a compiled agreement over many scenarios: blocks that stay in cache, on as many threads as there are processors."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cronfa.agreement.clauses import Terms
from cronfa.settlement import kernels
from cronfa.settlement.arrays import Column, Table
from cronfa.settlement.compiled import Program
from cronfa.settlement.scenarios import Results, Scenarios
from cronfa.settlement.vector_dues import total_spend

BLOCK = kernels.BLOCK

Settle = Callable[[Scenarios], Results]


@dataclass(frozen=True, slots=True)
class Sums:
    """Where the results of every block are written."""

    borne: Table
    lent: Table
    reserves: Table
    undecided: Column
    carried: Column


class _Worker:
    """One thread's own columns, used for one block after another."""

    def __init__(self, terms: Terms, made: Program, scenarios: Scenarios, sums: Sums) -> None:
        partners, size = len(terms.partner_ids), BLOCK
        self.terms, self.made, self.scenarios, self.sums = terms, made, scenarios, sums
        self.variances = np.empty((len(made.pots), size))
        self.stores = (
            np.zeros((partners, size)),
            np.zeros((partners, size)),
            np.zeros((len(terms.reserves), size)),
            np.zeros(size),
            np.zeros(size),
        )
        self.pending = np.empty((max(1, len(made.joined)), size))
        self.left = np.empty(size)
        self.work = (np.empty(size), np.empty((partners, size)))
        lot = (partners, kernels.NEAR_LOT)
        near = (*(np.empty(lot, np.int32) for _ in range(2)), *(np.empty(lot[1], np.int32) for _ in range(2)))
        self.scratch = (np.empty((partners, size)), np.empty((partners, size)), np.empty(size), near)
        self.tables = made.tables(partners)
        self.rest = (self.pending, self.left, self.work, self.scratch, (0.0,) * partners)
        self.spend = [[total_spend(scheme, scenarios) for scheme in pot.members] for pot in made.pots]
        self.fundings = np.array([made.funding_of(pot) for pot in made.pots], np.float64)

    def block(self, start: int) -> bool:
        """One block; false if it needs more than doubles can hold. The last block is filled up with the one before."""
        begin = max(0, min(start, self.scenarios.count - BLOCK))
        stop = begin + BLOCK
        for row, columns in enumerate(self.spend):
            self.variances[row] = columns[0][begin:stop]
            for column in columns[1:]:
                self.variances[row] += column[begin:stop]
        for store in self.stores:
            store[:] = 0.0
        for row, (name, reserve) in enumerate(self.terms.reserves.items()):
            opening = self.scenarios.reserves.get(name, reserve.opening)
            self.stores[2][row] = opening[begin:stop] if isinstance(opening, np.ndarray) else opening
        exact = kernels.run_block(self.variances, self.fundings, *self.tables, self.stores, *self.rest)
        if exact:
            self.write(begin, stop)
        return bool(exact)

    def write(self, begin: int, stop: int) -> None:
        """The sums of the block; what no step of the agreement can touch stays nought and is not written."""
        into = (self.sums.borne, self.sums.lent, self.sums.reserves, self.sums.undecided, self.sums.carried)
        for sums, store in zip(into, self.stores, strict=True):
            if sums.flags.writeable:
                sums[..., begin:stop] = store


def run(terms: Terms, made: Program, scenarios: Scenarios, otherwise: Settle, threads: int | None = None) -> Results:
    """Settle every scenario; ``otherwise`` settles the blocks whose amounts are too large for doubles.

    On as many threads as there are processors, unless it is told otherwise: who settles many agreements at once needs but
    one thread for each.
    """
    assert scenarios.count >= BLOCK, "fewer scenarios than a block holds are not worth compiling for"
    shape = (len(terms.partner_ids), scenarios.count)
    sums = _sums(terms, made, scenarios.count)
    threads = threads or os.cpu_count() or 1

    starts = iter(range(0, scenarios.count, BLOCK))  # who is done takes the next: a thread held up holds up no other

    def work() -> None:
        worker = _Worker(terms, made, scenarios, sums)
        for start in starts:
            if not worker.block(start):
                begin = max(0, min(start, scenarios.count - BLOCK))
                _take_over(otherwise(scenarios.block(begin, begin + BLOCK)), sums, begin)

    if threads == 1:
        work()
    else:
        with ThreadPoolExecutor(threads) as pool:
            for done in [pool.submit(work) for _ in range(threads)]:
                done.result()
    due = sum((funding.due for funding in made.fundings.values()), np.zeros((shape[0], 1), np.int64))
    return Results(
        terms.partner_ids,
        np.broadcast_to(due, shape),
        sums.borne,
        sums.lent,
        dict(zip(terms.reserves, sums.reserves, strict=True)),
        sums.undecided,
        sums.carried,
        np.broadcast_to(np.int64(0), scenarios.count),
    )


def _sums(terms: Terms, made: Program, count: int) -> Sums:
    """Columns to write to; what no step can touch is nought for all scenarios and takes no memory."""
    partners, kinds = len(terms.partner_ids), {codes[0] for codes in made.codes}
    waits = kernels.WAIT in kinds or any(bounds[3] or bounds[4] for bounds in made.bounds)
    return Sums(
        np.empty((partners, count), np.int64),
        _column((partners, count), kernels.LEND in kinds),
        np.empty((len(terms.reserves), count), np.int64),
        _column((count,), waits),
        _column((count,), kernels.CARRY in kinds),
    )


def _column(shape: tuple[int, ...], used: bool) -> NDArray[np.int64]:
    return np.empty(shape, np.int64) if used else np.broadcast_to(np.int64(0), shape)


def _take_over(results: Results, sums: Sums, begin: int) -> None:
    """Write the results of a block that was settled otherwise."""
    stop = begin + BLOCK
    into = (sums.borne, sums.lent, sums.undecided, sums.carried)
    found = (results.borne_pence, results.lent_pence, results.undecided_pence, results.carried_pence)
    for column, taken in zip(into, found, strict=True):
        if column.flags.writeable:
            column[..., begin:stop] = taken
    for row, column in enumerate(results.reserves_pence.values()):
        sums.reserves[row, begin:stop] = column
