"""What closing a month leaves behind: commentary, frozen reports, sign-offs."""

from typing import ClassVar

from django.db import models

from cronfa.governance.models.people import Person


class Commentary(models.Model):
    """Why a scheme varies at the end of a month, and what is done about it. The newest of a scheme and month counts."""

    fund = models.CharField(max_length=100)
    period = models.CharField(max_length=7)
    scheme = models.CharField(max_length=100)
    text = models.TextField()
    action = models.TextField(blank=True)
    owner = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class FrozenReport(models.Model):
    """A report as it was signed off: its bytes and what they stand on, so that it can be made again and compared."""

    fund = models.CharField(max_length=100)
    year = models.CharField(max_length=9)
    months = models.PositiveSmallIntegerField()
    ledger_head = models.CharField(max_length=64)
    content = models.BinaryField()
    """The report as JSON in both languages, compressed by zlib."""
    sha256 = models.CharField(max_length=64)
    frozen_by = models.ForeignKey(Person, on_delete=models.PROTECT)
    frozen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["fund", "year", "months", "sha256"], name="frozen_once")
        ]


class SignOff(models.Model):
    """A chief finance officer's name under a frozen report, for one partner."""

    report = models.ForeignKey(FrozenReport, on_delete=models.PROTECT, related_name="sign_offs")
    partner = models.CharField(max_length=100)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "partner"], name="signed_off_once")
        ]
