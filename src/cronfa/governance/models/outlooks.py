"""How sure the forecast of a year is, worked out once for a ledger as it stands."""

from typing import ClassVar

from django.db import models

from cronfa.governance.models.people import Person


class Outlook(models.Model):
    """The forecast of a fund's year with its intervals, asked for by a person and kept for the ledger's head."""

    WORKING, DONE, FAILED = "working", "done", "failed"

    fund = models.CharField(max_length=100)
    year = models.CharField(max_length=9)
    months = models.PositiveSmallIntegerField()
    ledger_head = models.CharField(max_length=64)
    state = models.CharField(max_length=8, default=WORKING)
    content = models.TextField(blank=True)
    """JSON: what adds up by the end of each month to come, with its intervals; or why there is none."""
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT)
    asked_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["fund", "year", "months", "ledger_head"], name="outlook_once")
        ]
