"""Appointments are put forward by one and confirmed by another; joiners and leavers are listed and in the trail (R17)."""

import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from typer.testing import CliRunner

from cronfa.cli import app
from cronfa.cli.people import _first_password
from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Appointment, Event, Person, Proposal
from cronfa.governance.roles import Role
from cronfa.governance.trail import first_wrong
from cronfa.problems import Problems
from page_words import ENGLISH, words

PAGE = "/en/funds/small/people/"
ASKED = {
    "action": "appoint", "name": "Nia Rees", "email": "Nia.Rees@example.org", "role": "partner-finance-officer/board",
    "starts": "2026-01-01", "ends": "", "language": "cy", "why": "joins the board",
}  # fmt: skip


def asked(sign_in: Callable[..., Client], **more: str) -> tuple[Client, str]:
    """An administrator who has put an appointment forward, and where it is decided."""
    client = sign_in(Role.ADMINISTRATOR)
    response = client.post(PAGE, {**ASKED, **more})
    assert response.status_code == 302, response.content.decode()
    return client, f"{PAGE}appointments/{Proposal.objects.get(kind='appointment', state='prepared').pk}/"


def test_a_person_is_appointed_when_the_manager_confirms_and_not_before(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    _, address = asked(sign_in)
    assert not Person.objects.filter(email="nia.rees@example.org").exists()
    assert sign_in(Role.MANAGER).post(address, {"decision": "approve"}).status_code == 302
    person = Person.objects.get(email="nia.rees@example.org")
    assert (person.name, person.language, person.has_usable_password()) == ("Nia Rees", "cy", False)
    made = person.appointments.get()
    assert (made.role, made.body, made.starts, made.ends) == (
        "partner-finance-officer",
        "board",
        date(2026, 1, 1),
        None,
    )
    assert [each.what for each in Event.objects.filter(fund="small").order_by("number")] == [
        "prepared appointment", "appointed", "approved appointment",
    ]  # fmt: skip
    assert first_wrong("small") is None
    assert sign_in("nia.rees@example.org").get("/en/funds/small/").status_code == 200


def test_an_administrator_cannot_confirm_their_own_and_others_without_the_right_neither(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    administrator, address = asked(sign_in)
    own = administrator.post(address, {"decision": "approve"})
    assert own.status_code == 422 and b"GO001" in own.content
    for role in set(Role) - {Role.MANAGER, Role.ADMINISTRATOR}:
        assert sign_in(role).post(address, {"decision": "approve"}).status_code == 403, role
    assert not Person.objects.filter(email="nia.rees@example.org").exists()
    assert administrator.post(address, {"decision": "withdraw"}).status_code == 302


def test_an_end_is_confirmed_too_and_takes_the_rights_away(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    held = Appointment.objects.get(role=Role.AUDITOR.value)
    sent = {"action": "end", "appointment": str(held.pk), "ends": "2026-01-31", "why": "audit is over"}
    _, address = asked(sign_in, **sent)
    auditor = sign_in(Role.AUDITOR)
    assert auditor.get("/en/funds/small/").status_code == 200
    assert sign_in(Role.MANAGER).post(address, {"decision": "approve"}).status_code == 302
    assert auditor.get("/en/funds/small/").status_code == 404
    event = Event.objects.get(fund="small", what="ended an appointment")
    assert event.why == "audit is over" and '"to": null' in event.before and '"to": "2026-01-31"' in event.after


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"email": "nobody"}, b"GO020"),
        ({"name": " "}, b"GO021"),
        ({"role": "pooled-fund-manager/board"}, b"GO022"),
        ({"role": "auditor/council"}, b"GO022"),
        ({"ends": "2025-01-01"}, b"GO023"),
        ({"email": "auditor-fund@example.org", "role": "auditor/"}, b"GO024"),
        ({"starts": "soon"}, b"WE005"),
        ({"why": ""}, b"GO004"),
    ],
)
def test_what_is_wrong_with_an_appointment_is_said_and_nothing_is_put_forward(
    sign_in: Callable[..., Client], fund: RunningFund, more: dict[str, str], code: bytes
) -> None:
    response = sign_in(Role.ADMINISTRATOR).post(PAGE, {**ASKED, **more})
    assert response.status_code == 422 and code in response.content
    assert not Proposal.objects.exists()


def test_the_same_appointment_is_put_forward_once(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    administrator, _ = asked(sign_in)
    again = administrator.post(PAGE, ASKED)
    assert again.status_code == 409 and b"GO003" in again.content


def test_the_administrators_page_is_welsh_in_welsh(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    asked(sign_in)
    for role in (Role.ADMINISTRATOR, Role.MANAGER):
        page = sign_in(role).get("/cy/funds/small/people/").content
        said = words(page.replace(b"joins the board", b""))
        found = ENGLISH.search(said)
        assert found is None, said[max(0, found.start() - 80) : found.end() + 80]


def command(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["people", *arguments, "--fund", "small"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_first_administrator_is_appointed_on_the_command_line_and_sets_a_password_by_the_link(
    fund: RunningFund,
) -> None:
    given = ("owain@example.org", "--name", "Owain Firth", "--role", "administrator", "--from", "2026-01-01")
    said = command("appoint", *given, "--lang", "cy", "--who", "root")
    assert "Penodwyd Owain Firth: Gweinyddwr" in said
    link = re.search(r"http://127.0.0.1:8000(/cy/account/password/reset/key/\S+)", said)
    assert link is not None
    client = Client(HTTP_HOST="127.0.0.1")
    form = client.get(link.group(1), follow=True)
    new = "four unrelated words here"
    assert client.post(form.request["PATH_INFO"], {"password1": new, "password2": new}).status_code == 302
    signed_in = Client(HTTP_HOST="127.0.0.1")
    assert signed_in.post("/cy/account/login/", {"login": "owain@example.org", "password": new}).status_code == 302
    assert signed_in.get("/cy/funds/small/people/").status_code == 200
    event = Event.objects.get(fund="small", what="appointed", about="Owain Firth")
    assert event.who == "root" and '"role": "administrator"' in event.after


def test_without_a_secret_key_and_a_keyboard_nobody_is_appointed_who_could_not_sign_in(
    fund: RunningFund, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the guide's first commands do on a fresh server: said with its remedy, and nothing is written."""
    monkeypatch.delenv("CRONFA_SECRET_KEY", raising=False)
    given = ("owain@example.org", "--name", "Owain Firth", "--role", "administrator", "--from", "2026-01-01")
    said = CliRunner().invoke(app, ["people", "appoint", *given, "--fund", "small"])
    assert said.exit_code == 1 and isinstance(said.exception, Problems)
    assert [each.code for each in said.exception.problems] == ["CL011"]
    assert not Person.objects.filter(email="owain@example.org").exists()


def test_where_it_can_be_asked_for_the_first_password_is(fund: RunningFund, monkeypatch: pytest.MonkeyPatch) -> None:
    person = Person.objects.create_user("owain@example.org", name="Owain Firth")
    monkeypatch.setattr("typer.prompt", lambda *_, **__: "four unrelated words here")
    _first_password(person, "en", "")
    assert Person.objects.get(pk=person.pk).check_password("four unrelated words here")


def test_ending_a_role_held_for_a_partner_without_naming_it_says_which_and_what_to_write(fund: RunningFund) -> None:
    held = Appointment.objects.filter(role=Role.PARTNER_OFFICER.value, body="board").first()
    assert held is not None
    given = ("end", held.person.email, "--role", held.role, "--on", "2026-01-31", "--why", "left")
    said = CliRunner().invoke(app, ["people", *given, "--fund", "small"])
    assert said.exit_code == 1 and isinstance(said.exception, Problems)
    [problem] = said.exception.problems
    assert problem.code == "GO027" and problem.remedy() == "Name the partner: --body board."
    command(*given, "--body", "board")
    held.refresh_from_db()
    assert str(held.ends) == "2026-01-31"


def test_the_command_line_lists_joiners_and_leavers_and_ends_an_appointment(fund: RunningFund) -> None:
    command("end", "auditor-fund@example.org", "--role", "auditor", "--on", "2026-01-31", "--why", "audit is over")
    listed = json.loads(command("list", "--json"))["appointments"]
    assert len(listed) == Appointment.objects.filter(fund="small").count()
    assert next(each for each in listed if each["role"] == "auditor")["to"] == "2026-01-31"
    assert "auditor-fund@example.org" in command("list")
    assert Event.objects.get(fund="small", what="ended an appointment").why == "audit is over"


def test_whoever_confirms_sees_for_whom_and_until_when_in_words(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    asked(sign_in, ends="2027-03-31")
    number = Proposal.objects.get().pk
    page = sign_in(Role.MANAGER).get(f"/en/funds/small/proposals/{number}/").content.decode()
    assert "Appoint Nia Rees from 1 January 2026: Partner finance officer, Enghraifft Health Board" in page
    assert "nia.rees@example.org" in page and "31 March 2027" in page
    welsh = sign_in(Role.MANAGER).get(PAGE.replace("/en/", "/cy/")).content.decode()
    assert "Penodi Nia Rees o 1 Ionawr 2026: Swyddog cyllid partner, Bwrdd Iechyd Enghraifft" in welsh


def test_the_list_tells_who_has_left_from_who_is_still_to_come(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    Appointment.objects.filter(role=Role.AUDITOR.value).update(ends=date(2021, 1, 1))
    Appointment.objects.filter(role=Role.BOARD_MEMBER.value, body="board").update(starts=date(2039, 1, 1))
    Person.objects.filter(email="second@example.org").update(is_active=False)
    page = sign_in(Role.ADMINISTRATOR).get(PAGE).content.decode()
    for said in ("ended", "not begun yet", "may not sign in"):
        assert page.count(f">{said}<") == 1, said
