"""The invented people of the demonstration: one for each role, appointed to every fund that is there."""

from datetime import date

from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Appointment, Person
from cronfa.governance.roles import ACTS, Role
from cronfa.governance.trail import record
from cronfa.web.presenters.start import DEMO_DOMAIN

NAMES: dict[Role, tuple[str, ...]] = {
    Role.MANAGER: ("Mair Huws",),
    Role.HOST_OFFICER: ("Idris Lowe",),
    Role.PARTNER_OFFICER: ("Priya Nair", "Tom Ashby", "Nia Rees", "Sam Okafor"),
    Role.AUTHORISER: ("Ffion Drew",),
    Role.BOARD_MEMBER: ("Gareth Boyle",),
    Role.CHIEF_OFFICER: ("Helen Marsh", "Dewi Prosser", "Aled Kerr", "Rhian Stone"),
    Role.AUDITOR: ("Anwen Clarke",),
    Role.ADMINISTRATOR: ("Owain Firth",),
}
"""Roles that act for a partner have one person for each partner, as far as there are names."""


def appoint(fund: RunningFund) -> None:
    """Make the people and their appointments, once."""
    terms = fund.agreement.latest.terms
    starts = fund.agreement.versions[0].from_
    for role, names in NAMES.items():
        bodies = {"for the host": (terms.host,), "for the fund": ("",)}.get(ACTS[role], terms.partner_ids)
        for name, body in zip(names, bodies, strict=False):
            _appoint(fund.slug, role, name, body, starts)


def _appoint(fund: str, role: Role, name: str, body: str, starts: date) -> None:
    email = f"{name.lower().replace(' ', '.')}{DEMO_DOMAIN}"
    language = "cy" if name in ("Mair Huws", "Dewi Prosser") else "en"
    person, _ = Person.objects.get_or_create(
        email=email, defaults={"name": name, "language": language, "password": "!"}
    )
    _, made = Appointment.objects.get_or_create(
        person=person, fund=fund, role=role.value, body=body, defaults={"starts": starts, "appointed_by": "demo"}
    )
    if made:
        facts = {"role": role.value, "body": body, "from": starts}
        record(fund, who="demo", what="appointed", about=name, after=facts)
