"""A partner's own ledger reconciled with the fund: which months, the extract, and what was said of each unmatched line."""

from typing import ClassVar

from django.db import models

from cronfa.governance.models.people import Person
from cronfa.governance.models.queries import Query


class Reconciliation(models.Model):
    """That a partner's ledger is, or was, reconciled for some months. Everybody in the fund may know when."""

    fund = models.CharField(max_length=100)
    partner = models.CharField(max_length=100)
    against = models.CharField(max_length=20)
    """What the ledger is compared with: contributions, responsibility or spend."""
    first = models.DateField()
    last = models.DateField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reconciliations")
    made_at = models.DateTimeField(auto_now_add=True)
    abandoned = models.BooleanField(default=False)
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="reconciliations_signed")
    signed_at = models.DateTimeField(null=True)
    ledger_head = models.CharField(max_length=64, blank=True)
    """The hash of the fund's last entry when it was signed off."""

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["fund", "partner", "against"],
                condition=models.Q(signed_at__isnull=True, abandoned=False),
                name="reconciliation_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_by__isnull=True) | ~models.Q(signed_by=models.F("made_by")),
                name="reconciliation_maker_is_not_checker",
            ),
        ]


class Extract(models.Model):
    """The partner's extract as it was sent, how it is read, and what came of it when it was signed off."""

    reconciliation = models.OneToOneField(Reconciliation, on_delete=models.PROTECT)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    """Compressed by zlib; empty once abandoned."""
    mapping = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    """JSON, at sign-off: the statement, and the unmatched lines that are carried with their reasons."""


class Explanation(models.Model):
    """Why one line stands in one ledger alone. The newest of a line counts; an older one stays."""

    reconciliation = models.ForeignKey(Reconciliation, on_delete=models.PROTECT, related_name="explanations")
    side = models.CharField(max_length=6)
    line = models.CharField(max_length=60)
    reason = models.CharField(max_length=20)
    text = models.TextField()
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT)
    said_at = models.DateTimeField(auto_now_add=True)
    query = models.ForeignKey(Query, on_delete=models.PROTECT, null=True)
    """The exception that an error in the fund led to."""

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
