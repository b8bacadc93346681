"""Every failure is a problem document in the sender's language, and nothing has been done (R12, section 6)."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client, override_settings

from cronfa.api import addresses, limits
from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Proposal, Sent, Upload
from cronfa.governance.roles import Role
from cronfa.governance.uploads import MOST_BYTES
from cronfa.problems import Problems
from page_words import ENGLISH
from web.api.programs import ROOT, Program, answered, program, refused

REVERSAL = "/funds/small/entries/5/reversal"


def raw(who: Program, path: str, body: bytes | str, **headers: str) -> object:
    """A POST with whatever headers."""
    client = Client(HTTP_HOST="127.0.0.1")
    kind = headers.pop("content_type", "application/json")
    given = {"Authorization": f"Bearer {who.token}", "Idempotency-Key": "k", **headers}
    sent = body.encode() if isinstance(body, str) else body
    return client.generic("POST", ROOT + path, sent, content_type=kind, headers={k: v for k, v in given.items() if v})


def test_a_refusal_says_what_where_and_what_to_do_in_the_senders_language(fund: RunningFund) -> None:
    who = program(Role.HOST_OFFICER)
    told = refused(who.post(REVERSAL, {"reason": 5, "x": 1}), 422, "AP016")
    assert [(each["where"]["path"], each["what"]) for each in told["problems"]] == [
        ("reason", "“reason” is not text."),
        ("x", "“x” is not known here."),
    ]
    who.language = "cy"
    response = who.post(REVERSAL, {"reason": 5})
    told = refused(response, 422, "AP016")
    assert response["Content-Language"] == "cy" and told["title"] == "Ni ellir gwneud hyn fel y mae"
    assert told["problems"][0]["what"] == "“reason”: nid yw'n destun."


@pytest.mark.parametrize("language", ["en", "cy"])
def test_each_status_has_its_document(fund: RunningFund, language: str) -> None:
    who = program(Role.HOST_OFFICER)
    who.language = language
    assert who.post(REVERSAL, {"reason": "twice"}, key="used").status_code == 201
    refusals = [
        refused(Program("", language).get("/funds"), 401, "AP001"),
        refused(Program("cronfa_x", language).get("/funds"), 401, "AP002"),
        refused(
            Program(program(Role.BOARD_MEMBER, "board").token, language).get("/funds/small/postings"), 403, "AP003"
        ),
        refused(who.get("/funds/other"), 404, "AP005"),
        refused(who.get("/nothing/here"), 404, "AP005"),
        refused(who.client.delete(f"{ROOT}/funds", headers=who._headers({})), 405, "AP006"),
        refused(who.get("/funds/small/postings?cursor=!!"), 400, "AP017"),
        refused(who.post(REVERSAL, {"reason": "again"}, key="used"), 409, "AP011"),
        refused(who.post(REVERSAL, {"reason": "again"}), 409, "GO003"),
        refused(who.post(REVERSAL, "not json"), 400, "AP012"),
        refused(who.get("/funds/small/figures/2025-26/13"), 422, "AP016"),
        refused(who.get("/funds/small/figures/1999-00/6"), 404, "AP005"),
        refused(who.post(REVERSAL, {"reason": "x" * 3_000}), 422, "AP016"),
    ]
    if language == "cy":
        said = [text for each in refusals for text in (each["title"], each["detail"], each["problems"][0]["remedy"])]
        assert [text for text in said if ENGLISH.search(text) and "Authorization" not in text] == []


def test_what_changes_something_must_carry_a_key_of_the_right_type_and_size(fund: RunningFund) -> None:
    who = program(Role.HOST_OFFICER)
    body = json.dumps({"reason": "twice"})
    for key in ("", "k" * 201, "caf\u00e9", "a\tb"):
        refused(raw(who, REVERSAL, body, **{"Idempotency-Key": key}), 400, "AP010")
    refused(raw(who, REVERSAL, body, content_type="text/plain"), 415, "AP013")
    refused(raw(who, REVERSAL, "reason=twice", content_type="application/x-www-form-urlencoded"), 415, "AP013")
    refused(raw(who, "/funds/small/files", body), 415, "AP013")
    refused(raw(who, REVERSAL, " " * 1_048_577), 413, "AP014")
    for wrong in (b"\xff\xfe", b"{", b"[" * 10_000, b'{"reason": "\x00"}'):
        assert raw(who, REVERSAL, wrong).status_code in (400, 422), wrong[:20]
    assert raw(who, REVERSAL, b'{"reason": "\\ud800"}').status_code == 422
    assert raw(who, REVERSAL, b'{"reason": "a\\u0000b"}').status_code == 422
    assert not Proposal.objects.exists() and not Sent.objects.exists()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"--x\r\nnothing"),
        ("multipart/form-data; boundary=x", b"--x\r\n"),
        ("multipart/form-data; boundary=x", b"nothing of the kind"),
        ("multipart/form-data; boundary=" + "x" * 300, b"x"),
        (
            "multipart/form-data; boundary=x; charset=nonsense",
            b"--x\r\nContent-Disposition: form-data; name=mapping\r\n\r\n\xff\r\n--x--",
        ),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="a\x00b.csv"\r\n\r\n1,2\r\n--x--',
        ),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="file"; filename=".."\r\n\r\n1,2\r\n--x--',
        ),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n\r\n--x--',
        ),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nno file\r\n--x--',
        ),
    ],
)
def test_a_form_that_is_mangled_is_refused_or_kept_and_never_a_fault(fund: RunningFund, kind: str, body: bytes) -> None:
    response = raw(program(Role.HOST_OFFICER), "/funds/small/files", body, content_type=kind)
    assert response.status_code in (201, 400, 422), (kind, body, response.content)


def test_a_file_too_large_is_refused_before_it_is_read(fund: RunningFund) -> None:
    who = program(Role.HOST_OFFICER)
    large = {"file": SimpleUploadedFile("large.csv", b"x" * (MOST_BYTES + 2_000_000))}
    refused(who.send("/funds/small/files", large), 413, "AP014")
    assert not Upload.objects.exists()


def test_a_file_with_errors_lists_every_problem_with_its_line(fund: RunningFund) -> None:
    who = program(Role.HOST_OFFICER)
    bad = b"Date,Amount,Id,Kind,Supplier,Scheme\n2025-10-02,fifty,Q1,Beds,New,equipment\nnever,1.00,Q2,Beds,New,homecare\n"
    sent = answered(who.send("/funds/small/files", {"file": SimpleUploadedFile("bad.csv", bad)}), 201)
    assert not sent["ready"]
    from small_fund import MAPPING

    mapped = answered(who.post(f"/funds/small/files/{sent['number']}/mapping", {"mapping": MAPPING}), 201)
    assert {each["where"].get("line") for each in mapped["problems"]} >= {2, 3}
    totals = {"rows": 2, "total_pence": 100, "why": "letter"}
    told = answered(who.post(f"/funds/small/files/{sent['number']}/proposal", totals), 422)
    assert len(told["problems"]) >= 2 and all(each["remedy"] for each in told["problems"])


@pytest.fixture
def one_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """The minute does not turn while a test counts."""
    monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: 1_000_000.0))


def test_a_program_that_runs_wild_is_told_to_wait(fund: RunningFund, one_minute: None) -> None:
    who, other = program(Role.AUDITOR), program(Role.AUDITOR)
    with override_settings(API_REQUESTS_A_MINUTE=3):
        for _ in range(3):
            assert who.get("/funds").status_code == 200
        response = who.get("/funds")
        refused(response, 429, "AP015")
        assert 1 <= int(response["Retry-After"]) <= limits.SECONDS
        assert other.get("/funds").status_code == 200


COUNT = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"], os.environ["CRONFA_SECRET_KEY"] = "cronfa.site.web", "x"
from cronfa.api import limits
from cronfa.problems import Problems
limits.time.time = lambda: 1_000_000.0  # the minute does not turn
taken = 0
for _ in range(200):
    try:
        limits.count(sys.argv[1])
        taken += 1
    except Problems:
        pass
print(taken)
"""


def test_processes_count_together_and_let_exactly_so_many_through(tmp_path: Path) -> None:
    """Three real processes at once, each wanting two hundred; as many get through as may, in all of them together."""
    told = {**os.environ, "CRONFA_API_COUNTS": str(tmp_path / "counts"), "CRONFA_API_REQUESTS_A_MINUTE": "150"}
    command = [sys.executable, "-c", COUNT, "0123456789abcdef" * 4]
    started = [subprocess.Popen(command, env=told, stdout=subprocess.PIPE) for _ in range(3)]
    assert sum(int(each.communicate()[0]) for each in started) == 150


def test_tokens_that_begin_alike_are_counted_apart_while_there_is_room(tmp_path: Path, one_minute: None) -> None:
    with override_settings(API_REQUESTS_A_MINUTE=2, API_COUNTS=str(tmp_path / "counts")):
        for number in range(limits.NEAR):
            for _ in range(2):
                limits.count(f"01234567{number:08x}" * 4)
        with pytest.raises(Problems):
            limits.count(f"01234567{limits.NEAR:08x}" * 4)  # shares the last one's count


def test_where_nothing_can_be_counted_nobody_is_turned_away(fund: RunningFund, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with override_settings(API_REQUESTS_A_MINUTE=1, API_COUNTS=str(tmp_path / "file" / "counts")):
        who = program(Role.AUDITOR)
        assert [who.get("/funds").status_code for _ in range(3)] == [200, 200, 200]


def test_a_fault_of_the_program_says_so_and_tells_nothing_of_itself(
    fund: RunningFund, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("a secret of the house")

    who = program(Role.AUDITOR)
    monkeypatch.setattr(addresses, "_as_answer", fails)
    response = who.get("/funds")
    refused(response, 500, "AP020")
    assert b"secret" not in response.content and response["X-Request-ID"]


def test_a_database_that_is_busy_asks_to_send_again(fund: RunningFund, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise OperationalError("database is locked")

    who = program(Role.HOST_OFFICER)
    monkeypatch.setattr(addresses, "once", busy)
    refused(who.post(REVERSAL, {"reason": "twice"}), 503, "AP019")


def test_a_foreign_host_gets_a_document_and_every_answer_the_policy(fund: RunningFund) -> None:
    refused(Client(HTTP_HOST="elsewhere.example").get(f"{ROOT}/funds"), 400, "AP012")
    response = program(Role.AUDITOR).get("/funds")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-cache" and response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies


def test_a_decision_that_nothing_waits_for_is_not_there(fund: RunningFund) -> None:
    said = {"decision": "x", "on": "2025-10-20", "minute": "1"}
    refused(program(Role.MANAGER).post("/funds/small/settlements/2025-26/12/decisions", said), 404, "AP005")


def test_a_problem_with_a_field_names_it_as_the_request_does(fund: RunningFund) -> None:
    sent = {"month": "1999-01", "scheme": "nope", "amount_pence": 0, "what": "Invoice 1", "why": "late"}
    told = program(Role.HOST_OFFICER).post("/funds/small/accruals", sent)
    assert told.status_code == 422, told.content.decode()
    places = {each["code"]: each["where"].get("path") for each in told.json()["problems"]}
    assert told.status_code == 422 and set(places.values()) <= set(sent)
    assert (places["FU026"], places["FU023"], places["FU028"]) == ("month", "amount_pence", "scheme")
