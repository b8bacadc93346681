"""Long work that people ask for, and that a worker does beside the pages."""

from typing import Any, ClassVar

from django.db import models

from cronfa.governance.models.people import Person
from cronfa.governance.models.proposals import Upload


class LongWork(models.Model):
    """How far work is that a worker takes from a table, and what came of it. Kept whole in the database, so that nothing of
    it is lost when a server or a worker ends, and any worker can go on with it.
    """

    ASKED, WAITING, RUNNING, DONE, FAILED, STOPPED = "asked", "waiting", "running", "done", "failed", "stopped"
    STATES: ClassVar[list[tuple[str, str]]] = [
        (state, state) for state in (ASKED, WAITING, RUNNING, DONE, FAILED, STOPPED)
    ]
    CLEARED: ClassVar[dict[str, Any]] = {}
    """What is of no use once the work has ended."""

    fund = models.CharField(max_length=100)
    made_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=STATES, default=ASKED)
    worker = models.CharField(max_length=100, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    beat_at = models.DateTimeField(null=True)
    """When its worker last said that it is alive."""
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    result = models.BinaryField(default=b"")
    """JSON in both languages, compressed by zlib."""
    problems = models.TextField(blank=True)
    """JSON: why it failed, in both languages."""

    class Meta:
        abstract = True


class Job(LongWork):
    """A question of possible years, and the report that answers it."""

    CLEARED: ClassVar[dict[str, Any]] = {"checkpoint": b""}

    title = models.CharField(max_length=200)
    content = models.TextField()
    """JSON: what is asked. Never edited."""
    partner = models.CharField(max_length=100, blank=True)
    """Whose it is until that partner releases it; empty where it is the fund's from the beginning."""
    released_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="jobs")
    needed_bytes = models.BigIntegerField(default=0)
    estimated_seconds = models.PositiveIntegerField(default=0)
    checkpoint = models.BinaryField(default=b"")

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "beat_at"], name="job_to_do"),
            models.Index(fields=["fund", "state"], name="job_of_fund"),
        ]


class Check(LongWork):
    """A large file read through a mapping, and what it was found to say. The last one of a file counts.

    ``total`` is about how many rows there are, and twice as many where finding a mapping reads them too; 0 where only reading
    the file tells.
    """

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="checks")
    mapping = models.TextField(blank=True)
    """Through which it is read; empty where one is to be proposed."""
    language = models.CharField(max_length=2, default="en")
    """In which a proposed mapping is explained."""

    @property
    def rows(self) -> int:
        """About how many rows there are, where that is known."""
        return self.total if self.mapping else self.total // 2

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "beat_at"], name="check_to_do")]
