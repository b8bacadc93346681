"""What a partner fears, kept by that partner until it releases it."""

from typing import ClassVar

from django.db import models

from cronfa.governance.models.people import Person


class Worry(models.Model):
    """One named shock of one partner's grid. Only that partner sees it until it is released; then it is fixed."""

    fund = models.CharField(max_length=100)
    partner = models.CharField(max_length=100)
    content = models.TextField()
    """JSON, as a file of shocks has it; empty once taken away."""
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="worries")
    written_at = models.DateTimeField(auto_now=True)
    released_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)
    """When it was taken away, before or after its release."""

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        verbose_name_plural = "worries"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["fund", "partner"], name="worry_of")]
