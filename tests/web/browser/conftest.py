"""A real browser at a real server: Debian's Chromium on pages served from a copy of the small fund."""

import os
import socket
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

import forked
from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Person
from cronfa.governance.roles import ACTS, Role
from web.browser.visitors import MORE_WAYS, PATIENCE_SECONDS, WAYS, KeyboardVisitor, Visitor, Way

forked.importing("cronfa.site.wsgi", "cronfa.site.urls", "granian")
expect.set_options(timeout=PATIENCE_SECONDS * 1_000)
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all the tests of a worker."""
    with sync_playwright() as playwright:
        # Playwright's loop runs in this thread; Django must still reach its database from tests.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield opened
        opened.close()


@pytest.fixture
def server(fund: RunningFund, tmp_path: Path) -> Iterator[str]:
    """The workspace served from this test's database, on a port of its own; stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    errors = tmp_path / "errors"
    started = forked.begin(partial(forked.serve, port), os.environ, out=tmp_path / "said", err=errors)
    address = f"http://127.0.0.1:{port}"
    try:
        _await(address, started, errors)
        yield address
    finally:
        started.terminate()
        started.join(PATIENCE_SECONDS)
        assert started.exitcode == 0, f"the server did not end in order: {errors.read_text('utf-8')}"


def _await(address: str, started: ForkServerProcess, errors: Path) -> None:
    for _ in range(PATIENCE_SECONDS * 20):
        assert started.is_alive(), f"the server ended: {errors.read_text('utf-8')}"
        try:
            with urlopen(f"{address}/en/accessibility/"):
                return
        except URLError:
            time.sleep(0.05)
    raise AssertionError("the server did not answer")


@pytest.fixture
def open_desk(browser: Browser, server: str, fund: RunningFund) -> Iterator[Callable[..., Page]]:
    """Opens a browser window of its own for a role, signed in: ``open_desk(Role.MANAGER)``."""
    contexts: list[BrowserContext] = []

    def opened(role: Role, body: str = "", *, width: int = 1280, script: bool = True, person: str = "") -> Page:
        first = "fund" if ACTS[role] == "for the fund" else "council"
        found = Person.objects.get(email=person or f"{role.value}-{body or first}@example.org")
        context = browser.new_context(
            base_url=server, viewport={"width": width, "height": 900}, java_script_enabled=script, locale="en-GB"
        )
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": _session(found), "url": server}])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_SECONDS * 1_000)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(params=[*WAYS, *(pytest.param(way, marks=pytest.mark.long) for way in MORE_WAYS)], ids=str)
def visits(request: pytest.FixtureRequest, open_desk: Callable[..., Page]) -> Callable[..., Visitor]:
    """Somebody at the desk of a role: ``visits(Role.MANAGER)``; the whole journey goes one way."""
    way: Way = request.param

    def visit(role: Role, body: str = "") -> Visitor:
        page = open_desk(role, body, script=way.scripts)
        return (KeyboardVisitor if way.keyboard else Visitor)(page, way.language, scripts=way.scripts)

    return visit


def _session(person: Person) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.save()
    assert store.session_key
    return store.session_key
