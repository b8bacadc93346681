"""Large files are posted beside the pages: their approval is recorded at once, and they are posted whole, once, or not at all."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from cronfa.fund.opening import RunningFund
from cronfa.governance import approvals, long_work, proposals, uploads, working
from cronfa.governance.models import Approval, Event, Proposal
from cronfa.governance.roles import Role
from cronfa.governance.trail import first_wrong
from cronfa.ledger.funds import periods, set_period
from cronfa.ledger.stored import head
from cronfa.ledger.verification import verify
from small_fund import MAPPING
from web.api.programs import answered, program

FILES = "/en/funds/small/files/"
ROWS = 400
OCTOBER = "Date,Amount,Id,Kind,Supplier,Scheme\n" + "".join(
    f"2025-10-02,1.25,Q{number},Beds,New Cyf,equipment\n" for number in range(ROWS)
)
TOTAL = "£500.00"
DOOMED = """
import django, sys, time
from dataclasses import replace
django.setup()
from cronfa.governance import proposals, working
from contextlib import contextmanager
kind = proposals.REGISTERED["file"]
@contextmanager
def slowly(fund, content, tell):
    with kind.ready(fund, content, tell) as do:
        def then(who):
            done = do(who)
            print("posted", flush=True)
            time.sleep(60)
            return done
        yield then
proposals.REGISTERED["file"] = replace(kind, ready=slowly)
working.work_once("the first")
"""


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "AT_ONCE_BYTES", 1_000)
    monkeypatch.setattr(working, "BEAT_SECONDS", 0.02)
    monkeypatch.setattr(approvals, "SAID_EVERY_SECONDS", 0)


@pytest.fixture
def checker(sign_in: Callable[..., Client], fund: RunningFund) -> Client:
    return sign_in(Role.MANAGER)


@pytest.fixture
def address(sign_in: Callable[..., Client], fund: RunningFund) -> str:
    """The proposal of a large file that has been read and put forward."""
    maker = sign_in(Role.HOST_OFFICER)
    file = maker.post(FILES, {"file": SimpleUploadedFile("october.csv", OCTOBER.encode())})["Location"]
    maker.post(file, {"do": "again", "mapping": MAPPING})
    assert working.work_once("reader")
    forward = {"do": "forward", "rows": str(ROWS), "total": TOTAL, "why": "letter"}
    return str(maker.post(file, forward)["Location"])


@pytest.fixture
def approved(address: str, checker: Client) -> str:
    """The same, approved: a worker has not come to it yet."""
    assert checker.post(address, {"decision": "approve", "remark": "seen"}).status_code == 302
    return address


def shown(client: Client, address: str) -> str:
    return re.sub(r"\s+", " ", client.get(address).content.decode())


def posted_with(monkeypatch: pytest.MonkeyPatch, ready: Callable[..., AbstractContextManager[Any]]) -> None:
    """Have files posted in another way."""
    monkeypatch.setitem(proposals.REGISTERED, "file", replace(proposals.REGISTERED["file"], ready=ready))


def test_an_approved_file_is_posted_by_a_worker_in_one_with_its_approval(
    approved: str, checker: Client, fund: RunningFund
) -> None:
    before = head(fund.ledger)[0]
    waiting = shown(checker, approved)
    assert "approved, being posted" in waiting and "waits its turn to be posted" in waiting
    assert 'id="under-way" hx-get' in waiting and 'value="approve"' not in waiting and 'value="refuse"' in waiting
    assert Proposal.objects.get().state == Proposal.PREPARED and Event.objects.filter(what="left file to a worker")
    assert working.work_once("one") and not working.work_once("one")
    assert head(fund.ledger)[0] == before + ROWS and verify(fund.ledger).is_sound
    made = Proposal.objects.get()
    assert (made.state, made.remark, made.decided_by and made.decided_by.name) == (
        "approved", "seen", "pooled-fund-manager council",
    )  # fmt: skip
    assert f'"posted": {ROWS}' in made.outcome and Approval.objects.get().state == Approval.DONE
    assert Event.objects.filter(what="approved file").count() == 1 and first_wrong("small") is None
    assert checker.get(approved, headers={"HX-Request": "true"})["HX-Redirect"] == approved
    done = shown(checker, approved)
    assert "<progress" not in done and "being posted" not in done


def test_a_small_file_is_posted_at_once(address: str, checker: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "AT_ONCE_BYTES", 1_000_000)
    assert checker.post(address, {"decision": "approve"}).status_code == 302
    assert Proposal.objects.get().state == Proposal.APPROVED and not Approval.objects.exists()


def test_how_far_the_posting_is_stands_on_the_page_and_in_the_api(
    approved: str, checker: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it is read once more, and while it is posted: on SQLite, though the worker is the one who may write."""
    seen: list[tuple[str, int, int]] = []
    program_of = program(Role.PARTNER_OFFICER, "board")
    real = proposals.REGISTERED["file"].ready
    assert real is not None

    def look() -> None:
        page = shown(checker, approved)
        told = answered(program_of.get(f"/funds/small/proposals/{Proposal.objects.get().pk}"))
        said = re.search(r"has approved it\. ([^<]*)\.", page)
        assert said and told["state"] == "prepared" and told["posting"]["rows"] == ROWS
        seen.append((said[1], told["posting"]["rows_read"], told["posting"]["rows_posted"]))

    def watched(fund: RunningFund, content: Any, tell: Callable[[int], None]) -> Any:
        def told(done: int) -> None:
            tell(done)
            from_another_thread(look)

        return real(fund, content, told)

    posted_with(monkeypatch, watched)
    monkeypatch.setattr("cronfa.fund.taking_in.STRETCH", 100)
    monkeypatch.setattr("cronfa.fund.taking_in.SHORT_COLUMN", 10)
    assert working.work_once("one") and Proposal.objects.get().state == Proposal.APPROVED
    assert seen[0] == (f"It is being posted: 0 rows of {ROWS}", ROWS, 0)
    assert seen[-1] == (f"It is being posted: 300 rows of {ROWS}", ROWS, 300)
    assert answered(program_of.get(f"/funds/small/proposals/{Proposal.objects.get().pk}"))["posting"] is None


def test_reading_it_once_more_is_the_first_half(approved: str, checker: Client) -> None:
    Approval.objects.update(state=Approval.RUNNING, worker="one", done=100, beat_at=timezone.now())
    page = shown(checker, approved)
    assert f"It is read once more before it is posted: 100 rows of {ROWS}." in page
    assert f'max="{2 * ROWS}" value="100"' in page
    assert f"Fe&#39;i darllenir unwaith eto cyn ei bostio: 100 o {ROWS} o resi." in shown(
        checker, approved.replace("/en/", "/cy/")
    )


def from_another_thread(look: Callable[[], None]) -> None:
    """As another process sees it: on a connection of its own."""
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    def with_its_own() -> None:
        try:
            look()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(with_its_own).result()


def test_what_cannot_be_posted_any_more_stays_undecided_and_says_why(
    approved: str, checker: Client, fund: RunningFund
) -> None:
    for period in periods(fund.ledger):
        set_period(fund.ledger, period.code, "closed", who="test")
    before = head(fund.ledger)
    assert working.work_once("one") and head(fund.ledger) == before
    made = Proposal.objects.get()
    assert (made.state, made.decided_by, made.outcome) == (Proposal.PREPARED, None, "")
    page = shown(checker, approved)
    [code] = {each.code for each in long_work.why_failed(Approval.objects.get())}
    assert code in page and "could not be posted" in page and 'value="approve"' in page and "<progress" not in page
    told = answered(program(Role.MANAGER).get(f"/funds/small/proposals/{made.pk}"))["posting"]
    assert told["state"] == "failed" and [each["code"] for each in told["problems"]] == [code]
    assert Event.objects.filter(what="could not do file").count() == 1
    set_period(fund.ledger, "2025-10", "open", who="test", reason="again")
    assert checker.post(approved, {"decision": "approve"}).status_code == 302
    assert working.work_once("one") and Proposal.objects.get().state == Proposal.APPROVED
    assert head(fund.ledger)[0] == before[0] + ROWS


def test_a_worker_killed_while_it_posts_loses_nothing_and_doubles_nothing(
    approved: str, checker: Client, fund: RunningFund
) -> None:
    before = head(fund.ledger)[0]
    small = {"CRONFA_TEST": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", DOOMED], env={**os.environ, **small}, stdout=subprocess.PIPE, text=True
    ) as doomed:
        assert doomed.stdout and doomed.stdout.readline() == "posted\n"
        assert head(fund.ledger)[0] == before  # nobody sees what is not committed
        doomed.kill()
    assert head(fund.ledger)[0] == before and Proposal.objects.get().state == Proposal.PREPARED
    assert Approval.objects.get().state == Approval.RUNNING and not working.work_once("the second")
    Approval.objects.update(beat_at=timezone.now() - timedelta(seconds=working.SILENCE + 1))
    assert working.work_once("the second")
    done = Approval.objects.get()
    assert (done.state, done.worker, done.tries) == (Approval.DONE, "the second", 2)
    assert head(fund.ledger)[0] == before + ROWS and Event.objects.filter(what="approved file").count() == 1


def test_a_worker_that_has_lost_the_work_undoes_what_it_posted(
    approved: str, fund: RunningFund, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asleep for too long, it wakes at the end: another has the work, and its own transaction goes."""
    before, finish = head(fund.ledger)[0], working._finish

    def lost(work: Any, worker: str, *more: Any) -> bool:
        return False if worker == "asleep" else finish(work, worker, *more)

    monkeypatch.setattr(working, "_finish", lost)
    assert working.work_once("asleep") and head(fund.ledger)[0] == before
    assert Approval.objects.get().state == Approval.WAITING and Proposal.objects.get().state == Proposal.PREPARED
    assert working.work_once("awake") and head(fund.ledger)[0] == before + ROWS


def test_it_is_approved_once_and_can_be_refused_until_it_is_posted(
    approved: str, checker: Client, fund: RunningFund
) -> None:
    before = head(fund.ledger)[0]
    again = checker.post(approved, {"decision": "approve"})
    assert again.status_code == 409 and "GO002" in again.content.decode()
    assert Approval.objects.count() == 1
    assert checker.post(approved, {"decision": "refuse", "remark": "the wrong month"}).status_code == 302
    assert Approval.objects.get().state == Approval.STOPPED and not working.work_once("one")
    assert Proposal.objects.get().state == Proposal.REFUSED and head(fund.ledger)[0] == before


def test_what_is_refused_while_it_is_posted_is_not_posted(
    approved: str, checker: Client, fund: RunningFund, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = head(fund.ledger)[0]
    real = proposals.REGISTERED["file"].ready
    assert real is not None

    def refused_meanwhile(of: RunningFund, content: Any, tell: Callable[[int], None]) -> Any:
        assert checker.post(approved, {"decision": "refuse", "remark": "no"}).status_code == 302
        deadline = time.monotonic() + 10
        while Approval.objects.get().state == Approval.RUNNING and time.monotonic() < deadline:
            time.sleep(0.01)
        return real(of, content, tell)

    posted_with(monkeypatch, refused_meanwhile)
    assert working.work_once("one") and head(fund.ledger)[0] == before
    assert Approval.objects.get().state == Approval.STOPPED and Proposal.objects.get().state == Proposal.REFUSED


def test_who_approved_is_a_record(approved: str) -> None:
    with pytest.raises(Exception, match="record"):
        Approval.objects.update(remark="something else")
    with pytest.raises(Exception, match="record"):
        Approval.objects.all().delete()


def test_nobody_waits_in_silence_where_nothing_is_at_work(approved: str, checker: Client) -> None:
    late = timezone.now() + 2 * long_work.FORGOTTEN_AFTER
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(long_work.timezone, "now", lambda: late)
        assert "cronfa worker" in shown(checker, approved)
        assert "cronfa worker" in shown(checker, approved.replace("/en/", "/cy/"))
