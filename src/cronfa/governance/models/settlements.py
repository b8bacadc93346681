"""What boards decide of a settlement, and what partners say of it."""

from typing import ClassVar

from django.db import models

from cronfa.governance.models.people import Person


class BoardDecision(models.Model):
    """What a board decided where the agreement leaves an amount to it, as its minutes say. The newest record counts."""

    fund = models.CharField(max_length=100)
    year = models.CharField(max_length=9)
    decision = models.CharField(max_length=200)
    """The name under which the agreement asks for it."""
    board = models.CharField(max_length=100)
    on = models.DateField()
    minute = models.CharField(max_length=200)
    agreed = models.BooleanField(default=True)
    split = models.TextField(blank=True)
    """JSON: pence by party, as a settlement names them; nothing where the decision only permits."""
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.CharField(max_length=500)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class PartnerView(models.Model):
    """A partner's word on a settlement: accepted or disputed, and of which figures. The newest of each partner counts."""

    ACCEPTED, DISPUTED, IN_MEDIATION = "accepted", "disputed", "in mediation"

    fund = models.CharField(max_length=100)
    year = models.CharField(max_length=9)
    months = models.PositiveSmallIntegerField()
    partner = models.CharField(max_length=100)
    view = models.CharField(max_length=12, choices=[(each, each) for each in (ACCEPTED, DISPUTED, IN_MEDIATION)])
    figures_sha256 = models.CharField(max_length=64)
    """Of every figure of the settlement: when one moves, what was accepted was another settlement."""
    why = models.TextField(blank=True)
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT)
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
