"""Who works through the blocks of a simulation: this process, or several on this machine. The result is the same bits."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from cronfa.foresight.simulating import Summary, Work

AHEAD = 2
"""Blocks that may wait for each worker: enough that none is idle, few enough that results do not pile up."""


def local(work: Work, blocks: Sequence[int]) -> Iterator[Summary]:
    """One block after another, here."""
    for block in blocks:
        yield work.block(block)


@dataclass(frozen=True, slots=True)
class Processes:
    """Several processes on this machine; each is given the work once, then only numbers of blocks."""

    workers: int

    def __call__(self, work: Work, blocks: Sequence[int]) -> Iterator[Summary]:
        if not blocks:
            return
        workers = min(self.workers, len(blocks))
        pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_given, initargs=(work,))
        waiting: deque[Future[Summary]] = deque()
        try:
            for block in blocks:
                waiting.append(pool.submit(_done, block))
                if len(waiting) >= AHEAD * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_work: Work | None = None
"""In a worker: what it was given when it started."""


def _given(work: Work) -> None:
    global _work
    _work = work


def _done(block: int) -> Summary:
    assert _work is not None, "a worker is given its work when it starts"
    return _work.block(block)
