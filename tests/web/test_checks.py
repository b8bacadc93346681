"""Large files are read beside the pages: how far is said, they can be abandoned, and nothing is lost or doubled (R2, R10)."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from cronfa.fund.opening import RunningFund
from cronfa.governance import checks, long_work, uploads, working
from cronfa.governance.file_said import found_again, kept, said_by
from cronfa.governance.models import Check, Event, Proposal, Upload
from cronfa.governance.roles import Role
from cronfa.intake import blocks, parse_mapping, read, reading, source
from cronfa.ledger.stored import head
from small_fund import MAPPING

FILES = "/en/funds/small/files/"
ROWS = 400
GOOD = "Date,Amount,Id,Kind,Supplier,Scheme\n" + "".join(
    f"2025-10-02,1.25,Q{number},Beds,New Cyf,equipment\n" for number in range(ROWS)
)
TOTAL = "£500.00"
SLOW = """
import django, sys, time
django.setup()
from cronfa.governance import checks, working
def slowly(path, mapping, progress):
    progress(7)
    print("reading", flush=True)
    time.sleep(60)
checks.read_through = slowly
checks.mapping_for = lambda *_: ("", None)
working.work_once("the first")
"""


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "AT_ONCE_BYTES", 1_000)
    monkeypatch.setattr(working, "BEAT_SECONDS", 0.02)


@pytest.fixture
def maker(sign_in: Callable[..., Client], fund: RunningFund) -> Client:
    return sign_in(Role.HOST_OFFICER)


def read_by(patched: pytest.MonkeyPatch, reads: Callable[..., object]) -> None:
    """Have a file, whose mapping is known, read by something else."""
    patched.setattr(checks, "mapping_for", lambda *_: (MAPPING, None))
    patched.setattr(checks, "read_through", reads)


def sent(client: Client, content: str = GOOD) -> str:
    answer = client.post(FILES, {"file": SimpleUploadedFile("october.csv", content.encode())})
    assert answer.status_code == 302
    return str(answer["Location"])


def shown(client: Client, address: str) -> str:
    return re.sub(r"\s+", " ", client.get(address).content.decode())


def test_a_large_file_is_read_beside_the_page_and_then_confirmed_without_reading_it_again(
    maker: Client, sign_in: Callable[..., Client], fund: RunningFund, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = head(fund.ledger)[0]
    address = sent(maker)
    waiting = shown(maker, address)
    assert "waits its turn" in waiting and 'id="under-way" hx-get' in waiting
    assert 'value="abandon"' in waiting and 'value="forward"' not in waiting and 'value="again"' not in waiting
    assert working.work_once("one") and not working.work_once("one")
    assert maker.get(address, headers={"HX-Request": "true"})["HX-Redirect"] == address
    monkeypatch.setattr(uploads, "read", None)  # whoever reads it again fails
    ready = shown(maker, address)
    assert TOTAL in ready and "Nothing is wrong" in ready and "<progress" not in ready
    wrong = {"do": "forward", "rows": str(ROWS + 1), "total": TOTAL, "why": "letter"}
    assert maker.post(address, wrong).status_code == 422 and not Proposal.objects.exists()
    proposal = maker.post(address, wrong | {"rows": str(ROWS)})["Location"]
    assert sign_in(Role.MANAGER).post(proposal, {"decision": "approve"}).status_code == 302
    assert working.work_once("one") and not working.work_once("one")
    assert head(fund.ledger)[0] == before + ROWS


def test_a_small_file_is_read_at_once(maker: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "AT_ONCE_BYTES", 1_000_000)
    assert TOTAL in shown(maker, sent(maker)) and not Check.objects.exists()


def test_how_far_it_is_stands_on_the_page(maker: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    address = sent(maker)
    seen: list[str] = []

    def watched(path: Path, mapping: str, progress: Callable[[int], None]) -> object:
        found = uploads.read_through(path, mapping, progress)
        while not seen and working.BEAT_SECONDS:
            page = shown(maker, address)
            seen.extend(re.findall(r"Rows read so far: [^<]*\.", page) if Check.objects.get().done > ROWS else ())
        return found

    read_by(monkeypatch, watched)
    assert working.work_once("one")
    assert seen[0] == f"Rows read so far: {ROWS} of about {ROWS}."


def test_it_moves_while_a_first_mapping_is_found(maker: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody has sent before is read to guess how its columns are read: that is the first half of the way."""
    monkeypatch.setattr(blocks, "BLOCK_CHARACTERS", 1_000)
    monkeypatch.setattr(source, "CHUNK_BYTES", 1_000)
    monkeypatch.setattr(reading, "_SAMPLE_CHARACTERS", 1_000)
    address = sent(maker, GOOD.replace("Scheme", "Cost centre").replace("Id", "Reference"))
    check, told = Check.objects.get(), []
    checks.found(check, told.append)
    assert told == sorted(told) and told[-1] == 2 * ROWS == check.total
    assert ROWS in told and any(0 < rows < ROWS for rows in told) and any(ROWS < rows < 2 * ROWS for rows in told)
    Check.objects.update(state=Check.RUNNING, worker="one", done=120, beat_at=timezone.now())
    assert f"Finding out how its columns are read: 120 rows of about {ROWS}." in shown(maker, address)
    Check.objects.update(done=ROWS + 80)
    assert f"Rows read so far: 80 of about {ROWS}." in shown(maker, address)


def test_a_file_is_abandoned_while_it_is_read_and_nothing_has_changed(
    maker: Client, fund: RunningFund, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, address = head(fund.ledger), sent(maker)

    def abandoned_meanwhile(path: Path, mapping: str, progress: Callable[[int], None]) -> object:
        assert maker.post(address, {"do": "abandon"}).status_code == 302
        for number in range(1_000):
            progress(number)
            time.sleep(0.01)
        raise AssertionError("nobody stopped it")

    read_by(monkeypatch, abandoned_meanwhile)
    assert working.work_once("one")
    check = Check.objects.get()
    assert check.state == Check.STOPPED and not bytes(check.result) and check.worker == "one"
    assert not bytes(Upload.objects.get().content) and head(fund.ledger) == before and not working.work_once("two")
    assert "abandoned" in shown(maker, address)


def test_a_worker_that_is_killed_loses_nothing_and_doubles_nothing(maker: Client, fund: RunningFund) -> None:
    address = sent(maker)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", SLOW], env=environment, stdout=subprocess.PIPE, text=True) as doomed:
        assert doomed.stdout and doomed.stdout.readline() == "reading\n"
        doomed.kill()
    assert Check.objects.get().state == Check.RUNNING and not working.work_once("the second")
    Check.objects.update(beat_at=timezone.now() - timedelta(seconds=working.SILENCE + 1))
    assert working.work_once("the second")
    check = Check.objects.get()
    assert (check.state, check.worker, check.tries) == (Check.DONE, "the second", 2)
    assert Upload.objects.count() == 1 and TOTAL in shown(maker, address)


def test_an_upload_that_breaks_off_leaves_nothing(maker: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("the machine ends here")

    monkeypatch.setattr(Check.objects, "create", broken)
    maker.raise_request_exception = False
    answer = maker.post(FILES, {"file": SimpleUploadedFile("october.csv", GOOD.encode())})
    assert answer.status_code == 500
    assert not Upload.objects.exists() and not Event.objects.filter(what="uploaded a file").exists()


def test_another_mapping_is_another_reading_and_the_last_counts(maker: Client) -> None:
    address = sent(maker, GOOD.replace("1.25", "fifty", 1))
    maker.post(address, {"do": "again", "mapping": "nonsense"})
    maker.post(address, {"do": "again", "mapping": MAPPING})
    assert [each.state for each in Check.objects.all()] == [Check.WAITING, Check.STOPPED, Check.STOPPED]
    assert working.work_once("one") and not working.work_once("one")
    page = shown(maker, address)
    assert "fifty" in page and 'value="forward"' not in page


def test_what_goes_wrong_is_said_and_another_try_is_open(maker: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object, **__: object) -> None:
        raise RuntimeError("an inner detail")

    address = sent(maker)
    with monkeypatch.context() as patched:
        read_by(patched, faulty)
        assert working.work_once("one")
    page = shown(maker, address)
    assert "GO044" in page and "an inner detail" not in page and 'value="again"' in page
    maker.post(address, {"do": "again", "mapping": MAPPING})
    assert working.work_once("one") and TOTAL in shown(maker, address)


def test_nobody_waits_in_silence_where_nothing_is_at_work(maker: Client) -> None:
    address = sent(maker)
    Check.objects.update(made_at=timezone.now() - 2 * long_work.FORGOTTEN_AFTER)
    assert "cronfa worker" in shown(maker, address)


def test_what_was_found_is_found_again(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text(GOOD.replace("1.25", "{fifty}", 1).replace("equipment", "elsewhere", 3), "utf-8")
    said = said_by(read(tmp_path / "odd.csv", parse_mapping(MAPPING)))
    mapping, again, problems = found_again(kept(MAPPING, said, said.problems))
    assert mapping == MAPPING and again is not None and problems == again.problems
    assert (again.read, again.refused, again.by_scheme()) == (said.read, said.refused, said.by_scheme())
    assert len(problems) > 1
    for one, other in zip(said.problems, problems, strict=True):
        assert [one.as_dict(language) for language in ("en", "cy")] == [
            other.as_dict(language) for language in ("en", "cy")
        ]
    assert [each.code for each in again.confirm(rows=1, total_pence=1)] == [
        each.code for each in said.confirm(rows=1, total_pence=1)
    ]
