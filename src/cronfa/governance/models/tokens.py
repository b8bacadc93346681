"""Keys that let a person's programs in, and what those programs have sent."""

from typing import ClassVar

from django.db import models

from cronfa.governance.models.people import Person


class Token(models.Model):
    """Lets a program act for a person in one fund and for one body. Revoked, never deleted.

    Of the token itself only the SHA-256 is kept: whoever reads the database cannot use it. It is drawn at random from
    2²⁵⁶, so that there is nothing to guess and no salt is needed.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    fund = models.CharField(max_length=100)
    body = models.CharField(max_length=100, blank=True)
    """The body of the appointment that it stands on; nothing for roles that act for the fund."""
    name = models.CharField(max_length=100)
    """What it is for, as the person calls it."""
    rights = models.TextField()
    """JSON: the names of the rights that it carries, as far as the person still has them."""
    sha256 = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField(auto_now_add=True)
    issued_by = models.CharField(max_length=200)
    expires = models.DateField()
    """The last day on which it is good."""
    revoked_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person", "fund"], name="token_of")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "fund", "body", "name"],
                condition=models.Q(revoked_at__isnull=True),
                name="token_name_once",
            )
        ]


class Sent(models.Model):
    """A request that changed something, by the key that its sender gave it: sent again, it gets the same answer.

    Written in the transaction of what it changes, so that there is one effect for one key, or none.
    """

    token = models.ForeignKey(Token, on_delete=models.PROTECT, related_name="sent")
    key = models.CharField(max_length=200)
    request_sha256 = models.CharField(max_length=64)
    """Of the method, the address and the body: another request under the same key is refused."""
    answer = models.TextField(blank=True)
    """JSON: what was answered."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["token", "key"], name="sent_once")
        ]
