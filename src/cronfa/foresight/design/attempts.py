"""Trying many candidates: one after another here, or side by side in processes of this machine. The numbers are the same."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from types import TracebackType
from typing import Self

from cronfa.foresight.design.dials import Lattice
from cronfa.foresight.design.measures import Numbers
from cronfa.foresight.design.trial import Trial

Places = tuple[int, ...]
Attempt = Callable[[Sequence[Places]], "list[Numbers | None]"]
"""The numbers of candidates; nothing for one whose shares come to more than a whole."""


class Attempts:
    """Tries candidates on one trial. As a context it starts its processes and ends them."""

    def __init__(self, trial: Trial, lattice: Lattice, workers: int = 1) -> None:
        self.trial, self.lattice, self.workers = trial, lattice, workers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self.workers > 1:
            given = (self.trial, self.lattice)
            self._pool = ProcessPoolExecutor(self.workers, get_context("spawn"), initializer=_given, initargs=given)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def __call__(self, every: Sequence[Places]) -> list[Numbers | None]:
        if self._pool is None:
            return [attempt(self.trial, self.lattice, places) for places in every]
        each = max(1, -(-len(every) // (4 * self.workers)))
        return list(self._pool.map(_attempt, every, chunksize=each))


def attempt(trial: Trial, lattice: Lattice, places: Places) -> Numbers | None:
    """One candidate."""
    terms = lattice.applied(trial.draft, places)
    return None if terms is None else trial.numbers(terms)


_here: tuple[Trial, Lattice] | None = None
"""In a worker: what it was given when it started."""


def _given(trial: Trial, lattice: Lattice) -> None:
    global _here
    _here = trial, lattice


def _attempt(places: Places) -> Numbers | None:
    assert _here is not None, "a worker is given its trial when it starts"
    return attempt(*_here, places)
