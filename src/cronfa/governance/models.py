"""People, their appointments, and the trail of what they did."""

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


class Proposal(models.Model):
    """What one person has prepared and another is to approve: a reversal, an upload, a virement, an appointment…

    ``content`` is JSON that the proposal's kind understands; what is proposed is never edited, only decided.
    """

    PREPARED, APPROVED, REFUSED, WITHDRAWN = "prepared", "approved", "refused", "withdrawn"
    STATES: ClassVar[list[tuple[str, str]]] = [(state, state) for state in (PREPARED, APPROVED, REFUSED, WITHDRAWN)]

    fund = models.CharField(max_length=100)
    kind = models.CharField(max_length=40)
    content = models.TextField()
    key = models.CharField(max_length=200)
    """The same thing prepared twice, by a double click or two people, is one proposal."""
    state = models.CharField(max_length=12, choices=STATES, default=PREPARED)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals_made")
    made_at = models.DateTimeField(auto_now_add=True)
    why = models.TextField(blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals_decided", null=True)
    decided_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    """JSON: what carrying it out gave, such as the numbers of entries."""

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["fund", "state"], name="proposal_waiting")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["fund", "key"],
                condition=models.Q(state__in=["prepared", "approved"]),
                name="proposal_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | ~models.Q(decided_by=models.F("made_by")),
                name="proposal_maker_is_not_checker",
            ),
        ]


class Upload(models.Model):
    """A partner's file on its way in: kept whole from the moment it arrives, posted when a proposal of it is approved.

    ``proposal`` is empty while the file is being looked at. Abandoning leaves the row and drops the content.
    """

    fund = models.CharField(max_length=100)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    """Compressed by zlib; empty once abandoned."""
    mapping = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="uploads")
    made_at = models.DateTimeField(auto_now_add=True)
    abandoned = models.BooleanField(default=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="uploads", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["fund", "abandoned"], name="upload_of")]


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


class Query(models.Model):
    """An exception: a partner questions an entry, the host answers by a day, and a credit is linked to its reversal."""

    UPHELD, REJECTED = "upheld", "rejected"

    fund = models.CharField(max_length=100)
    entry = models.PositiveIntegerField()
    partner = models.CharField(max_length=100)
    text = models.TextField()
    evidence_name = models.CharField(max_length=255, blank=True)
    evidence = models.BinaryField(default=b"")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="queries_asked")
    asked_at = models.DateTimeField(auto_now_add=True)
    due = models.DateField()
    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="queries_answered", null=True)
    answered_at = models.DateTimeField(null=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, null=True)
    """The reversal that an upheld question led to."""

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["fund", "entry", "partner"], condition=models.Q(outcome=""), name="query_open_once"
            )
        ]
