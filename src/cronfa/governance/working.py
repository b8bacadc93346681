"""A worker: takes work from a table piece by piece, does each, and leaves what came of it there.

Work is claimed by one conditional write, so that two workers never take the same. While it runs, a thread says every
second that the worker is alive, and learns whether the work has been stopped or given to another. Work whose worker has been
silent for :data:`SILENCE` seconds is taken over by the next one that looks, which goes on from the last checkpoint: nothing that
was asked is lost when a server, a worker or a machine ends.
"""

import json
import logging
import os
import socket
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any, Self

from django.db import DatabaseError, connection
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from cronfa.foresight import checkpoints
from cronfa.foresight.engines import local
from cronfa.foresight.simulating import Work, simulate
from cronfa.fund.opening import find
from cronfa.fund.what_if import report_of, work_of
from cronfa.governance import checks, job_codes as codes, outlooks, proposals
from cronfa.governance.jobs import question_of
from cronfa.governance.models import Approval, Check, Job, LongWork, Outlook
from cronfa.governance.sight import Sight, see, seen
from cronfa.language import LANGUAGES
from cronfa.problems import Problem, Problems
from cronfa.reporting.as_json import render

BEAT_SECONDS = 1.0
SILENCE = 20
"""Seconds without a beat after which a worker is taken for dead."""
KEEP_SECONDS = 10
"""A checkpoint is put into the table at most so often."""
MOST_TRIES = 3
_log = logging.getLogger("cronfa.worker")


LOOKING = Sight(door="worker")
"""What a worker sees of a PostgreSQL while it looks for work: that, and nothing of any fund."""
TABLES: tuple[type[LongWork], ...] = (Approval, Check, Outlook, Job)
"""Where there is work to do, the shortest first. Somebody waits before the page of a file; possible years take minutes."""


class Ended(Exception):
    """The work was stopped, or another worker has it, or this worker is to end."""


def name_of_worker() -> str:
    """This process, among all that may work on this database."""
    return f"{socket.gethostname()}:{os.getpid()}:{os.urandom(3).hex()}"[-100:]


def claim(worker: str, tables: tuple[type[LongWork], ...] = TABLES) -> LongWork | None:
    """The oldest work that waits, or whose worker has fallen silent, from the first table that has any; else nothing."""
    return next((found for table in tables if (found := _claimed(worker, table))), None)


def _claimed(worker: str, table: type[LongWork]) -> LongWork | None:
    silent = timezone.now() - timedelta(seconds=SILENCE)
    free = Q(state=LongWork.WAITING) | Q(state=LongWork.RUNNING, beat_at__lt=silent)
    for pk in _rows(table).filter(free).order_by("pk").values_list("pk", flat=True)[:10]:
        now = timezone.now()
        lost = {
            "state": LongWork.FAILED,
            "problems": written([codes.WORKER_LOST.at(tries=MOST_TRIES)]),
            "ended_at": now,
        }
        if _rows(table).filter(free, pk=pk, tries__gte=MOST_TRIES).update(**lost, **table.CLEARED):
            continue
        taken = {
            "state": LongWork.RUNNING,
            "worker": worker,
            "beat_at": now,
            "started_at": now,
            "tries": F("tries") + 1,
        }
        if _rows(table).filter(free, pk=pk).update(**taken):
            found: LongWork = _rows(table).get(pk=pk)
            return found
    return None


def _rows(table: type[LongWork]) -> QuerySet[Any]:
    return table._default_manager.all()


def _mine(work: LongWork, worker: str) -> QuerySet[Any]:
    """The work's row for as long as this worker has it."""
    return _rows(type(work)).filter(pk=work.pk, worker=worker, state=LongWork.RUNNING)


def work_once(worker: str, stopping: Event | None = None, tables: tuple[type[LongWork], ...] = TABLES) -> bool:
    """Do one piece of work, if there is any. Whatever goes wrong with it is written where its asker sees it."""
    work = claim(worker, tables)
    if work is None:
        return False
    before = seen()
    see(replace(LOOKING, funds=(work.fund,)))
    with Beat(work, worker, stopping or Event()) as beat:
        try:
            _finish(work, worker, _done(work, beat))
        except Ended:
            # Given back where the worker is to end; stopped or taken by another otherwise, and then no longer ours.
            _mine(work, worker).update(state=LongWork.WAITING, worker="", tries=F("tries") - 1)
        except Problems as found:
            _failed(work, worker, list(found.problems))
        except DatabaseError:
            raise  # the work stays as it is, and is taken up again once its worker has been silent for long enough
        except Exception as fault:  # noqa: BLE001  a fault of one piece of work must not end the worker of all
            _log.exception("%s %s failed", type(work).__name__, work.pk)
            _failed(work, worker, [codes.WENT_WRONG.at(fault=type(fault).__name__)])
        finally:
            see(before)
    return True


def _finish(work: LongWork, worker: str, result: bytes = b"") -> bool:
    """Keep what came of it, unless it is no longer this worker's."""
    ended = {"state": LongWork.DONE, "result": result, "done": F("total"), "ended_at": timezone.now(), "problems": ""}
    return bool(_mine(work, worker).update(**ended, **work.CLEARED))


def _failed(work: LongWork, worker: str, problems: list[Problem]) -> None:
    ended = {"state": LongWork.FAILED, "problems": written(problems), "ended_at": timezone.now()}
    _mine(work, worker).update(**ended, **work.CLEARED)


def written(problems: list[Problem]) -> str:
    """Problems in both languages, as the rows of long work keep them."""
    return json.dumps([{lang: each.as_dict(lang) for lang in LANGUAGES} for each in problems], ensure_ascii=False)


def _done(work: LongWork, beat: "Beat") -> bytes:
    """What comes of it, as it is kept."""
    if isinstance(work, Approval):
        proposals.carry_out(find(work.fund), work, beat.tell, lambda: _hold(work, beat.worker))
        return b""
    if isinstance(work, Check):
        return checks.found(work, beat.tell)
    if isinstance(work, Outlook):
        return outlooks.worked_out(work)
    assert isinstance(work, Job)
    return _answered(work, beat)


def _hold(work: LongWork, worker: str) -> None:
    """End the transaction of what it does with its own end.

    Raises:
        Ended: it was stopped, or another worker has it.
    """
    if not _finish(work, worker):
        raise Ended


def _answered(job: Job, beat: "Beat") -> bytes:
    """The report of possible years."""
    question = question_of(job)
    work = work_of(find(job.fund), question)
    with TemporaryDirectory(prefix="cronfa-job-") as folder:
        path = Path(folder) / "checkpoint"
        _taken_up(job, work, path)
        summary = simulate(work, local, checkpoint=path, progress=_keeping(job, beat, path))
    return zlib.compress(render(report_of(work, summary, question.partner)), 6)


def _taken_up(job: Job, work: Work, path: Path) -> None:
    """Lay the kept checkpoint where the simulation looks for it, unless the fund has moved on since: then it begins anew."""
    if not job.checkpoint:
        return
    path.write_bytes(bytes(job.checkpoint))
    try:
        checkpoints.load(path, work.identity)
    except Problems:
        path.unlink()


def _keeping(job: Job, beat: "Beat", path: Path) -> Callable[[int, int], None]:
    """What is called with every word of progress: it is kept, and now and then the checkpoint with it."""
    kept = time.monotonic()

    def keep(done: int, total: int) -> None:
        nonlocal kept
        try:
            beat.tell(done)
        except Ended:
            _keep_checkpoint(job, beat, path)
            raise
        if time.monotonic() - kept > KEEP_SECONDS:
            _keep_checkpoint(job, beat, path)
            kept = time.monotonic()

    return keep


def _keep_checkpoint(job: Job, beat: "Beat", path: Path) -> None:
    if path.exists():
        _mine(job, beat.worker).update(checkpoint=path.read_bytes(), done=beat.done)


class Beat:
    """Says every second that a worker is alive and how far it is; learns when the work is no longer its own."""

    def __init__(self, work: LongWork, worker: str, stopping: Event) -> None:
        self.work, self.worker, self.stopping = work, worker, stopping
        self.done = 0
        self.over = Event()
        self._ended = Event()
        self._thread = Thread(target=self._beat, name=f"beat-{work.pk}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def tell(self, done: int) -> None:
        """How far the work is.

        Raises:
            Ended: it is to go no further.
        """
        self.done = done
        if self.over.is_set():
            raise Ended

    def _beat(self) -> None:
        see(LOOKING)
        try:
            while not self._ended.wait(BEAT_SECONDS):
                if self.stopping.is_set() or not self._said():
                    self.over.set()
        finally:
            connection.close()

    def _said(self) -> bool:
        """Whether the work is still this worker's. A database that cannot be reached for a moment says nothing of that."""
        try:
            return bool(_mine(self.work, self.worker).update(beat_at=timezone.now(), done=self.done))
        except DatabaseError:
            connection.close()
            return True


def work_on(
    stopping: Event, *, tables: tuple[type[LongWork], ...] = TABLES, every_seconds: float = 1.0
) -> None:  # fmt: skip
    """Work until it is told to stop, looking for more every so often. A database out of reach is waited for."""
    worker = name_of_worker()
    while not stopping.is_set():
        try:
            see(LOOKING)
            if work_once(worker, stopping, tables):
                continue
        except DatabaseError:
            _log.warning("the database cannot be reached; trying again")
            connection.close()
        stopping.wait(every_seconds)
