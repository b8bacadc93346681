"""A program with a token, as the tests of the API use it."""

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cronfa.fund.opening import find
from cronfa.governance import tokens
from cronfa.governance.models import Person
from cronfa.governance.roles import ACTS, RIGHTS, Right, Role

ROOT = "/api/v1"
_keys = count(1)


@dataclass
class Program:
    """Sends requests with a token, each that changes something under a key of its own."""

    token: str
    language: str = "en"
    client: Client = field(default_factory=lambda: Client(HTTP_HOST="127.0.0.1", raise_request_exception=False))

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.client.get(f"{ROOT}{path}", headers=self._headers(headers))

    def post(self, path: str, sent: object = None, *, key: str | None = None, **headers: str) -> HttpResponse:
        headers["Idempotency-Key"] = key or f"test-{next(_keys)}"
        content = sent if isinstance(sent, str) else json.dumps(sent if sent is not None else {})
        return self.client.post(
            f"{ROOT}{path}", content, content_type="application/json", headers=self._headers(headers)
        )

    def send(self, path: str, form: dict[str, object], *, key: str | None = None) -> HttpResponse:
        """A form with a file."""
        headers = {"Idempotency-Key": key or f"test-{next(_keys)}"}
        return self.client.post(f"{ROOT}{path}", form, headers=self._headers(headers))

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        named = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {"Accept-Language": self.language, **named, **more}


def email_of(role: Role, body: str = "") -> str:
    """The person of the small fund with this role."""
    return f"{role.value}-{body or ('fund' if ACTS[role] == 'for the fund' else 'council')}@example.org"


def program(who: Role | str, body: str = "", rights: set[Right] | None = None, fund: str = "small") -> Program:
    """A program of a person, with all the rights that theirs could have, or some."""
    person = Person.objects.get(email=who if "@" in who else email_of(Role(who), body))
    today = timezone.localdate()
    running = find(fund)
    appointed = person.appointments.filter(fund=fund).first()
    assert appointed is not None
    carried = frozenset(set(tokens.FOR_PROGRAMS) & RIGHTS[appointed.as_role] if rights is None else rights)
    asked = tokens.Asked(f"test {next(_keys)}", appointed.body, carried, today)
    return Program(tokens.issue(running, person, asked, person.name, today=today)[1])


def answered(response: HttpResponse, status: int = 200) -> Any:
    """The JSON of an answer that has this status."""
    assert response.status_code == status, (response.status_code, response.content.decode()[:2000])
    return json.loads(response.content)


def refused(response: HttpResponse, status: int, code: str) -> dict[str, Any]:
    """The document of a refusal with this status and code."""
    told: dict[str, Any] = answered(response, status)
    assert response["Content-Type"] == "application/problem+json"
    assert told["status"] == status and told["problems"][0]["code"] == code, told
    return told
