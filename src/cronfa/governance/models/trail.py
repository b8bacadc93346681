"""The trail of what people did."""

from typing import ClassVar

from django.db import models


class Event(models.Model):
    """One line of the trail: who did what to what, when and why, before and after. Never changed; chained like entries.

    ``fund`` is empty for what concerns no fund, such as signing in.
    """

    fund = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    at = models.CharField(max_length=27)
    who = models.CharField(max_length=320)
    role = models.CharField(max_length=40, blank=True)
    what = models.CharField(max_length=60)
    about = models.CharField(max_length=200, blank=True)
    why = models.TextField(blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["fund", "number"], name="event_number_once")
        ]
