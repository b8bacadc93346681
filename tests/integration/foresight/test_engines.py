"""Here, in processes, or on a real Dask cluster of this machine: the same bits."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pytest
from distributed import LocalCluster

from cronfa.agreement import parse
from cronfa.foresight import cluster
from cronfa.foresight.cluster import Cluster
from cronfa.foresight.design.stated import Cell, StatedWorld
from cronfa.foresight.engines import Processes, local, stretches
from cronfa.foresight.simulating import BLOCK, Draft, Summary, Work, simulate
from cronfa.language import same
from cronfa.problems import Problems
from unit.foresight.design.drafts import DRAFT

TERMS = parse(DRAFT).latest.terms
CELLS = tuple(
    Cell(scheme, partner, pence, 900)
    for scheme, partner, pence in (
        ("home-care", "council", 200_000_000),
        ("home-care", "board", 200_000_000),
        ("equipment", "council", 60_000_000),
        ("equipment", "board", 40_000_000),
    )
)
ON_THIS_MACHINE: Any = {
    "host": "127.0.0.1",
    "dashboard_address": "127.0.0.1:0",
    "worker_dashboard_address": "127.0.0.1:0",
    "silence_logs": 50,
}
"""Nothing listens to other machines; ports are whichever are free."""
RUNS = 32 * BLOCK + 17


def work(runs: int = RUNS) -> Work:
    world = StatedWorld("2026-27", ("council", "board"), CELLS, 2_500, 20)
    return Work.of([Draft("draft", same("Draft"), TERMS, "0" * 64)], world, runs)


def bits(value: Any) -> Any:
    """Everything in a summary as plain values, arrays as their bytes."""
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.tobytes()
    if is_dataclass(value):
        return {field.name: bits(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: bits(part) for key, part in value.items()}
    return value


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler and two workers, each a process of its own, on this machine alone."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **ON_THIS_MACHINE) as started:
        yield started.scheduler_address


@pytest.fixture(scope="module")
def here() -> Summary:
    return simulate(work(), local)


def test_processes_give_the_same_bits(here: Summary) -> None:
    assert bits(simulate(work(), Processes(2))) == bits(here)


def test_a_cluster_gives_the_same_bits(address: str, here: Summary) -> None:
    engine = Cluster.at(address)
    assert engine.workers == 2
    assert bits(simulate(work(), engine)) == bits(here)


def test_blocks_go_out_several_at_a_time_but_never_over_an_end() -> None:
    class Two:
        ends = (10, 25)

    found = [list(stretch) for stretch in stretches(Two(), range(3, 25), 1)]  # type: ignore[arg-type]
    assert found[:5] == [[3, 4], [5, 6], [7, 8], [9], [10, 11]]
    assert [block for stretch in found for block in stretch] == list(range(3, 25))
    assert [len(stretch) for stretch in stretches(Two(), range(10), 4)] == [1] * 10  # type: ignore[arg-type]


def test_an_interrupted_stream_leaves_nothing_behind(address: str) -> None:
    stream = Cluster.at(address)(work(), range(6))
    first = next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert first.runs == BLOCK
    assert bits(next(Cluster.at(address)(work(), range(1)))) == bits(first)


@pytest.mark.parametrize("wrong", ["tcp://127.0.0.1:9", "nowhere", "ftp://127.0.0.1:9"])
def test_a_cluster_that_does_not_answer_is_a_problem_before_any_work(
    wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE_SECONDS", 1)
    with pytest.raises(Problems, match="FS091"):
        Cluster.at(wrong)


def test_a_cluster_without_workers_is_a_problem() -> None:
    with (
        LocalCluster(n_workers=0, **ON_THIS_MACHINE) as empty,
        pytest.raises(Problems, match="FS092"),
    ):
        Cluster.at(empty.scheduler_address)


def test_workers_with_another_version_are_a_problem(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "__version__", "0.0.0")
    with pytest.raises(Problems, match="FS093"):
        Cluster.at(address)
