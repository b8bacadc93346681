"""Signing in as people do: password, second proof, lockout, letters; each page in both languages (R15, R16)."""

import re
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils import timezone

import catalogue
from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Person
from cronfa.governance.roles import RIGHTS, Role
from cronfa.web.signing_in import WEIGHTY
from page_words import ENGLISH, words

PASSWORD = "correct horse battery"
HOME = "/en/funds/small/"


@pytest.fixture
def person(fund: RunningFund) -> Iterator[Person]:
    """The first manager, with a password, where nobody has failed to sign in yet."""
    cache.clear()
    found = Person.objects.get(email=f"{Role.MANAGER.value}-council@example.org")
    found.set_password(PASSWORD)
    found.save()
    yield found
    cache.clear()


def browser(**more: object) -> Client:
    return Client(HTTP_HOST="127.0.0.1", HTTP_ACCEPT_LANGUAGE="en", **more)


def enter(client: Client, person: Person, password: str = PASSWORD, language: str = "en") -> str:
    """Where signing in leads, or the page that refuses it."""
    given = {"login": person.email, "password": password}
    response = client.post(f"/{language}/account/login/", given)
    return str(response["Location"]) if response.status_code == 302 else response.content.decode()


def confirm(client: Client) -> None:
    """Show the password once more, as pages that guard the account ask."""
    assert client.post("/en/account/reauthenticate/", {"password": PASSWORD}).status_code == 302


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30))


def with_app(person: Person) -> str:
    """Connect an app to a person's account; its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def test_a_password_signs_in_and_a_wrong_one_does_not(person: Person) -> None:
    client = browser()
    assert "not correct" in enter(client, person, "wrong horse battery")
    assert client.get(HOME).status_code == 302
    assert enter(client, person) == "/en/"
    assert client.get(HOME).status_code == 200


def test_what_is_refused_is_said_in_welsh_on_a_welsh_page(person: Person) -> None:
    refused = enter(browser(), person, "wrong horse battery", "cy")
    assert "Nid yw'r cyfeiriad e-bost neu'r cyfrinair yn gywir." in refused.replace("&#x27;", "'").replace("&#39;", "'")
    assert ENGLISH.search(words(refused.encode())) is None


def test_after_five_failures_even_the_right_password_is_refused(person: Person) -> None:
    client = browser()
    for _ in range(5):
        enter(client, person, "wrong horse battery")
    assert "Too many failed login attempts" in enter(client, person)
    assert client.get(HOME).status_code == 302
    assert "Methodd gormod" in enter(browser(), person, language="cy")


def test_a_session_known_before_signing_in_is_worth_nothing_after(person: Person) -> None:
    client = browser()
    client.get("/en/account/login/")
    session = client.session
    session["planted"] = "by another"
    session.save()
    planted = session.session_key
    enter(client, person)
    assert client.session.session_key != planted
    other = browser()
    other.cookies["cronfa"] = str(planted)
    assert other.get(HOME).status_code == 302


def test_signing_out_ends_the_session_on_the_server(person: Person) -> None:
    client = browser()
    enter(client, person)
    held = client.cookies["cronfa"].value
    assert client.post("/en/account/logout/").status_code == 302
    other = browser()
    other.cookies["cronfa"] = held
    assert other.get(HOME).status_code == 302


def test_a_second_proof_is_asked_for_where_there_is_one_and_a_wrong_code_is_refused(person: Person) -> None:
    secret = with_app(person)
    client = browser()
    assert enter(client, person) == "/en/account/safety/authenticate/"
    assert client.get(HOME).status_code == 302
    refused = client.post("/en/account/safety/authenticate/", {"code": "000000"})
    assert refused.status_code == 200 and b"Incorrect code" in refused.content
    assert client.get(HOME).status_code == 302
    assert client.post("/en/account/safety/authenticate/", {"code": code_of(secret)}).status_code == 302
    assert client.get(HOME).status_code == 200


def test_a_code_holds_once(person: Person) -> None:
    code = code_of(with_app(person))
    for worth in (302, 200):
        client = browser()
        enter(client, person)
        assert client.post("/en/account/safety/authenticate/", {"code": code}).status_code == worth


@override_settings(SECOND_PROOF=True)
@pytest.mark.parametrize("role", list(Role))
def test_roles_that_bind_others_need_a_second_proof_before_the_fund_opens(fund: RunningFund, role: Role) -> None:
    found = Person.objects.filter(appointments__role=role.value, appointments__fund="small").first()
    assert found is not None
    client = browser()
    client.force_login(found, backend="allauth.account.auth_backends.AuthenticationBackend")
    asked = client.get("/en/funds/small/people/")
    if not RIGHTS[role] & set(WEIGHTY):
        assert asked.status_code == 200
        return
    assert asked["Location"] == "/en/account/safety/"
    with_app(found)
    assert client.get("/en/funds/small/people/").status_code == 200


def test_an_app_is_connected_by_its_code_and_gives_recovery_codes(person: Person) -> None:
    client = browser()
    enter(client, person)
    asked = client.get("/en/account/safety/totp/activate/")
    assert asked["Location"].startswith("/en/account/reauthenticate/")
    confirm(client)
    shown = client.get("/en/account/safety/totp/activate/")
    page = shown.content.decode()
    assert "<svg" in page
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page.replace("<wbr>", ""))
    assert secret is not None
    made = client.post("/en/account/safety/totp/activate/", {"code": code_of(secret.group(1))})
    assert made["Location"] == "/en/account/safety/recovery-codes/"
    codes = re.findall(r"<code>(\S+)</code>", client.get(made["Location"]).content.decode())
    assert len(codes) == 10
    other = browser()
    enter(other, person)
    assert other.post("/en/account/safety/authenticate/", {"code": codes[0]}).status_code == 302
    assert other.get(HOME).status_code == 200


def test_secrets_of_second_proofs_are_not_readable_in_the_database(person: Person) -> None:
    secret = with_app(person)
    assert secret not in str(Authenticator.objects.get(user=person).data)


@pytest.mark.parametrize(("language", "says"), [("en", "set the password of"), ("cy", "i osod cyfrinair")])
def test_a_forgotten_password_is_set_by_a_letter_in_the_persons_language(
    person: Person, language: str, says: str
) -> None:
    Person.objects.filter(pk=person.pk).update(language=language)
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        mail.outbox = []
        assert browser().post("/en/account/password/reset/", {"email": person.email}).status_code == 302
    assert says in mail.outbox[0].body
    link = re.search(rf"http://127.0.0.1(/{language}/\S+)", mail.outbox[0].body)
    assert link is not None
    client = browser()
    form = client.get(link.group(1), follow=True)
    address = form.request["PATH_INFO"]
    assert b"password1" in form.content
    short = client.post(address, {"password1": "short", "password2": "short"})
    assert short.status_code == 200 and b"govuk-error-summary" in short.content
    new = "four unrelated words here"
    assert client.post(address, {"password1": new, "password2": new}).status_code == 302
    assert enter(browser(), person, new) == "/en/"
    again = browser().get(link.group(1), follow=True)
    assert b"password1" not in again.content


def test_an_unknown_address_is_answered_alike_and_gets_no_letter(person: Person) -> None:
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        mail.outbox = []
        known = browser().post("/en/account/password/reset/", {"email": person.email})
        unknown = browser().post("/en/account/password/reset/", {"email": "nobody@example.org"})
    assert known["Location"] == unknown["Location"]
    assert len(mail.outbox) == 1


def test_nobody_signs_up_by_themselves(fund: RunningFund) -> None:
    before = Person.objects.count()
    given = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    assert browser().post("/en/account/signup/", given).status_code == 405
    assert browser().get("/en/account/signup/")["Location"] == "/en/account/login/"
    assert Person.objects.count() == before


OUTSIDE = ("login/", "password/reset/", "password/reset/done/", "password/reset/key/done/", "inactive/",
           "password/reset/key/x-set-password/")  # fmt: skip
INSIDE = (
    "logout/", "password/change/", "reauthenticate/", "safety/", "safety/totp/activate/", "safety/webauthn/",
    "safety/webauthn/add/", "safety/recovery-codes/", "safety/recovery-codes/generate/", "safety/totp/deactivate/",
)  # fmt: skip


def test_every_page_of_the_account_is_the_same_in_both_languages_and_no_english_stands_on_the_welsh(
    person: Person,
) -> None:
    client = browser()
    for path in OUTSIDE:
        same_in_both(client, path)
    enter(client, person)
    same_in_both(client, "reauthenticate/")
    confirm(client)
    for path in INSIDE[:7]:
        same_in_both(client, path)
    secret = code_of_new_app(client)
    assert secret
    for path in INSIDE[7:]:
        same_in_both(client, path)


def code_of_new_app(client: Client) -> str:
    page = client.get("/en/account/safety/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page.replace("<wbr>", ""))
    assert secret is not None
    client.post("/en/account/safety/totp/activate/", {"code": code_of(secret.group(1))})
    return secret.group(1)


def same_in_both(client: Client, path: str) -> None:
    english, welsh = (client.get(f"/{language}/account/{path}") for language in ("en", "cy"))
    assert (english.status_code, welsh.status_code) == (200, 200), (path, english.status_code, welsh.status_code)
    names = [re.findall(r'name="([^"]*)"', page.content.decode()) for page in (english, welsh)]
    assert names[0] == names[1], path
    found = ENGLISH.search(words(welsh.content))
    assert found is None, (path, words(welsh.content)[max(0, found.start() - 80) : found.end() + 80])


def test_errors_of_forms_are_welsh_on_welsh_pages(person: Person) -> None:
    client = browser()
    enter(client, person)
    sent = client.post("/cy/account/password/change/", {"oldpassword": "x", "password1": "password", "password2": "y"})
    assert sent.status_code == 200 and b"govuk-error-summary" in sent.content
    assert ENGLISH.search(words(sent.content)) is None
    empty = browser().post("/cy/account/login/", {})
    assert ENGLISH.search(words(empty.content)) is None


def test_the_kept_catalogue_says_what_its_source_says() -> None:
    """The header, which names the day and the tool, may differ."""
    kept = GNUTranslations(BytesIO((catalogue.FOLDER / "django.mo").read_bytes()))._catalog  # type: ignore[attr-defined]
    made = GNUTranslations(BytesIO(catalogue.compiled()))._catalog  # type: ignore[attr-defined]
    assert {key: words for key, words in kept.items() if key} == {key: words for key, words in made.items() if key}
    assert len(kept) > 50
