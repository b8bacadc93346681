"""Many funds at once, such as every board of a nation: each simulated by itself, all of them through one engine.

The blocks of all funds stand in one row, so that no worker waits for a fund to be finished. A fund's summary is given as
soon as its last block is done; nothing of it is kept after that.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from cronfa.foresight.simulating import BLOCK, Engine, Summary, Work


@dataclass(frozen=True, slots=True)
class Funds:
    """Several simulations as one row of blocks."""

    works: tuple[Work, ...]
    ends: tuple[int, ...]
    """By fund: the number of the first block that is no longer its own."""

    @classmethod
    def of(cls, works: tuple[Work, ...]) -> "Funds":
        return cls(works, tuple(accumulate(work.blocks for work in works)))

    @property
    def blocks(self) -> int:
        return self.ends[-1] if self.ends else 0

    def block(self, index: int) -> Summary:
        """One block of one fund."""
        fund = bisect_right(self.ends, index)
        return self.works[fund].block(index - (self.ends[fund] - self.works[fund].blocks))


def simulate_all(
    funds: Funds, engine: Engine, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> Iterator[tuple[Work, Summary]]:
    """Each fund with its summary, in order, as each is finished."""
    fund, done, summary = 0, 0, None
    for part in engine(funds, range(funds.blocks)):
        summary = part if summary is None else summary.merged(part)
        done += -(-part.runs // BLOCK)
        progress(done, funds.blocks)
        if done == funds.ends[fund]:
            yield funds.works[fund], summary
            fund, summary = fund + 1, None
