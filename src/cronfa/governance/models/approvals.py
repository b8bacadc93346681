"""Approvals of what takes long to carry out."""

from typing import ClassVar

from django.db import models

from cronfa.governance.models.jobs import LongWork
from cronfa.governance.models.people import Person
from cronfa.governance.models.proposals import Proposal


class Approval(LongWork):
    """That somebody has approved a proposal which a worker carries out. The proposal itself waits until that is done: it
    becomes approved in the transaction that does it, and stays as it was where it cannot be done.

    ``total`` is twice the rows there are: each is read once more, and then posted.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="approvals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="approvals")
    remark = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "beat_at"], name="approval_to_do")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="approval_under_way_once",
            )
        ]
