"""Signing in and what it takes stands in the trail: who, when, whether it was refused; and never what was typed (R16)."""

import json
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from typer.testing import CliRunner

from cronfa.cli import app
from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Event, Person
from cronfa.governance.trail import first_wrong

PASSWORD = "correct horse battery"
EMAIL = "auditor-fund@example.org"


@pytest.fixture
def person(fund: RunningFund) -> Iterator[Person]:
    cache.clear()
    found = Person.objects.get(email=EMAIL)
    found.set_password(PASSWORD)
    found.save()
    yield found
    cache.clear()


def enter(password: str = PASSWORD, login: str = EMAIL) -> Client:
    client = Client(HTTP_HOST="127.0.0.1", HTTP_ACCEPT_LANGUAGE="en")
    client.post("/en/account/login/", {"login": login, "password": password})
    return client


def told() -> list[tuple[str, str]]:
    return [(each.what, each.who) for each in Event.objects.filter(fund="").order_by("number")]


def test_coming_and_going_and_failing_is_told_in_a_chain(person: Person) -> None:
    enter("wrong horse battery")
    client = enter()
    client.post("/en/account/logout/")
    who = f"{person.name} <{EMAIL}>"
    assert told() == [("failed to sign in", who), ("signed in", who), ("signed out", who)]
    assert first_wrong("") is None
    last = Event.objects.filter(fund="").order_by("-number")[0]
    assert len(json.loads(last.after)["request"]) == 16


def test_what_was_typed_instead_of_an_address_is_never_kept(person: Person) -> None:
    enter(login="hunter2@my-secret.example")
    enter(PASSWORD, login=PASSWORD)
    assert {who for _, who in told()} <= {"–"}
    assert PASSWORD not in str(list(Event.objects.values_list()))


def test_a_lockout_is_told_once_however_often_it_is_tried(person: Person) -> None:
    for _ in range(9):
        enter("wrong horse battery")
    whats = [what for what, _ in told()]
    assert whats.count("failed to sign in") == 5 and whats.count("locked out") == 1


def test_second_proofs_that_come_go_and_fail_are_told(person: Person) -> None:
    from web.test_sign_in import code_of_new_app

    client = enter()
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    code_of_new_app(client)
    enter().post("/en/account/safety/authenticate/", {"code": "000000"})
    assert client.post("/en/account/safety/totp/deactivate/").status_code == 302
    found = [
        (each.what, json.loads(each.after).get("kind")) for each in Event.objects.filter(fund="").order_by("number")
    ]
    assert ("added a second proof", "totp") in found and ("removed a second proof", "totp") in found
    assert "failed a second proof" in [what for what, _ in found]
    assert first_wrong("") is None


def test_a_changed_password_is_told_and_ends_other_sessions(person: Person) -> None:
    client, elsewhere = enter(), enter()
    new = "four unrelated words here"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/en/account/password/change/", sent).status_code == 302
    assert "set a password" in [what for what, _ in told()]
    assert elsewhere.get("/en/funds/small/").status_code == 302


def test_whoever_runs_the_service_reads_it_on_the_command_line(person: Person) -> None:
    enter("wrong horse battery")
    enter()
    result = CliRunner().invoke(app, ["people", "sign-ins"], catch_exceptions=False)
    assert f"failed to sign in  {person.name} <{EMAIL}>" in result.output and "is whole" in result.output
    as_json = json.loads(CliRunner().invoke(app, ["people", "sign-ins", "--json", "--last", "1"]).output)
    assert as_json["sound"] and [each["what"] for each in as_json["events"]] == ["signed in"]
    assert "yn gyfan" in CliRunner().invoke(app, ["people", "sign-ins", "--lang", "cy"]).output
