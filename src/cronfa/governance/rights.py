"""What a person may do in a fund on a day, and for which partners: their appointments under the agreement then in force."""

from dataclasses import dataclass
from datetime import date

from cronfa.agreement import Agreement, Terms
from cronfa.governance.models import Appointment, Person
from cronfa.governance.roles import ACTS, RIGHTS, Right, Role


@dataclass(frozen=True, slots=True)
class Standing:
    """One person in one fund on one day: the appointments that hold, and so the rights."""

    held: tuple[tuple[Role, str], ...]
    """Role and body; the body is empty for roles that act for the fund."""
    only: frozenset[Right] | None = None
    """The rights that are left of those, where a token carries fewer; ``None`` leaves them all."""

    def may(self, right: Right, body: str | None = None) -> bool:
        """Whether the person has a right, for one body if that is asked."""
        return any(self._gives(role, right) and body in (None, held_for) for role, held_for in self.held)

    def bodies(self, right: Right) -> tuple[str, ...]:
        """The bodies for which the person has a right, each once."""
        return tuple(dict.fromkeys(body for role, body in self.held if body and self._gives(role, right)))

    def _gives(self, role: Role, right: Right) -> bool:
        return right in RIGHTS[role] and (self.only is None or right in self.only)

    def narrowed(self, body: str, only: frozenset[Right]) -> "Standing":
        """What is left of it for one body and some rights: never more than there was."""
        rights = only if self.only is None else only & self.only
        return Standing(tuple(each for each in self.held if each[1] == body), rights)

    @property
    def sees_all(self) -> bool:
        return self.may(Right.SEE_ALL_POSTINGS)

    @property
    def role(self) -> Role | None:
        """The role by which the person is greeted: the first that holds."""
        return self.held[0][0] if self.held else None


NOBODY = Standing(())


def standing(person: Person, agreement: Agreement, on: date) -> Standing:
    """What a person may do in a fund on a day.

    An appointment holds between its days, and only while the agreement bears it out: a role for the host needs the body
    to be the host, a role for a partner a partner. On a day that no version covers, the nearest version speaks.
    """
    if not person.is_active:
        return NOBODY
    terms = _terms(agreement, on)
    found = Appointment.objects.filter(person=person, fund=agreement.id, starts__lte=on).exclude(ends__lt=on)
    return Standing(tuple((each.as_role, each.body) for each in found if _borne_out(each, terms)))


def funds_of(person: Person, on: date) -> tuple[str, ...]:
    """The funds in which a person has an appointment on a day, by name."""
    found = Appointment.objects.filter(person=person, starts__lte=on).exclude(ends__lt=on)
    return tuple(sorted(set(found.values_list("fund", flat=True))))


def _terms(agreement: Agreement, on: date) -> Terms:
    first, last = agreement.versions[0].from_, agreement.latest.to
    return agreement.on(max(first, min(on, last))).terms


def _borne_out(appointment: Appointment, terms: Terms) -> bool:
    acts = ACTS[appointment.as_role]
    if acts == "for the host":
        return appointment.body == terms.host
    return not appointment.body if acts == "for the fund" else appointment.body in terms.partners
