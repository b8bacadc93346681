"""A simulation on a Dask cluster: many processes on many machines, the same bits.

The work is given to every worker once; then only numbers of blocks go out, and summaries come back in order. Each worker
needs this same version of cronfa. ``dask worker tcp://… --nthreads 1`` starts one for each processor.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cronfa import __version__
from cronfa.foresight import codes
from cronfa.foresight.engines import merged, stretches
from cronfa.foresight.simulating import Blocks, Summary
from cronfa.language import Text
from cronfa.problems import Where, stop

AHEAD = 4
"""Stretches of blocks that may wait for each worker: enough to hide the way there and back."""
PATIENCE_SECONDS = 10
_ADDRESS = Where(file="--address", path="--address")
_SHAPE = re.compile(r"(tcp|tls|ucx|wss?)://\S+:\d+")
NOT_AN_ADDRESS = Text(en="that is no address", cy="nid cyfeiriad mo hwnnw")
NO_ANSWER = Text(en="nothing within {seconds} seconds", cy="dim o fewn {seconds} eiliad")


@dataclass(frozen=True, slots=True)
class Cluster:
    """An engine on the cluster whose scheduler listens at ``address``, such as ``tcp://10.0.0.1:8786``."""

    address: str
    workers: int
    """How many answered when it was asked."""

    @classmethod
    def at(cls, address: str | None) -> "Cluster":
        """The cluster, once it has answered: before any work is begun.

        Raises:
            Problems: no address, Dask is not installed, nobody answers, there are no workers, or they have another version
                of cronfa.
        """
        if not address:
            stop(codes.CLUSTER_NOT_NAMED, _ADDRESS)
        with _client(address) as client:
            versions = client.run(_version)
        if not versions:
            stop(codes.CLUSTER_HAS_NO_WORKERS, _ADDRESS, address=address)
        others = {worker: found for worker, found in versions.items() if found != __version__}
        if others:
            worker, found = next(iter(others.items()))
            stop(codes.CLUSTER_OTHER_VERSION, _ADDRESS, worker=worker, found=found, ours=__version__)
        return cls(address, len(versions))

    def __call__(self, work: Blocks, blocks: Sequence[int]) -> Iterator[Summary]:
        if not blocks:
            return
        with _client(self.address) as client:
            given = client.scatter(work, broadcast=True, hash=False)
            waiting: deque[Any] = deque()
            for stretch in stretches(work, blocks, self.workers):
                waiting.append(client.submit(merged, given, stretch, pure=False))
                if len(waiting) >= AHEAD * self.workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()


def _client(address: str) -> Any:
    """A connection that ends with its ``with``."""
    try:
        from distributed import Client
    except ImportError:
        stop(codes.CLUSTER_NOT_INSTALLED, _ADDRESS)
    if not _SHAPE.fullmatch(address):
        stop(codes.CLUSTER_UNREACHABLE, _ADDRESS, address=address, reason=NOT_AN_ADDRESS)
    try:
        return Client(address, timeout=PATIENCE_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]  # Dask has no types
    except (OSError, TimeoutError, ValueError):
        reason = NO_ANSWER.filled(seconds=PATIENCE_SECONDS)
        stop(codes.CLUSTER_UNREACHABLE, _ADDRESS, address=address, reason=reason)


def _version() -> str:
    return __version__
