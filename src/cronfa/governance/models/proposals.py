"""What one person prepares and another approves."""

from typing import ClassVar

from django.db import models

from cronfa.governance.models.people import Person


class Proposal(models.Model):
    """What one person has prepared and another is to approve: a reversal, an upload, a virement, an appointment…

    ``content`` is JSON that the proposal's kind understands; what is proposed is never edited, only decided.
    """

    PREPARED, APPROVED, REFUSED, WITHDRAWN = "prepared", "approved", "refused", "withdrawn"
    STATES: ClassVar[list[tuple[str, str]]] = [(state, state) for state in (PREPARED, APPROVED, REFUSED, WITHDRAWN)]

    fund = models.CharField(max_length=100)
    kind = models.CharField(max_length=40)
    content = models.TextField()
    key = models.CharField(max_length=200)
    """The same thing prepared twice, by a double click or two people, is one proposal."""
    state = models.CharField(max_length=12, choices=STATES, default=PREPARED)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals_made")
    made_at = models.DateTimeField(auto_now_add=True)
    why = models.TextField(blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals_decided", null=True)
    decided_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    """JSON: what carrying it out gave, such as the numbers of entries."""

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["fund", "state"], name="proposal_waiting")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["fund", "key"],
                condition=models.Q(state__in=["prepared", "approved"]),
                name="proposal_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | ~models.Q(decided_by=models.F("made_by")),
                name="proposal_maker_is_not_checker",
            ),
        ]


class Upload(models.Model):
    """A partner's file on its way in: kept whole from the moment it arrives, posted when a proposal of it is approved.

    ``proposal`` is empty while the file is being looked at. Abandoning leaves the row and drops the content.
    """

    fund = models.CharField(max_length=100)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    """Compressed by zlib; empty once abandoned."""
    size_bytes = models.BigIntegerField(default=0)
    """As it was sent."""
    mapping = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="uploads")
    made_at = models.DateTimeField(auto_now_add=True)
    abandoned = models.BooleanField(default=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="uploads", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["fund", "abandoned"], name="upload_of")]
