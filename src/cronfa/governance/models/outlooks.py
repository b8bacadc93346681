"""How sure the forecast of a year is, worked out once for a ledger as it stands."""

from typing import ClassVar

from django.db import models

from cronfa.governance.models.jobs import LongWork
from cronfa.governance.models.people import Person


class Outlook(LongWork):
    """The forecast of a fund's year with its intervals, asked for by a person and kept for the ledger's head."""

    year = models.CharField(max_length=9)
    months = models.PositiveSmallIntegerField()
    ledger_head = models.CharField(max_length=64)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["fund", "year", "months", "ledger_head"], name="outlook_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "beat_at"], name="outlook_to_do")]
