"""Sign-in by an organisation, against a provider on this machine that lies in every way it can (R16)."""

import json
import re
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.test import Client, override_settings

from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Event, Person
from cronfa.site.organisations import PROVIDER
from cronfa.web.apps import let_organisations_in
from cronfa.web.signing_in import organisations

CLIENT = "cronfa-client"
EMAIL = "auditor-fund@example.org"
KEY = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
ANOTHER = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
Claims = dict[str, Any]


class Provider(ThreadingHTTPServer):
    """What a provider's server is asked for. A test changes how it makes its token."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.issuer = self.address
        self.nonce = ""
        self.verifier = ""
        self.lie: Callable[[Claims], Claims] = lambda claims: claims
        self.sign: Callable[[Claims], str | None] = signed
        self.userinfo: Claims = {}

    def claims(self) -> Claims:
        now = int(time.time())
        return {
            "iss": self.address, "sub": "s-1", "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": self.nonce,
            "email": EMAIL, "email_verified": True,
        }  # fmt: skip


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        at = self.server.address
        if self.path == "/.well-known/openid-configuration":
            self.say({
                "issuer": self.server.issuer, "authorization_endpoint": f"{at}/authorize", "token_endpoint": f"{at}/token",
                "jwks_uri": f"{at}/keys", "userinfo_endpoint": f"{at}/userinfo",
            })  # fmt: skip
        elif self.path == "/keys":
            self.say(
                {
                    "keys": [
                        {**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())), "kid": "1", "alg": "RS256"}
                    ]
                }
            )
        else:
            self.say(self.server.userinfo)

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.verifier = sent.get("code_verifier", [""])[0]
        token = self.server.sign(self.server.lie(self.server.claims()))
        self.say({"access_token": "a", "token_type": "Bearer"} | ({"id_token": token} if token else {}))

    def say(self, what: Claims) -> None:
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


def signed(claims: Claims, key: Any = KEY, algorithm: str = "RS256", kid: str = "1") -> str:
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})


@pytest.fixture
def provider(fund: RunningFund) -> Iterator[Provider]:
    cache.clear()
    server = Provider()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    app = {
        "provider_id": "organisation", "name": "Sir Enghraifft", "client_id": CLIENT, "secret": "s",
        "settings": {"server_url": server.address, "oauth_pkce_enabled": True, "fetch_userinfo": False},
    }  # fmt: skip
    settings = {"openid_connect": {"APPS": [app], "VERIFIED_EMAIL": False, "provider_class": PROVIDER}}
    let_organisations_in()  # as a server does that starts with these settings
    with override_settings(SOCIALACCOUNT_PROVIDERS=settings):
        yield server
    server.shutdown()
    server.server_close()
    thread.join()


def browser() -> Client:
    return Client(HTTP_HOST="127.0.0.1", HTTP_ACCEPT_LANGUAGE="en")


def asked(client: Client, provider: Provider) -> dict[str, str]:
    """The question with which the browser is sent to the provider."""
    answer = client.post("/en/account/oidc/organisation/login/")
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"].startswith(f"{provider.address}/authorize?")
    question = {name: values[0] for name, values in parse_qs(urlsplit(answer["Location"]).query).items()}
    provider.nonce = question["nonce"]
    return question


def come_back(client: Client, state: str) -> Any:
    return client.get("/en/account/oidc/organisation/login/callback/", {"code": "c", "state": state})


def is_in(client: Client) -> bool:
    return client.get("/en/funds/small/").status_code == 200


def test_a_proved_token_opens_the_account_of_a_person_who_is_there(provider: Provider) -> None:
    assert [name for name, _ in organisations()] == ["Sir Enghraifft"]
    client = browser()
    question = asked(client, provider)
    assert (
        question["client_id"] == CLIENT and question["code_challenge_method"] == "S256" and len(question["nonce"]) > 40
    )
    assert come_back(client, question["state"]).status_code == 302
    assert is_in(client) and len(provider.verifier) >= 43
    assert Event.objects.filter(fund="", what="signed in", who__contains=EMAIL).count() == 1


LIES: dict[str, Callable[[Claims], Claims]] = {
    "another nonce": lambda claims: claims | {"nonce": "n" * 43},
    "no nonce": lambda claims: {name: value for name, value in claims.items() if name != "nonce"},
    "another audience": lambda claims: claims | {"aud": "another"},
    "several audiences, made for another": lambda claims: claims | {"aud": [CLIENT, "another"], "azp": "another"},
    "no audience": lambda claims: {name: value for name, value in claims.items() if name != "aud"},
    "expired": lambda claims: claims | {"exp": int(time.time()) - 120},
    "never expires": lambda claims: {name: value for name, value in claims.items() if name != "exp"},
    "not yet good": lambda claims: claims | {"nbf": int(time.time()) + 600},
    "issued in the future": lambda claims: claims | {"iat": int(time.time()) + 600},
    "another issuer": lambda claims: claims | {"iss": "https://elsewhere.example"},
    "nobody": lambda claims: {name: value for name, value in claims.items() if name != "sub"},
    "an address that is not verified": lambda claims: claims | {"email_verified": False},
    "a person nobody appointed": lambda claims: claims | {"email": "new@example.org"},
}
HMAC_KEY = KEY.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)  # fmt: skip


def confused(claims: Claims) -> str:
    """Signed by HMAC with the provider's public key, which everybody has."""
    import base64
    import hashlib
    import hmac

    def part(data: bytes) -> str:
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    text = ".".join(part(json.dumps(each).encode()) for each in ({"alg": "HS256", "kid": "1", "typ": "JWT"}, claims))
    return f"{text}.{part(hmac.new(HMAC_KEY, text.encode(), hashlib.sha256).digest())}"


SIGNATURES: dict[str, Callable[[Claims], str | None]] = {
    "no algorithm": lambda claims: jwt.encode(claims, None, algorithm="none", headers={"kid": "1"}),
    "a key of the client's": lambda claims: signed(claims, "s" * 32, "HS256"),
    "the public key as a secret": confused,
    "another's key under the same name": lambda claims: signed(claims, ANOTHER),
    "a key that is not published": lambda claims: signed(claims, ANOTHER, kid="2"),
    "cut off": lambda claims: signed(claims)[:-10],
    "no signature": lambda claims: signed(claims).rpartition(".")[0] + ".",
    "not a token": lambda claims: "x",
    "no token at all": lambda claims: None,
}


def refused(client: Client, provider: Provider, state: str) -> None:
    before = Person.objects.count()
    answer = come_back(client, state)
    assert answer.status_code in (200, 302, 401, 403), answer.status_code
    assert not is_in(client)
    assert Person.objects.count() == before
    assert not Event.objects.filter(fund="", what="signed in").exists()


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_says_anything_else_opens_nothing(provider: Provider, lie: str) -> None:
    provider.lie = LIES[lie]
    provider.userinfo = {"sub": "s-1", "email": EMAIL, "email_verified": True}
    client = browser()
    refused(client, provider, asked(client, provider)["state"])


@pytest.mark.parametrize("signature", SIGNATURES)
def test_a_token_that_is_not_signed_by_the_provider_opens_nothing(provider: Provider, signature: str) -> None:
    provider.sign = SIGNATURES[signature]
    provider.userinfo = {"sub": "s-1", "email": EMAIL, "email_verified": True}
    client = browser()
    refused(client, provider, asked(client, provider)["state"])
    assert Event.objects.filter(fund="", what="refused an organisation's sign-in").count() == 1


def test_an_answer_to_another_browsers_question_opens_nothing(provider: Provider) -> None:
    attacker, victim = browser(), browser()
    theirs = asked(attacker, provider)
    asked(victim, provider)
    refused(victim, provider, theirs["state"])
    refused(victim, provider, "made-up")
    refused(victim, provider, "")


def test_a_question_is_answered_once(provider: Provider) -> None:
    client = browser()
    question = asked(client, provider)
    assert come_back(client, question["state"]).status_code == 302
    client.post("/en/account/logout/")
    assert not is_in(client)
    come_back(client, question["state"])
    assert not is_in(client)


def test_a_provider_that_names_another_issuer_or_an_address_without_tls_is_not_asked(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.issuer = "https://elsewhere.example"
    answer = browser().post("/en/account/oidc/organisation/login/")
    assert answer.status_code != 302
    provider.issuer = provider.address
    monkeypatch.setattr("cronfa.web.organisation.urlsplit", lambda _: urlsplit("http://elsewhere.example/"))
    assert browser().post("/en/account/oidc/organisation/login/").status_code != 302


def test_nothing_in_the_address_changes_what_is_asked(provider: Provider) -> None:
    client = browser()
    at = "/en/account/oidc/organisation/login/?auth_params=nonce%3Dmine%26prompt%3Dnone&scope=everything"
    question = parse_qs(urlsplit(client.post(at)["Location"]).query)
    assert question["nonce"] != ["mine"] and "prompt" not in question and "everything" not in question["scope"][0]


def test_the_page_of_a_refusal_speaks_the_readers_language(provider: Provider) -> None:
    provider.sign = SIGNATURES["no algorithm"]
    client = browser()
    answer = client.post("/cy/account/oidc/organisation/login/")
    question = parse_qs(urlsplit(answer["Location"]).query)
    page = client.get("/cy/account/oidc/organisation/login/callback/", {"code": "c", "state": question["state"][0]})
    assert re.search(r'<html[^>]* lang="cy"', page.content.decode())
