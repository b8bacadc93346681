"""A simulation that is interrupted goes on where it stopped, and comes to the same bits; another one is refused."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from cronfa.foresight import checkpoints, simulating
from cronfa.foresight.engines import local
from cronfa.foresight.simulating import Summary, Work, simulate
from cronfa.problems import Problems
from property.foresight.test_blocks import _plain
from unit.foresight.a_pool import draft, work, world


class Pulled(Exception):
    """The plug, between two blocks."""


def _interrupted(after: int) -> object:
    def engine(asked: Work, blocks: Sequence[int]) -> Iterator[Summary]:
        for number, block in enumerate(blocks):
            if number == after:
                raise Pulled
            yield asked.block(block)

    return engine


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulating, "BLOCK", 100)


@pytest.mark.parametrize("after", [1, 3, 9])
def test_it_goes_on_where_it_stopped(tmp_path: Path, after: int) -> None:
    asked, file = work(1_000), tmp_path / "run.checkpoint"
    with pytest.raises(Pulled):
        simulate(asked, _interrupted(after), checkpoint=file)  # type: ignore[arg-type]
    assert checkpoints.load(file, asked.identity)[0] == after
    asked_again: list[int] = []

    def counted(work_: Work, blocks: Sequence[int]) -> Iterator[Summary]:
        asked_again.extend(blocks)
        return local(work_, blocks)

    resumed = simulate(asked, counted, checkpoint=file)
    assert asked_again == list(range(after, 10))
    assert _plain(resumed) == _plain(simulate(asked, local))
    assert not file.exists()


def test_another_simulation_is_refused_and_the_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "run.checkpoint"
    with pytest.raises(Pulled):
        simulate(work(1_000), _interrupted(2), checkpoint=file)  # type: ignore[arg-type]
    others = {
        "runs": work(900),
        "world": work(1_000, seed=5),
        "agreement": Work.of([replace(draft(), sha256="1" * 64)], world(), 1_000),
    }
    for what, other in others.items():
        with pytest.raises(Problems) as raised:
            simulate(other, local, checkpoint=file)
        (problem,) = raised.value.problems
        assert problem.code == "FS064"
        assert what in str(problem.facts["differs"])
    assert file.exists()


@pytest.mark.parametrize("keep", [0, 10, 1_000])
def test_a_checkpoint_that_was_cut_is_said_to_be_unreadable(tmp_path: Path, keep: int) -> None:
    file = tmp_path / "run.checkpoint"
    asked = work(500)
    checkpoints.save(file, asked.identity, 1, asked.block(0))
    file.write_bytes(file.read_bytes()[:keep])
    with pytest.raises(Problems) as raised:
        simulate(asked, local, checkpoint=file)
    assert raised.value.problems[0].code == "FS065"
