"""Who works through the blocks of a simulation: this process, or several on this machine. The result is the same bits."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from cronfa.foresight.simulating import Blocks, Summary

AHEAD = 2
"""Stretches that may wait for each worker: enough that none is idle, few enough that results do not pile up."""
STRETCH = 32
"""Blocks that a worker merges itself before it sends their summary: merging is a good part of the work."""


def stretches(work: Blocks, blocks: Sequence[int], workers: int) -> Iterator[Sequence[int]]:
    """The blocks, several in a row at a time where there are many; none reaches over the end of something whole."""
    size = max(1, min(STRETCH, len(blocks) // (8 * workers)))
    start = 0
    while start < len(blocks):
        first = blocks[start]
        end = next(end for end in work.ends if end > first)
        stretch = blocks[start : start + min(size, end - first)]
        yield stretch
        start += len(stretch)


def merged(work: Blocks, blocks: Sequence[int]) -> Summary:
    """The summary of some blocks."""
    summary = work.block(blocks[0])
    for block in blocks[1:]:
        summary = summary.merged(work.block(block))
    return summary


def local(work: Blocks, blocks: Sequence[int]) -> Iterator[Summary]:
    """One block after another, here."""
    for block in blocks:
        yield work.block(block)


@dataclass(frozen=True, slots=True)
class Processes:
    """Several processes on this machine; each is given the work once, then only numbers of blocks."""

    workers: int

    def __call__(self, work: Blocks, blocks: Sequence[int]) -> Iterator[Summary]:
        if not blocks:
            return
        workers = min(self.workers, len(blocks))
        pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_given, initargs=(work,))
        waiting: deque[Future[Summary]] = deque()
        try:
            for stretch in stretches(work, blocks, workers):
                waiting.append(pool.submit(_done, stretch))
                if len(waiting) >= AHEAD * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_work: Blocks | None = None
"""In a worker: what it was given when it started."""


def _given(work: Blocks) -> None:
    global _work
    _work = work


def _done(blocks: Sequence[int]) -> Summary:
    assert _work is not None, "a worker is given its work when it starts"
    return merged(_work, blocks)
