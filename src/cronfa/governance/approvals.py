"""Approvals that a worker carries out: how far each is, and why nothing came of one.

How far the posting is cannot stand in an SQLite database while it is posted: a file has one writer, and that is who posts. It
stands in a small file beside the database instead, for as long as the worker is at it; on PostgreSQL it is in the row.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from cronfa.governance.long_work import UNDER_WAY, is_forgotten, why_failed
from cronfa.governance.models import Approval, Proposal
from cronfa.problems import Problem

SAID_EVERY_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a worker is: of all rows so many have been read once more, and so many posted."""

    approval: Approval
    read: int
    posted: int
    rows: int

    @property
    def waits(self) -> bool:
        return self.approval.state == Approval.WAITING

    @property
    def is_forgotten(self) -> bool:
        return is_forgotten(self.approval)


def last(proposal: Proposal) -> Approval | None:
    """The last approval of a proposal that a worker carries out, if there has been one."""
    return Approval.objects.filter(proposal=proposal).select_related("person").defer("result").first()


def under_way(proposal: Proposal) -> Progress | None:
    """How far the worker is with an approved proposal; nothing where none is to carry it out."""
    if proposal.state != Proposal.PREPARED:
        return None
    approval = last(proposal)
    if approval is None or approval.state not in UNDER_WAY:
        return None
    done, rows = max(approval.done, _done_beside(approval)), approval.total // 2
    return Progress(approval, min(done, rows), max(0, min(done, 2 * rows) - rows), rows)


def why_not(proposal: Proposal) -> tuple[Approval, tuple[Problem, ...]] | None:
    """The approval of a proposal that could not be carried out, and why; nothing where that is not how it stands."""
    approval = last(proposal) if proposal.state == Proposal.PREPARED else None
    if approval is None or approval.state != Approval.FAILED:
        return None
    return approval, why_failed(approval)


@contextmanager
def telling(approval: Approval, tell: Callable[[int], None]) -> Iterator[Callable[[int], None]]:
    """``tell``, which says how far it is where readers see it while the database has no room for another writer."""
    path = _beside(approval)
    said_at = 0.0

    def told(done: int) -> None:
        nonlocal said_at
        tell(done)
        if path and time.monotonic() - said_at > SAID_EVERY_SECONDS:
            path.write_text(str(done), "ascii")
            said_at = time.monotonic()

    try:
        yield told
    finally:
        if path:
            path.unlink(missing_ok=True)


def _beside(approval: Approval) -> Path | None:
    """The file beside an SQLite database that holds how far the worker is."""
    if connection.vendor != "sqlite":
        return None
    return Path(f"{connection.settings_dict['NAME']}-approval-{approval.pk}")


def _done_beside(approval: Approval) -> int:
    path = _beside(approval)
    try:
        return int(path.read_text("ascii")) if path else 0
    except (OSError, ValueError):
        return 0  # it is not there, or just being written
