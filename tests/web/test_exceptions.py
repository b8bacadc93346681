"""A partner questions an entry, with evidence; the host answers; what is upheld is reversed by two people."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cronfa.fund.opening import RunningFund
from cronfa.governance.models import Proposal, Query
from cronfa.governance.roles import Role
from cronfa.ledger.queries import entries

ASK = "/en/funds/small/entries/5/question/"


def asked(client: Client, **more: object) -> str:
    return str(client.post(ASK, {"partner": "board", "text": "not our patient", **more})["Location"])


def test_what_is_upheld_is_reversed_when_another_person_approves(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    address = asked(board, evidence=SimpleUploadedFile("letter.txt", b"<script>1</script>"))
    host = sign_in(Role.HOST_OFFICER)
    assert "waits for an answer" in host.get(address).content.decode()
    assert host.post(address, {"do": "uphold", "answer": "agreed, ours"}).status_code == 302
    proposal = Proposal.objects.get()
    sign_in(Role.MANAGER).post(f"/en/funds/small/proposals/{proposal.pk}/", {"decision": "approve"})
    assert [entry.reverses for entry in entries(fund.ledger) if entry.kind == "reversal"] == [5]
    page = board.get(address).content.decode()
    assert "upheld" in page and f"/proposals/{proposal.pk}/" in page and "Reversed by entry" in page
    assert address in board.get("/en/funds/small/entries/5/").content.decode()
    evidence = board.get(f"{address}evidence/")
    assert evidence.content == b"<script>1</script>" and evidence["Content-Type"] == "application/octet-stream"


def test_a_question_is_asked_once_until_it_is_answered(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    address = asked(board)
    assert board.post(ASK, {"partner": "board", "text": "still not"}).status_code == 409
    sign_in(Role.HOST_OFFICER).post(address, {"do": "reject", "answer": "it is yours"})
    assert board.post(ASK, {"partner": "board", "text": "look again"}).status_code == 302


def test_one_partners_questions_are_not_the_other_partners_to_read(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    address = asked(sign_in(Role.PARTNER_OFFICER, "board"))
    council = sign_in(Role.PARTNER_OFFICER, "council")
    assert council.get(address).status_code == 404
    assert b"not our patient" not in council.get("/en/funds/small/exceptions/").content


def test_nobody_asks_for_another_partner_or_answers_as_a_partner(
    sign_in: Callable[..., Client], fund: RunningFund
) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    assert board.post(ASK, {"partner": "council", "text": "x"}).status_code == 403
    assert board.post(asked(board), {"do": "reject", "answer": "no"}).status_code == 403


def test_an_answer_overdue_says_so(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    from datetime import date

    board = sign_in(Role.PARTNER_OFFICER, "board")
    address = asked(board)
    Query.objects.update(due=date(2026, 1, 5))
    assert "answer overdue" in board.get(address).content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [("letter.html", b"<p>x</p>"), ("a.pdf", b"not a pdf"), ("b.txt", b"\0\1"), ("c.exe", b"MZ"), ("d", b"x")],
)
def test_evidence_of_another_kind_is_refused_and_nothing_is_asked(
    sign_in: Callable[..., Client], name: str, content: bytes
) -> None:
    board = sign_in(Role.PARTNER_OFFICER, "board")
    sent = {"partner": "board", "text": "look", "evidence": SimpleUploadedFile(name, content)}
    response = board.post(ASK, sent)
    assert response.status_code == 422 and "GO090" in response.content.decode() and not Query.objects.exists()


def test_the_list_is_filtered_and_the_clock_is_shown(sign_in: Callable[..., Client], fund: RunningFund) -> None:
    from datetime import date

    board = sign_in(Role.PARTNER_OFFICER, "board")
    asked(board)
    listing = "/en/funds/small/exceptions/"
    assert "working days left" in board.get(listing).content.decode()
    assert "Exception 1:" in board.get(f"{listing}?state=waiting&sort=due").content.decode()
    assert "Exception 1:" not in board.get(f"{listing}?state=upheld").content.decode()
    Query.objects.update(due=date(2026, 1, 5))
    assert "working days overdue" in board.get(f"{listing}?state=late&sort=entry").content.decode()
