"""People: every appointment that was ever made, and whether it holds."""

from datetime import date

from ninja import Router, Schema

from cronfa.api.addresses import reads
from cronfa.governance.desk import Desk
from cronfa.governance.models import Appointment
from cronfa.governance.roles import Right

router = Router(tags=["People"])


class AppointmentOf(Schema):
    """A person's role, for a body or (empty) for the fund, from a day and perhaps to a day."""

    number: int
    name: str
    role: str
    body: str
    starts: date
    ends: date | None
    holds: bool


class Appointments(Schema):
    """Joiners and leavers."""

    items: list[AppointmentOf]


@reads(router, "/funds/{fund}/appointments", Right.SEE_PEOPLE, Appointments)
def list_appointments(desk: Desk) -> Appointments:
    """Who has, or had, which role in the fund."""
    made = Appointment.objects.filter(fund=desk.fund.slug).select_related("person")
    return Appointments(items=[_appointment(each, desk.today) for each in made])


def _appointment(each: Appointment, today: date) -> AppointmentOf:
    holds = each.starts <= today and (each.ends is None or each.ends >= today) and each.person.is_active
    return AppointmentOf(
        number=each.pk, name=each.person.name, role=each.role, body=each.body, starts=each.starts, ends=each.ends,
        holds=holds,
    )  # fmt: skip
