"""Appointments: who is to have which role, from when to when; made and ended, never deleted, always in the trail.

The first administrator is appointed on the command line, by whoever runs the service. From then on an administrator
prepares an appointment or its end, and another administrator or the pooled-fund manager confirms it: nobody gives rights
alone, and a fund with one administrator can still change its people.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from cronfa.agreement import Terms
from cronfa.fund.opening import RunningFund
from cronfa.governance import codes, sight
from cronfa.governance.models import Appointment, Person
from cronfa.governance.proposals import Content, Kind, kind
from cronfa.governance.roles import ACTS, ROLE_NAMES, Right, Role
from cronfa.governance.trail import record
from cronfa.language import Language, Text, same
from cronfa.problems import Problem, Problems, stop
from cronfa.reporting.words import day


@dataclass(frozen=True, slots=True)
class Wanted:
    """An appointment that is asked for. ``body`` is empty for roles that act for the fund."""

    email: str
    name: str
    role: Role
    body: str
    starts: date
    ends: date | None = None
    language: Language = "en"


def check(fund: RunningFund, wanted: Wanted) -> None:
    """Look at an appointment before it is asked for.

    Raises:
        Problems: every one of them: no name or address, a body for which the role cannot act, days the wrong way round,
            or the same role held already on one of its days.
    """
    found = [*_of_person(wanted), *_of_body(fund.agreement.latest.terms, wanted)]
    if wanted.ends is not None and wanted.ends < wanted.starts:
        found.append(Problem(codes.ENDS_BEFORE_IT_STARTS, facts={"starts": wanted.starts, "ends": wanted.ends}))
    if _held(fund.slug, wanted):
        found.append(Problem(codes.HELD_ALREADY, facts={"name": wanted.name, "role": ROLE_NAMES[wanted.role]}))
    if found:
        raise Problems(found)


def _of_person(wanted: Wanted) -> list[Problem]:
    found = []
    try:
        validate_email(wanted.email)
    except ValidationError:
        found.append(Problem(codes.NOT_AN_ADDRESS, facts={"text": wanted.email}))
    if not wanted.name.strip():
        found.append(Problem(codes.NO_NAME))
    return found


def _of_body(terms: Terms, wanted: Wanted) -> list[Problem]:
    allowed = bodies(terms, wanted.role)
    if wanted.body in allowed:
        return []
    named = ", ".join(body or "–" for body in allowed)
    return [
        Problem(codes.WRONG_BODY, facts={"role": ROLE_NAMES[wanted.role], "body": wanted.body or "–", "bodies": named})
    ]


def bodies(terms: Terms, role: Role) -> tuple[str, ...]:
    """The bodies for which a role can act under these terms; the empty one where it acts for the fund."""
    return {"for the host": (terms.host,), "for the fund": ("",)}.get(ACTS[role], tuple(terms.partner_ids))


def _held(fund: str, wanted: Wanted) -> bool:
    same = Appointment.objects.filter(
        fund=fund, person__email=wanted.email.strip().lower(), role=wanted.role.value, body=wanted.body
    )
    same = same.exclude(ends__lt=wanted.starts)
    return (same.filter(starts__lte=wanted.ends) if wanted.ends else same).exists()


def appoint(fund: RunningFund, wanted: Wanted, by: str) -> Appointment:
    """Appoint somebody, who becomes a person with no password yet if they are new.

    Raises:
        Problems: as :func:`check`.
    """
    check(fund, wanted)
    with transaction.atomic():
        sight.know(wanted.email.strip().lower())
        person = Person.objects.filter(email=wanted.email.strip().lower()).first()
        person = person or Person.objects.create_user(wanted.email, name=wanted.name.strip(), language=wanted.language)
        made = Appointment.objects.create(
            person=person, fund=fund.slug, role=wanted.role.value, body=wanted.body, starts=wanted.starts,
            ends=wanted.ends, appointed_by=by[:200],
        )  # fmt: skip
        record(fund.slug, who=by, what="appointed", about=person.name, after=_facts(made))
    return made


def end(fund: RunningFund, appointment: Appointment, last_day: date, by: str, why: str) -> None:
    """Let an appointment end with a day.

    Raises:
        Problems: no reason is given, or the day is before it starts, or it ends sooner already.
    """
    if not why.strip():
        stop(codes.NO_REASON)
    if last_day < appointment.starts:
        stop(codes.ENDS_BEFORE_IT_STARTS, starts=appointment.starts, ends=last_day)
    with transaction.atomic():
        before = _facts(appointment)
        open_ = Appointment.objects.filter(pk=appointment.pk, fund=fund.slug).exclude(ends__lte=last_day)
        if not open_.update(ends=last_day):
            stop(codes.ENDED_ALREADY, name=appointment.person.name, ends=appointment.ends)
        appointment.refresh_from_db()
        record(
            fund.slug, who=by, what="ended an appointment", about=appointment.person.name, why=why, before=before,
            after=_facts(appointment),
        )  # fmt: skip


def _facts(made: Appointment) -> dict[str, object]:
    return {"role": made.role, "body": made.body, "from": made.starts, "to": made.ends, "email": made.person.email}


def as_content(wanted: Wanted) -> Content:
    """An appointment that is asked for, as a proposal keeps it. Whoever it is for does not confirm it."""
    known = Person.objects.filter(email=wanted.email.strip().lower()).values_list("pk", flat=True)
    ends = wanted.ends.isoformat() if wanted.ends else None
    return {
        "action": "appoint", "email": wanted.email.strip().lower(), "name": wanted.name.strip(), "role": wanted.role.value,
        "body": wanted.body, "starts": wanted.starts.isoformat(), "ends": ends, "language": wanted.language,
        "hands": list(known),
    }  # fmt: skip


def ending(appointment: Appointment, last_day: date, why: str) -> Content:
    """The end of an appointment, as a proposal keeps it."""
    return {
        "action": "end", "appointment": appointment.pk, "name": appointment.person.name, "role": appointment.role,
        "body": appointment.body, "ends": last_day.isoformat(), "why": why,
    }  # fmt: skip


def _wanted(content: Content) -> Wanted:
    return Wanted(
        content["email"], content["name"], Role(content["role"]), content["body"], date.fromisoformat(content["starts"]),
        date.fromisoformat(content["ends"]) if content["ends"] else None, content["language"],
    )  # fmt: skip


def _says(fund: RunningFund, content: Content) -> Text:
    if content["action"] == "end":
        said = Text(en="End {name}'s appointment on {day}: {role}", cy="Dod â phenodiad {name} i ben ar {day}: {role}")
    else:
        said = Text(en="Appoint {name} from {day}: {role}", cy="Penodi {name} o {day}: {role}")
    role, body = ROLE_NAMES[Role(content["role"])], content["body"]
    if body:
        role = same("{role}, {body}").filled(role=role, body=fund.agreement.latest.terms.name(body))
    on = content["ends"] if content["action"] == "end" else content["starts"]
    return said.filled(name=content["name"], day=day(date.fromisoformat(on)), role=role)


def _details(fund: RunningFund, content: Content) -> tuple[tuple[Text, Text], ...]:
    """Who it really is, and until when: a name alone can be anybody's."""
    if content["action"] == "end":
        return ()
    last = ((DETAILS["ends"], day(date.fromisoformat(content["ends"]))),) if content["ends"] else ()
    return ((DETAILS["email"], same(content["email"])), *last)


DETAILS = {
    "email": Text(en="Work e-mail address", cy="Cyfeiriad e-bost gwaith"),
    "ends": Text(en="Last day", cy="Diwrnod olaf"),
}


def _do(fund: RunningFund, content: Content, who: str) -> Content:
    if content["action"] == "end":
        made = Appointment.objects.select_related("person").get(pk=content["appointment"], fund=fund.slug)
        end(fund, made, date.fromisoformat(content["ends"]), who, content["why"])
    else:
        made = appoint(fund, _wanted(content), who)
    return {"appointment": made.pk}


APPOINTMENT = kind(
    Kind(
        "appointment",
        Text(en="An appointment", cy="Penodiad"),
        prepare=Right.APPOINT,
        approve=Right.CONFIRM_APPOINTMENT,
        says=_says,
        do=_do,
        details=_details,
    )
)
