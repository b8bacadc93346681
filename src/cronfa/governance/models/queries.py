"""A partner's question of a posting."""

from typing import ClassVar

from django.db import models

from cronfa.governance.models.people import Person
from cronfa.governance.models.proposals import Proposal


class Query(models.Model):
    """An exception: a partner questions an entry, the host answers by a day, and a credit is linked to its reversal."""

    UPHELD, REJECTED = "upheld", "rejected"

    fund = models.CharField(max_length=100)
    entry = models.PositiveIntegerField()
    partner = models.CharField(max_length=100)
    text = models.TextField()
    evidence_name = models.CharField(max_length=255, blank=True)
    evidence = models.BinaryField(default=b"")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="queries_asked")
    asked_at = models.DateTimeField(auto_now_add=True)
    due = models.DateField()
    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="queries_answered", null=True)
    answered_at = models.DateTimeField(null=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, null=True)
    """The reversal that an upheld question led to."""

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["fund", "entry", "partner"], condition=models.Q(outcome=""), name="query_open_once"
            )
        ]
