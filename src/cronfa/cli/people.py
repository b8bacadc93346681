"""``cronfa people``: the first administrator appointed, everybody listed, an appointment ended by whoever runs the service."""

import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from cronfa.cli.codes import NO_SECRET_KEY
from cronfa.cli.show import ME, FundName, Json, Lang, Who, language, print_json
from cronfa.governance.roles import ROLE_NAMES, Role
from cronfa.governance.token_codes import NO_SUCH_PERSON, NO_SUCH_RIGHT, NO_SUCH_TOKEN
from cronfa.language import Text
from cronfa.problems import stop

if TYPE_CHECKING:
    from cronfa.fund.opening import RunningFund
    from cronfa.governance.models import Appointment, Person

app = typer.Typer(help="People and their roles: appoint, list, end.", no_args_is_help=True)
Email = Annotated[str, typer.Argument(help="The person's work address.", show_default=False)]
RoleName = Annotated[Role, typer.Option("--role", help="What the person is to the fund.", show_default=False)]
DAYS = ["%Y-%m-%d"]
Body = Annotated[str, typer.Option("--body", help="The partner acted for; nothing for roles that act for the fund.")]

APPOINTED = Text(en="{name} is appointed: {role}, from {starts}.", cy="Penodwyd {name}: {role}, o {starts}.")
LINK = Text(
    en="Give them this link, by a way that only they can read. It holds once, for three days:\n{link}",
    cy="Rhowch y ddolen hon iddynt, mewn ffordd na wêl neb arall hi. Gellir ei defnyddio unwaith, o fewn tridiau:\n{link}",
)
PASSWORD = Text(en="Their first password", cy="Eu cyfrinair cyntaf")
SHOWN_ONCE = Text(
    en="The token is shown this once and nowhere kept:",
    cy="Dangosir y tocyn unwaith yn unig ac ni chedwir ef yn unman:",
)
REVOKED = Text(en="“{name}” is revoked.", cy="Diddymwyd “{name}”.")
WHOLE = Text(
    en="The record is whole: every event follows from the one before it.",
    cy="Mae'r cofnod yn gyfan: mae pob digwyddiad yn dilyn o'r un o'i flaen.",
)
BROKEN = Text(
    en="The record is broken: event {number} is missing or has been changed.",
    cy="Mae'r cofnod wedi'i dorri: mae digwyddiad {number} ar goll neu wedi'i newid.",
)
ENDED = Text(en="{name}'s appointment ends on {ends}: {role}.", cy="Daw penodiad {name} i ben ar {ends}: {role}.")


@app.command("appoint")
def appoint(
    email: Email,
    name: Annotated[str, typer.Option(help="The name as colleagues know it.", show_default=False)],
    role: RoleName,
    starts: Annotated[datetime, typer.Option("--from", formats=DAYS, help="The first day.", show_default=False)],
    ends: Annotated[datetime | None, typer.Option("--to", formats=DAYS, help="The last day, if one is set.")] = None,
    body: Body = "",
    fund: FundName = None,
    address: Annotated[str, typer.Option(help="Where the workspace is served.")] = "http://127.0.0.1:8000",
    who: Who = ME,
    lang: Lang = "en",
) -> None:
    """Appoint a person without asking anyone: for a fund's first administrator. Recorded in the audit trail.

    --lang is also the language of the person's letters. A new person gets a link to set a password; where
    $CRONFA_SECRET_KEY is not set, so that no link could hold, the password is asked for.
    """
    has_key = bool(os.environ.get("CRONFA_SECRET_KEY"))  # commands of the database make do with one of their own
    running = _fund(fund)
    _can_give_a_password(email, has_key)
    from cronfa.governance.appointments import Wanted, appoint as appoint_to

    spoken = language(lang)
    wanted = Wanted(email, name, role, body, starts.date(), ends.date() if ends else None, spoken)
    made = appoint_to(running, wanted, who)
    typer.echo(APPOINTED.to(spoken, name=made.person.name, role=ROLE_NAMES[role], starts=made.starts))
    if not made.person.has_usable_password():
        _first_password(made.person, lang, address if has_key else "")


@app.command("list")
def list_(fund: FundName = None, lang: Lang = "en", as_json: Json = False) -> None:
    """Every appointment that was ever made: joiners and leavers."""
    running = _fund(fund)
    from cronfa.governance.models import Appointment

    made = Appointment.objects.filter(fund=running.slug).select_related("person").order_by("starts", "id")
    if as_json:
        print_json({"fund": running.slug, "appointments": [_facts(each) for each in made]})
        return
    for each in made:
        days = f"{each.starts} – {each.ends or ''}"
        role = ROLE_NAMES[each.as_role].to(language(lang))
        typer.echo("  ".join(part for part in (days, each.person.name, each.person.email, role, each.body) if part))


@app.command("end")
def end(
    email: Email,
    role: RoleName,
    on: Annotated[datetime, typer.Option("--on", formats=DAYS, help="The last day.", show_default=False)],
    why: Annotated[str, typer.Option(help="Why; stays in the audit trail.", show_default=False)],
    body: Body = "",
    fund: FundName = None,
    who: Who = ME,
    lang: Lang = "en",
) -> None:
    """End an appointment without asking anyone; administrators do it on the page People. Recorded in the audit trail."""
    running = _fund(fund)
    from cronfa.governance import codes
    from cronfa.governance.appointments import end as end_appointment
    from cronfa.governance.models import Appointment

    of_role = Appointment.objects.filter(fund=running.slug, person__email=email.strip().lower(), role=role.value)
    held = of_role.filter(body=body).order_by("id").last()
    bodies = sorted(set(of_role.values_list("body", flat=True)) - {""})
    if held is None and bodies:
        say = ", ".join(f"--body {each}" for each in bodies)
        stop(codes.HELD_FOR_ANOTHER, email=email, role=ROLE_NAMES[role], bodies=", ".join(bodies), say=say)
    if held is None:
        stop(codes.NO_SUCH_APPOINTMENT, email=email, role=ROLE_NAMES[role])
    end_appointment(running, held, on.date(), who, why)
    typer.echo(ENDED.to(language(lang), name=held.person.name, ends=held.ends, role=ROLE_NAMES[role]))


@app.command("token")
def token(
    email: Email,
    name: Annotated[str, typer.Option(help="What the token is for.", show_default=False)],
    rights: Annotated[
        list[str],
        typer.Option("--right", help="A right that it carries, such as SEE_FUND; once for each.", show_default=False),
    ],
    expires: Annotated[datetime, typer.Option("--to", formats=DAYS, help="Its last day.", show_default=False)],
    body: Body = "",
    fund: FundName = None,
    who: Who = ME,
    lang: Lang = "en",
) -> None:
    """Issue a token with which a program acts for a person; people do it on the page Tokens. It is shown this once."""
    running = _fund(fund)
    from django.utils import timezone

    from cronfa.governance import tokens
    from cronfa.governance.roles import Right

    carried = frozenset(Right[each] for each in rights if each in Right.__members__)
    if unknown := [each for each in rights if each not in Right.__members__]:
        stop(NO_SUCH_RIGHT, rights=", ".join(unknown), known=", ".join(right.name for right in tokens.FOR_PROGRAMS))
    asked = tokens.Asked(name, body, carried, expires.date())
    _, text = tokens.issue(running, _person(email), asked, who, today=timezone.localdate())
    typer.echo(SHOWN_ONCE.to(language(lang)), err=True)
    typer.echo(text)


@app.command("revoke-token")
def revoke_token(
    email: Email,
    name: Annotated[str, typer.Option(help="The token's name.", show_default=False)],
    fund: FundName = None,
    who: Who = ME,
    lang: Lang = "en",
) -> None:
    """Revoke a person's token; it opens nothing from this moment on."""
    running = _fund(fund)
    from cronfa.governance import tokens

    held = [each for each in tokens.of_person(running, _person(email)) if each.name == name and not each.revoked_at]
    if not held:
        stop(NO_SUCH_TOKEN, email=email, name=name)
    for each in held:
        tokens.revoke(each, who)
    typer.echo(REVOKED.to(language(lang), name=name))


def _person(email: str) -> "Person":
    from cronfa.governance.models import Person

    found = Person.objects.filter(email=email.strip().lower()).first()
    if found is None:
        stop(NO_SUCH_PERSON, email=email)
    return found


@app.command("sign-ins")
def sign_ins(
    last: Annotated[int, typer.Option(min=1, help="How many of the newest.")] = 50,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Who signed in and out, failed, was locked out, or changed a proof of theirs; and whether that record is whole."""
    _ready()
    from cronfa.governance.models import Event
    from cronfa.governance.trail import first_wrong

    found = list(reversed(Event.objects.filter(fund="").order_by("-number")[:last]))
    wrong = first_wrong("")
    if as_json:
        events = [{name: getattr(each, name) for name in ("number", "at", "who", "what", "after")} for each in found]
        print_json({"sound": wrong is None, "first_wrong": wrong, "events": events})
        return
    for each in found:
        typer.echo(f"{each.at}  {each.what}  {each.who}")
    verdict = WHOLE if wrong is None else BROKEN.filled(number=wrong)
    typer.echo(verdict.to(language(lang)))


def _ready() -> None:
    """Django with people, and its tables as this release has them."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cronfa.site.web"
    from cronfa.cli.database import bring_up_to_date

    bring_up_to_date()


def _fund(name: str | None) -> "RunningFund":
    """The fund, with the tables of people brought up to date."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cronfa.site.web"
    import django

    django.setup()
    from cronfa.cli.database import bring_up_to_date
    from cronfa.fund.opening import find

    found = find(name)
    bring_up_to_date()
    return found


def _can_give_a_password(email: str, has_key: bool) -> None:
    """Look, before anything is written, whether a person who has no password could be given one."""
    from cronfa.governance.models import Person

    known = Person.objects.filter(email__iexact=email.strip()).first()
    has_one = known is not None and known.has_usable_password()
    if not (has_one or has_key or sys.stdin.isatty()):
        stop(NO_SECRET_KEY)


def _first_password(person: "Person", lang: str, address: str) -> None:
    """Tell the link by which a person sets a password; where there is no address that it could hold at, ask for one."""
    if address:
        from cronfa.web.signing_in import link_to_set_password

        typer.echo(LINK.to(language(lang), link=address.rstrip("/") + link_to_set_password(person)))
        return
    person.set_password(typer.prompt(PASSWORD.to(language(lang)), hide_input=True, confirmation_prompt=True))
    person.save()


def _facts(each: "Appointment") -> dict[str, object]:
    return {
        "name": each.person.name, "email": each.person.email, "role": each.role, "body": each.body,
        "from": each.starts.isoformat(), "to": each.ends.isoformat() if each.ends else None,
        "appointed_by": each.appointed_by,
    }  # fmt: skip
