"""What if: asked, worked on by a worker that may die, read by those who may (issue 4, section 2)."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from threading import Event

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from cronfa.foresight.simulating import Blocks, Summary
from cronfa.fund.opening import RunningFund
from cronfa.fund.questions import Question
from cronfa.governance import jobs, working
from cronfa.governance.models import Job, Person
from cronfa.governance.roles import Role
from small_fund import AGREEMENT


@pytest.fixture
def asked(fund: RunningFund) -> Job:
    """A small question, in the queue."""
    person = Person.objects.get(email="pooled-fund-manager-council@example.org")
    job = jobs.ask(fund, Question("signed", "2026-27", 300), person, title="First look", partner="")
    jobs.begin(job, person)
    job.refresh_from_db()
    return job


def test_a_job_is_worked_on_and_its_report_read_back(asked: Job) -> None:
    assert working.work_once("one")
    asked.refresh_from_db()
    assert (asked.state, asked.done, asked.problems) == (Job.DONE, 300, "")
    assert "In a bad year" in jobs.report_of(asked).headline.en
    assert not working.work_once("one")


def test_what_a_report_is_kept_as_gives_the_same_report_again(asked: Job) -> None:
    from cronfa.foresight.engines import local
    from cronfa.foresight.simulating import simulate
    from cronfa.fund.opening import find
    from cronfa.fund.what_if import report_of, work_of

    working.work_once("one")
    asked.refresh_from_db()
    work = work_of(find("small"), jobs.question_of(asked))
    assert jobs.report_of(asked) == report_of(work, simulate(work, local), "")


def test_two_workers_never_take_the_same_job(asked: Job) -> None:
    first, second = working.claim("one"), working.claim("two")
    assert first is not None and second is None
    assert (first.worker, first.state, first.tries) == ("one", Job.RUNNING, 1)


def test_a_silent_worker_is_followed_by_another_and_after_three_the_job_is_given_up(asked: Job) -> None:
    for tries in range(1, working.MOST_TRIES + 1):
        taken = working.claim(f"worker {tries}")
        assert taken is not None and taken.tries == tries
        assert working.claim("another") is None, "its worker was heard of a moment ago"
        Job.objects.update(beat_at=timezone.now() - timedelta(seconds=working.SILENCE + 1))
    assert working.claim("the last") is None
    asked.refresh_from_db()
    assert asked.state == Job.FAILED and "GO043" in asked.problems


def test_a_worker_that_is_told_to_end_gives_its_job_back_and_another_goes_on(
    asked: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blocks of a hundred years, a checkpoint at each; the first worker is told to end while it draws the second."""
    monkeypatch.setattr("cronfa.foresight.simulating.BLOCK", 100)
    monkeypatch.setattr(working, "BEAT_SECONDS", 0.01)
    stopping, drawn = Event(), []

    def engine(work: Blocks, blocks: Sequence[int]) -> Iterator[Summary]:
        for block in blocks:
            drawn.append(block)
            if len(drawn) == 2:
                stopping.set()
                time.sleep(1)
            yield work.block(block)

    monkeypatch.setattr(working, "local", engine)
    assert working.work_once("one", stopping)
    asked.refresh_from_db()
    assert (asked.state, asked.tries, asked.done) == (Job.WAITING, 0, 200) and asked.checkpoint
    assert working.work_once("two")
    asked.refresh_from_db()
    assert asked.state == Job.DONE and drawn == [0, 1, 1, 2], "only what was under way is drawn again"


def test_a_job_that_is_stopped_under_way_ends_without_a_result(asked: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cronfa.foresight.simulating.BLOCK", 100)
    monkeypatch.setattr(working, "BEAT_SECONDS", 0.01)

    def engine(work: Blocks, blocks: Sequence[int]) -> Iterator[Summary]:
        for block in blocks:
            if block == 1:
                jobs.end(asked, asked.made_by)
                time.sleep(1)
            yield work.block(block)

    monkeypatch.setattr(working, "local", engine)
    assert working.work_once("one")
    asked.refresh_from_db()
    assert (asked.state, bytes(asked.result)) == (Job.STOPPED, b"")


def test_a_fault_of_one_job_is_told_to_its_asker_and_ends_no_worker(
    asked: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(work: Blocks, blocks: Sequence[int]) -> Iterator[Summary]:
        raise ZeroDivisionError("of our making")
        yield

    monkeypatch.setattr(working, "local", broken)
    assert working.work_once("one")
    asked.refresh_from_db()
    assert asked.state == Job.FAILED and "ZeroDivisionError" in asked.problems


def test_a_kept_checkpoint_of_a_fund_that_has_moved_on_is_begun_anew(asked: Job) -> None:
    Job.objects.update(checkpoint=b"of another ledger")
    assert working.work_once("one")
    asked.refresh_from_db()
    assert asked.state == Job.DONE


ASK = {"title": "Bad years", "tried": "signed", "year": "2026-27", "runs": "300", "seed": "1"}
WHAT_IF = "/en/funds/small/what-if/"


def begun(client: Client, **given: object) -> str:
    """Ask, begin, have it worked on; the address of the run."""
    response = client.post(WHAT_IF, {**ASK, **given})
    assert response.status_code == 302, response.content.decode()[-2000:]
    address = str(response["Location"])
    assert client.post(address, {"do": "begin"}).status_code == 302
    assert working.work_once("one")
    return address


def test_somebody_asks_looks_at_what_it_takes_begins_and_reads_the_answer_in_both_languages(
    sign_in: Callable[..., Client],
) -> None:
    manager = sign_in(Role.MANAGER)
    address = str(manager.post(WHAT_IF, ASK)["Location"])
    assert "MB of memory" in manager.get(address).content.decode()
    assert manager.post(address, {"do": "begin"}).status_code == 302
    waiting = manager.get(f"{address}?watch=1")
    assert waiting["Refresh"] == "4" and "Waiting its turn" in waiting.content.decode()
    working.work_once("one")
    page = manager.get(address)
    assert "In a bad year (1 in 20) Sir Enghraifft Council would owe" in page.content.decode()
    assert page.content.decode().count("<svg") >= 2 and "Refresh" not in manager.get(f"{address}?watch=1")
    assert "Mewn blwyddyn wael" in manager.get(address.replace("/en/", "/cy/")).content.decode()
    for name, start in (("what-if-en.pdf", b"%PDF"), ("what-if-cy.xlsx", b"PK"), ("what-if-cy.html", b"<!DOCTYPE"),
                        ("what-if.json", b"{")):  # fmt: skip
        assert manager.get(f"{address}files/{name}").content.startswith(start), name
    assert manager.get(f"{address}files/what-if-fr.pdf").status_code == 404


def test_a_draft_with_problems_is_answered_with_all_of_them_and_what_was_typed(sign_in: Callable[..., Client]) -> None:
    draft = AGREEMENT.format(name="small", title="t", title_cy="t").replace("budget: £12,000", "budget: lots")
    draft = draft.replace("host: council", "host: nobody")
    answer = sign_in(Role.MANAGER).post(WHAT_IF, {**ASK, "tried": "draft", "draft_text": draft})
    page = answer.content.decode()
    assert answer.status_code == 422 and "lots" in page and "nobody" in page and "Bad years" in page
    assert Job.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"runs": "many"}, "GO046"),
        ({"runs": "5"}, "FS060"),
        ({"runs": "200001"}, "GO040"),
        ({"tried": "draft"}, "GO041"),
        ({"year": "2091-92"}, "FS062"),
        ({"demand": b"people: -1"}, "FS"),
        ({"tried": "draft", "draft": b"\xff\xfe\x00"}, "AG"),
    ],
)
def test_what_cannot_be_answered_is_said_before_any_work(
    sign_in: Callable[..., Client], given: dict[str, object], code: str
) -> None:
    sent = {name: SimpleUploadedFile("d.yaml", it) if isinstance(it, bytes) else it for name, it in given.items()}
    answer = sign_in(Role.MANAGER).post(WHAT_IF, {**ASK, **sent})
    assert answer.status_code == 422 and f"<strong>{code}" in answer.content.decode()


def test_a_draft_beside_the_agreement_shows_who_gains(sign_in: Callable[..., Client]) -> None:
    draft = AGREEMENT.format(name="small", title="t", title_cy="t").replace(
        "council: 60%, board: 40%", "council: 50%, board: 50%"
    )
    manager = sign_in(Role.MANAGER)
    address = begun(manager, tried="both", draft=SimpleUploadedFile("even.yaml", draft.encode()))
    page = manager.get(address).content.decode()
    assert "the draft even.yaml" in page and 'id="table-drafts"' in page


def drafted(shares: str) -> str:
    text = AGREEMENT.format(name="small", title="t", title_cy="t")
    return text.replace("council: 60%, board: 40%", shares)


EVEN, STEEP = drafted("council: 50%, board: 50%"), drafted("council: 80%, board: 20%")


def test_drafts_stand_side_by_side_on_the_same_years_in_both_languages(sign_in: Callable[..., Client]) -> None:
    """One from each file that was chosen and one that was pasted: who gains, who loses, by which clause."""
    manager = sign_in(Role.MANAGER)
    files = [SimpleUploadedFile("even.yaml", EVEN.encode()), SimpleUploadedFile("steep.yaml", STEEP.encode())]
    address = begun(manager, tried="both", draft=files, draft_text=EVEN, draft_name="pasted.yaml")
    assert [each.name for each in jobs.question_of(Job.objects.get()).drafts] == [
        "pasted.yaml",
        "even.yaml",
        "steep.yaml",
    ]
    page = manager.get(address).content.decode()
    assert 'id="table-drafts-beside"' in page and page.count('id="table-draft-clauses-') == 3
    said = re.sub(r"<[^>]*>", "", page)
    assert "Sir Enghraifft Council gains by the draft even.yaml" in said
    assert "Sir Enghraifft Council loses by the draft steep.yaml" in said and "clause not numbered" in said
    welsh = re.sub(r"<[^>]*>", "", manager.get(address.replace("/en/", "/cy/")).content.decode())
    assert "ar ei ennill o dan y drafft even.yaml" in welsh and "ar ei golled o dan y drafft steep.yaml" in welsh
    again = manager.get(f"{WHAT_IF}?again={Job.objects.get().pk}").content.decode()
    assert again.count('name="draft_text"') == 4 and "Draft 3, steep.yaml" in again


def test_drafts_of_one_name_and_one_text_give_the_same_and_are_told_apart(sign_in: Callable[..., Client]) -> None:
    files = [SimpleUploadedFile("draft.yaml", EVEN.encode()) for _ in range(2)]
    manager = sign_in(Role.MANAGER)
    page = re.sub(r"<[^>]*>", "", manager.get(begun(manager, tried="draft", draft=files)).content.decode())
    assert "pays the same on average under the draft draft.yaml (2) as under the draft draft.yaml (1)" in page


def test_every_draft_that_is_wrong_is_said_at_once_and_what_was_sent_stands_in_the_form(
    sign_in: Callable[..., Client],
) -> None:
    wrong = [EVEN.replace("host: council", f"host: {name}") for name in ("nobody", "nowhere")]
    files = [SimpleUploadedFile(f"{at}.yaml", text.encode()) for at, text in enumerate(wrong)]
    answer = sign_in(Role.MANAGER).post(WHAT_IF, {**ASK, "tried": "both", "draft": files})
    page = answer.content.decode()
    assert answer.status_code == 422 and page.count("host: no") >= 2 and "Draft 2, 1.yaml" in page
    assert page.count("<strong>AG") >= 2
    many = [SimpleUploadedFile(f"{at}.yaml", EVEN.encode()) for at in range(6)]
    answer = sign_in(Role.MANAGER).post(WHAT_IF, {**ASK, "tried": "both", "draft": many})
    assert answer.status_code == 422 and "GO051" in answer.content.decode()


def test_a_partners_run_is_its_own_until_it_releases_it(sign_in: Callable[..., Client]) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    address = begun(board)
    others = [sign_in(Role.MANAGER), sign_in(Role.AUDITOR), sign_in(Role.PARTNER_OFFICER, "council")]
    for other in others:
        assert other.get(address).status_code == 404 and "Bad years" not in other.get(WHAT_IF).content.decode()
        assert other.get(f"{address}files/what-if.json").status_code == 404
        assert other.post(address, {"do": "release"}).status_code in (403, 404)
    assert sign_in(Role.CHIEF_OFFICER, "board").get(address).status_code == 200
    assert board.post(address, {"do": "release"}).status_code == 302
    for other in others:
        assert other.get(address).status_code == 200 and "Bad years" in other.get(WHAT_IF).content.decode()
    assert board.post(address, {"do": "release"}).status_code == 422


def test_a_question_is_asked_again_with_other_terms_by_those_who_may_see_it(sign_in: Callable[..., Client]) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    number = str(board.post(WHAT_IF, {**ASK, "runs": "777"})["Location"]).split("/")[-2]
    assert 'value="777"' in board.get(f"{WHAT_IF}?again={number}").content.decode()
    assert sign_in(Role.MANAGER).get(f"{WHAT_IF}?again={number}").status_code == 404
    assert board.get(f"{WHAT_IF}?again={'9' * 40}").status_code == 404


def test_a_double_click_begins_once(sign_in: Callable[..., Client]) -> None:
    manager = sign_in(Role.MANAGER)
    address = str(manager.post(WHAT_IF, ASK)["Location"])
    assert [manager.post(address, {"do": "begin"}).status_code for _ in range(2)] == [302, 422]


def worker_process() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "cronfa", "worker"], stdin=subprocess.DEVNULL)


def until(done: Callable[[], bool], seconds: int = 600) -> None:
    """Wait for something; a machine that is busy with other work takes its time."""
    ends = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < ends, "it did not come about"
        time.sleep(0.05)


def test_a_worker_killed_at_its_work_loses_nothing_and_another_does_it(fund: RunningFund) -> None:
    """Two real processes: the first is killed without warning while it draws years, the second takes the job over."""
    person = Person.objects.get(email="pooled-fund-manager-council@example.org")
    job = jobs.ask(fund, Question("signed", "2026-27", 100_000), person, title="Long", partner="")
    jobs.begin(job, person)

    def state() -> str:
        job.refresh_from_db()
        return job.state

    first = worker_process()
    try:
        until(lambda: state() == Job.RUNNING)
    finally:
        first.kill()
        first.wait()
    assert state() == Job.RUNNING and job.tries == 1
    Job.objects.filter(pk=job.pk).update(beat_at=timezone.now() - timedelta(seconds=working.SILENCE + 1))
    second = worker_process()
    try:
        until(lambda: state() == Job.DONE)
    finally:
        second.terminate()
        assert second.wait(timeout=60) == 0, "told to end, a worker ends in order"
    assert job.tries == 2 and "In a bad year" in jobs.report_of(job).headline.en


DEMAND = """
demand: tiny
title: {en: a tiny model, cy: model bach iawn}
year: 2026-27
steps: 13
localities: {town: {partner: council, weight: 1}}
care: [home]
ages: [all]
funding: [council]
in care: [{people: 3, assumed: a round figure}]
arrivals: [{a year: 2, assumed: a round figure}]
leaving: [{name: care ends, constant: {a year: 50%}, assumed: a round figure}]
prices: [{scheme: homecare, a week: £150, assumed: a round figure}]
"""


def test_the_years_are_drawn_from_a_model_of_demand_where_one_is_given(sign_in: Callable[..., Client]) -> None:
    manager = sign_in(Role.MANAGER)
    address = begun(manager, demand=SimpleUploadedFile("tiny.yaml", DEMAND.encode()))
    page = manager.get(address).content.decode()
    assert "a tiny model" in page and "tiny.yaml" in page and "a round figure" in page
    refused = manager.post(
        WHAT_IF, {**ASK, "demand": SimpleUploadedFile("d.yaml", DEMAND.replace("homecare", "x").encode())}
    )
    assert refused.status_code == 422 and "homecare" in refused.content.decode()


def test_the_form_begins_with_the_year_after_the_last_with_spend(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    page = sign_in(Role.MANAGER).get("/en/funds/small/what-if/").content.decode()
    assert "<option selected>2026-27</option>" in page and page.count("<option selected>") == 1
