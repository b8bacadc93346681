"""How much of a limit has been used."""

from typing import ClassVar

from django.db import models


class Allowance(models.Model):
    """What has been taken of one limit of a fund. Only moved by a write that holds the limit in its own condition."""

    fund = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    """Which limit: ``virement/2025-26/equipment``."""
    used_pence = models.BigIntegerField(default=0)
    """Below zero where more was added to what is limited than was taken of it."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["fund", "name"], name="allowance_once")
        ]
