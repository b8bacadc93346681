"""A worker: takes jobs from the table one by one, works on each, and leaves what came of it there.

A job is claimed by one conditional write, so that two workers never take the same. While it runs, a thread says every
second that the worker is alive, and learns whether the job has been stopped or given to another. A job whose worker has been
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
from typing import Self

from django.db import DatabaseError, connection
from django.db.models import F, Q
from django.utils import timezone

from cronfa.foresight import checkpoints
from cronfa.foresight.engines import local
from cronfa.foresight.simulating import Work, simulate
from cronfa.fund.opening import find
from cronfa.fund.what_if import report_of, work_of
from cronfa.governance import job_codes as codes
from cronfa.governance.jobs import question_of
from cronfa.governance.models import Job
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
"""What a worker sees of a PostgreSQL while it looks for work: jobs, and nothing of any fund."""


class Ended(Exception):
    """The job was stopped, or another worker has it, or this worker is to end."""


def name_of_worker() -> str:
    """This process, among all that may work on this database."""
    return f"{socket.gethostname()}:{os.getpid()}:{os.urandom(3).hex()}"[-100:]


def claim(worker: str) -> Job | None:
    """The oldest job that waits, or whose worker has fallen silent; nothing if there is none."""
    silent = timezone.now() - timedelta(seconds=SILENCE)
    free = Q(state=Job.WAITING) | Q(state=Job.RUNNING, beat_at__lt=silent)
    for pk in Job.objects.filter(free).order_by("pk").values_list("pk", flat=True)[:10]:
        now = timezone.now()
        if Job.objects.filter(free, pk=pk, tries__gte=MOST_TRIES).update(
            state=Job.FAILED, ended_at=now, checkpoint=b"", problems=_written([codes.WORKER_LOST.at(tries=MOST_TRIES)])
        ):
            continue
        taken = {"state": Job.RUNNING, "worker": worker, "beat_at": now, "started_at": now, "tries": F("tries") + 1}
        if Job.objects.filter(free, pk=pk).update(**taken):
            return Job.objects.get(pk=pk)
    return None


def work_once(worker: str, stopping: Event | None = None) -> bool:
    """Work on one job, if there is one to do. Whatever goes wrong with it is written where its asker sees it."""
    job = claim(worker)
    if job is None:
        return False
    mine = Job.objects.filter(pk=job.pk, worker=worker, state=Job.RUNNING)
    before = seen()
    see(replace(LOOKING, funds=(job.fund,)))
    with Beat(job.pk, worker, stopping or Event()) as beat:
        try:
            result = _done(job, beat)
            mine.update(
                state=Job.DONE, result=result, done=F("total"), ended_at=timezone.now(), checkpoint=b"", problems=""
            )
        except Ended:
            # Given back where the worker is to end; stopped or taken by another otherwise, and then no longer ours.
            mine.update(state=Job.WAITING, worker="", tries=F("tries") - 1)
        except Problems as found:
            _failed(job, worker, list(found.problems))
        except DatabaseError:
            raise  # the job stays as it is, and is taken up again once its worker has been silent for long enough
        except Exception as fault:  # noqa: BLE001  a fault of one job must not end the worker of all
            _log.exception("what-if run %s failed", job.pk)
            _failed(job, worker, [codes.WENT_WRONG.at(fault=type(fault).__name__)])
        finally:
            see(before)
    return True


def _failed(job: Job, worker: str, problems: list[Problem]) -> None:
    mine = Job.objects.filter(pk=job.pk, worker=worker, state=Job.RUNNING)
    mine.update(state=Job.FAILED, problems=_written(problems), ended_at=timezone.now(), checkpoint=b"")


def _written(problems: list[Problem]) -> str:
    return json.dumps([{lang: each.as_dict(lang) for lang in LANGUAGES} for each in problems], ensure_ascii=False)


def _done(job: Job, beat: "Beat") -> bytes:
    """The report of a job, as it is kept."""
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
        beat.done = done
        if beat.over.is_set():
            _keep_checkpoint(job, beat, path)
            raise Ended
        if time.monotonic() - kept > KEEP_SECONDS:
            _keep_checkpoint(job, beat, path)
            kept = time.monotonic()

    return keep


def _keep_checkpoint(job: Job, beat: "Beat", path: Path) -> None:
    if path.exists():
        mine = Job.objects.filter(pk=job.pk, worker=beat.worker, state=Job.RUNNING)
        mine.update(checkpoint=path.read_bytes(), done=beat.done)


class Beat:
    """Says every second that a job's worker is alive and how far it is; learns when the job is no longer its own."""

    def __init__(self, job: int, worker: str, stopping: Event) -> None:
        self.job, self.worker, self.stopping = job, worker, stopping
        self.done = 0
        self.over = Event()
        self._ended = Event()
        self._thread = Thread(target=self._beat, name=f"beat-{job}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _beat(self) -> None:
        see(LOOKING)
        try:
            while not self._ended.wait(BEAT_SECONDS):
                if self.stopping.is_set() or not self._said():
                    self.over.set()
        finally:
            connection.close()

    def _said(self) -> bool:
        """Whether the job is still this worker's. A database that cannot be reached for a moment says nothing of that."""
        try:
            mine = Job.objects.filter(pk=self.job, worker=self.worker, state=Job.RUNNING)
            return bool(mine.update(beat_at=timezone.now(), done=self.done))
        except DatabaseError:
            connection.close()
            return True


def work_on(stopping: Event, *, every_seconds: float = 1.0) -> None:
    """Work until it is told to stop, looking for a job every so often. A database out of reach is waited for."""
    worker = name_of_worker()
    while not stopping.is_set():
        try:
            see(LOOKING)
            if work_once(worker, stopping):
                continue
        except DatabaseError:
            _log.warning("the database cannot be reached; trying again")
            connection.close()
        stopping.wait(every_seconds)
