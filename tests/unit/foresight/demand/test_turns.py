"""Threads share runs out: all of them, each once, and none waits long for another."""

import pytest

from cronfa.foresight.demand.people import RUNS_AT_A_TIME, TURNS, in_blocks


@pytest.mark.parametrize("threads", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 17, 20, 200, 2_000])
def test_every_run_is_in_one_block_in_order(count: int, threads: int) -> None:
    blocks = in_blocks(count, lambda start, stop: range(start, stop), threads)
    assert [run for block in blocks for run in block] == list(range(count))
    assert all(0 < len(block) <= RUNS_AT_A_TIME for block in blocks)


def test_few_long_runs_keep_every_thread_busy() -> None:
    assert len(in_blocks(20, lambda start, stop: stop - start, 2)) == 20
    assert len(in_blocks(200, lambda start, stop: stop - start, 2)) >= 2 * TURNS
