"""A person's own tokens: issued on a page, shown once, no larger than the person's rights, revoked for good (R17)."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client, override_settings
from django.utils import timezone
from typer.testing import CliRunner

from cronfa.cli import app
from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Event, Token
from cronfa.governance.roles import Role

PAGE = "/en/funds/small/tokens/"
TEXT = re.compile(r"cronfa_[\w-]{43}")


def issued(client: Client, **more: object) -> str:
    """The page that shows a new token."""
    day = (timezone.localdate() + timedelta(days=30)).isoformat()
    asked = {"do": "issue", "name": "extract", "body": "council", "right": ["SEE_FUND"], "expires": day, **more}
    response = client.post(PAGE, asked)
    assert response.status_code == 200, response.content.decode()
    assert response["Cache-Control"] == "no-store"
    return response.content.decode()


def ask(text: str, path: str = "/funds/small") -> int:
    client = Client(HTTP_HOST="127.0.0.1")
    return client.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {text}"}).status_code


def test_a_token_is_shown_once_and_only_its_hash_is_kept(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    client = sign_in(Role.HOST_OFFICER)
    [text] = set(TEXT.findall(issued(client)))
    assert TEXT.search(client.get(PAGE).content.decode()) is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM governance_token")
        assert all(text not in str(value) for value in cursor.fetchone())
    assert text not in "".join(f"{each.before}{each.after}{each.about}" for each in Event.objects.all())
    assert ask(text) == 200
    assert ">never<" not in client.get(PAGE).content.decode()


def test_a_revoked_token_opens_nothing_from_that_moment(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    client = sign_in(Role.HOST_OFFICER)
    [text] = set(TEXT.findall(issued(client)))
    other = sign_in(Role.MANAGER)
    number = str(Token.objects.get().pk)
    assert other.post(PAGE, {"do": "revoke", "token": number}).status_code == 404
    assert ask(text) == 200
    assert client.post(PAGE, {"do": "revoke", "token": number}).status_code == 302
    assert ask(text) == 401
    assert client.post(PAGE, {"do": "revoke", "token": number}).status_code == 409
    assert [each.what for each in Event.objects.filter(fund="small")] == ["issued a token", "revoked a token"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": " "}, "GO030"),
        ({"right": []}, "GO032"),
        ({"right": ["SEE_FUND", "ACCEPT"]}, "GO033"),
        ({"right": ["SEE_FUND"], "body": "board"}, "GO033"),
        ({"right": ["CLOSE"]}, "GO033"),
        ({"expires": "2020-01-01"}, "GO034"),
        ({"expires": "2999-01-01"}, "GO034"),
        ({"expires": "soon"}, "WE005"),
    ],
)
def test_a_token_carries_no_more_than_its_person_has(
    sign_in: Callable[..., Client], fund: RunningFund, more: dict[str, object], code: str
) -> None:
    day = (timezone.localdate() + timedelta(days=30)).isoformat()
    asked = {"do": "issue", "name": "extract", "body": "council", "right": ["SEE_FUND"], "expires": day, **more}
    response = sign_in(Role.HOST_OFFICER).post(PAGE, asked)
    assert response.status_code == 422 and code in response.content.decode()
    assert not Token.objects.exists()


def test_a_name_is_used_again_only_when_its_token_is_revoked(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    client = sign_in(Role.HOST_OFFICER)
    issued(client)
    with pytest.raises(AssertionError, match="GO031"):
        issued(client)
    client.post(PAGE, {"do": "revoke", "token": str(Token.objects.get().pk)})
    assert TEXT.search(issued(client))


def test_issuing_needs_the_second_proof_and_so_does_every_use(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    client = sign_in(Role.HOST_OFFICER)
    [weighty] = set(TEXT.findall(issued(client, right=["SEE_FUND", "APPROVE"])))
    [light] = set(TEXT.findall(issued(client, name="light")))
    with override_settings(SECOND_PROOF=True):
        response = client.post(PAGE, {"do": "issue"})
        assert response.status_code == 302 and "/account/safety/" in response["Location"]
        assert ask(weighty) == 403
        assert ask(light) == 200


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE governance_token SET rights = '[\"APPROVE\"]'",
        "UPDATE governance_token SET expires = '2999-01-01'",
        "UPDATE governance_token SET person_id = person_id + 1",
        "UPDATE governance_token SET revoked_at = NULL",
        "DELETE FROM governance_token",
    ],
)
def test_the_database_itself_keeps_a_token_as_it_was_issued(
    sign_in: Callable[..., Client], fund: RunningFund, sql: str
) -> None:
    client = sign_in(Role.HOST_OFFICER)
    issued(client)
    client.post(PAGE, {"do": "revoke", "token": str(Token.objects.get().pk)})
    with pytest.raises(DatabaseError, match="governance"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_whoever_runs_the_service_issues_and_revokes_on_the_command_line(fund: RunningFund) -> None:
    said = CliRunner().invoke(
        app, ["people", "token", "auditor-fund@example.org", "--fund", "small", "--name", "archive", "--right",
              "SEE_FUND", "--right", "SEE_TRAIL", "--to", timezone.localdate().isoformat(), "--who", "operator"],
    )  # fmt: skip
    assert said.exit_code == 0, said.output
    [text] = TEXT.findall(said.output)
    assert ask(text, "/funds/small/trail") == 200 and ask(text, "/funds/small/postings") == 403
    assert Event.objects.get(what="issued a token").who == "operator"
    gone = ["people", "revoke-token", "auditor-fund@example.org", "--fund", "small", "--name", "archive"]
    assert CliRunner().invoke(app, gone).exit_code == 0
    assert ask(text) == 401


def test_a_token_that_sees_every_posting_sees_those_of_its_own_body(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    [text] = set(TEXT.findall(issued(sign_in(Role.HOST_OFFICER), right=["SEE_FUND", "SEE_ALL_POSTINGS"])))
    assert ask(text, "/funds/small/postings") == 200
