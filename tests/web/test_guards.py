"""Headers, cookies, forged forms, foreign hosts and what is noted: on every page, failures included (R13, R16)."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from django.test import Client

from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Proposal
from cronfa.governance.roles import Role
from cronfa.web.noting import AsJson
from page_words import ENGLISH, words

DEPLOYED = """
import django
from django.conf import settings
django.setup()
from django.test import Client
answer = Client(HTTP_HOST="fund.example", HTTP_X_FORWARDED_PROTO="https").get("/en/account/login/")
print(answer.status_code, answer["Strict-Transport-Security"])
print(settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECOND_PROOF)
print(answer.cookies["csrftoken"]["secure"], answer.cookies["csrftoken"]["httponly"], answer.cookies["csrftoken"]["samesite"])
print(Client(HTTP_HOST="fund.example").get("/en/")["Location"])
print(Client(HTTP_HOST="elsewhere.example", HTTP_X_FORWARDED_PROTO="https").get("/en/").status_code)
"""


def deployed(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Python with the settings of a real deployment."""
    left_out = {"CRONFA_INSECURE", "CRONFA_DEMO", "CRONFA_SECOND_PROOF", "DJANGO_ALLOW_ASYNC_UNSAFE"}
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    environment |= {
        "CRONFA_SECRET_KEY": "a long text that only this test knows, with many letters 0123456789",
        "CRONFA_HOSTS": "fund.example", "CRONFA_BEHIND_PROXY": "1", "DJANGO_SETTINGS_MODULE": "cronfa.site.web",
    }  # fmt: skip
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)


def test_django_finds_nothing_to_say_against_a_deployment() -> None:
    checked = deployed("-m", "django", "check", "--deploy", "--fail-level", "INFO")
    assert checked.returncode == 0, checked.stderr


def test_a_deployment_speaks_tls_alone_to_its_own_host_alone(fund: RunningFund) -> None:
    said = deployed("-c", DEPLOYED)
    assert said.returncode == 0, said.stderr
    first, settings, cookie, redirected, foreign = said.stdout.splitlines()
    assert first == "200 max-age=31536000; includeSubDomains; preload"
    assert settings == "__Host-cronfa True True True"
    assert cookie == "True True Lax"
    assert redirected == "https://fund.example/en/"
    assert foreign == "400"


@pytest.mark.parametrize("path", ["", "people/", "nothing/", "entries/999999/", "trail/trail.csv"])
def test_every_answer_carries_the_policy_failures_too(sign_in: Callable[..., Client], path: str) -> None:
    answer = sign_in(Role.MANAGER).get(f"/en/funds/small/{path}")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin" and len(answer["X-Request-ID"]) == 16


def test_a_foreign_host_gets_nothing_but_a_refusal_with_the_policy(fund: RunningFund) -> None:
    answer = Client(HTTP_HOST="elsewhere.example").get("/en/account/login/")
    assert answer.status_code == 400 and b"elsewhere.example" not in answer.content
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(("language", "says"), [("en", "This form is no longer good"), ("cy", "yn ddilys mwyach")])
def test_a_form_from_elsewhere_is_refused_in_the_readers_language(
    sign_in: Callable[..., Client], language: str, says: str
) -> None:
    signed_in = sign_in(Role.HOST_OFFICER)
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="127.0.0.1")
    strict.cookies = signed_in.cookies
    answer = strict.post(f"/{language}/funds/small/entries/5/reverse/", {"reason": "paid twice"})
    assert answer.status_code == 403 and says in answer.content.decode().replace("&#39;", "'")
    assert not Proposal.objects.exists()
    assert language == "en" or ENGLISH.search(words(answer.content)) is None


def test_what_is_noted_names_nobody_and_no_secret() -> None:
    try:
        raise ValueError("Mair Huws owes £12")
    except ValueError:
        fault = sys.exc_info()
    record = logging.LogRecord(
        "django.request", logging.ERROR, __file__, 1, "Not Found: %s",
        ("/en/account/password/reset/key/1-abc-def/ by mair.huws@example.org",), fault,
    )  # fmt: skip
    noted = AsJson().format(record)
    assert json.loads(noted)["fault"] == "ValueError" and "tests" not in json.loads(noted)["what"]
    assert not any(told in noted for told in ("Mair", "mair", "abc-def", "£12"))
    assert noted.count("\n") == 0


def test_a_page_that_fails_says_so_with_the_policy_and_no_detail(
    sign_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("an inner detail")

    monkeypatch.setattr("cronfa.web.views.trail.first_wrong", broken)
    client = sign_in(Role.MANAGER)
    client.raise_request_exception = False
    answer = client.get("/cy/funds/small/trail/")
    assert answer.status_code == 500 and b"an inner detail" not in answer.content
    assert "Aeth rhywbeth o" in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]
