"""People, and their appointments to a fund."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from cronfa.governance.roles import ROLE_NAMES, Role


class People(BaseUserManager["Person"]):
    """Makes people. An address is one person, whatever its capitals."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> "Person":
        """A person with a password, or with none until they set one."""
        person = self.model(email=email.strip().lower(), **more)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Someone who signs in. ``language`` is that of their letters; pages are in the language of their address."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=[("en", "English"), ("cy", "Cymraeg")], default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = People()

    def get_full_name(self) -> str:
        """As the person is called on pages and in the trail."""
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Appointment(models.Model):
    """A person's role for one fund, for one partner or for the fund as a whole. Ended, never deleted."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    fund = models.CharField(max_length=100)
    role = models.CharField(max_length=40, choices=[(role.value, name.en) for role, name in ROLE_NAMES.items()])
    body = models.CharField(max_length=100, blank=True)
    """A partner of the agreement; nothing for roles that act for the fund."""
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    """The last day, if one is set."""
    appointed_by = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["fund", "role", "body", "starts", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person", "fund"], name="appointment_of")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="appointment_ends_after_it_starts",
            )
        ]

    @property
    def as_role(self) -> Role:
        return Role(self.role)
