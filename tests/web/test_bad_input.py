"""Sessions that have ended, numbers of others, the way back after posting, a server that ends in the middle of a file: a clear
page, nothing lost, nothing doubled."""

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from cronfa.cli.serve import free_port
from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Appointment, FrozenReport, Person, Proposal, Query, Upload
from cronfa.governance.roles import Role
from cronfa.ledger.stored import head
from page_words import ENGLISH, words
from web.desks import signed_in

AT = "/en/funds/small/"
REVERSE = f"{AT}entries/5/reverse/"


def person(email: str) -> Person:
    return Person.objects.get(email=email)


@pytest.mark.parametrize("ended", ["removed", "expired", "forged"])
def test_a_session_that_has_ended_leads_to_signing_in_and_does_nothing(
    sign_in: Callable[..., Client], fund: RunningFund, ended: str
) -> None:
    client = sign_in(Role.HOST_OFFICER)
    assert client.get(AT).status_code == 200
    if ended == "removed":
        Session.objects.all().delete()
    elif ended == "expired":
        Session.objects.update(expire_date=timezone.now())
    else:
        client.cookies["cronfa"] = "x" * 32
    sent = client.post(REVERSE, {"reason": "paid twice"})
    said = sent.content.decode()
    assert sent.status_code == 403 and "You have been signed out" in said and ">paid twice</textarea>" in said
    assert 'href="/en/account/login/?next=%2Fen%2Ffunds%2Fsmall%2Fentries%2F5%2Freverse%2F"' in said
    assert client.get(AT).status_code == 302
    assert not Proposal.objects.exists()


def test_what_was_written_in_a_form_that_is_refused_is_shown_to_be_copied(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    client = sign_in(Role.HOST_OFFICER)
    text = "It isn't ours: <b>see</b> the letter"
    client.post(REVERSE, {"reason": text})
    again = client.post(REVERSE, {"reason": text})
    assert (
        again.status_code == 409
        and "It isn&#39;t ours: &lt;b&gt;see&lt;/b&gt; the letter</textarea>" in again.content.decode()
    )


def test_nothing_from_another_site_is_shown_as_if_the_reader_had_written_it(fund: RunningFund) -> None:
    strict = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
    sent = {"reason": "send it to me"}
    elsewhere = strict.post(REVERSE, sent, HTTP_SEC_FETCH_SITE="cross-site")
    assert elsewhere.status_code == 403 and "send it to me" not in elsewhere.content.decode()
    ours = strict.post(REVERSE, sent, HTTP_SEC_FETCH_SITE="same-origin")
    assert ours.status_code == 403 and "send it to me" in ours.content.decode()


def test_a_person_who_may_no_longer_sign_in_is_out_at_once(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    client = sign_in(Role.HOST_OFFICER)
    Person.objects.filter(email=f"{Role.HOST_OFFICER.value}-council@example.org").update(is_active=False)
    assert client.post(REVERSE, {"reason": "paid twice"}).status_code == 403
    assert not Proposal.objects.exists()


def of_the_other_fund() -> dict[str, int]:
    """One of each thing that has a number, in a fund where nobody of this test has a role."""
    who = person("stranger@example.org")
    made = {
        "proposals": Proposal.objects.create(fund="other", kind="reversal", content='{"number": 5, "reason": "x"}', key="k", made_by=who, why="secret"),
        "files": Upload.objects.create(fund="other", name="secret.csv", sha256="0" * 64, content=b"", made_by=who),
        "exceptions": Query.objects.create(fund="other", entry=5, partner="council", text="secret", asked_by=who, due=date(2026, 1, 1)),
        "reports": FrozenReport.objects.create(fund="other", year="2025-26", months=6, ledger_head="0" * 64, content=b"secret", sha256="0" * 64, frozen_by=who),
    }  # fmt: skip
    return {name: each.pk for name, each in made.items()}


def test_numbers_of_another_fund_are_not_there_and_nothing_of_them_is_said(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    client = sign_in(Role.MANAGER)
    for name, number in of_the_other_fund().items():
        for answer in (
            client.get(f"{AT}{name}/{number}/"),
            client.post(f"{AT}{name}/{number}/", {"decision": "approve"}),
        ):
            assert answer.status_code in (404, 405) and b"secret" not in answer.content, name
    held = Appointment.objects.get(fund="other")
    sent = {"action": "end", "appointment": str(held.pk), "ends": "2026-01-31", "why": "x"}
    assert sign_in(Role.ADMINISTRATOR).post(f"{AT}people/", sent).status_code == 404
    assert Proposal.objects.filter(fund="small").count() == 0


@pytest.mark.parametrize("number", ["0", "999999", str(2**40 + 5), "9223372036854775808", "9" * 40])
def test_numbers_of_nothing_however_large_are_not_there(
    sign_in: Callable[..., Client], fund: RunningFund, number: str
) -> None:
    client = sign_in(Role.MANAGER)
    client.raise_request_exception = False
    for path in ("entries/{}/", "proposals/{}/", "files/{}/", "exceptions/{}/", "reports/{}/", "entries/{}/reverse/"):
        answer = client.get(AT + path.format(number))
        assert answer.status_code in (404, 422), (path, answer.status_code)


@pytest.mark.parametrize(
    "query", ["?page=x", "?page=-1", "?page=99999999999999999999", "?year=nonsense&month=99", "?sort=;--"]
)
def test_addresses_that_make_no_sense_are_answered_with_a_page(
    sign_in: Callable[..., Client], fund: RunningFund, query: str
) -> None:
    client = sign_in(Role.MANAGER)
    client.raise_request_exception = False
    for path in ("", "postings/", "trail/", "figures/"):
        assert client.get(f"{AT}{path}{query}").status_code in (200, 302, 404, 422), path


def test_the_way_back_after_posting_changes_nothing_and_says_so_in_ones_language(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    maker, checker = sign_in(Role.HOST_OFFICER), sign_in(Role.MANAGER)
    address = maker.post(REVERSE, {"reason": "paid twice"})["Location"].replace("/en/", "/cy/")
    page = checker.get(address)
    assert page["Cache-Control"] == "private, no-store"
    assert checker.post(address, {"decision": "approve"}).status_code == 302
    after = head(fund.ledger)
    again = checker.post(address, {"decision": "approve"})
    assert again.status_code == 409 and head(fund.ledger) == after
    found = ENGLISH.search(words(again.content))
    assert found is None, words(again.content)


def test_after_signing_out_the_way_back_leads_to_signing_in(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    client = sign_in(Role.MANAGER)
    for path in ("", "people/", "nothing/", "trail/trail.csv"):
        assert client.get(AT + path)["Cache-Control"] == "private, no-store"
    client.post("/en/account/logout/")
    assert client.get(AT)["Location"].startswith("/en/account/login/")


def test_no_number_of_an_entry_reaches_into_the_next_fund(fund: RunningFund) -> None:
    """An entry's id is its fund's number times 2⁴⁰ and its own: a number beyond that would be the next fund's entry."""
    from cronfa.ledger import reverse
    from cronfa.ledger.queries import entry
    from cronfa.problems import Problems

    assert entry(fund.ledger, 5).number == 5
    for number in (2**40 + 5, 0, -1):
        with pytest.raises(Problems, match="LE"):
            entry(fund.ledger, number)
        with pytest.raises(Problems, match="LE"):
            reverse(fund.ledger, number, reason="x", who="x", posting_date=date(2025, 4, 1), period="2025-04")


@contextmanager
def served() -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    port = free_port(21_000 + os.getpid() % 1_000)
    asked = [sys.executable, "-m", "cronfa", "serve", "--port", str(port), "--no-long-work"]
    null = subprocess.DEVNULL
    with subprocess.Popen(asked, stdout=null, stderr=null, start_new_session=True) as server:
        try:
            for _ in range(400):
                asking = [sys.executable, "-m", "cronfa", "healthy", "--port", str(port)]
                if subprocess.run(asking, capture_output=True, check=False).returncode == 0:
                    break
                time.sleep(0.1)
            yield port, server
        finally:
            end(server)


def end(server: "subprocess.Popen[bytes]") -> None:
    """At once, with the processes of its own that answer."""
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)


def test_a_server_that_ends_in_the_middle_of_a_file_keeps_none_of_it_and_takes_it_the_next_time(
    fund_on_sqlite: RunningFund,
) -> None:
    cookie = f"cronfa={signed_in(Role.HOST_OFFICER).cookies['cronfa'].value}"
    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="late.csv"\r\n\r\nDate,Amount\r\n'
        + b"1" * 50_000
    )
    with served() as (port, server):
        mark, token = _form(port, cookie)
        sending = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        sending.putrequest("POST", f"{AT}files/")
        headers = {
            "Cookie": f"{cookie}; csrftoken={mark}", "X-CSRFToken": token, "Content-Type": "multipart/form-data; boundary=x",
            "Content-Length": str(2 * len(body)),
        }  # fmt: skip
        for name, value in headers.items():
            sending.putheader(name, value)
        sending.endheaders(body)
        end(server)
        server.wait()
        sending.close()
    assert not Upload.objects.exists()
    again = signed_in(Role.HOST_OFFICER).post(
        f"{AT}files/", {"file": SimpleUploadedFile("late.csv", b"Date\n1\n", "text/csv")}
    )
    assert again.status_code == 302 and Upload.objects.count() == 1


def _form(port: int, cookie: str) -> tuple[str, str]:
    """The cookie and the hidden field that a form of this server needs."""
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    asking.request("GET", f"{AT}files/", headers={"Cookie": cookie})
    answer = asking.getresponse()
    page = answer.read().decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    mark = re.search(r"csrftoken=(\w+)", answer.headers["Set-Cookie"])
    assert found and mark
    return mark.group(1), found.group(1)
