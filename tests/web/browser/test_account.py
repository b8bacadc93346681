"""Signing in in a real browser: accessible pages, and a passkey added and used with a virtual authenticator (R14, R16)."""

import pytest
from playwright.sync_api import Browser, Page

from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Person
from cronfa.governance.roles import Role
from web.browser.visitors import PATIENCE_SECONDS, violations

PASSWORD = "correct horse battery"
PAGES = (
    "login/", "password/reset/", "password/reset/done/", "reauthenticate/", "safety/", "password/change/",
    "safety/totp/activate/", "safety/webauthn/", "safety/webauthn/add/",
)  # fmt: skip


def with_password() -> Person:
    person = Person.objects.get(email=f"{Role.MANAGER.value}-council@example.org")
    person.set_password(PASSWORD)
    person.save()
    return person


def enter(page: Page, person: Person, language: str = "en") -> None:
    page.goto(f"/{language}/account/login/")
    page.fill("#id_login", person.email)
    page.fill("#id_password", PASSWORD)
    _sends(page, "main form button")
    page.wait_for_url("**/funds/small/**")


def _sends(page: Page, button: str) -> None:
    """Presses it and waits for what comes: going elsewhere at once would take back what was sent."""
    with page.expect_navigation():
        page.locator(button).first.click()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_page_of_the_account_can_be_used_by_everybody(
    browser: Browser, server: str, fund: RunningFund, language: str
) -> None:
    person = with_password()
    context = browser.new_context(base_url=server, viewport={"width": 320, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_SECONDS * 1_000)
    outside: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(server) else outside.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    wrong: list[str] = []
    for path in PAGES:
        page.goto(f"/{language}/account/{path}")
        wrong += violations(page)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wrong.append(f"{path}: wider than the screen")
        if path == "password/reset/done/":
            enter(page, person, language)
        if path == "reauthenticate/":
            page.fill("#id_password", PASSWORD)
            _sends(page, "main form button")
    context.close()
    assert wrong == [] and outside == [] and said == []


def test_a_passkey_is_added_and_signs_in_alone(browser: Browser, server: str, fund: RunningFund) -> None:
    person = with_password()
    context = browser.new_context(base_url=server.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    page.set_default_timeout(PATIENCE_SECONDS * 1_000)
    keys = context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    made = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": made})
    enter(page, person)
    page.goto("/en/account/reauthenticate/?next=/en/account/safety/webauthn/add/")
    page.fill("#id_password", PASSWORD)
    _sends(page, "main form button")
    page.check("#id_passwordless")
    page.click("#add_key")
    page.wait_for_url("**/recovery-codes/")
    _sends(page, "header form button")
    page.goto("/en/account/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/funds/small/**")
    context.close()
