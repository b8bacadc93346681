"""What those who hold the budgets expect, beside what is computed."""

from typing import ClassVar

from django.db import models

from cronfa.governance.models.people import Person
from cronfa.governance.models.proposals import Proposal


class ManagersForecast(models.Model):
    """What a budget manager expects a scheme's year to come to, seen from the end of a month. The newest counts."""

    fund = models.CharField(max_length=100)
    year = models.CharField(max_length=9)
    month = models.PositiveSmallIntegerField()
    scheme = models.CharField(max_length=100)
    amount_pence = models.BigIntegerField()
    why = models.TextField(blank=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="forecasts")
    """By which it came in: the file, who prepared it, who approved it."""
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["fund", "year", "month"], name="forecast_of_month")
        ]
