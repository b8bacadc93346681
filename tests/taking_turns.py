"""In which order tests run where several workers share them: what lasts longest comes first, so that none ends alone."""

import os
from collections.abc import Sequence

import pytest


def in_turn(items: Sequence[pytest.Item], workers: int) -> list[pytest.Item]:
    """The tests in an order whose even cut into ``workers`` parts begins each with its share of the lasting ones.

    Parts are those that ``--dist worksteal`` deals out at first. Of the others each part has neighbours, which share
    what their files set up; the tests of a file that is marked as a whole stay together too.
    """
    lasting = _dealt(items, workers)
    others = [item for item in items if not item.get_closest_marker("lasting")]
    ordered: list[pytest.Item] = []
    for worker, mine in enumerate(lasting):
        room = max((len(items) - len(ordered)) // (workers - worker) - len(mine), 0)
        ordered += mine + others[:room]
        others = others[room:]
    assert len(ordered) == len(items), "a test has been lost"
    return ordered


def _dealt(items: Sequence[pytest.Item], workers: int) -> list[list[pytest.Item]]:
    """The lasting tests, dealt out to workers in turn."""
    together: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("lasting"):
            whole_file = item.parent and item.parent.get_closest_marker("lasting")
            together.setdefault(str(item.path) if whole_file else item.nodeid, []).append(item)
    groups = list(together.values())
    return [[item for group in groups[worker::workers] for item in group] for worker in range(workers)]


def workers_now() -> int:
    """How many processes run the tests of this call."""
    return int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
